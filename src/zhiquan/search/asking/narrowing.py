"""Choosing values of facets (分面筛选)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import tantivy

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.search.asking.facets import FACETS
from zhiquan.search.asking.question import FACET_NAMES, Narrowed
from zhiquan.search.index.record import subclass_code
from zhiquan.search.index.schema import schema

Q = tantivy.Query
MUST, MAY = tantivy.Occur.Must, tantivy.Occur.Should
TWINS = dict.fromkeys(("group", "status"), ("group", "status")) | dict.fromkeys(("region", "town"), ("region", "town"))
"""Facets of one thing told twice: choosing of one leaves the counts of both as they were."""

_NUMBERS = frozenset({"year", "subclass", "party"})


def narrowed_to(
    query: tantivy.Query, narrowed: Narrowed, *, is_public: bool, but: Collection[str] = ()
) -> tantivy.Query:
    """The records of a query with the values chosen of each facet, leaving some facets aside.

    Raises:
        BadInput: there is no such facet, or a value cannot be one of it.
    """
    filters = [
        _chosen(name, values, is_public=is_public) for name, values in narrowed.items() if values and name not in but
    ]
    if not filters:
        return query
    return Q.boolean_query([(MUST, query), *((MUST, Q.const_score_query(one, 0.0)) for one in filters)])


def _chosen(name: str, values: Iterable[str], *, is_public: bool) -> tantivy.Query:
    if name not in FACET_NAMES:
        raise _none(name, "")
    field = "party_public_code" if name == "party" and is_public else FACETS[name]
    if name not in _NUMBERS:
        return Q.term_set_query(schema(), field, list(values))
    return Q.boolean_query([(MAY, Q.term_query(schema(), field, _number(name, value))) for value in values])


def _number(name: str, value: str) -> int:
    try:
        return subclass_code(value) if name == "subclass" else int(value)
    except ValueError:
        raise _none(name, value) from None


def _none(name: str, value: str) -> BadInput:
    return BadInput(
        Words("没有这一筛选项", "there is no such facet or value"),
        where={"facet": name, "value": value},
        remedy=Words(f"可用：{'、'.join(FACET_NAMES)}", f"Facets: {', '.join(FACET_NAMES)}"),
    )
