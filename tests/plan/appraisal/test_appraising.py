"""A year's appraisal over a small office: inputs, evidence of the register, a unit split in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from factory import load, register
from measure.asking import KNOWLEDGE
from plan.office import ALL, NEXT, PLAN, Work, working
from zhiquan.basics.errors import BadInput
from zhiquan.knowledge.appraisals import Appraisal
from zhiquan.plan.appraisal.appraising import YearAppraisal, appraise, plan_of_year
from zhiquan.plan.appraisal.plain import score_as_plain
from zhiquan.plan.appraisal.scoring import UnitScore
from zhiquan.plan.appraisal.trace import trace_lines
from zhiquan.plan.plans import plans_of

TODAY = date(2026, 3, 1)


def entry(
    year: int, organisation: str, item: str, kind: str, value: str | None = None, **more: object
) -> dict[str, object]:
    """One thing filled in for an appraisal."""
    told = {"year": year, "organisation": organisation, "item": item, "kind": kind}
    return told | {"value": Decimal(value) if value else None} | more


INPUTS = [
    entry(2024, "凤城街道", "任务完成率", "claim", "40"),
    entry(2024, "区财政局", "工作创新", "bonus", "2", decided_on=date(2025, 1, 10)),
    entry(2024, "区财政局", "全市现场会", "bonus", "1", decided_on=date(2026, 3, 2)),
    entry(2023, "演示园管委会", "任务完成率", "correction", "9", note="演示", decided_on=date(2024, 2, 1)),
    entry(2024, "演示无名局", "任务完成率", "claim", "40"),
    entry(2024, "区财政局", "平台登录次数", "bonus", "2"),
]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    made = register(tmp_path_factory.mktemp("appraisal") / "lake")
    load(made, {**ALL, "appraisal_inputs": INPUTS}, year=2026, name="考核.xlsx")
    with working(made) as found:
        yield found


def appraised(work: Work, year: int, *, today: date = TODAY) -> YearAppraisal:
    formula = KNOWLEDGE.get(Appraisal, "units")
    return appraise(formula, PLAN, work.measuring, work.units, year=year, today=today)


def of(made: YearAppraisal, name: str) -> UnitScore:
    return next(one for one in made.scores if one.unit.name == name)


def points(score: UnitScore) -> dict[str, tuple[Decimal, Decimal]]:
    """Item to most points and points, of the items that apply."""
    return {one.item.id: (one.spread, one.points) for one in score.items if one.spread}


def test_a_department_by_hand(work: Work) -> None:
    found = of(appraised(work, 2022), "区知识产权局")
    # duties 1 and 2 fell due in 2022: 1 in time, 2 not proved yet on the last day: 1 of 2, so far 1 of 2
    # duty 4 names the pledges: 0 on 2022-12-31, the path 2 * 729 / 1825 = 0.80: behind, 0 of 1
    # budget of 2022: 宣传 805,000 of 1,000,000; 版权 is another unit's
    assert points(found) == {
        "duties_on_time": (Decimal(40), Decimal("20.00")),
        "duties_proved": (Decimal(15), Decimal("7.50")),
        "indicators_reached": (Decimal(30), Decimal("0.00")),
        "budget_spent": (Decimal(15), Decimal("12.08")),
    }
    assert found.total == Decimal("39.58")


def test_what_was_proved_later_counts_as_proved_so_far_but_not_as_in_time(work: Work) -> None:
    found = points(of(appraised(work, 2023), "区知识产权局"))
    assert "duties_on_time" not in found  # nothing it leads fell due in 2023
    # 30 + 15 + 15 = 60: 25 of 100, 50 of 100, 25 of 100; duties 1 and 2 are proved by now; pledges on the path
    assert found["duties_proved"] == (Decimal(25), Decimal("25.00"))
    assert found["indicators_reached"] == (Decimal(50), Decimal("50.00"))


def test_a_line_of_a_named_unit_is_that_units_alone(work: Work) -> None:
    finance = of(appraised(work, 2022), "区财政局")
    (item,) = (one for one in finance.items if one.item.id == "budget_spent")
    # 版权 of 2022 is the finance office's, yet nothing is told of its spending
    assert not item.spread
    assert [(part.id, part.counts) for part in item.grounds.parts] == [("版权", False)]


def test_a_town_by_hand(work: Work) -> None:
    found = of(appraised(work, 2024), "凤城街道")
    shown = points(found)
    # all towns led one duty due in 2024, proved in time; 41 inventions in force on both days: no growth
    assert shown["duties_on_time"][1] == shown["duties_on_time"][0]
    assert shown["rights_growth"][1] == 0
    # 40 + 20 + 20 + 20 are all there: fees of 40 inventions of 2018 fell due within the year and all were kept
    assert {name: most for name, (most, _) in shown.items()} == {
        "duties_on_time": 40, "duties_proved": 20, "rights_growth": 20, "fees_kept": 20,
    }  # fmt: skip
    assert found.total == Decimal("80.00")
    assert [one.value for one in found.items[0].claims] == [40]


def test_the_second_town_grew_from_nothing_to_one(work: Work) -> None:
    found = of(appraised(work, 2024), "邻封镇")
    growth = next(one for one in found.items if one.item.id == "rights_growth")
    assert growth.points == growth.spread
    assert "none a year before" in growth.grounds.says.en


def test_both_parts_of_a_split_park_answer_for_what_it_owed(work: Work) -> None:
    before, after = appraised(work, 2023), appraised(work, 2024)
    # in 2023 the park is appraised; its one duty is overdue, and a correction gave it 9 points
    park = of(before, "演示园管委会")
    assert park.items[0].earned == 0
    assert park.items[0].points == 9
    for name in ("演示东园管委会", "演示西园管委会"):
        assert points(of(after, name)) == {"duties_proved": (Decimal(100), Decimal("0.00"))}
        assert all(one.unit.name != name for one in before.scores)
    assert all(one.unit.name != "演示园管委会" for one in after.scores)


def test_a_decision_after_today_is_not_there_yet(work: Work) -> None:
    assert [one.points for one in of(appraised(work, 2024), "区财政局").bonuses] == [2]
    later = of(appraised(work, 2024, today=date(2026, 3, 2)), "区财政局")
    assert [one.points for one in later.bonuses] == [2, 1]


def test_inputs_of_unknown_units_and_of_clicks_touch_no_score_and_are_told(work: Work) -> None:
    made = appraised(work, 2024)
    assert [one.unit for one in made.unknown] == ["演示无名局"]
    assert [one.item for one in made.refused] == ["平台登录次数"]


def test_a_running_year_is_looked_at_up_to_today(work: Work) -> None:
    assert appraised(work, 2024, today=date(2024, 6, 30)).day == date(2024, 6, 30)
    with pytest.raises(BadInput, match="2027"):
        appraised(work, 2027)


def test_every_point_opens_down_to_file_and_line(work: Work) -> None:
    made = appraised(work, 2022)
    told = score_as_plain(made, of(made, "区知识产权局"), snapshot="s")
    assert told["total"] == "39.58"
    for item in told["items"]:
        assert item["formula"]["en"].endswith(item["points"])
        assert all(part["says"]["zh"] for part in item["parts"])
    assert {part["origin"]["file"] for part in told["items"][0]["parts"]} == {"考核.xlsx"}
    assert told["formula"]["verified"] is False


def test_an_item_that_does_not_apply_has_no_points_rather_than_zero(work: Work) -> None:
    made = appraised(work, 2024)
    told = score_as_plain(made, of(made, "演示东园管委会"), snapshot="s")
    # its one duty fell due in 2023: it is among those due so far, not among those of the year
    assert [item["points"] for item in told["items"]] == [None, "0.00", None]
    assert "—" in "\n".join(trace_lines(of(made, "演示东园管委会"), "en"))


def test_the_plan_of_a_year_is_the_one_that_holds_its_end() -> None:
    plans = plans_of(KNOWLEDGE, PLAN.place)
    assert plan_of_year(plans, 2025, PLAN) == PLAN
    assert plan_of_year(plans, 2026, PLAN) == NEXT
    assert plan_of_year(plans, 2040, PLAN) == PLAN
