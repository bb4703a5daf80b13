"""Appraisal of units by evidence: formula, points, trace (绩效考核)."""
