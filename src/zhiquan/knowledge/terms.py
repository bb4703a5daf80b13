"""How long each right lasts (保护期限)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.basics.days.lengths import add_months
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.shapes import RightKind, Shape, Version, Versioned

TermStart = Literal["filed", "registered", "granted", "created", "published", "first_exploited", "author_died"]
"""The day a term counts from; ``published`` is first publication."""


class Renewal(Shape):
    """How a term is renewed (续展): years added, months of window before the end, months of grace after."""

    years: int = Field(ge=1)
    window_months: int = Field(ge=0)
    grace_months: int = Field(ge=0)


class Cap(Shape):
    """A day the right never outlives (最长期限): ``years`` after ``from_event``."""

    years: int = Field(ge=1)
    from_event: TermStart


class TermVersion(Version):
    """The term under one version of the law (期限的一个版本).

    Attributes:
        years: length; ``None`` means without end.
        from_event: what it counts from; of several, the earliest day known counts.
        ends: ``anniversary``: the first day outside is the same calendar day ``years`` later;
            ``year_end``: it lasts to 31 December of that year.
        renewal: how it is renewed, if it is.
        cap: a day it never outlives, if there is one.
    """

    years: int | None = Field(ge=1)
    from_event: tuple[TermStart, ...] = Field(min_length=1)
    ends: Literal["anniversary", "year_end"] = "anniversary"
    renewal: Renewal | None = None
    cap: Cap | None = None

    @model_validator(mode="after")
    def _renews_only_what_ends(self) -> Self:
        if self.years is None and (self.renewal or self.cap):
            raise ValueError("没有期限的权利不续展 / a right without end is not renewed or capped")
        return self


class Term(Versioned[TermVersion]):
    """The term of one kind of right (保护期限).

    ``decided_by`` is the day that picks the version: a design filed on 2021-05-31 keeps its ten years.
    """

    right: RightKind
    decided_by: TermStart


def first_day_after(version: TermVersion, days: dict[TermStart, date]) -> date | None:
    """The first day on which a right no longer stands by its term alone (期限届满).

    Args:
        version: the term that applies.
        days: the days known of the right, by event.

    Returns:
        The first day outside the term, ``None`` for a right without end. An invention filed 2001-03-05
        gives 2021-03-05; a work whose author died 1975-06-01 gives 2026-01-01.

    Raises:
        BadInput: none of the days the term counts from is known.

    Source:
        the citations of ``version``.
    """
    if version.years is None:
        return None
    known = [days[event] for event in version.from_event if event in days]
    if not known:
        needed = " / ".join(version.from_event)
        raise BadInput(Words(f"缺少起算日：{needed}", f"no day to count from: {needed}"))
    start = min(known)
    end = add_months(start, 12 * version.years)
    if version.ends == "year_end":
        end = date(start.year + version.years + 1, 1, 1)
    if version.cap and version.cap.from_event in days:
        end = min(end, add_months(days[version.cap.from_event], 12 * version.cap.years))
    return end
