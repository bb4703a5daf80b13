"""Where duties stand by evidence: papers, indicators that reached their target, rights (任务进展)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from zhiquan.basics.errors import NotFound
from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.plan.duties.goalposts import Goalpost, goalposts, hardest
from zhiquan.plan.duties.reading import Duty, Tie, read_duties
from zhiquan.plan.duties.rights import RightsOn, rights_on
from zhiquan.plan.duties.ticked import Facts, Ticked, UnitProof, facts_of, ticked_of, unit_proofs
from zhiquan.plan.organisations import Directory, clean

State = Literal["proved", "claimed", "open", "overdue"]

STATES: dict[State, Words] = {
    "proved": Words("已证实", "proved"),
    "claimed": Words("自报完成", "claimed"),
    "open": Words("进行中", "open"),
    "overdue": Words("逾期", "overdue"),
}
"""What each state is called."""

HOW: dict[State, Words] = {
    "proved": Words(
        "有证明材料，或登记册中的行、关联指标、关联权利成立",
        "a paper, rows of the register, its indicators or rights prove it",
    ),
    "claimed": Words("只有自报的完成日期，没有证明材料", "a day of completion is told, no paper proves it"),
    "open": Words("未到期，尚未证实", "not due yet and not proved"),
    "overdue": Words("已过时限而未证实", "the last day has passed and nothing proves it"),
}
"""How each state is decided."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that speaks for a duty, or fails to (证据).

    Attributes:
        kind: ``paper``, ``claim``, ``indicator``, ``right`` or ``row`` of the register; ``id`` of the thing.
        holds: true when it does speak for it on the day asked; ``held_when_due`` on the due day.
        unit: number of the unit that ticked a row; empty when the office did.
    """

    kind: Literal["paper", "claim", "indicator", "right", "row"]
    id: str
    says: Words
    holds: bool
    held_when_due: bool = False
    origin: Origin | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a duty stands on a day (进展).

    Attributes:
        late_days: days after the last day, 0 in time; None when it was proved late on a day nobody told.
        is_explained: a gap is explained in words.
        filed: acts by which rows of the register were ticked; ``units``: what those of each unit come to.
    """

    duty: Duty
    state: State
    late_days: int | None
    is_explained: bool
    proofs: tuple[Proof, ...]
    filed: tuple[Ticked, ...] = ()
    units: tuple[UnitProof, ...] = ()

    @property
    def is_in_time(self) -> bool:
        """True when it was proved by its last day."""
        return self.state == "proved" and self.late_days == 0

    def seen_by(self, unit: str) -> Progress:
        """The duty as one unit of several that lead it owes it: its own ticked rows prove its own part."""
        own = next((one.late_days for one in self.units if one.unit == unit), None)
        if own is None or (self.late_days is not None and self.state == "proved" and self.late_days <= own):
            return self
        return replace(self, state="proved", late_days=own)


def duties_on(
    plan: Plan, measuring: Measuring, day: date, units: Directory, *, filed_by: date | None = None
) -> list[Progress]:
    """The duties of a plan, decisions of meetings among them, with what evidence says on a day.

    Args:
        plan: the plan; duties of other plans are left out, a row that tells none goes to the plan its last day is in.
        measuring: figures of the plan's district, counted since the plan began.
        day: the day asked; what was told or decided later does not count.
        units: who exists when.
        filed_by: last day on which rows that count were ticked; without one ``day``, of a plan that is over by then
            any day, as what it came to is proved afterwards.
    """
    duties = read_duties(plan, measuring, day, units)
    named = {tie.indicator for duty in duties for tie in duty.ties if tie.indicator}
    posts = hardest(goalposts(plan, measuring, [day], named))
    reached = {name for (name, _), post in posts.items() if post.is_reached}
    worth = [duty for duty in duties if duty.ties and all(tie.indicator in reached for tie in duty.ties)]
    posts |= hardest(goalposts(plan, measuring, _due_days(worth, day), reached))  # was it reached when it fell due?
    owned = {right for duty in duties for right in duty.rights}
    rights = rights_on(measuring, owned, sorted({day, *_due_days(duties, day)}))
    filed = _filed_by(filed_by or (day if day < plan.to else date.max), ticked_of(measuring.reader, plan.id))
    facts = facts_of(measuring, {row for acts in filed.values() for act in acts for row in act.rows}, day)
    return [_progress(duty, day, posts, rights, (filed.get(duty.number, []), facts)) for duty in duties]


def _filed_by(last: date, filed: Mapping[str, Sequence[Ticked]]) -> dict[str, list[Ticked]]:
    return {
        number: [act for act in acts if act.filed_on is None or act.filed_on <= last] for number, acts in filed.items()
    }


def _due_days(duties: Iterable[Duty], day: date) -> list[date]:
    """The last days before ``day``, on which it is asked whether a duty was proved in time."""
    return sorted({duty.due_on for duty in duties if duty.due_on and duty.due_on < day})


def chosen(
    duties: Iterable[Progress], *, units: frozenset[str] | None = None, clause: str = "", state: str = ""
) -> list[Progress]:
    """Duties that one of the units leads or helps with, below a clause, in a state; each left out when empty."""
    plain = clean(clause)
    return [
        one
        for one in duties
        if (units is None or units & (one.duty.lead.numbers | one.duty.helpers.numbers))
        and (not plain or clean(one.duty.clause) == plain or clean(one.duty.clause).startswith(f"{plain}("))
        and (not state or one.state == state)
    ]


