"""The index of one snapshot: shape, building, changes, places on disk (索引)."""
