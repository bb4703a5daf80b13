"""A plan: its clauses, what it demands, who owes what, and what serves each clause (规划)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Amount, Definition, Shape

Comparison = Literal["ge", "le", "eq", "cumulative", "increase", "decrease", "rank"]


class PlanClause(Shape):
    """One clause as printed (条款): number such as ``三（二）``, level from 1, title, paragraphs."""

    number: str
    level: int = Field(ge=0)
    title: str
    paragraphs: tuple[str, ...] = ()


class InClause(Shape):
    """Something that stands in a clause (条款内容): ``clause`` is its number, ``text`` words that stand there."""

    clause: str
    text: str


class PlanTarget(InClause):
    """One number the plan sets (目标).

    Attributes:
        indicator: id of the statistic; empty when none is tied to it.
        words: the plan's own words for it.
        unit: unit as printed.
        by: year by whose end it is due.
        text: the clause's words, for the reader.
        baseline: the starting value the plan prints.
        sure: 0 to 1, how sure the reader was; 1 once a person confirmed it.
    """

    indicator: str = ""
    words: str
    cmp: Comparison
    value: Amount
    value_max: Amount | None = None
    unit: str = ""
    by: int | None = None
    baseline: Amount | None = None
    bound: Literal["ge", "le"] | None = None
    strength: str = ""
    sure: Amount | None = None


class PlanRelative(InClause):
    """One goal without a number of its own (相对目标): ``versus`` such as ``city_average``; empty when only words."""

    indicator: str = ""
    words: str
    to: str
    versus: Literal["", "city_average", "national_average", "full_coverage", "none_left"] = ""
    by: int | None = None


class PlanMilestone(Shape):
    """A value to be reached on the way (里程碑): of one indicator, by the end of one day."""

    indicator: str
    value: Amount
    day: date


class PlanDuty(InClause):
    """Who owes what (任务): ids are unique in the plan; ``text`` is the plan's own."""

    id: str
    lead: tuple[str, ...] = ()
    help: tuple[str, ...] = ()


class Serves(InClause):
    """What serves one passage of a clause (承接).

    Attributes:
        clause: number of the clause.
        text: the words of the clause it serves; they must stand there.
        by: definitions, each ``kind:id``, such as ``indicator:pledge_amount``; empty when nothing does yet.
    """

    by: tuple[str, ...] = ()


class Plan(Definition):
    """One plan of one district (规划).

    Attributes:
        place: GB/T 2260 code of the district it is for.
        from_: first day of its period; ``to``: last day.
        status: ``draft`` until a person confirmed what the reader understood.
        is_demo: true for a made-up plan, which every screen says.
        instrument: the document it was read from; empty when not among the instruments.
    """

    place: str = Field(pattern=r"^[0-9]{6}$")
    from_: date = Field(alias="from")
    to: date
    status: Literal["draft", "confirmed"]
    is_demo: bool = False
    instrument: str = ""
    clauses: tuple[PlanClause, ...] = ()
    targets: tuple[PlanTarget, ...] = ()
    relative: tuple[PlanRelative, ...] = ()
    milestones: tuple[PlanMilestone, ...] = ()
    duties: tuple[PlanDuty, ...] = ()
    serves: tuple[Serves, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.to < self.from_:
            raise ValueError("to 须不早于 from / to must not be before from")
        known = {clause.number for clause in self.clauses}
        parts: list[InClause] = [*self.targets, *self.relative, *self.duties, *self.serves]
        for part in parts:
            if part.clause not in known:
                raise ValueError(f"没有条款 {part.clause} / there is no clause {part.clause}")
        text = {clause.number: clause.title + "".join(clause.paragraphs) for clause in self.clauses}
        for part in parts:
            if _bare(part.text) not in _bare(text[part.clause]):
                raise ValueError(f"条款 {part.clause} 中没有这句话：{part.text} / the clause does not say this")
        ids = [duty.id for duty in self.duties]
        if len(set(ids)) != len(ids):
            raise ValueError("任务编号重复 / two duties have the same id")
        return self


def _bare(text: str) -> str:
    return "".join(text.split())
