"""How many records there are by kind, status, year, class, holder and town (分面计数)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import tantivy

from zhiquan.search.index.record import subclass_of

FACETS: Mapping[str, str] = {
    "kind": "kind",
    "group": "group",
    "status": "status",
    "year": "year",
    "subclass": "subclass",
    "party": "party_code",
    "region": "region",
    "town": "town",
}
"""Facets in the order pages show them, each with the field that is counted."""

VALUES = 20
_PER_SEGMENT = 5_000


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet with the number of records; ``key`` is what narrows to it (分面值)."""

    key: str
    count: int


def counted(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Iterable[str], *, is_public: bool, most: int = VALUES
) -> dict[str, tuple[Value, ...]]:
    """The values of some facets among the records of a query, most records first, years newest first.

    Args:
        searcher: the index.
        query: the records, those in reach only.
        names: facets wanted.
        is_public: True to count of holders only those the public may see.
        most: at most so many values of each; years all.
    """
    wanted = {name: _field(name, is_public=is_public) for name in names}
    if not wanted:
        return {}
    asked = {name: {"terms": _terms(name, field, most)} for name, field in wanted.items()}
    answer = searcher.aggregate(query, asked)
    return {name: _values(name, answer[name]["buckets"]) for name in wanted}


def _field(name: str, *, is_public: bool) -> str:
    return "party_public_code" if name == "party" and is_public else FACETS[name]


def _terms(name: str, field: str, most: int) -> dict[str, Any]:
    size = 200 if name == "year" else most
    return {"field": field, "size": size, "segment_size": max(size, _PER_SEGMENT)}


def _values(name: str, buckets: list[dict[str, Any]]) -> tuple[Value, ...]:
    found = [Value(_key(name, bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    if name == "year":
        return tuple(sorted(found, key=lambda value: value.key, reverse=True))
    return tuple(sorted(found, key=lambda value: (-value.count, value.key)))


def _key(name: str, key: Any) -> str:  # noqa: ANN401 - text or number
    if name == "subclass":
        return subclass_of(int(key))
    return str(int(key)) if name in {"year", "party"} else str(key)
