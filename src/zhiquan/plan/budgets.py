"""Budget lines of a plan: planned, spent, how far spent, and the duties they pay for (预算执行)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhiquan.basics.evidence import Origin
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.rates import percent
from zhiquan.plan.duties import Progress
from zhiquan.plan.meetings import plan_namer
from zhiquan.plan.organisations import clean, lines_of, origin_as_plain
from zhiquan.plan.plans import plans_of


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One budget line of one year (预算科目).

    Attributes:
        planned, spent: yuan; None when the file leaves it empty.
        unit: who spends it, as printed; empty when the file does not tell.
        duties: numbers of the plan's duties that name the line.
    """

    plan: str
    year: int
    line: str
    planned: Decimal | None
    spent: Decimal | None
    unit: str = ""
    duties: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def rate(self) -> Decimal | None:
        """Share spent in per cent, two places (执行率); None when either amount is missing or nothing was planned."""
        return _rate(self.planned, self.spent)


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """All lines of one year (年度预算): amounts in yuan; lines without an amount add nothing."""

    year: int
    planned: Decimal
    spent: Decimal

    @property
    def rate(self) -> Decimal | None:
        """Share spent in per cent, two places; None when nothing was planned."""
        return _rate(self.planned, self.spent)


def budget_lines(
    plan: Plan, measuring: Measuring, duties: Iterable[Progress], *, year: int | None = None
) -> list[BudgetLine]:
    """The lines of a plan's budget by year and name, each with the duties that name it.

    Args:
        plan: the plan; a row that tells none goes to the plan whose period holds its year.
        measuring: the snapshot and the definitions.
        duties: the plan's duties.
        year: one year only; None for all.

    Returns:
        Of 1,000,000 yuan planned and 805,000 spent, a line with rate 80.50.
    """
    reader = measuring.reader
    belongs = plan_namer(plan, plans_of(measuring.knowledge, plan.place))
    lines = lines_of(reader, "budgets")
    rows = reader.records(f"SELECT * FROM {reader.from_('budgets')} ORDER BY year, budget_line, key")
    named = _named(duties)
    return [
        BudgetLine(
            plan=plan.id,
            year=row["year"],
            line=row["budget_line"],
            planned=row["planned"],
            spent=row["spent"],
            unit=row["organisation"] or "",
            duties=named.get(clean(row["budget_line"]), ()),
            origin=lines.get(row["key"]),
        )
        for row in rows
        if belongs(row) == plan.id and (year is None or row["year"] == year)
    ]


def budget_years(lines: Iterable[BudgetLine]) -> list[BudgetYear]:
    """The totals of each year, the earliest first (年度合计)."""
    found: dict[int, list[BudgetLine]] = {}
    for line in lines:
        found.setdefault(line.year, []).append(line)
    return [
        BudgetYear(
            year,
            sum((line.planned or Decimal(0) for line in held), Decimal(0)),
            sum((line.spent or Decimal(0) for line in held), Decimal(0)),
        )
        for year, held in sorted(found.items())
    ]


def unused_lines(lines: Iterable[BudgetLine]) -> list[str]:
    """Lines that no duty names, each once (无任务的科目)."""
    return list(dict.fromkeys(line.line for line in lines if not line.duties))


def duties_without_budget(duties: Iterable[Progress], lines: Sequence[BudgetLine]) -> list[tuple[Progress, str]]:
    """Duties no budget line pays for (无预算的任务), each with the line it names in vain; empty when it names none."""
    known = {clean(line.line) for line in lines}
    found = []
    for one in duties:
        missing = [name for name in one.duty.budget_lines if clean(name) not in known]
        if missing or not one.duty.budget_lines:
            found.append((one, "、".join(missing)))
    return found


def line_as_plain(line: BudgetLine) -> dict[str, Any]:
    """A budget line as ``budget/1``; amounts in yuan and the rate in per cent are texts."""
    return {
        "plan": line.plan,
        "year": line.year,
        "line": line.line,
        "planned": line.planned,
        "spent": line.spent,
        "rate": line.rate,
        "unit": line.unit or None,
        "duties": list(line.duties),
        "origin": origin_as_plain(line.origin),
    }


def _named(duties: Iterable[Progress]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in duties:
        for name in one.duty.budget_lines:
            found[clean(name)] = (*found.get(clean(name), ()), one.duty.number)
    return found


def _rate(planned: Decimal | None, spent: Decimal | None) -> Decimal | None:
    if planned is None or spent is None or planned <= 0 or spent < 0:
        return None
    return percent(spent, planned)
