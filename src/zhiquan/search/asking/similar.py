"""Records like a given one (相似文献).

Candidates are those that share the rarest words of the title; of them those of the same field of technology come
first, by :mod:`zhiquan.search.asking.concepts`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tantivy

from zhiquan.search.asking.concepts import field_of
from zhiquan.search.index.schema import STORED, UNITS, read_stored, schema
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import pairs, units

Q = tantivy.Query
MUST, MAY = tantivy.Occur.Must, tantivy.Occur.Should

CANDIDATES = 200
_BODY_TERMS = 40
_RARITY_POWER = 0.5
_PAIRS, _BODY, _FIELD = 0.3, 0.3, 0.3
"""How much pairs of the title, pairs of the abstract, and the field of technology count beside units of the title."""

_SIGNS = frozenset("，。、；：（）()[]【】《》“”\"'!?！？.,;:-/ ")


def similar_records(
    searcher: tantivy.Searcher, record: dict[str, Any], *, parts: Sequence[str], gate: tantivy.Query, limit: int
) -> list[tuple[float, dict[str, Any]]]:
    """The stored records most like one, itself left out, each with how like it is: 1 and more for the same words.

    Args:
        searcher: the index.
        record: the stored record.
        parts: parts of it that may be seen.
        gate: the records in reach; no others are read or counted.
        limit: records wanted.
    """
    body = str(record["texts"].get("abstract", "")) if "abstract" in parts else ""
    terms = list(_terms(searcher, str(record["title"]), body))
    if not terms:
        return []
    query = Q.boolean_query([(MUST, Q.boolean_query(terms)), (MUST, gate)])
    hits = searcher.search(query, max(CANDIDATES, limit) + 1, count=False).hits
    found = [(float(score), read_stored(searcher.doc(address)[STORED][0])) for score, address in hits]
    most = next((score for score, one in found if one["id"] == record["id"]), found[0][0] if found else 1.0)
    own = _field(searcher, str(record["title"]))
    ranked = [
        (score / most + _FIELD * float(own @ _field(searcher, str(one["title"]))), one)
        for score, one in found
        if one["id"] != record["id"]
    ]
    return sorted(ranked, key=lambda one: (-one[0], one[1]["id"]))[:limit]


def _terms(searcher: tantivy.Searcher, title: str, body: str) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    folded = fold(title)
    for field, found, weight in (
        ("title" + UNITS, _told(units(folded)), 1.0),
        ("title", _pairs(folded), _PAIRS),
        ("abstract", _pairs(folded), _BODY if body else 0.0),
        ("abstract", _rarest(searcher, _pairs(fold(body))), _BODY),
    ):
        for term, count in Counter(found).items() if weight else ():
            rare = rarity(searcher, field, term) ** _RARITY_POWER if field.startswith("title") else 1.0
            yield MAY, Q.boost_query(Q.term_query(schema(), field, term), weight * count * rare)


def _rarest(searcher: tantivy.Searcher, found: Iterable[str]) -> list[str]:
    """The pairs of an abstract that tell most: often here, seldom elsewhere."""
    counts = Counter(found)
    told = {term: count * rarity(searcher, "abstract", term) for term, count in counts.items()}
    return sorted(told, key=lambda term: (-told[term], term))[:_BODY_TERMS]


def rarity(searcher: tantivy.Searcher, field: str, term: str) -> float:
    """How rare a term is among the records, as rankings count it; 0 when none has it."""
    having = searcher.doc_freq(field, term)
    return math.log(1 + (searcher.num_docs - having + 0.5) / (having + 0.5)) if having else 0.0


def _field(searcher: tantivy.Searcher, title: str) -> Any:  # noqa: ANN401 - a vector
    def rare(term: str) -> float:
        is_pair = term[0] == "\x1e"
        return rarity(searcher, "title" if is_pair else "title" + UNITS, term[1:] if is_pair else term)

    return field_of(title, rare)


def _pairs(folded: str) -> list[str]:
    return [pair for pair in pairs(units(folded)) if _SIGNS.isdisjoint(pair)]


def _told(found: Iterable[str]) -> list[str]:
    return [unit for unit in found if unit not in _SIGNS]
