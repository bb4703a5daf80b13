"""The board of a plan on a small register: values, paths, goals that compare, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factory import load, register
from measure.asking import HOME, KNOWLEDGE, invention, measuring, people
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.plan.board import TargetState, make_board
from zhiquan.plan.plain import board_as_plain
from zhiquan.plan.plans import default_day, plan_meant
from zhiquan.register.batches import Register

CHANGSHOU = KNOWLEDGE.get(Plan, "changshou-2021-2025")
END = date(2025, 12, 31)


def city(value: str, year: int) -> dict[str, object]:
    """The city's published high-value rate of one year."""
    day = date(year, 12, 31)
    return {
        "name": "high_value_patents_per_10k",
        "place": "500000",
        "as_of": day,
        "published": date(year + 1, 3, 1),
        "value": Decimal(value),
        "source": "公报",
    }


@pytest.fixture
def made(tmp_path: Path) -> Register:
    ours = register(tmp_path / "lake")
    series = [people(1_000, year) for year in range(2019, 2025)] + [city("5.4", 2022), city("8.6", 2024)]
    rights = [invention(1), invention(2, granted_on=date(2023, 5, 5), ipc=["G06F 21/00"])]
    load(ours, {"rights": rights, "series": series})
    return ours


@pytest.fixture
def asked(made: Register) -> Iterator[Measuring]:
    with measuring(made) as found:
        yield found


def state(asked: Measuring, indicator: str, day: date = END) -> TargetState:
    board = make_board(CHANGSHOU, asked, day, with_forecast=False)
    (found,) = [target for target in board.targets if target.goal.indicator == indicator]
    return found


def test_a_target_is_shown_with_value_parts_and_status(asked: Measuring) -> None:
    found = state(asked, "invention_patents_per_10k")
    # 2 inventions, 1,000 people: 20.00
    assert found.figure is not None
    assert found.figure.value == Decimal("20.00")
    assert found.status == "met"
    assert found.is_verified


def test_the_path_runs_from_where_the_plan_began(asked: Measuring) -> None:
    # one invention and 1,000 people on 2020-12-31: 10.00; 911 of 1,825 days later half of the way to 20
    path = state(asked, "invention_patents_per_10k", date(2023, 7, 1)).path
    assert path is not None
    assert (path.value, path.basis) == (Decimal("14.99"), "line")


def test_a_goal_that_compares_waits_for_the_citys_value_of_the_year(asked: Measuring, made: Register) -> None:
    found = state(asked, "high_value_patents_per_10k")
    assert found.goal.value == Decimal("8.60")
    assert found.status is None
    assert "2025" in found.needs[-1].zh
    load(made, {"series": [city("10.1", 2025)]}, day=2, name="city")
    with measuring(made) as later:
        settled = state(later, "high_value_patents_per_10k")
    assert (settled.goal.value, settled.status) == (Decimal("10.10"), "missed")


def test_what_cannot_be_computed_says_what_it_needs_and_has_no_status(asked: Measuring) -> None:
    found = state(asked, "pledge_amount")
    assert found.figure is not None
    assert found.figure.value is None
    assert found.status is None
    assert found.needs


def test_a_target_without_indicator_is_told_so(asked: Measuring) -> None:
    plan = CHANGSHOU.model_copy(
        update={"targets": (CHANGSHOU.targets[0].model_copy(update={"indicator": ""}),), "relative": ()}
    )
    (found,) = make_board(plan, asked, END, with_forecast=False).targets
    assert (found.figure, found.status) == (None, None)
    assert found.needs


def test_the_board_as_json_has_the_keys_of_the_contract(asked: Measuring) -> None:
    told = board_as_plain(make_board(CHANGSHOU, asked, END, with_forecast=False), known=None, snapshot="s")
    assert {"plan", "asof", "known", "snapshot", "targets"} <= set(told)
    first = told["targets"][0]
    wanted = {"indicator", "value", "unit", "numerator", "denominator", "target", "cmp", "status", "needs", "forecast"}
    assert wanted | {"gap"} <= set(first)
    assert (first["value"], first["numerator"], first["target"]) == ("20.00", 2, "20")
    assert first["denominator"]["value"] == "1000"


def test_the_plan_meant_is_the_latest_that_is_not_made_up() -> None:
    assert plan_meant(KNOWLEDGE, HOME, None).id == "changshou-2021-2025"
    assert plan_meant(KNOWLEDGE, HOME, "demo-successor-2026-2030").is_demo
    assert default_day(CHANGSHOU, date(2026, 11, 25)) == END
    assert default_day(CHANGSHOU, date(2024, 1, 1)) == date(2024, 1, 1)


def test_the_changshou_plan_has_its_ten_goals() -> None:
    assert len(CHANGSHOU.targets) + len(CHANGSHOU.relative) == 10
    named = [target.indicator for target in CHANGSHOU.targets] + [goal.indicator for goal in CHANGSHOU.relative]
    assert all(named)


def test_a_target_is_judged_by_its_last_day_not_by_what_came_after(made: Register) -> None:
    pledge = {
        "number": "Y1",
        "amount": 300_000_000,
        "registered_on": date(2026, 3, 1),
        "pledgor": "演示",
        "right_kind": "invention_patent",
        "region": HOME,
    }
    earlier = pledge | {"number": "Y0", "amount": 100_000_000, "registered_on": date(2025, 3, 1)}
    load(made, {"pledges": [pledge, earlier]}, day=2, name="late")
    with measuring(made) as asked:
        found = state(asked, "pledge_amount", date(2026, 11, 1))
    assert found.figure is not None
    assert (found.figure.day, found.figure.value, found.status) == (END, Decimal("1.00"), "missed")


def test_a_city_value_published_later_than_known_is_not_used(made: Register) -> None:
    with measuring(made, known=date(2023, 6, 1)) as asked:
        assert state(asked, "high_value_patents_per_10k").goal.value == Decimal("5.40")
