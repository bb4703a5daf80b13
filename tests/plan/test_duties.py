"""Duties and what evidence says of them, worked by hand on a small office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import load, register
from measure.asking import KNOWLEDGE
from plan.office import ALL, NEXT, PLAN, Work, duty, working
from zhiquan.basics.errors import NotFound
from zhiquan.plan.duties import (
    Duty,
    Progress,
    chosen,
    duties_on,
    goalposts,
    namer,
    split_lines,
    unit_numbers,
)
from zhiquan.plan.duties.progress import _progress
from zhiquan.plan.organisations import Named
from zhiquan.register.tables import TABLES

END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    made = register(tmp_path_factory.mktemp("duties") / "lake")
    load(made, ALL, year=2026, name="任务.xlsx")
    with working(made) as found:
        yield found


def on(work: Work, day: date) -> dict[str, Progress]:
    return {one.duty.number: one for one in duties_on(PLAN, work.measuring, day, work.units)}


def test_a_paper_and_a_day_prove_a_duty_in_time(work: Work) -> None:
    one = on(work, END)["1"]
    assert (one.state, one.late_days, one.is_in_time) == ("proved", 0, True)
    assert one.proofs[0].origin is not None
    assert one.proofs[0].origin.file == "任务.xlsx"


def test_a_duty_proved_late_tells_the_days(work: Work) -> None:
    # due 2022-12-31, done 2023-02-14: 31 days of January and 14 of February
    one = on(work, END)["2"]
    assert (one.state, one.late_days, one.is_in_time) == ("proved", 45, False)


def test_what_was_told_later_does_not_count_on_an_earlier_day(work: Work) -> None:
    one = on(work, date(2023, 2, 13))["2"]
    # due 2022-12-31: 31 days of January and 13 of February
    assert (one.state, one.late_days, one.duty.claimed_on) == ("overdue", 44, None)


def test_a_claim_without_a_paper_is_a_claim_until_it_is_due_and_overdue_from_the_day_after(work: Work) -> None:
    assert on(work, date(2023, 11, 30))["3"].state == "open"
    assert on(work, date(2023, 12, 31))["3"].state == "claimed"
    after = on(work, date(2024, 1, 1))["3"]
    assert (after.state, after.late_days, after.duty.claimed_on) == ("overdue", 1, date(2023, 12, 1))
    assert "without a paper" in after.proofs[0].says.en


def test_an_indicator_proves_its_duty_once_its_target_is_reached(work: Work) -> None:
    # pledges: 1.5 hundred million yuan in 2023; 1.5 + 0.6 = 2.1 from May 2024, the plan wants 2
    assert on(work, date(2024, 4, 30))["4"].state == "open"
    one = on(work, date(2024, 5, 1))["4"]
    assert (one.state, one.late_days) == ("proved", 0)
    assert "2.10" in one.proofs[0].says.en
    assert (one.proofs[0].kind, one.proofs[0].id) == ("indicator", "pledge_amount")


def test_a_stated_gap_explains_an_overdue_duty_without_proving_it(work: Work) -> None:
    one = on(work, END)["5"]
    assert (one.state, one.is_explained) == ("overdue", True)
    # due 2023-06-30: 184 days of 2023, 366 of 2024, 365 of 2025
    assert one.late_days == 184 + 366 + 365


def test_a_duty_of_a_split_unit_is_owed_by_both_parts(work: Work) -> None:
    assert [unit.name for unit in on(work, date(2023, 12, 31))["5"].duty.lead.units] == ["演示园管委会"]
    later = on(work, date(2024, 1, 1))["5"].duty.lead
    assert [unit.name for unit in later.units] == ["演示东园管委会", "演示西园管委会"]


def test_a_right_in_force_when_due_proves_its_duty_in_time(work: Work) -> None:
    one = on(work, END)["7"]
    assert (one.state, one.late_days) == ("proved", 0)
    assert one.proofs[0].kind == "right"
    assert one.proofs[0].origin is not None
    assert one.duty.lead.unknown == ("演示无名局",)


def test_a_duty_that_goes_on_is_never_late(work: Work) -> None:
    one = on(work, date(2025, 12, 31))["8"]
    assert (one.state, one.late_days) == ("open", 0)


def test_a_decision_becomes_a_duty_unless_the_list_took_it_up(work: Work) -> None:
    found = on(work, END)
    assert found["演示纪要1号/1"].state == "overdue"
    assert found["演示纪要1号/1"].duty.source == "演示纪要1号"
    assert "演示纪要1号/2" not in found
    assert found["9"].duty.decisions == (("演示纪要1号", "2"),)
    assert "演示纪要1号/1" not in on(work, date(2022, 10, 31))


def test_a_row_that_tells_no_plan_goes_to_the_plan_its_last_day_is_in(work: Work) -> None:
    here = on(work, END)
    assert {"1", "8"} <= set(here)  # the eighth tells the plan by its name
    assert here["1"].duty.text == "演示按时"
    there = [one.duty.text for one in duties_on(NEXT, work.measuring, date(2026, 6, 1), work.units)]
    assert there == ["演示下期", "演示下期无名", "演示：下期事项"]


def test_a_percentage_has_no_column_to_stand_in() -> None:
    for column in TABLES["duties"].columns:
        assert not any(
            word in column.says.zh + column.name for word in ("百分", "进度", "完成率", "percent", "progress")
        )
    assert not any("percent" in field.name for field in fields(Progress))


def test_words_are_tied_to_indicators_exactly_else_by_likeness_which_is_told() -> None:
    tie = namer(PLAN, KNOWLEDGE)
    assert tie("pledge_amount").indicator == "pledge_amount"
    assert tie("万人发明专利拥有量").indicator == "invention_patents_per_10k"
    assert not tie("每万人口　发明专利拥有量").is_doubtful
    near = tie("知识产权质押融资登记总金额")  # 2 * 12 / (12 + 13) = 0.96
    assert (near.indicator, near.likeness, near.is_doubtful) == ("pledge_amount", Decimal("0.9600"), True)
    assert tie("粮食产量").indicator == ""


def test_an_indicator_nobody_knows_and_one_without_a_target_prove_nothing(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    rows = [
        duty(1, "演示", "区财政局", proof=None, indicators=["知识产权质押融资登记金额", "演示无名指标"]),
        duty(2, "演示", "区财政局", proof=None, indicators=["软件著作权"]),
    ]
    load(made, {"duties": rows, "pledges": ALL["pledges"]}, year=2026)
    with working(made) as work:
        first, second = duties_on(PLAN, work.measuring, END, work.units)
    assert (first.state, [proof.holds for proof in first.proofs]) == ("open", [True, False])
    assert "no indicator is called" in first.proofs[1].says.en
    assert "no target" in second.proofs[0].says.en


def test_a_right_nobody_knows_or_that_ended_proves_nothing(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, {"duties": [duty(1, "演示", "区财政局", right_numbers=["patent:CN201810000001.1"])]}, year=2026)
    with working(made) as work:
        (one,) = duties_on(PLAN, work.measuring, END, work.units)
    assert one.state == "open"
    assert "not in the register" in one.proofs[0].says.en


def test_duties_are_chosen_by_unit_clause_and_state(work: Work) -> None:
    every = duties_on(PLAN, work.measuring, END, work.units)
    own = chosen(every, units=unit_numbers(work.units, "长寿区财政局", END))
    assert {one.duty.number for one in own} == {
        "3",
        "4",
        "5",
        "8",
        "9",
        "演示纪要1号/1",
    }  # 5 is helped by all departments
    assert {one.duty.number for one in chosen(every, clause="四")} == {"3"}
    assert len(chosen(every, clause="三")) == 8
    assert {one.duty.number for one in chosen(every, state="overdue")} == {"3", "5", "演示纪要1号/1"}
    with pytest.raises(NotFound, match="没有单位 区财务局"):
        unit_numbers(work.units, "区财务局", END)


def test_goalposts_stand_where_the_board_says(work: Work) -> None:
    wanted = {"pledge_amount", "ip_protection_satisfaction"}
    posts = {post.indicator: post for post in goalposts(PLAN, work.measuring, [date(2023, 12, 31)], wanted)}
    # path of the pledges: from 0 on 2021-01-01 to 2 on 2025-12-31: 2 * 1094 / 1825 = 1.20; 1.5 lies above
    assert (posts["pledge_amount"].value, posts["pledge_amount"].is_reached) == (Decimal("1.50"), False)
    assert posts["pledge_amount"].is_on_path
    assert set(posts) == wanted
    assert posts["ip_protection_satisfaction"].value is None
    assert not posts["ip_protection_satisfaction"].is_on_path


@pytest.mark.parametrize("paper", ["无", "暂无", " / ", "—", "n/a", ""])
def test_a_cell_that_says_there_is_no_paper_is_none(tmp_path: Path, paper: str) -> None:
    made = register(tmp_path / "lake")
    row = duty(1, "演示", "区财政局", proof=paper, gap=paper, done_on=date(2025, 6, 1), due_on=END)
    load(made, {"duties": [row]}, year=2026)
    with working(made) as work:
        (one,) = duties_on(PLAN, work.measuring, END, work.units)
    assert (one.state, one.is_explained) == ("claimed", False)


def test_lines_of_a_cell_are_split() -> None:
    assert split_lines("宣传、版权；农业") == ("宣传", "版权", "农业")
    assert split_lines(None) == ()


@given(
    due=st.none() | st.dates(date(2021, 1, 1), date(2025, 12, 31)),
    done=st.none() | st.dates(date(2021, 1, 1), date(2025, 12, 31)),
    day=st.dates(date(2021, 1, 1), date(2026, 12, 31)),
    paper=st.sampled_from(["", "演示文件"]),
)
def test_a_state_follows_from_due_day_claim_and_paper_alone(
    due: date | None, done: date | None, day: date, paper: str
) -> None:
    claimed = done if done and done <= day else None
    nobody = Named("")
    one = _progress(Duty("p", "1", "", "", nobody, nobody, due_on=due, claimed_on=claimed, paper=paper), day, {}, {})
    assert (one.state == "proved") == bool(claimed and paper)
    if one.state == "overdue":
        assert due is not None
        assert due + timedelta(days=one.late_days or 0) == day
    if one.is_in_time and due and claimed:
        assert claimed <= due
