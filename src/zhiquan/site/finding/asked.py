"""What a search page is asked, read from its address (检索条件)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from zhiquan.search.asking.question import ORDERS, Order, Question

FACETS = ("kind", "group", "industry", "year", "subclass", "party", "town")
"""Facets a page shows and narrows by, in this order."""

PER_PAGE = 20
_LONGEST, _PAGES = 2_000, 50
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its page (检索请求).

    Args:
        question: the question.
        page: from 1.
        may_go: typed into the search box of the shell: one thing named exactly is opened at once.
    """

    question: Question
    page: int
    may_go: bool = False

    @property
    def query(self) -> str:
        """The question as the query part of an address, without the page."""
        return urlencode(self._pairs())

    @property
    def is_empty(self) -> bool:
        """True when neither words nor values of facets are asked for."""
        return not self.question.query and not self.question.narrowed

    def without(self, facet: str, value: str) -> str:
        """The query part of the address with one chosen value of a facet taken away."""
        return urlencode([pair for pair in self._pairs() if pair != (facet, value)])

    def _pairs(self) -> list[tuple[str, str]]:
        asked = self.question
        pairs = [("q", asked.query)] if asked.query else []
        pairs += [(name, value) for name in FACETS for value in asked.narrowed.get(name, ())]
        pairs += [("order", asked.order)] if asked.order != "relevance" else []
        return pairs + ([] if asked.with_synonyms else [("plain", "1")])


def asked_of(given: QueryDict) -> Asked:
    """The question of an address; what is none of the known names or orders is left aside."""
    order: Order = next((one for one in ORDERS if one == given.get("order")), "relevance")
    number = given.get("page", "1")
    page = min(max(int(number), 1), _PAGES) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    chosen = {name: [printable(value) for value in given.getlist(name)] for name in FACETS}
    narrowed = {name: values for name in FACETS if (values := tuple(filter(None, chosen[name])))}
    question = Question(
        printable(given.get("q", ""))[: _LONGEST + 1],
        narrowed=narrowed,
        facets=FACETS,
        order=order,
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
        with_synonyms=given.get("plain") != "1",
    )
    return Asked(question, page, may_go=given.get("go") == "1")


def printable(text: str) -> str:
    """A text without the signs that control, each of which parts words: a tab between two words becomes a space."""
    return _CONTROLS.sub(" ", text).strip()
