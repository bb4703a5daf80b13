"""What an address of the list asks for (清单条件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from zhiquan.register.browsing.asking import RightFilter
from zhiquan.register.browsing.browse import Paging
from zhiquan.register.browsing.table import Order
from zhiquan.site.registry.naming import ORDER_WORDS

PER_PAGE, FACET_VALUES = 50, 20
FIELDS = (
    "q",
    "kind",
    "status",
    "place",
    "holder",
    "year",
    "class",
    "symbol",
    "tag",
    "disputed",
    "on",
    "known",
    "order",
)
"""Names of the conditions in an address; ``page`` besides."""

_LONGEST = 200
_ORDER = "-filed"
_LAST_PAGE = 10_000_000


class Given(Protocol):
    """Values by name, several of each: Django's ``QueryDict``."""

    def getlist(self, key: str) -> list[str]:
        """All values of a name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The list asked for (清单条件).

    Args:
        wanted: the conditions.
        paging: page and order.
        order: name of the order, such as ``-filed``.
        given: name and value of each condition, as the address has them.
        problems: what could not be understood, in the page's language; those conditions are left out.
    """

    wanted: RightFilter
    paging: Paging
    order: str
    given: tuple[tuple[str, str], ...]
    problems: tuple[str, ...] = ()

    def query(self, *without: tuple[str, str]) -> str:
        """The conditions as the part of an address after ``?``, some of them left out."""
        return urlencode([pair for pair in self.given if pair not in without])

    @property
    def narrows(self) -> tuple[tuple[str, str], ...]:
        """The conditions that leave rights out, so not the days and the order."""
        return tuple(pair for pair in self.given if pair[0] not in {"on", "known", "order"})


def asked_of(data: Given, *, today: date) -> Asked:
    """Read an address; what it does not say is: status on ``today``, all that is known, newest filing first.

    Returns:
        ``?kind=trademark&year=2024&page=2`` asks for marks filed in 2024, rows 51 to 100.
    """
    usual = {("on", today.isoformat()), ("order", _ORDER)}  # what an address without them says
    said = ((name, one.strip()[:_LONGEST]) for name in FIELDS for one in data.getlist(name) if one.strip())
    given = tuple(pair for pair in said if pair not in usual)
    many = {name: tuple(dict.fromkeys(one for key, one in given if key == name)) for name in FIELDS}
    one = {name: values[0] if values else "" for name, values in many.items()}
    problems: list[str] = []
    on = _day(one["on"], problems) or today
    known = _day(one["known"], problems)
    order = one["order"] if one["order"] in ORDER_WORDS else _ORDER
    wanted = RightFilter(
        on=on,
        known=known,
        words=one["q"],
        kinds=many["kind"],
        statuses=many["status"],
        places=many["place"],
        holders=many["holder"],
        years=_years(one["year"], problems),
        class_groups=many["class"],
        class_prefix=one["symbol"],
        tag=one["tag"],
        is_disputed=one["disputed"] == "1",
    )
    paging = Paging(
        page=_page((data.getlist("page") or ["1"])[0]),
        size=PER_PAGE,
        order=cast("Order", order.removeprefix("-")),
        is_descending=order.startswith("-"),
        facets=FACET_VALUES,
    )
    return Asked(wanted, paging, order, given, tuple(problems))


def _day(text: str, problems: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(_("日期“%(text)s”看不懂，已忽略；请写成 2025-09-30。") % {"text": text})
        return None


def _years(text: str, problems: list[str]) -> tuple[int | None, int | None]:
    first, dots, last = text.partition("..")
    ends = [first, last if dots else first]
    if any(end and not (end.isdecimal() and len(end) <= 4) for end in ends):
        problems.append(_("年份“%(text)s”看不懂，已忽略；请写成 2024 或 2020..2024。") % {"text": text})
        return (None, None)
    begin, end = (int(one) if one else None for one in ends)
    return (begin, end)


def _page(text: str) -> int:
    return min(max(int(text), 1), _LAST_PAGE) if text.isdecimal() and len(text) < 9 else 1
