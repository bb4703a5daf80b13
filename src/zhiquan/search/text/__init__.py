"""Texts as the index and the queries see them (文字归一)."""
