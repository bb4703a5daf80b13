"""Saved searches and alerts of their new hits (保存的检索与新命中提醒)."""
