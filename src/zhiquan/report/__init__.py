"""Documents (报告)."""
