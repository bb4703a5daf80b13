"""Drafts of plans: kept as files with a version, edited on a page, taken into use (规划草稿)."""
