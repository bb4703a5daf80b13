"""Pages of the plan (规划页面)."""
