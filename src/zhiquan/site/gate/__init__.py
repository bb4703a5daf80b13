"""Who may see and do what: one policy for pages, partials, exports and jobs (权限)."""
