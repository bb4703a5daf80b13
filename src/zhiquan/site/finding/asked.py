"""What a search page is asked, read from its address (检索条件)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from zhiquan.search.asking.question import FACET_NAMES, ORDERS, Order, Question

PER_PAGE = 20
_LONGEST, _PAGES = 2_000, 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its page (检索请求).

    Args:
        question: the question.
        page: from 1.
    """

    question: Question
    page: int

    @property
    def query(self) -> str:
        """The question as the query part of an address, without the page."""
        asked = self.question
        pairs = [("q", asked.query)] if asked.query else []
        pairs += [(name, value) for name in FACET_NAMES for value in asked.narrowed.get(name, ())]
        pairs += [("order", asked.order)] if asked.order != "relevance" else []
        pairs += [] if asked.with_synonyms else [("plain", "1")]
        return urlencode(pairs)


def asked_of(given: QueryDict) -> Asked:
    """The question of an address; what is none of the known names or orders is left aside."""
    order: Order = next((one for one in ORDERS if one == given.get("order")), "relevance")
    number = given.get("page", "1")
    page = min(max(int(number), 1), _PAGES) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    narrowed = {name: tuple(given.getlist(name)) for name in FACET_NAMES if any(given.getlist(name))}
    question = Question(
        given.get("q", "").strip()[: _LONGEST + 1],
        narrowed=narrowed,
        order=order,
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
        with_synonyms=given.get("plain") != "1",
    )
    return Asked(question, page)
