"""Numbers and ids, money, days, evidence, citation, errors (基础)."""
