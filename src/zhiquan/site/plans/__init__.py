"""The plan in the browser: board, closing account, figures, publications, documents (规划)."""
