"""How many records there are by kind, status, year, class, holder and town (分面计数).

The index counts each of its segments by itself and hands on the most frequent values only: counts of a value that one
segment did not hand on would be too small. All values of the facets of few values are handed on, and all holders where
there are not many; else the holders that could be among the first are counted once more, or, where that is not enough,
all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import tantivy

FACETS: Mapping[str, str] = {
    "kind": "kind",
    "group": "group",
    "status": "status",
    "year": "year",
    "industry": "industry",
    "subclass": "subclass",
    "party": "party_number",
    "region": "region",
    "town": "town",
}
"""Facets in the order pages show them, each with the field that is counted."""

OF_PUBLIC: Mapping[str, str] = {"party": "party_public_number", "town": "town_public"}
"""Fields counted instead where only what is public is seen of some: organisations, and towns of what they hold."""

VALUES = 20
MANY = "party"
"""The facet of very many values."""

TOWN = "town"
"""The facet of which a reader may see more of some records than of others."""

ALL = 10_000_000
"""More values than any facet has."""

_SOME = 200
"""Values of a holder's facet that each of several segments hands on where there are many holders."""

_MANY_HOLDERS = 50_000
"""More holders than this are not all handed on: going through the records twice then costs less."""

_WHOLE = frozenset({"kind", "year"})
"""Facets of which every value is wanted."""

Counts = dict[str | int, int]
"""Value as the index holds it to the number of records, most first."""


def counted(  # noqa: PLR0913 - records, what is counted of them, and how much of it is seen and wanted
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    names: Iterable[str],
    *,
    is_public: bool,
    holders: int,
    most: int = VALUES,
) -> dict[str, Counts]:
    """The values of some facets among the records of a query, most records first; equal ones in order of values.

    Args:
        searcher: the index.
        query: the records, those in reach only.
        names: facets wanted.
        is_public: True to count of holders and towns only those the public may see.
        holders: how many holders the index knows.
        most: at most so many values of each; kinds and years all.
    """
    fields = {name: field_of(name, is_public=is_public) for name in names}
    if not fields:
        return {}
    asked = {name: _terms(field, ALL if name in _WHOLE else most, ALL) for name, field in fields.items()}
    if MANY in fields:
        if searcher.num_segments == 1:
            asked[MANY] = _terms(fields[MANY], most, most)
        elif holders > _MANY_HOLDERS:
            asked[MANY] = _terms(fields[MANY], _SOME, _SOME)
    answer = searcher.aggregate(query, asked)
    found = {name: _counts(answer[name]) for name in fields}
    if MANY in fields and searcher.num_segments > 1:
        found[MANY] = _exact(searcher, query, fields[MANY], answer[MANY], most)
    return {name: ordered(counts, ALL if name in _WHOLE else most) for name, counts in found.items()}


def counts_of(searcher: tantivy.Searcher, query: tantivy.Query, field: str, numbers: Collection[int]) -> Counts:
    """How many records of a query have each of some numbers in a field; numbers of none are left out."""
    ranges = [{"key": str(number), "from": number, "to": number + 1} for number in numbers]
    if not ranges:
        return {}
    buckets = searcher.aggregate(query, {"of": {"range": {"field": field, "ranges": ranges}}})["of"]["buckets"]
    wanted = {str(number) for number in numbers}
    return {int(one["key"]): one["doc_count"] for one in buckets if one["key"] in wanted and one["doc_count"]}


def field_of(name: str, *, is_public: bool) -> str:
    """The field that a facet counts."""
    return OF_PUBLIC.get(name, FACETS[name]) if is_public else FACETS[name]


def _terms(field: str, most: int, of_each_segment: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": most, "segment_size": of_each_segment}}


def _counts(told: dict[str, Any]) -> Counts:
    buckets = told["buckets"]
    if buckets and isinstance(buckets[0]["key"], str):
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}  # numbers are told as fractions


def _exact(searcher: tantivy.Searcher, query: tantivy.Query, field: str, told: dict[str, Any], most: int) -> Counts:
    """Counts of the values that are among the first of all segments together.

    A count may be too small by no more than ``unsure``, that of a value no segment handed on likewise.
    """
    counts, unsure = _counts(told), int(told["doc_count_error_upper_bound"])
    if not unsure:
        return counts
    last = sorted(counts.values(), reverse=True)[:most][-1]
    possible = [int(number) for number, count in counts.items() if count + unsure >= last]
    if unsure < last and len(possible) < _SOME:
        return counts_of(searcher, query, field, possible)
    return _counts(searcher.aggregate(query, {"all": _terms(field, most, ALL)})["all"])


def ordered(counts: Mapping[str | int, int], most: int) -> Counts:
    """The values of most records, at most so many; equal ones in order of values."""
    by_value = sorted(counts)
    first = sorted(by_value, key=counts.__getitem__, reverse=True)[:most]
    return {value: counts[value] for value in first}
