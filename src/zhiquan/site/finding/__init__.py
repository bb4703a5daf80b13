"""Search on the site: pages, exports, keeping the index (检索页面)."""
