"""A query tree as a query of the index, within what a reader may see (查询编译)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import tantivy

from zhiquan.basics.numbers import normalise_application, normalise_publication
from zhiquan.knowledge.search_words import SearchField, search_fields
from zhiquan.search.asking import values
from zhiquan.search.asking.literals import literal
from zhiquan.search.asking.loosening import is_costly
from zhiquan.search.asking.names import Names
from zhiquan.search.asking.nearness import Checking, Closeness
from zhiquan.search.asking.wildcards import FARTHEST, is_latin_pattern, latin_pattern, pieces
from zhiquan.search.index.schema import schema
from zhiquan.search.language.tree import (
    And,
    Between,
    Everything,
    InField,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)
from zhiquan.search.reach import Reach, Sight

Q = tantivy.Query
MUST, MAY, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

WEIGHTS = {"title": 3.0, "abstract": 1.0, "claims": 0.5, "body": 1.0, "holder": 2.0, "holder_public": 2.0,
           "inventor": 1.0, "place": 0.5}  # fmt: skip
"""How much a word counts by the part it stands in; words without a field are looked for in these."""

_OTHER_WORD = 0.6


@dataclass(frozen=True, slots=True)
class Asking:
    """What compiling needs.

    Args:
        searcher: the index.
        names: names of statuses and kinds, words that mean the same.
        with_synonyms: words are also looked for as others that mean the same.
    """

    searcher: tantivy.Searcher
    names: Names
    with_synonyms: bool = True


def within(reach: Reach, node: Node, asking: Asking) -> tantivy.Query:
    """The query of a tree, of records in reach only.

    Raises:
        BadInput: a value of a field is none: a class, status or kind nobody knows.
    """
    seen = [_seen(sight, node, asking) for sight in reach.sights]
    if not seen:
        return Q.empty_query()
    joined = seen[0] if len(seen) == 1 else Q.boolean_query([(MAY, one) for one in seen])
    if reach.kinds is None:
        return joined
    kinds = Q.term_set_query(schema(), "kind", sorted(reach.kinds))
    return Q.boolean_query([(MUST, joined), (MUST, Q.const_score_query(kinds, 0.0))])


def _seen(sight: Sight, node: Node, asking: Asking) -> tantivy.Query:
    gate = None
    if sight.tokens is not None:
        gate = Q.const_score_query(Q.term_set_query(schema(), "sees", list(sight.tokens)), 0.0)
    if is_costly(node):
        _Compiling(sight, asking, Checking(asking.searcher, gate, is_trial=True)).query(node, None)
    found = _Compiling(sight, asking, Checking(asking.searcher, gate)).query(node, None)
    if gate is None:
        return found
    return Q.boolean_query([(MUST, gate), (MUST, found)])


class _Compiling:
    """One tree being compiled for one sight."""

    def __init__(self, sight: Sight, asking: Asking, checking: Checking) -> None:
        self.sight = sight
        self.asking = asking
        self.checking = checking

    def query(self, node: Node, field: SearchField | None) -> tantivy.Query:
        """The query of a node inside a field, or inside none."""
        if isinstance(node, And):
            return self.every(node.parts, field)
        if isinstance(node, Or):
            parts = [part.body if isinstance(part, Maybe) else part for part in node.parts]
            return Q.boolean_query([(MAY, self.query(part, field)) for part in parts])
        if isinstance(node, Not | Maybe):
            return self.every((node,), field)
        if isinstance(node, InField):
            return self.query(node.body, search_fields().of(node.code))
        if isinstance(node, Near):
            return self.nearness(node, field)
        return self.leaf(node, field)

    def every(self, parts: Sequence[Node], field: SearchField | None) -> tantivy.Query:
        """Parts that must, may and must not hold; of those that may one must when nothing else is asked."""
        clauses = [self.clause(part, field) for part in parts]
        if all(occur is NOT for occur, _ in clauses):
            clauses.append((MUST, Q.const_score_query(Q.all_query(), 0.0)))
        return Q.boolean_query(clauses)

    def clause(self, part: Node, field: SearchField | None) -> tuple[tantivy.Occur, tantivy.Query]:
        """One part of an and."""
        if isinstance(part, Not):
            return NOT, self.query(part.body, field)
        if isinstance(part, Maybe):
            return MAY, self.query(part.body, field)
        return MUST, self.query(part, field)

    def leaf(self, node: Word | Phrase | Between | Everything, field: SearchField | None) -> tantivy.Query:
        """A word, phrase or range, or everything."""
        if isinstance(node, Everything):
            return Q.const_score_query(Q.all_query(), 0.0)
        if field is None:
            assert not isinstance(node, Between)  # ranges are read in fields only
            return self.anywhere(node)
        if field.kind == "text":
            assert not isinstance(node, Between)
            return self.in_parts(node, self.parts_of(field))
        query = values.query(node, field, self.asking.names)
        return Q.const_score_query(query, 0.0)

    def parts_of(self, field: SearchField | None) -> dict[str, float]:
        """Parts in sight that a field looks into, with their weights."""
        if field is None:
            return {part: WEIGHTS[part] for part in self.sight.parts if part in WEIGHTS and part != "place"}
        seen = [self.sight.part(part) for part in field.parts]
        return {part: WEIGHTS.get(part, 1.0) for part in seen if part}

    def anywhere(self, node: Word | Phrase) -> tantivy.Query:
        """Words of the main parts; a number or a class symbol among them means itself too."""
        found = [(MAY, self.in_parts(node, self.parts_of(None)))]
        text = node.text.strip()
        if isinstance(node, Word) and (other := values.number_or_class(text)) is not None:
            found.append((MAY, Q.boost_query(Q.const_score_query(other, 1.0), 20.0)))
        return found[0][1] if len(found) == 1 else Q.boolean_query(found)

    def in_parts(self, node: Word | Phrase, parts: dict[str, float]) -> tantivy.Query:
        """A word or phrase in any of some parts."""
        clauses = [(MAY, _weighed(self.text(node, part), weight)) for part, weight in parts.items()]
        if isinstance(node, Word) and not node.is_open and self.asking.with_synonyms:
            for other in self.asking.names.synonyms.of(node.text):
                clauses += [
                    (MAY, _weighed(literal(part, other, self.asking.searcher), weight * _OTHER_WORD))
                    for part, weight in parts.items()
                ]
        if not clauses:
            return Q.empty_query()
        return clauses[0][1] if len(clauses) == 1 else Q.boolean_query(clauses)

    def text(self, node: Word | Phrase, part: str) -> tantivy.Query:
        """A word or phrase in one part."""
        if isinstance(node, Phrase) or not node.is_open:
            return literal(part, node.text, self.asking.searcher)
        if is_latin_pattern(node.text):
            return latin_pattern(part, node.text)
        stretches = pieces(node.text)
        if len(stretches) == 1:
            return self.checking.spelled(part, stretches[0])
        steps = [Closeness((a,), (b,), FARTHEST, is_ordered=True) for a, b in pairwise(stretches)]
        return Q.boolean_query([(MUST, self.checking.near(part, step)) for step in steps])

    def nearness(self, node: Near, field: SearchField | None) -> tantivy.Query:
        """Words near each other in one part."""
        wanted = Closeness(_choices(node.left), _choices(node.right), node.distance, node.is_ordered)
        parts = self.parts_of(field) if field is None or field.kind == "text" else {}
        clauses = [(MAY, _weighed(self.checking.near(part, wanted), weight)) for part, weight in parts.items()]
        return Q.boolean_query(clauses) if clauses else Q.empty_query()


def _choices(node: Node) -> tuple[str, ...]:
    parts = node.parts if isinstance(node, Or) else (node,)
    return tuple(part.text for part in parts if isinstance(part, Word | Phrase))


def _weighed(query: tantivy.Query, weight: float) -> tantivy.Query:
    return query if weight == 1.0 else Q.boost_query(query, weight)


def is_whole_number(query: str) -> bool:
    """True when a query as a whole is one number of a right: ``is_whole_number("ZL 2020 1 0566088.9")``."""
    readings: tuple[Callable[[str], str | None], ...] = (normalise_application, normalise_publication)
    return any(sign.isdigit() for sign in query) and any(read(query) for read in readings)
