"""What a search page shows, within what the reader may see (检索页内容)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Language, Words
from zhiquan.search.asking.question import Answer, FacetValue, Hit
from zhiquan.search.exporting import csv_text
from zhiquan.search.language.mistakes import QueryMistake
from zhiquan.site.finding.asked import PER_PAGE, Asked
from zhiquan.site.finding.room import opened, reach_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.registry.naming import group_look, place_name

FACET_WORDS: Mapping[str, Words] = {
    "kind": Words("类型", "Kind"),
    "group": Words("状态", "Status"),
    "year": Words("年份", "Year"),
    "subclass": Words("国际专利分类小类", "IPC subclass"),
    "party": Words("权利人", "Holder"),
    "town": Words("镇街", "Town"),
}
"""Facets a page shows, in this order."""

ORDER_WORDS: Mapping[str, Words] = {
    "relevance": Words("最相关", "Most relevant"),
    "newest": Words("日期，新的在前", "Newest first"),
    "oldest": Words("日期，旧的在前", "Oldest first"),
}
_SHOWN = 8
_SNIPPETS = 2


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet of a page: values with their names; those after the first eight are folded away (分面)."""

    name: str
    label: Words
    values: tuple[tuple[FacetValue, Words], ...]


@dataclass(frozen=True, slots=True)
class HitShown:
    """One hit of a page (命中行).

    Args:
        hit: the hit.
        kind: name of its kind.
        address: where it is shown; empty when no page shows it.
        status: name of its legal status; None when it has none.
        look: class of the status.
        icon: icon of the status.
        town: its town by name.
        snippets: the stretches shown.
    """

    hit: Hit
    kind: Words
    address: str
    status: Words | None
    look: str
    icon: str
    town: str

    @property
    def snippets(self) -> tuple[object, ...]:
        """At most two stretches of its texts, those with marks first."""
        return tuple(sorted(self.hit.snippets, key=lambda one: not one.marks))[:_SNIPPETS]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search page shows (检索结果).

    Args:
        asked: the question.
        answer: the answer; None when the query cannot be read.
        problem: what is wrong with the query; None when nothing is.
        mended: a query that can be read; empty when none is known.
        hits: the hits of the page.
        facets: the facets.
        pages: number of pages.
        easier: when nothing is found: queries with a part left out that find something.
    """

    asked: Asked
    answer: Answer | None
    problem: BadInput | None = None
    mended: str = ""
    hits: tuple[HitShown, ...] = ()
    facets: tuple[FacetShown, ...] = ()
    pages: int = 1
    easier: tuple[tuple[str, int], ...] = ()


def found_by(visitor: Visitor, asked: Asked) -> Found:
    """The answer to a question, as far as the reader may see."""
    finder, reach = opened().finder(), reach_of(visitor)
    question = replace(asked.question, facets=tuple(FACET_WORDS))
    try:
        answer = finder.find(question, reach)
    except BadInput as problem:
        mended = problem.mended if isinstance(problem, QueryMistake) else ""
        return Found(asked, None, problem, mended)
    return Found(
        asked,
        answer,
        hits=tuple(_shown(hit, finder.names.kinds, finder.names.statuses) for hit in answer.hits),
        facets=tuple(_facets(answer)),
        pages=max(1, -(-answer.total // PER_PAGE)),
        easier=() if answer.total else finder.easier(question.query, reach),
    )


def found_as_csv(visitor: Visitor, asked: Asked, language: Language) -> tuple[str, int]:
    """All hits as CSV text, and how many rows it has."""
    finder = opened().finder()
    return csv_text(finder.all(asked.question, reach_of(visitor)), finder.names, language)


def _facets(answer: Answer) -> Iterator[FacetShown]:
    for name, label in FACET_WORDS.items():
        values = answer.facets[name]
        kept = [one for place, one in enumerate(values) if place < _SHOWN or one.is_chosen]
        if kept:
            yield FacetShown(name, label, tuple((one, _label(name, one)) for one in kept))


def _label(name: str, value: FacetValue) -> Words:
    if name == "town":
        town = place_name(value.key)
        return Words(town, town)
    return value.label


def _shown(hit: Hit, kinds: Mapping[str, Words], statuses: Mapping[str, Words]) -> HitShown:
    shown = hit.shown
    status, group = str(shown.get("status") or ""), str(shown.get("group") or "")
    look, icon = group_look(group)
    town = str(shown.get("town") or "")
    return HitShown(
        hit=hit,
        kind=kinds.get(hit.kind, Words(hit.kind, hit.kind)),
        address=_address(hit),
        status=statuses.get(status),
        look=look,
        icon=icon,
        town=place_name(town) if town else str(shown.get("place") or ""),
    )


def _address(hit: Hit) -> str:
    """The page that shows a hit; of what is seen only as everybody sees it, there is none on the workbench."""
    kind, _, rest = hit.id.partition(":")
    if hit.kind == "clause":
        query = {"plan": str(hit.shown["plan"]), "clause": str(hit.shown["clause"])}
        return f"{reverse('clauses' if hit.is_public else 'desk-clauses')}?{urlencode(query)}"
    if kind == "figure":
        return reverse("figure", args=[str(hit.shown["indicator"])])
    if kind == "service":
        return reverse("services")
    if kind in {"indicator", "instrument"} or hit.is_public:
        return ""
    del rest
    return reverse("desk-party" if kind == "party" else "desk-right", args=[hit.id])
