"""What is asked of the index, and what it answers (提问与回答)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from zhiquan.basics.words import Words
from zhiquan.search.asking.highlights import Marked
from zhiquan.search.language.readback import Said

Order = Literal["relevance", "newest", "oldest", "ending"]
ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest", "ending")

Narrowed = Mapping[str, tuple[str, ...]]
"""Facet to the values chosen of it; one of them must hold."""

FACET_NAMES = ("kind", "group", "status", "year", "industry", "subclass", "party", "region", "town")


@dataclass(frozen=True, slots=True)
class Question:
    """One question (提问).

    Args:
        query: the query as typed.
        narrowed: values of facets chosen.
        order: by relevance, by day with the newest or oldest first, or what ends soonest first.
        limit: hits wanted, at most 1,000.
        offset: hits before them.
        facets: facets to count.
        with_synonyms: look for words that mean the same too.
        may_loosen: when nothing is found, look for the parts of long words too.
    """

    query: str
    narrowed: Narrowed = field(default_factory=dict)
    order: Order = "relevance"
    limit: int = 10
    offset: int = 0
    facets: tuple[str, ...] = FACET_NAMES
    with_synonyms: bool = True
    may_loosen: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found (命中).

    Args:
        id: its id.
        kind: its kind.
        title: its title with marks.
        score: relevance; 0 when ordered by day.
        is_scored: the score may be told: words count by how rare they are among all records, so that scores would
            tell a reader how many records there are that he does not see.
        snippets: stretches of its texts with marks.
        shown: what lists show besides.
        is_public: only what everybody may see of it is here.
    """

    id: str
    kind: str
    title: Marked
    score: float
    snippets: tuple[Marked, ...]
    shown: Mapping[str, Any]
    is_public: bool
    is_scored: bool

    def as_json(self) -> dict[str, Any]:
        """The hit by the contract of ``zhiquan search --json``."""
        marked = ([self.title] if self.title.marks else []) + [one for one in self.snippets if one.marks]
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title.text,
            "score": round(self.score, 4) if self.is_scored else None,
            "highlights": [one.as_json() for one in marked],
        }


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what narrows to it, its name, number of records, whether it is chosen (分面值)."""

    key: str
    label: Words
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found (回答).

    Args:
        total: records found.
        hits: those wanted.
        facets: counts by facet, each without what was chosen of itself.
        said: the query in words.
        printed: the query in its plain spelling.
        snapshot: the snapshot the answer is from.
        day: day of its legal statuses, ISO.
        is_loosened: nothing was found, and parts of long words were looked for instead.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    said: tuple[Said, ...]
    printed: str
    snapshot: str
    day: str
    is_loosened: bool = False
