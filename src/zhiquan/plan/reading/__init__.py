"""Reading a policy document into headings, clauses, targets and duties (规划文本解读)."""
