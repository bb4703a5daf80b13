"""The facets of an answer: values with their names and counts (分面).

Of a facet with chosen values all values are counted as if none of it were chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import tantivy

from zhiquan.basics.words import Words
from zhiquan.search.asking.facets import ALL, MANY, TOWN, VALUES, Counts, counted, counts_of, field_of, ordered
from zhiquan.search.asking.names import Names
from zhiquan.search.asking.narrowing import TWINS, number_of
from zhiquan.search.asking.question import FacetValue, Question
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.record import party_code, subclass_of

_KEPT = 20_000
_MUST = tantivy.Occur.Must

OpenTo = Callable[[Collection[str]], tantivy.Query]
"""The query with the values chosen of all facets but some."""


@dataclass(frozen=True, slots=True)
class Faceting:
    """What counting needs.

    Args:
        searcher: the index.
        names: names of statuses and kinds.
        parties: names of parties by the numbers they are counted by.
        known: keys and names of values met before, at most 20,000; to be shared by the questions of one index.
        sees_all: the reader may see every party.
        whole: records that are seen whole where of others only what is public is seen; None when all are seen alike.
    """

    searcher: tantivy.Searcher
    names: Names
    parties: PartyNames
    known: dict[tuple[str, str | int], tuple[str, Words]]
    sees_all: bool
    whole: tantivy.Query | None

    def values(
        self, question: Question, open_to: OpenTo, *, is_public: bool
    ) -> tuple[dict[str, tuple[FacetValue, ...]], int | None]:
        """The values of the facets asked for, and how many records there are where counting has told it.

        Args:
            question: the question.
            open_to: its query, some facets left aside.
            is_public: True to count of holders only those the public may see.
        """
        twins = {name: TWINS.get(name, (name,)) for name in question.facets}
        chosen = [name for name, twin in twins.items() if any(question.narrowed.get(one) for one in twin)]
        rest = [name for name in question.facets if name not in chosen]
        found = self._counted(open_to(()), rest, is_public=is_public)
        total = sum(found["kind"].values()) if "kind" in found else None  # each record has one kind
        for name in chosen:
            found[name] = self._with_chosen(question, name, open_to(twins[name]), is_public=is_public)
        return {name: tuple(self._labelled(name, found[name], question)) for name in question.facets}, total

    def _counted(
        self, query: tantivy.Query, names: Sequence[str], *, is_public: bool, most: int = VALUES
    ) -> dict[str, Counts]:
        """The values of some facets; of what is seen whole the towns are counted whoever holds it."""
        if self.whole is None or TOWN not in names:
            return self._values(query, names, is_public=is_public, most=most)
        others = [name for name in names if name != TOWN]
        found = self._values(query, others, is_public=is_public, most=most)
        own = tantivy.Query.boolean_query([(_MUST, query), (_MUST, self.whole)])
        rest = tantivy.Query.boolean_query([(_MUST, query), (tantivy.Occur.MustNot, self.whole)])
        towns = Counter(self._values(own, [TOWN], is_public=False, most=ALL)[TOWN])
        towns.update(self._values(rest, [TOWN], is_public=True, most=ALL)[TOWN])
        return found | {TOWN: ordered(towns, most)}

    def _values(self, query: tantivy.Query, names: Sequence[str], *, is_public: bool, most: int) -> dict[str, Counts]:
        return counted(self.searcher, query, names, is_public=is_public, holders=len(self.parties), most=most)

    def _with_chosen(self, question: Question, name: str, query: tantivy.Query, *, is_public: bool) -> Counts:
        """Counts of a facet, those of chosen values among them however few they are."""
        counts = self._counted(query, [name], is_public=is_public, most=VALUES if name == MANY else ALL)[name]
        if name != MANY:
            return counts
        numbers = {self.parties.of_code(number_of(name, key))[1] for key in question.narrowed.get(name, ())}
        missing = [number for number in numbers if number >= 0 and number not in counts]
        return counts | counts_of(self.searcher, query, field_of(name, is_public=is_public), missing)

    def _labelled(self, name: str, counts: Counts, question: Question) -> Iterator[FacetValue]:
        """The first values, and those chosen however few records they have."""
        chosen = question.narrowed.get(name, ())
        listed = self._in_order(name, counts)
        first = len(listed) if name == "year" else VALUES
        missing = set(chosen)
        for value in listed[:first]:
            key, label = self._named(name, value)
            yield FacetValue(key, label, counts[value], key in missing)
            missing.discard(key)
        for value in listed[first:] if missing else ():
            key, label = self._named(name, value)
            if key in missing:
                missing.discard(key)
                yield FacetValue(key, label, counts[value], is_chosen=True)
        for key in chosen:
            if key in missing:
                yield FacetValue(key, self._unfound(name, key), 0, is_chosen=True)

    def _in_order(self, name: str, counts: Counts) -> list[str | int]:
        """Most records first, years newest first; parties with as many by their ids, whatever their numbers."""
        if name == "year":
            return sorted(counts, reverse=True)
        if name == MANY:
            return sorted(counts, key=lambda number: (-counts[number], self.parties.of(int(number))[0]))
        return list(counts)

    def _named(self, name: str, value: str | int) -> tuple[str, Words]:
        """What narrows to a value, and its name."""
        known = self.known.get((name, value))
        if known is None:
            known = self._named_anew(name, value)
            if len(self.known) < _KEPT:
                self.known[name, value] = known
        return known

    def _named_anew(self, name: str, value: str | int) -> tuple[str, Words]:
        if isinstance(value, str):
            return value, self._label(name, value)
        if name == MANY:
            party, shown = self.parties.of(value)
            return str(party_code(party)), Words(shown or party, shown or party)
        key = subclass_of(value) if name == "subclass" else str(value)
        return key, Words(key, key)

    def _label(self, name: str, key: str) -> Words:
        named = {"kind": self.names.kinds, "industry": self.names.industries}
        named |= dict.fromkeys(("group", "status"), self.names.statuses)
        return named.get(name, {}).get(key) or Words(key, key)

    def _unfound(self, name: str, key: str) -> Words:
        """The name of a chosen value that no record has; of a party only where no party is out of sight."""
        if name != MANY:
            return self._label(name, key)
        party, number = self.parties.of_code(number_of(name, key)) if self.sees_all else ("", -1)
        shown = self.parties.of(number)[1] or party or key
        return Words(shown, shown)
