"""What a search page shows, within what the reader may see (检索页内容)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Language, Words
from zhiquan.register.browsing.haystack import folded, number_readings
from zhiquan.search.asking.question import Answer, Hit, Question
from zhiquan.search.exporting import csv_text
from zhiquan.search.language.mistakes import QueryMistake
from zhiquan.site.finding.asked import PER_PAGE, Asked
from zhiquan.site.finding.facets import Chip, FacetShown, chips_of, facets_of
from zhiquan.site.finding.hits import HitShown, shown_hits
from zhiquan.site.finding.room import Room
from zhiquan.site.office.house import house

ORDER_WORDS: Mapping[str, Words] = {
    "relevance": Words("最相关", "Most relevant"),
    "newest": Words("日期，新的在前", "Newest first"),
    "oldest": Words("日期，旧的在前", "Oldest first"),
    "ending": Words("剩余期限，短的在前", "Term ending soonest first"),
}
MOST_PUBLIC = 10_000
"""Hits everybody may take away as one file; accounts take all."""

LIKE = 20
"""Records the page of similar records shows."""

_SCHEMA = "search/1"


@dataclass(frozen=True, slots=True)
class Pointed:
    """A query cut at the character that cannot be read (错处)."""

    before: str
    at: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search page shows (检索结果).

    Args:
        asked: the question.
        answer: the answer; None when the query cannot be read.
        problem: what is wrong with the query; None when nothing is.
        pointed: where it is wrong; None when no one character is.
        mended: a query that can be read; empty when none is known.
        hits: the hits of the page.
        facets: the facets.
        chips: the values chosen of them.
        pages: number of pages.
        easier: when nothing is found: queries with a part left out that find something.
        is_behind: the register holds more than the index yet.
        milliseconds: how long the answer took.
    """

    asked: Asked
    answer: Answer | None
    problem: BadInput | None = None
    pointed: Pointed | None = None
    mended: str = ""
    hits: tuple[HitShown, ...] = ()
    facets: tuple[FacetShown, ...] = ()
    chips: tuple[Chip, ...] = ()
    pages: int = 1
    easier: tuple[tuple[str, int], ...] = ()
    is_behind: bool = False
    milliseconds: int = 0

    @property
    def total(self) -> int:
        """How many records are found."""
        return self.answer.total if self.answer else 0

    @property
    def meant(self) -> str:
        """Address of the one thing the words name exactly; empty when they name none or several."""
        named = [line.address for line in self.hits if line.address and self._names(line.hit)]
        return named[0] if len(named) == 1 else ""

    def _names(self, hit: Hit) -> bool:
        """True when the words are the number or id of a hit, the name of a party, or of the only hit there is."""
        words = self.asked.question.query
        if words == hit.id or set(number_readings(words)) & set(number_readings(str(hit.shown.get("number") or ""))):
            return True
        return folded(words) == folded(hit.title.text) and (hit.kind == "party" or self.total == 1)


def found_by(room: Room, asked: Asked) -> Found:
    """The answer to a question, as far as the reader may see."""
    begun = perf_counter()
    try:
        answer = room.finder.find(asked.question, room.reach)
    except BadInput as problem:
        if isinstance(problem, QueryMistake):
            return Found(asked, None, problem, _pointed(asked.question.query, problem.at), problem.mended)
        return Found(asked, None, problem)
    return Found(
        asked,
        answer,
        hits=shown_hits(room, answer.hits),
        facets=facets_of(answer),
        chips=chips_of(asked, answer),
        pages=max(1, -(-answer.total // PER_PAGE)),
        easier=() if answer.total else room.finder.easier(asked.question.query, room.reach),
        is_behind=room.is_desk and answer.snapshot != house().current(),
        milliseconds=round((perf_counter() - begun) * 1000),
    )


def found_as_csv(room: Room, asked: Asked, language: Language) -> tuple[str, int]:
    """All hits as CSV text, and how many rows it has; the public takes the first 10,000."""
    return csv_text(_taken(room, asked), room.finder.names, language)


def found_as_json(room: Room, asked: Asked) -> str:
    """All hits as JSON text, with what was asked and the snapshot they are from; the public takes the first 10,000."""
    hits = list(_taken(room, asked))
    about = room.finder.about
    told: dict[str, Any] = {
        "schema": _SCHEMA,
        "query": asked.question.query,
        "narrowed": {name: list(values) for name, values in asked.question.narrowed.items()},
        "order": asked.question.order,
        "snapshot": about.snapshot,
        "status_day": about.day,
        "total": room.finder.count(asked.question, room.reach),
        "rows": [one.as_json() for one in shown_hits(room, hits)],
    }
    return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Alike:
    """Records like a given one (相似文献)."""

    own: HitShown
    hits: tuple[HitShown, ...]
    snapshot: str


def records_like(room: Room, name: str) -> Alike:
    """The records most like one, within what the reader may see.

    Raises:
        NotFound: there is no such record, or it is out of reach; the two are not told apart.
    """
    answer = room.finder.similar(name, room.reach, limit=LIKE)
    own = shown_hits(room, room.finder.among(Question(""), room.reach, [name]))[0]
    return Alike(own, shown_hits(room, answer.hits), answer.snapshot)


def _taken(room: Room, asked: Asked) -> Iterator[Hit]:
    found = room.finder.all(asked.question, room.reach)
    return found if room.is_desk else islice(found, MOST_PUBLIC)


def _pointed(query: str, at: int) -> Pointed:
    return Pointed(query[:at], query[at : at + 1], query[at + 1 :])
