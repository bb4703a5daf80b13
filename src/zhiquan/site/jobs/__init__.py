"""Long work in the background: imports, publishing, exports (后台作业)."""
