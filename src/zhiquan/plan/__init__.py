"""Clauses, targets, duties, budgets, appraisal, coverage (规划)."""
