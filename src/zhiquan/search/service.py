"""The one service behind command line, interface and pages (检索服务)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import tantivy

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.browsing.scope import nothing_there
from zhiquan.search.asking.compiling import Asking, is_whole_number, within
from zhiquan.search.asking.counting import total
from zhiquan.search.asking.faceting import Faceting
from zhiquan.search.asking.facets import FACETS, counted
from zhiquan.search.asking.highlights import Highlighter
from zhiquan.search.asking.loosening import is_costly, loosened, shorter
from zhiquan.search.asking.names import Names
from zhiquan.search.asking.narrowing import narrowed_to
from zhiquan.search.asking.question import ORDERS, Answer, Hit, Question
from zhiquan.search.asking.similar import similar_records
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.places import ABOUT, NAMES, About, Place, read_ahead
from zhiquan.search.index.record import OF_PUBLIC, TEXTS
from zhiquan.search.index.schema import ENDS, LARGE, STORED, UNITS, read_stored, schema
from zhiquan.search.language.parser import parsed
from zhiquan.search.language.printing import printed
from zhiquan.search.language.readback import said
from zhiquan.search.language.tree import Everything, InField, Node, Phrase
from zhiquan.search.reach import Reach, Sight

MOST_HITS, MOST_EXPORTED = 1_000, 100_000
_BATCH = 2_000

_USUAL_PAIRS, _USUAL_UNITS = ("一种", "方法", "装置", "公司", "有限", "其他"), ("一", "的", "人", "用", "公")
"""What stands in most texts of registers; only how fast first answers come depends on it."""

_READ_FIRST = 100


class Finder:
    """Answers questions from one index; safe for several threads.

    Args:
        index: the index, everything written.
        about: what it was made from.
        names: names of statuses and kinds, words that mean the same.
        parties: names of parties by the numbers they are counted by.
        folder: where the index lies; None for one in memory.
    """

    def __init__(
        self, index: tantivy.Index, about: About, names: Names, parties: PartyNames, folder: Path | None = None
    ) -> None:
        self.about = about
        self._folder = folder
        self.names = names
        self.searcher = index.searcher()
        self._parties = parties
        self._values_met: dict[tuple[str, str | int], tuple[str, Words]] = {}
        self._beside = ThreadPoolExecutor(2, "search") if self.searcher.num_docs >= LARGE else None
        """Finds the hits while the facets are counted; in small indexes both are sooner done than handed over."""

    @classmethod
    def open(cls, place: Place, names: Names) -> Self:
        """The finder of an index on disk.

        Raises:
            FileNotFoundError: it was taken away meanwhile.
        """
        try:
            index = tantivy.Index.open(str(place.folder))
            return cls(index, place.about, names, PartyNames.read(place.folder / NAMES), place.folder)
        except ValueError:
            if (place.folder / ABOUT).exists():
                raise
            raise FileNotFoundError(place.folder) from None

    def warm(self) -> None:
        """Have what answers read in memory before somebody asks: lists of places, columns, lengths of texts."""
        if self._folder:
            read_ahead(self._folder)
        usual = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema(), part + end, word))
            for part in (*TEXTS, *OF_PUBLIC)
            for end, words in (("", _USUAL_PAIRS), (UNITS, _USUAL_UNITS))
            for word in words
        ]
        self.searcher.search(tantivy.Query.boolean_query(usual), 100, count=True)
        for is_public in (False, True):
            counted(self.searcher, tantivy.Query.all_query(), FACETS, is_public=is_public, holders=len(self._parties))
        self.find(Question("", order="newest", limit=_READ_FIRST), Reach.everything())

    def find(self, question: Question, reach: Reach) -> Answer:
        """The records in reach that a question asks for.

        Raises:
            BadInput: the query cannot be read, or a value is none; the message says where and how to mend it.
        """
        checked(question)
        node = understood(question.query)
        answer = self._answer(question, reach, node)
        if answer.total or not question.may_loosen:
            return answer
        easier = node if is_costly(node) else loosened(node)
        return replace(self._answer(question, reach, easier), is_loosened=True) if easier != node else answer

    def count(self, question: Question, reach: Reach) -> int:
        """How many records a question finds."""
        with engine_refusals():
            return total(self.searcher, self._query(question, reach, understood(question.query)))

    def ids(self, question: Question, reach: Reach) -> list[str]:
        """Ids of all records a question finds, ascending, at most 100,000."""
        query = self._query(question, reach, understood(question.query))
        return sorted(self._id(address) for _, address in self._every(query, question))

    def ids_among(self, question: Question, reach: Reach, ids: Collection[str]) -> list[str]:
        """Of some ids those of records a question finds, in its order; no text is cut or marked for it."""
        return [self._id(address) for _, address in self._among(question, reach, ids)]

    def all(self, question: Question, reach: Reach) -> Iterator[Hit]:
        """All records a question finds, in its order, at most 100,000: what is taken away as a file."""
        node = understood(question.query)
        query, marker = self._query(question, reach, node), self._marker(question, node)
        for score, address in self._every(query, question):
            yield self._hit(score, address, marker, reach)

    def first(self, question: Question, reach: Reach) -> list[Hit]:
        """The first records a question finds, up to its limit; the others are not counted."""
        node = understood(question.query)
        query, marker = self._query(question, reach, node), self._marker(question, node)
        return [self._hit(*one, marker, reach) for one in self._found(query, question)]

    def among(self, question: Question, reach: Reach, ids: Collection[str]) -> list[Hit]:
        """Of some ids the records a question finds, in its order."""
        marker = self._marker(question, understood(question.query))
        return [self._hit(*one, marker, reach) for one in self._among(question, reach, ids)]

    def similar(self, name: str, reach: Reach, *, limit: int = 10) -> Answer:
        """Records in reach that are like one in reach, the most alike first, without itself.

        Raises:
            NotFound: there is no such record, or it is out of reach.
        """
        record, sight = self.record(name, reach)
        gate = within(reach, Everything(), self._asking(with_synonyms=False))
        found = similar_records(self.searcher, record, parts=sight.parts, gate=gate, limit=limit)
        marker = Highlighter(Everything(), None)
        hits = tuple(self._shown_hit(score, one, marker, reach) for score, one in found)
        return Answer(len(hits), hits, {}, (), "", self.about.snapshot, self.about.day)

    def record(self, name: str, reach: Reach) -> tuple[dict[str, Any], Sight]:
        """What is stored of a record in reach, and how it is seen.

        Raises:
            NotFound: there is no such record, or it is out of reach.
        """
        hits = self.searcher.search(tantivy.Query.term_query(schema(), "id", name), 1).hits
        record = read_stored(self.searcher.doc(hits[0][1])[STORED][0]) if hits else None
        sight = reach.sight_of(record) if record else None
        if record is None or sight is None:
            raise NotFound(nothing_there(name))
        return record, sight

    def easier(self, query: str, reach: Reach) -> tuple[tuple[str, int], ...]:
        """The query with one part left out, those that find something in reach, most first; of a costly query none."""
        found, whole = [], understood(query)
        for node in () if is_costly(whole) else shorter(whole):
            question = Question(printed(node), may_loosen=False)
            if total := self.count(question, reach):
                found.append((question.query, total))
        return tuple(sorted(found, key=lambda one: -one[1]))

    def _answer(self, question: Question, reach: Reach, node: Node) -> Answer:
        with engine_refusals():
            return self._answered(question, reach, node)

    def _answered(self, question: Question, reach: Reach, node: Node) -> Answer:
        base, is_public, whole = self._base(question, reach, node), _is_public(reach), _whole(reach)

        def open_to(but: Collection[str]) -> tantivy.Query:
            return narrowed_to(base, question.narrowed, self._parties, is_public=is_public, whole=whole, but=but)

        sees_all = any(sight.tokens is None for sight in reach.sights)
        faceting = Faceting(self.searcher, self.names, self._parties, self._values_met, sees_all, whole)
        query, marker = open_to(()), self._marker(question, node)
        ahead = self._beside.submit(self._found, query, question) if self._beside else None
        facets, total_told = faceting.values(question, open_to, is_public=is_public)
        found = ahead.result() if ahead else self._found(query, question)
        return Answer(
            total=total(self.searcher, query) if total_told is None else total_told,
            hits=tuple(self._hit(score, address, marker, reach) for score, address in found),
            facets=facets,
            said=said(node, self.names.synonyms if question.with_synonyms else None),
            printed=printed(node),
            snapshot=self.about.snapshot,
            day=self.about.day,
        )

    def _query(self, question: Question, reach: Reach, node: Node) -> tantivy.Query:
        with engine_refusals():
            base = self._base(question, reach, node)
        is_public, whole = _is_public(reach), _whole(reach)
        return narrowed_to(base, question.narrowed, self._parties, is_public=is_public, whole=whole)

    def _base(self, question: Question, reach: Reach, node: Node) -> tantivy.Query:
        """What is asked for in reach, before values of facets are chosen."""
        return within(reach, node, self._asking(with_synonyms=question.with_synonyms))

    def _asking(self, *, with_synonyms: bool) -> Asking:
        return Asking(self.searcher, self.names, with_synonyms)

    def _marker(self, question: Question, node: Node) -> Highlighter:
        return Highlighter(node, self.names.synonyms if question.with_synonyms else None)

    def _found(self, query: tantivy.Query, question: Question) -> list[tuple[float, tantivy.DocAddress]]:
        with engine_refusals():
            found = self.searcher.search(
                query, max(question.limit, 1), count=False, offset=question.offset, **_sorting(question)
            )
        return list(found.hits[: question.limit])

    def _every(self, query: tantivy.Query, question: Question) -> Iterator[tuple[float, tantivy.DocAddress]]:
        """All records of a query in the question's order, at most 100,000."""
        for offset in range(0, MOST_EXPORTED, _BATCH):
            found = self._found(query, replace(question, limit=_BATCH, offset=offset))
            yield from found
            if len(found) < _BATCH:
                return

    def _among(self, question: Question, reach: Reach, ids: Collection[str]) -> list[tuple[float, tantivy.DocAddress]]:
        """Of some ids the records a question finds, in its order."""
        if not ids:
            return []
        some = tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema(), "id", sorted(ids)), 0.0)
        must = tantivy.Occur.Must
        asked = self._query(question, reach, understood(question.query))
        query = tantivy.Query.boolean_query([(must, asked), (must, some)])
        return self._found(query, replace(question, limit=len(ids), offset=0))

    def _id(self, address: tantivy.DocAddress) -> str:
        return str(read_stored(self.searcher.doc(address)[STORED][0])["id"])

    def _hit(self, score: float, address: tantivy.DocAddress, marker: Highlighter, reach: Reach) -> Hit:
        record = read_stored(self.searcher.doc(address)[STORED][0])
        return self._shown_hit(score, record, marker, reach)

    def _shown_hit(self, score: float, record: dict[str, Any], marker: Highlighter, reach: Reach) -> Hit:
        sight = reach.sight_of(record)
        assert sight is not None  # the query holds the reach
        return Hit(
            id=record["id"],
            kind=record["kind"],
            title=marker.title(record),
            score=float(score) if isinstance(score, float) else 0.0,
            snippets=tuple(marker.snippets(record, sight)),
            shown=_shown(record, sight),
            is_public=sight.is_public,
            is_scored=reach.is_everything,
        )


