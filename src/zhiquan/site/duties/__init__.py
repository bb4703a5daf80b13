"""Clauses with their evidence, duties, budget, meetings, units, appraisal (任务与考核)."""
