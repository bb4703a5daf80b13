"""Answering queries: what is looked for, counted, marked, found alike (查询)."""