@contextmanager
def engine_refusals() -> Iterator[None]:
    """Tell what the engine cannot look for as a query that cannot be answered.

    Raises:
        BadInput: the engine refuses the query: a pattern with too many possibilities.
    """
    try:
        yield
    except ValueError as refusal:
        raise BadInput(
            Words("检索引擎做不了这个查询", "the engine cannot answer this query"),
            where={"engine": str(refusal)[:200]},
            remedy=Words("请减少通配符，或把词写得更短。", "Use fewer wildcards or shorter words."),
        ) from refusal


@lru_cache(maxsize=512)
def understood(query: str) -> Node:
    """The tree of a query; a text that is one number of a right as a whole is looked for as a number.

    Raises:
        QueryMistake: it cannot be read.
    """
    text = query.strip()
    if text and is_whole_number(text):
        return InField("NO", Phrase(text.replace('"', "")))
    return parsed(query)


def checked(question: Question) -> None:
    """Refuse a question that cannot be.

    Raises:
        BadInput: the limit, offset or order is none.
    """
    if not 0 <= question.limit <= MOST_HITS or question.offset < 0 or question.order not in ORDERS:
        raise BadInput(
            Words("条数、起始位置或排序方式无效", "limit, offset or order is none"),
            where={"limit": question.limit, "offset": question.offset, "order": question.order},
            remedy=Words(
                f"条数 0 至 {MOST_HITS}，排序 {'、'.join(ORDERS)}。",
                f"Limits 0 to {MOST_HITS}; orders {', '.join(ORDERS)}.",
            ),
        )


