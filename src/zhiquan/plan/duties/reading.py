"""Reading duties: rows of duty lists, and decisions of meetings that no row took up (任务读取)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from zhiquan.basics.evidence import Origin
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.rates import rounded
from zhiquan.plan.meetings import Decision, decisions_of, plan_namer
from zhiquan.plan.naming import indicator_meant
from zhiquan.plan.organisations import Directory, Named, clean, lines_of
from zhiquan.plan.plans import plans_of

DOUBTFUL_FROM = Decimal("0.90")
"""Likeness of words, 0 to 1, from which an indicator is taken though it is not called so."""

_LINES = re.compile(r"[、，,;；/|\n]+")
_SAME_DECISION = 90
_NOTHING = frozenset({"", "无", "暂无", "没有", "未提供", "待补", "待补充", "NONE", "N/A", "NA", "NIL", "NO", "TBD"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Words for an indicator and the definition they mean (指标对应): empty ``indicator`` when none does.

    ``likeness`` is 1 for its own name; less means the tie is to be confirmed.
    """

    words: str
    indicator: str = ""
    likeness: Decimal = Decimal(0)

    @property
    def is_doubtful(self) -> bool:
        """True when the words only resemble the indicator's name."""
        return bool(self.indicator) and self.likeness < 1


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes (任务).

    Attributes:
        number: as in its list; of a decision the meeting and the item.
        lead, helpers: whom the printed names mean on the day asked.
        claimed_on: day of completion as told, up to the day asked; ``paper`` what is said to prove it.
        gap: what is said to be missing.
        source: ``plan``, or the meeting that set it; ``decisions``: the meeting's items it comes from.
        origin: line it was read from.
    """

    plan: str
    number: str
    clause: str
    text: str
    lead: Named
    helpers: Named
    starts_on: date | None = None
    due_on: date | None = None
    deliverable: str = ""
    budget_lines: tuple[str, ...] = ()
    paper: str = ""
    ties: tuple[Tie, ...] = ()
    rights: tuple[str, ...] = ()
    claimed_on: date | None = None
    gap: str = ""
    source: str = "plan"
    decisions: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = None


def read_duties(plan: Plan, measuring: Measuring, day: date, units: Directory) -> list[Duty]:
    """The duties of a plan as told up to a day, by their numbers; decisions that no duty took up follow."""
    belongs = plan_namer(plan, plans_of(measuring.knowledge, plan.place))
    reader = measuring.reader
    lines = lines_of(reader, "duties")
    rows = [row for row in reader.records(f"SELECT * FROM {reader.from_('duties')}") if belongs(row) == plan.id]
    tie = namer(plan, measuring.knowledge)
    duties = [_duty(row, plan.id, day, units, tie, lines.get(row["key"])) for row in rows]
    duties.sort(key=lambda duty: (not duty.number.isdecimal(), duty.number.zfill(12), duty.text))
    return _with_decisions(duties, decisions_of(reader, plan.id, belongs, day), day, units)


def namer(plan: Plan, knowledge: Knowledge) -> Callable[[str], Tie]:
    """What finds the indicator that words mean: id, name or the plan's words, else the one name most like them."""
    names: dict[str, str] = {}
    for one in knowledge.all(Indicator):
        names |= dict.fromkeys(map(clean, (one.id, one.label.zh, one.label.en, *one.names)), one.id)
    names |= {clean(target.words): target.indicator for target in plan.targets if target.indicator}
    names |= {clean(goal.words): goal.indicator for goal in plan.relative if goal.indicator}

    def tie(words: str) -> Tie:
        if clean(words) in names:
            return Tie(words, names[clean(words)], Decimal(1))
        meant = indicator_meant(words, knowledge)
        likeness = rounded(Decimal(str(meant.score)) / 100, 4) if meant else Decimal(0)
        return Tie(words, meant.indicator, likeness) if meant and likeness >= DOUBTFUL_FROM else Tie(words)

    return tie


def _duty(  # noqa: PLR0913, PLR0917 - what a row is read with
    row: Mapping[str, Any], plan: str, day: date, units: Directory, tie: Callable[[str], Tie], origin: Origin | None
) -> Duty:
    done = row["done_on"]
    return Duty(
        plan=plan,
        number=row["number"] or "",
        clause=row["clause"] or "",
        text=row["text"] or "",
        lead=units.named(row["lead"], day),
        helpers=units.named("、".join(row["helpers"] or ()), day),
        starts_on=row["starts_on"],
        due_on=row["due_on"],
        deliverable=row["deliverable"] or "",
        budget_lines=split_lines(row["budget_line"]),
        paper=_said(row["proof"]),
        ties=tuple(tie(words) for words in row["indicators"] or ()),
        rights=tuple(row["right_numbers"] or ()),
        claimed_on=done if done is not None and done <= day else None,
        gap=_said(row["gap"]),
        source=row["source"] or "plan",
        origin=origin,
    )


def _said(text: str | None) -> str:
    """What a cell says; empty for words that say nothing is there, such as 无."""
    plain = (text or "").strip()
    return "" if clean(plain).strip(" -—/.。") in _NOTHING else plain


def split_lines(text: str | None) -> tuple[str, ...]:
    """Budget lines of a cell. ``split_lines("宣传、版权")`` is ``("宣传", "版权")``."""
    return tuple(part.strip() for part in _LINES.split(text or "") if part.strip())


def _with_decisions(duties: Iterable[Duty], decisions: Iterable[Decision], day: date, units: Directory) -> list[Duty]:
    """Decisions as duties: one that a row of the duty list took up is that row, every other a duty of its own."""
    found = list(duties)
    for decision in decisions:
        taken = [place for place, duty in enumerate(found) if _takes_up(duty, decision)]
        if taken:
            duty = found[taken[0]]
            found[taken[0]] = replace(duty, decisions=(*duty.decisions, decision.mark))
            continue
        found.append(
            Duty(
                plan=decision.plan,
                number="/".join(decision.mark),
                clause=decision.clause,
                text=decision.text,
                lead=units.named(decision.unit, day),
                helpers=units.named("", day),
                starts_on=decision.held_on,
                due_on=decision.due_on,
                source=decision.meeting,
                decisions=(decision.mark,),
                origin=decision.origin,
            )
        )
    return found


def _takes_up(duty: Duty, decision: Decision) -> bool:
    if clean(duty.source) != clean(decision.meeting):
        return False
    has_number = not duty.decisions and duty.number == "/".join(decision.mark)
    return has_number or fuzz.ratio(clean(duty.text), clean(decision.text)) >= _SAME_DECISION
