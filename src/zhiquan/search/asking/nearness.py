"""Words near each other: what the index cannot say is checked on the texts of the few records left (邻近)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tantivy

from zhiquan.search.asking.counting import total
from zhiquan.search.asking.wildcards import gapped, piece
from zhiquan.search.index.schema import STORED, read_stored, schema
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import pairs, units

Pattern = Sequence[str | None]
_MUST, _MAY = tantivy.Occur.Must, tantivy.Occur.Should


@dataclass(frozen=True, slots=True)
class Closeness:
    """Choices of words on either side, and how far apart they may stand.

    Args:
        left: stretches of which one must stand on the left.
        right: the same on the right.
        distance: most units between them.
        is_ordered: False when the right one may also come first.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    distance: int
    is_ordered: bool


def near(searcher: tantivy.Searcher, part: str, wanted: Closeness) -> tantivy.Query:
    """Records in whose part the words stand that near; exact."""
    candidates = tantivy.Query.boolean_query(
        [(_MAY, _candidates(part, left, right, wanted)) for left in wanted.left for right in wanted.right]
    )
    count = total(searcher, candidates)
    if not count:
        return tantivy.Query.empty_query()
    ids = list(_confirmed(searcher, candidates, count, part, wanted))
    return tantivy.Query.term_set_query(schema(), "id", ids) if ids else tantivy.Query.empty_query()


def _candidates(part: str, left: str, right: str, wanted: Closeness) -> tantivy.Query:
    both = [(_MUST, piece(part, left)), (_MUST, piece(part, right))]
    ends = _edges(part, gapped(left), gapped(right), wanted)
    return tantivy.Query.boolean_query([*both, (_MUST, ends)] if ends is not None else both)


def _edges(part: str, left: Pattern, right: Pattern, wanted: Closeness) -> tantivy.Query | None:
    """Where both sides have pairs: the pairs that face each other, not farther apart than wanted."""
    if None in left or None in right or len(left) < 2 or len(right) < 2:
        return None
    one, other = pairs([unit for unit in left if unit]), pairs([unit for unit in right if unit])
    ways = [(one[-1], other[0])] + ([] if wanted.is_ordered else [(other[-1], one[0])])
    phrases = [
        tantivy.Query.phrase_query(schema(), part, [(0, first), (2, second)], slop=wanted.distance)
        for first, second in ways
    ]
    return tantivy.Query.boolean_query([(_MAY, phrase) for phrase in phrases])


def _confirmed(
    searcher: tantivy.Searcher, candidates: tantivy.Query, count: int, part: str, wanted: Closeness
) -> Iterator[str]:
    """Ids of the candidates whose text holds the words near each other."""
    lefts: list[Pattern] = [gapped(one) for one in wanted.left]
    rights: list[Pattern] = [gapped(one) for one in wanted.right]
    for _, address in searcher.search(candidates, count, count=False).hits:
        record = read_stored(searcher.doc(address)[STORED][0])
        found = units(fold(text_of(record, part)))
        if _is_near(found, lefts, rights, wanted):
            yield record["id"]


def text_of(record: dict[str, object], part: str) -> str:
    """The text of a part of a stored record."""
    texts = record["texts"]
    assert isinstance(texts, dict)
    return str(record["title"] if part == "title" else texts.get(part, ""))


def _is_near(found: list[str], lefts: list[Pattern], rights: list[Pattern], wanted: Closeness) -> bool:
    ones = [stretch for pattern in lefts for stretch in places(found, pattern)]
    others = [stretch for pattern in rights for stretch in places(found, pattern)]
    for begin, end in ones:
        for start, stop in others:
            gap = start - end if start >= end else begin - stop
            in_order = start >= end or not wanted.is_ordered
            if in_order and 0 <= gap <= wanted.distance:
                return True
    return False


def places(found: Sequence[str], pattern: Pattern) -> list[tuple[int, int]]:
    """Where a pattern begins and ends among units."""
    size = len(pattern)
    return [
        (place, place + size)
        for place in range(len(found) - size + 1)
        if all(want is None or want == found[place + step] for step, want in enumerate(pattern))
    ]
