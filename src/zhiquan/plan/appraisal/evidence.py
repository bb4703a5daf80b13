"""What points rest on: one function per kind of evidence, found by its name (考核证据).

Each tells a share of 0 to 1 and everything it was made of, or why a unit has no such evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhiquan.basics.days import add_months
from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import AppraisalItem, EvidenceName
from zhiquan.plan.budgets import BudgetLine
from zhiquan.plan.duties import STATES, Goalpost, Progress
from zhiquan.plan.organisations import Directory, Unit, clean

Groups = Callable[[str, date], Mapping[str, tuple[int, int]]]
"""Indicator and day to counted and considered rights by town code."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at (依据): ``counts`` when it adds to the numerator; ``id`` of a duty, indicator or line."""

    id: str
    says: Words
    counts: bool
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an item rests on (得分依据).

    Attributes:
        part, whole: the share is ``part / whole``; ``whole`` is 0 when the unit has no such evidence.
        says: the formula in words, or why there is no evidence.
    """

    says: Words
    part: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    parts: tuple[Part, ...] = ()

    @property
    def is_applicable(self) -> bool:
        """True when the unit has such evidence."""
        return self.whole > 0


@dataclass(frozen=True, slots=True)
class Case:
    """What evidence is looked for in (考核对象): one unit, one year up to ``day``.

    Attributes:
        duties: the plan's duties as they stand on the day.
        goalposts: where the plan's targets stand on the day.
        lines: budget lines of the year.
        groups: rights by town.
    """

    unit: Unit
    year: int
    day: date
    units: Directory
    duties: Sequence[Progress]
    goalposts: Sequence[Goalpost]
    lines: Sequence[BudgetLine]
    groups: Groups

    @property
    def led(self) -> list[Progress]:
        """Duties the unit leads, alone or with others, each as far as its own part is proved."""
        number = self.unit.number
        return [one.seen_by(number) for one in self.duties if number in one.duty.lead.numbers]


def duties_on_time(case: Case, item: AppraisalItem) -> Grounds:
    """Of the duties led that fell due in the year, those proved by their last day (任务按时完成)."""
    del item
    due = [one for one in _fallen_due(case) if one.duty.due_on and one.duty.due_on.year == case.year]
    says = Words("按时证实的任务 ÷ 当年到期的牵头任务", "duties proved in time / duties led that fell due in the year")
    nothing = Words("当年没有到期的牵头任务", "it led no duty that fell due in the year")
    return _share(says, nothing, [(one, one.is_in_time) for one in due])


def duties_proved(case: Case, item: AppraisalItem) -> Grounds:
    """Of the duties led whose last day has come, those proved by now (任务落实)."""
    del item
    due = _fallen_due(case)
    says = Words("已证实的任务 ÷ 已到期的牵头任务", "duties proved / duties led that have fallen due")
    nothing = Words("没有已到期的牵头任务", "it led no duty that has fallen due")
    return _share(says, nothing, [(one, one.state == "proved") for one in due])


def indicators_reached(case: Case, item: AppraisalItem) -> Grounds:
    """Of the target indicators its duties name, those reached or where the plan's path wants them (指标贡献)."""
    del item
    named = {tie.indicator for one in case.led for tie in one.duty.ties if tie.indicator}
    posts = [post for post in case.goalposts if post.indicator in named]
    known = [post for post in posts if post.value is not None and post.target is not None]
    parts = tuple(Part(post.indicator, _standing(post), post.is_on_path) for post in posts)
    if not known:
        why = Words("牵头任务没有可计算的目标指标", "its duties name no target indicator that can be computed")
        return Grounds(why, parts=parts)
    says = Words(
        "达标或不落后于规划路径的指标 ÷ 牵头任务关联的目标指标",
        "indicators reached or on the plan's path / target indicators of the duties led",
    )
    return Grounds(says, _count(post.is_on_path for post in known), Decimal(len(known)), parts)


def budget_spent(case: Case, item: AppraisalItem) -> Grounds:
    """Spent over planned of the unit's budget lines: those it spends, else those its duties name (经费执行)."""
    del item
    named = {clean(name) for one in case.led for name in one.duty.budget_lines}
    own = [line for line in case.lines if _is_own(line, case, named)]
    usable = [line for line in own if line.rate is not None]
    parts = tuple(
        Part(line.line, Words(f"{line.line}：支出 {line.spent} 元，预算 {line.planned} 元",
                              f"{line.line}: spent {line.spent} yuan of {line.planned}"), line in usable, line.origin)
        for line in own
    )  # fmt: skip
    planned = sum((line.planned or Decimal(0) for line in usable), Decimal(0))
    spent = sum((line.spent or Decimal(0) for line in usable), Decimal(0))
    if not planned:
        return Grounds(Words("当年没有对应的预算科目", "it has no budget line in the year"), parts=parts)
    says = Words("支出数 ÷ 预算数，至多为 1", "spent / planned, at most 1")
    return Grounds(says, min(spent, planned), planned, parts)


