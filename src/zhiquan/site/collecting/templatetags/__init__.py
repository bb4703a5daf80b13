"""Template tags of own lists (清单模板标签)."""