def unit_numbers(units: Directory, name: str, day: date) -> frozenset[str]:
    """Numbers of the units a name means on a day.

    Raises:
        NotFound: nobody answers to it.
    """
    found = units.named(name, day).numbers
    if not found:
        near = "、".join(difflib.get_close_matches(name, [unit.name for unit in units.on(day)], n=3, cutoff=0.4))
        raise NotFound(
            Words(f"{day} 没有单位 {name}", f"there is no unit {name} on {day}"),
            where={"unit": name},
            remedy=Words(
                f"用 zhiquan organisation 查看名录。相近的有：{near or '无'}",
                f"zhiquan organisation lists the units. Near ones: {near or 'none'}",
            ),
        )
    return found


def _progress(
    duty: Duty,
    day: date,
    posts: Mapping[tuple[str, date], Goalpost],
    rights: RightsOn,
    ticked: tuple[Sequence[Ticked], Facts] = ((), MappingProxyType({})),
) -> Progress:
    when_due = min(duty.due_on, day) if duty.due_on else day
    papers = _papers(duty)
    figures = tuple(_figure_proof(tie, day, when_due, posts) for tie in duty.ties)
    owned = tuple(_right_proof(right, day, when_due, rights) for right in duty.rights)
    lateness: list[int | None] = [_days_after(duty.due_on, duty.claimed_on) for proof in papers if proof.holds]
    lateness += [
        0 if all(proof.held_when_due for proof in group) or not duty.due_on else None
        for group in (figures, owned)
        if group and all(proof.holds for proof in group)
    ]
    filed, facts = ticked
    units = unit_proofs(filed, facts, due=duty.due_on, day=day)
    lateness += _whole(units, duty.lead.numbers)
    proofs = (*papers, *_row_proofs(units, day), *figures, *owned)
    made = Progress(duty, "open", 0, bool(duty.gap), proofs, tuple(filed), units)
    if lateness:
        known = [late for late in lateness if late is not None]
        return replace(made, state="proved", late_days=min(known, default=None))
    if duty.due_on and duty.due_on < day:
        return replace(made, state="overdue", late_days=(day - duty.due_on).days)
    return replace(made, state="claimed") if duty.claimed_on else made


def _whole(units: Iterable[UnitProof], leads: frozenset[str]) -> list[int | None]:
    """Days late of rows that prove the whole duty: ticked by the office for all, or by every unit that leads it."""
    held = {one.unit: one.late_days for one in units if one.late_days is not None}
    found: list[int | None] = [held[""]] if "" in held else []
    if leads and leads <= held.keys():
        found.append(max(held[number] for number in leads))
    return found


def _row_proofs(units: Iterable[UnitProof], day: date) -> tuple[Proof, ...]:
    return tuple(
        Proof("row", f"{row.of}/{row.id}", fact.says, holds=fact.counts(day), origin=fact.origin, unit=one.unit)
        for one in units
        for row, fact in one.rows
    )


def _days_after(due: date | None, done: date | None) -> int:
    return max(0, (done - due).days) if due and done else 0


def _papers(duty: Duty) -> tuple[Proof, ...]:
    if duty.claimed_on is None:
        return ()
    if duty.paper:
        says = Words(
            f"{duty.claimed_on} 完成，证明：{duty.paper}", f"done on {duty.claimed_on}, proved by {duty.paper}"
        )
        return (Proof("paper", duty.paper, says, holds=True, origin=duty.origin),)
    says = Words(f"自报 {duty.claimed_on} 完成，无证明材料", f"said to be done on {duty.claimed_on}, without a paper")
    return (Proof("claim", "", says, holds=False, origin=duty.origin),)


def _figure_proof(tie: Tie, day: date, when_due: date, posts: Mapping[tuple[str, date], Goalpost]) -> Proof:
    if not tie.indicator:
        says = Words(f"没有叫作“{tie.words}”的指标", f"no indicator is called {tie.words}")
        return Proof("indicator", tie.words, says, holds=False)
    post = posts.get((tie.indicator, day))
    if post is None:
        says = Words(f"规划没有给 {tie.words} 定目标", f"the plan sets no target for {tie.words}")
        return Proof("indicator", tie.indicator, says, holds=False)
    says = post.says
    if tie.is_doubtful:
        says = Words(
            f"{says.zh}（“{tie.words}”与指标名只有 {tie.likeness} 相近，请核对）",
            f"{says.en} ({tie.words} is only {tie.likeness} like its name: check)",
        )
    earlier = posts.get((tie.indicator, when_due))
    held = earlier is not None and earlier.is_reached
    return Proof("indicator", tie.indicator, says, holds=post.is_reached, held_when_due=held)


def _right_proof(right: str, day: date, when_due: date, rights: RightsOn) -> Proof:
    unknown = Words(f"登记库中没有 {right}", f"{right} is not in the register")
    holds, says, origin = rights.get((right, day), (False, unknown, None))
    held = rights.get((right, when_due), (False, unknown, None))[0]
    return Proof("right", right, says, holds=holds, held_when_due=held, origin=origin)
