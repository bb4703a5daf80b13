"""What a plan says once it is read: headings, clauses, targets, duties, and what stays in doubt (规划解读结果)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Comparison = Literal["ge", "le", "eq", "cumulative", "increase", "decrease", "rank"]
"""How a value binds: at least, at most, as stated, a sum, a rise or fall by an amount, a place in an order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading (标题).

    Attributes:
        level: 1 for the highest of its part of the document.
        number: as printed, such as ``一、`` or ``（二）``; empty when there is none.
        text: without its number and the full stop after it.
        inline: the paragraph goes on after the heading.
        line: line of the document, from 1.
    """

    level: int
    number: str
    text: str
    inline: bool
    line: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The text under one heading down to the next (条款).

    Attributes:
        number: numbers of the headings above it, such as ``三（二）``; empty for what stands before the first.
        title: text of its heading.
        whole: everything it holds, heading included; the clauses in order make up the document.
        paragraphs: its paragraphs without the heading.
        level: level of its heading, 0 before the first one.
        line: line it begins on, from 1.
    """

    number: str
    title: str
    whole: str
    paragraphs: tuple[str, ...]
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Target:
    """A number the plan sets itself to reach or deliver (指标目标).

    Attributes:
        indicator: what is counted, completed from the sentence.
        value: the number; a share in hundredths, so 一半 is 50 with unit ``%``.
        value_max: top of a range, else None.
        value_text: the number as printed.
        unit: as printed, with 万 or 亿; ``:1`` for a ratio, ``番`` for doublings.
        cmp: how the value binds.
        bound: ``ge`` or ``le`` when a sum or change also says 以上 or 以内; else empty.
        approx: 左右 or 约 stands by it.
        by: year stated for it, else None.
        by_date: the day, where one is given.
        per: ``year``, ``county``, ``prefecture`` or ``site`` when it is for each of them; else empty.
        strength: 力争, 确保 and the like; else empty.
        baseline: starting value printed in the same place, else None.
        binding: True for 约束性 rows, False for 预期性 rows, None when nothing says so.
        clause: number of the clause it stands in.
        text: the words it stands in, as printed.
        form: ``prose``, or ``table`` for a row of a table.
        sure: trust in the reading, 0 to 1.
    """

    indicator: str
    value: Decimal
    value_max: Decimal | None
    value_text: str
    unit: str
    cmp: Comparison
    bound: str
    approx: bool
    by: int | None
    by_date: date | None
    per: str
    strength: str
    baseline: Decimal | None
    binding: bool | None
    clause: str
    text: str
    form: str
    sure: float


@dataclass(frozen=True, slots=True)
class RelativeTarget:
    """A goal without a number of its own, such as 达全市平均水平 or 全覆盖 (相对目标)."""

    indicator: str
    to: str
    by: int | None
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what (任务分工): bodies that lead and bodies that help, as printed."""

    clause: str
    text: str
    lead: tuple[str, ...]
    help: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """A number that may be a target and was left out, or was taken with doubt (存疑), with the reason in Chinese."""

    clause: str
    text: str
    value_text: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """A policy document as read (规划文本).

    Attributes:
        title, issuer, document_number: as printed; empty when not found.
        period: first and last year the document speaks for, when it says so.
    """

    title: str
    issuer: str
    document_number: str
    headings: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    targets: tuple[Target, ...]
    relative: tuple[RelativeTarget, ...]
    duties: tuple[Duty, ...]
    unsure: tuple[Unsure, ...]
    period: tuple[int, int] | None = None
