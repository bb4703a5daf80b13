"""Tight loops over Arrow columns, compiled by numba (计算内核)."""
