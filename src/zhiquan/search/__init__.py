"""Full-text index and query language (检索)."""
