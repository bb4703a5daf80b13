"""How many records a query finds (命中数)."""

from __future__ import annotations

import tantivy


def total(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """Records a query finds."""
    return int(searcher.search(query, 1).count)  # type: ignore[attr-defined]  # the library's types leave it out
