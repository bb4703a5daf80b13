"""Full-text search: query language, index of a snapshot, what a reader may see of it (检索)."""
