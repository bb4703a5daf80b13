"""What every page shares: shell, headers, failures, words, tags (页面外壳)."""
