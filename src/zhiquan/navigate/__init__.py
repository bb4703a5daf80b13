"""Landscapes of a set of rights (专利导航)."""