def rights_growth(case: Case, item: AppraisalItem) -> Grounds:
    """Growth of the town's rights in force over a year, against the growth that gives all points (有效发明增长)."""
    before_day = add_months(case.day, -12)
    now = case.groups(item.indicator, case.day).get(case.unit.town, (0, 0))[0]
    before = case.groups(item.indicator, before_day).get(case.unit.town, (0, 0))[0]
    if not case.unit.town or not (now or before):
        return Grounds(Words("该镇街两个时点都没有有效权利", "the town held no right in force on either day"))
    full = item.full_at or Decimal(1)
    parts = (
        Part(item.indicator, Words(f"{case.day}：{now} 件", f"{now} on {case.day}"), counts=True),
        Part(item.indicator, Words(f"{before_day}：{before} 件", f"{before} on {before_day}"), counts=False),
    )
    says = Words(
        f"（{now} − {before}）÷ {before} ÷ {full}%，0 到 1 之间",
        f"({now} - {before}) / {before} / {full} %, between 0 and 1",
    )
    if not before:
        says = Words("一年前没有、现在有，计满", "none a year before and some now: all points")
        return Grounds(says, Decimal(1), Decimal(1), parts)
    whole = before * full
    return Grounds(says, min(max(Decimal(now - before) * 100, Decimal(0)), whole), whole, parts)


def fees_kept(case: Case, item: AppraisalItem) -> Grounds:
    """Of the town's rights whose annual fee fell due in a year, those kept (年费维持)."""
    kept, due = case.groups(item.indicator, case.day).get(case.unit.town, (0, 0))
    if not case.unit.town or not due:
        return Grounds(Words("该镇街一年内没有到期应缴的年费", "no annual fee of the town fell due in the year"))
    told = Words(f"应缴 {due} 件，维持 {kept} 件", f"{due} fell due, {kept} were kept")
    says = Words("维持件数 ÷ 一年内应缴年费的件数", "rights kept / rights whose fee fell due within a year")
    return Grounds(says, Decimal(kept), Decimal(due), (Part(item.indicator, told, counts=True),))


EVIDENCE: dict[EvidenceName, Callable[[Case, AppraisalItem], Grounds]] = {
    "duties_on_time": duties_on_time,
    "duties_proved": duties_proved,
    "indicators_reached": indicators_reached,
    "budget_spent": budget_spent,
    "rights_growth": rights_growth,
    "fees_kept": fees_kept,
}
"""Name in a definition to its function."""


def _fallen_due(case: Case) -> list[Progress]:
    return [one for one in case.led if one.duty.due_on and one.duty.due_on <= case.day]


def _share(says: Words, nothing: Words, looked_at: Sequence[tuple[Progress, bool]]) -> Grounds:
    if not looked_at:
        return Grounds(nothing)
    parts = tuple(Part(one.duty.number, _of_duty(one), counts, one.duty.origin) for one, counts in looked_at)
    return Grounds(says, _count(counts for _, counts in looked_at), Decimal(len(looked_at)), parts)


def _count(claims: Iterable[bool]) -> Decimal:
    return Decimal(sum(claims))


def _of_duty(one: Progress) -> Words:
    state = STATES[one.state]
    late_zh = "，迟延天数不明" if one.late_days is None else f"，迟 {one.late_days} 天" if one.late_days else ""
    late_en = ", late" if one.late_days is None else f", {one.late_days} days late" if one.late_days else ""
    head = f"{one.duty.number} {one.duty.text}"
    rows = sum(len(act.rows) for act in one.filed)
    by = Words(f"；引用登记册 {rows} 行", f"; {rows} rows of the register ticked") if rows else Words("", "")
    return Words(
        f"{head}（{one.duty.due_on}）：{state.zh}{late_zh}{by.zh}",
        f"{head} ({one.duty.due_on}): {state.en}{late_en}{by.en}",
    )


def _standing(post: Goalpost) -> Words:
    if post.value is None or post.target is None:
        return Words(f"{post.says.zh}：不计", f"{post.says.en}: left out")
    if post.is_reached:
        return Words(f"{post.says.zh}：达标", f"{post.says.en}: reached")
    stands = Words("不落后于路径", "on the path") if post.is_on_path else Words("落后于路径", "behind the path")
    return Words(f"{post.says.zh}：{stands.zh}", f"{post.says.en}: {stands.en}")


def _is_own(line: BudgetLine, case: Case, named: set[str]) -> bool:
    if line.unit:
        return case.unit.number in case.units.named(line.unit, case.day).numbers
    return clean(line.line) in named
