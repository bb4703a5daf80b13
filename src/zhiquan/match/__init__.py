"""Ranking offers for needs (匹配)."""
