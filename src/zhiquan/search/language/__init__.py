"""The query language: reading, printing, saying in words (查询语言)."""
