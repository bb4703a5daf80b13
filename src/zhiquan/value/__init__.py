"""Scoring of a right (价值评估)."""
