"""Choosing values of facets (分面筛选)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import tantivy

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.search.asking.facets import MANY, TOWN, field_of
from zhiquan.search.asking.question import FACET_NAMES, Narrowed
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.record import subclass_code
from zhiquan.search.index.schema import schema

Q = tantivy.Query
MUST, MAY = tantivy.Occur.Must, tantivy.Occur.Should
TWINS = dict.fromkeys(("group", "status"), ("group", "status")) | dict.fromkeys(("region", "town"), ("region", "town"))
"""Facets of one thing told twice: choosing of one leaves the counts of both as they were."""

MOST_VALUES = 50
"""Values of one facet that can be chosen at once."""

_NUMBERS = frozenset({"year", "subclass"})
_ABOVE_ALL = 1 << 48


def narrowed_to(  # noqa: PLR0913 - records, what is chosen, and how much of them is seen
    query: tantivy.Query,
    narrowed: Narrowed,
    parties: PartyNames,
    *,
    is_public: bool,
    whole: tantivy.Query | None = None,
    but: Collection[str] = (),
) -> tantivy.Query:
    """The records of a query with the values chosen of each facet, leaving some facets aside.

    Args:
        query: the records.
        narrowed: the values chosen.
        parties: names of parties by the numbers they are counted by.
        is_public: True to look for holders and towns only among those the public may see.
        whole: records that are seen whole all the same, with their towns.
        but: the facets left aside.

    Raises:
        BadInput: there is no such facet, a value cannot be one of it, or there are too many.
    """
    filters = [
        _chosen(name, values, parties, is_public=is_public, whole=whole)
        for name, values in narrowed.items()
        if values and name not in but
    ]
    if not filters:
        return query
    return Q.boolean_query([(MUST, query), *((MUST, Q.const_score_query(one, 0.0)) for one in filters)])


def _chosen(
    name: str, values: Iterable[str], parties: PartyNames, *, is_public: bool, whole: tantivy.Query | None
) -> tantivy.Query:
    chosen = list(values)
    if name not in FACET_NAMES:
        raise _none(name, "")
    if len(chosen) > MOST_VALUES:
        raise BadInput(
            Words(f"一个筛选项最多选 {MOST_VALUES} 个值", f"at most {MOST_VALUES} values of a facet can be chosen"),
            where={"facet": name, "values": len(chosen)},
            remedy=Words("请少选几个值。", "Choose fewer values."),
        )
    if name == MANY:
        held = [parties.of_code(number_of(name, value))[0] for value in chosen]
        return Q.term_set_query(schema(), "party_public" if is_public else "party", held)
    if name not in _NUMBERS:
        told = Q.term_set_query(schema(), field_of(name, is_public=is_public), chosen)
        if name != TOWN or whole is None:
            return told
        own = Q.boolean_query([(MUST, whole), (MUST, Q.term_set_query(schema(), TOWN, chosen))])
        return Q.boolean_query([(MAY, told), (MAY, own)])
    field = field_of(name, is_public=is_public)
    return Q.boolean_query([(MAY, Q.term_query(schema(), field, number_of(name, value))) for value in chosen])


def number_of(name: str, value: str) -> int:
    """The number a facet of numbers holds for a value as questions write it.

    Raises:
        BadInput: there is none.
    """
    try:
        number = subclass_code(value) if name == "subclass" else int(value)
    except ValueError:
        raise _none(name, value) from None
    if not 0 <= number < _ABOVE_ALL:
        raise _none(name, value)
    return number


def _none(name: str, value: str) -> BadInput:
    return BadInput(
        Words("没有这一筛选项", "there is no such facet or value"),
        where={"facet": name, "value": value},
        remedy=Words(f"可用：{'、'.join(FACET_NAMES)}", f"Facets: {', '.join(FACET_NAMES)}"),
    )
