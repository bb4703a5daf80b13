"""Budget lines, how far they are spent, and the duties they pay for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from factory import load, register
from plan.office import ALL, PLAN, Work, working
from zhiquan.plan.budgets import (
    BudgetLine,
    budget_lines,
    budget_years,
    duties_without_budget,
    line_as_plain,
    unused_lines,
)
from zhiquan.plan.duties import Progress, duties_on

END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    made = register(tmp_path_factory.mktemp("budgets") / "lake")
    load(made, ALL, year=2026, name="预算.xlsx")
    with working(made) as found:
        yield found


@pytest.fixture(scope="module")
def duties(work: Work) -> list[Progress]:
    return duties_on(PLAN, work.measuring, END, work.units)


def test_a_line_tells_its_rate_and_the_duties_it_pays_for(work: Work, duties: list[Progress]) -> None:
    lines = {(line.year, line.line): line for line in budget_lines(PLAN, work.measuring, duties)}
    assert set(lines) == {(2022, "宣传"), (2022, "版权"), (2023, "宣传")}  # 2026 is the next plan's
    # 805,000 of 1,000,000 yuan: 80.50 per cent; 600,000 of 500,000: 120.00
    assert lines[2022, "宣传"].rate == Decimal("80.50")
    assert lines[2023, "宣传"].rate == Decimal("120.00")
    assert lines[2022, "宣传"].duties == ("1", "2")
    assert lines[2022, "版权"].rate is None
    assert line_as_plain(lines[2022, "版权"])["origin"]["file"] == "预算.xlsx"


def test_a_year_adds_its_lines_up(work: Work, duties: list[Progress]) -> None:
    first, second = budget_years(budget_lines(PLAN, work.measuring, duties))
    # 2022: 805,000 of 1,200,000 is 67.08 per cent
    assert (first.year, first.rate) == (2022, Decimal("67.08"))
    assert (first.planned, first.spent) == (Decimal(1_200_000), Decimal(805_000))
    assert second.year == 2023


def test_lines_nobody_uses_and_duties_nobody_pays_for_are_told(work: Work, duties: list[Progress]) -> None:
    lines = budget_lines(PLAN, work.measuring, duties)
    assert unused_lines(lines) == ["版权"]
    without = {one.duty.number: line for one, line in duties_without_budget(duties, lines)}
    assert "1" not in without
    assert without["2"] == "农业"
    assert without["3"] == ""


def test_one_year_may_be_asked_for(work: Work, duties: list[Progress]) -> None:
    assert [line.year for line in budget_lines(PLAN, work.measuring, duties, year=2023)] == [2023]


def test_nothing_planned_has_no_rate() -> None:
    line = BudgetLine("p", 2022, "宣传", Decimal(0), Decimal(5))
    assert line.rate is None
    assert replace(line, planned=Decimal(8)).rate == Decimal("62.50")
