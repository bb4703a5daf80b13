"""Words near each other: what the index cannot say is checked on the texts of the few records left (邻近)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import tantivy

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.search.asking.counting import total
from zhiquan.search.asking.literals import literal
from zhiquan.search.asking.wildcards import gapped, piece
from zhiquan.search.index.schema import STORED, read_stored, schema
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import pairs, units

Pattern = Sequence[str | None]
Stretches = Set[tuple[int, int]]
MOST_READ = 20_000
"""Texts that may be read for one query."""

_MOST_MET = 5_000
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


class Checking:
    """The texts read for one query, at most 20,000 of them (核对).

    Args:
        searcher: the index.
        gate: the records in sight, no others are read; None for all.
        is_trial: only count what would be read, so that what is too much is refused before anything is.
    """

    def __init__(self, searcher: tantivy.Searcher, gate: tantivy.Query | None, *, is_trial: bool = False) -> None:
        self._searcher = searcher
        self._gate = gate
        self._is_trial = is_trial
        self._read = 0
        self._met: dict[tuple[int, int], dict[str, object]] = {}

    def spelled(self, part: str, text: str) -> tantivy.Query:
        """Records in whose part a stretch stands, where each ``?`` is any one unit.

        For a ``?`` the index puts together all pairs that begin or end so, which costs by the records that hold what
        stands around it: each ``?`` counts as if these were read.

        Raises:
            BadInput: too many records hold what stands around.
        """
        self._charge_signs(part, text)
        return piece(part, text)

    def near(self, part: str, wanted: Closeness) -> tantivy.Query:
        """Records in sight in whose part the words stand that near; exact.

        Raises:
            BadInput: too many records hold the words.
        """
        for side in (*wanted.left, *wanted.right):
            self._charge_signs(part, side)
        candidates = tantivy.Query.boolean_query(
            [(_MAY, _candidates(part, left, right, wanted)) for left in wanted.left for right in wanted.right]
        )
        candidates = self._in_sight(candidates)
        count = total(self._searcher, candidates)
        self._charge(count, " ".join((*wanted.left[:1], *wanted.right[:1])))
        ids = list(self._confirmed(candidates, count, part, wanted)) if count and not self._is_trial else []
        return tantivy.Query.term_set_query(schema(), "id", ids) if ids else tantivy.Query.empty_query()

    def _in_sight(self, query: tantivy.Query) -> tantivy.Query:
        return query if self._gate is None else tantivy.Query.boolean_query([(_MUST, self._gate), (_MUST, query)])

    def _charge_signs(self, part: str, text: str) -> None:
        signs = text.count("?")
        if signs:
            held = [(_MUST, literal(part, one)) for one in text.split("?") if units(fold(one))]
            self._charge(signs * total(self._searcher, self._in_sight(tantivy.Query.boolean_query(held))), text)

    def _charge(self, texts: int, words: str) -> None:
        self._read += texts
        if self._read > MOST_READ:
            raise _too_many(words)

    def _confirmed(self, candidates: tantivy.Query, count: int, part: str, wanted: Closeness) -> Iterator[str]:
        """Ids of the candidates whose text holds the words near each other."""
        lefts: list[Pattern] = [gapped(one) for one in wanted.left]
        rights: list[Pattern] = [gapped(one) for one in wanted.right]
        for _, address in self._searcher.search(candidates, count, count=False).hits:
            record = self._record(address)
            if is_near(units(fold(text_of(record, part))), lefts, rights, wanted):
                yield str(record["id"])

    def _record(self, address: tantivy.DocAddress) -> dict[str, object]:
        """What is stored of a record; its parts are asked for one after the other, so the first ones are kept."""
        place = (address.segment_ord, address.doc)
        found = self._met.get(place)
        if found is None:
            found = read_stored(self._searcher.doc(address)[STORED][0])
            if len(self._met) < _MOST_MET:
                self._met[place] = found
        return found


def _too_many(words: str) -> BadInput:
    return BadInput(
        Words("含有这些词的记录太多，不能逐件核对", "too many records hold these words to look into each"),
        where={"words": words, "most": MOST_READ},
        remedy=Words(
            "请写更长的词，少用通配符，或限定字段，如 TI:(冷却 NEAR/5 水泵)。",
            "Write longer words, fewer wildcards, or name a field, such as TI:(冷却 NEAR/5 水泵).",
        ),
    )


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


def text_of(record: dict[str, object], part: str) -> str:
    """The text of a part of a stored record."""
    texts = record["texts"]
    assert isinstance(texts, dict)
    return str(record["title"] if part == "title" else texts.get(part, ""))


def is_near(found: list[str], lefts: list[Pattern], rights: list[Pattern], wanted: Closeness) -> bool:
    """True when one of the stretches on the left stands near one of those on the right among the units of a text."""
    ones = {stretch for pattern in lefts for stretch in places(found, pattern)}
    others = {stretch for pattern in rights for stretch in places(found, pattern)}
    if _follows(ones, others, wanted.distance):
        return True
    return not wanted.is_ordered and _follows(others, ones, wanted.distance)


def _follows(ones: Stretches, others: Stretches, distance: int) -> bool:
    """True when one of the others begins where one ends, or at most so many units later."""
    begins = sorted({begin for begin, _ in others})
    for end in {end for _, end in ones}:
        place = bisect_left(begins, end)
        if place < len(begins) and begins[place] - end <= distance:
            return True
    return False


def places(found: Sequence[str], pattern: Pattern) -> list[tuple[int, int]]:
    """Where a pattern begins and ends among units."""
    return list(_places(found, pattern))


def _places(found: Sequence[str], pattern: Pattern) -> Iterator[tuple[int, int]]:
    size = len(pattern)
    told = [(step, want) for step, want in enumerate(pattern) if want is not None]
    if not told:
        return
    (first, unit), *others = told
    place, last = first, len(found) - size + first
    while place <= last:
        try:
            place = found.index(unit, place, last + 1)
        except ValueError:
            return
        begin = place - first
        if all(found[begin + step] == want for step, want in others):
            yield begin, begin + size
        place += 1