def _sorting(question: Question) -> dict[str, Any]:
    if question.order == "relevance":
        return {}
    if question.order == "ending":
        return {"order_by_field": ENDS, "order": tantivy.Order.Asc}
    order = tantivy.Order.Desc if question.order == "newest" else tantivy.Order.Asc
    return {"order_by_field": "day", "order": order}


def _is_public(reach: Reach) -> bool:
    """True unless everything that is seen is seen whole: counts of holders then keep to organisations."""
    return any(sight.is_public for sight in reach.sights)


def _whole(reach: Reach) -> tantivy.Query | None:
    """The records that are seen whole where of others only what is public is seen; None when all are seen alike."""
    tokens = [token for sight in reach.sights if not sight.is_public for token in sight.tokens or ()]
    return tantivy.Query.term_set_query(schema(), "sees", tokens) if tokens and _is_public(reach) else None


def _shown(record: dict[str, Any], sight: Sight) -> dict[str, Any]:
    """What lists show of a record; of holders the public sees organisations only, and towns of what they hold."""
    shown = record["shown"]
    kept = {name: value for name, value in shown.items() if name not in {"holders", "public_holders"}}
    if sight.is_public and "town" in kept and not shown.get("public_holders"):
        kept["town"] = ""
    holders = shown.get("public_holders" if sight.is_public else "holders", [])
    parties = record["public_parties" if sight.is_public else "parties"]
    return kept | {"holders": holders, "parties": parties}
