"""What meetings decided and the duties it became."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factory import load, register
from measure.asking import KNOWLEDGE
from plan.office import ALL, NEXT, PLAN, working
from zhiquan.plan.duties import duties_on
from zhiquan.plan.meetings import became, decision_as_plain, decisions_of, plan_namer
from zhiquan.plan.plans import plans_of

END = date(2025, 12, 31)


def test_every_decision_of_the_plan_has_its_duty(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, ALL, year=2026, name="会议.xlsx")
    belongs = plan_namer(PLAN, plans_of(KNOWLEDGE, PLAN.place))
    with working(made) as work:
        duties = [one.duty for one in duties_on(PLAN, work.measuring, END, work.units)]
        found = decisions_of(work.measuring.reader, PLAN.id, belongs, END)
        early = decisions_of(work.measuring.reader, PLAN.id, belongs, date(2022, 10, 31))
        later = decisions_of(work.measuring.reader, NEXT.id, belongs, date(2026, 12, 31))
    pairs = became(found, duties)
    assert [(one.mark, duty and duty.number) for one, duty in pairs] == [
        (("演示纪要1号", "1"), "演示纪要1号/1"),
        (("演示纪要1号", "2"), "9"),
    ]
    assert early == []
    assert [one.text for one in later] == ["演示：下期事项"]
    told = decision_as_plain(found[0])
    assert (told["unit"], told["clause"], told["origin"]["file"]) == ("区财政局", "七", "会议.xlsx")


def test_a_decision_without_a_duty_is_told_as_such() -> None:
    assert became([], []) == []


def test_the_plan_of_a_row_is_told_by_id_name_or_the_days_it_holds() -> None:
    belongs = plan_namer(PLAN, plans_of(KNOWLEDGE, PLAN.place))
    assert belongs({"plan": NEXT.id}) == NEXT.id
    assert belongs({"plan": PLAN.label.zh}) == PLAN.id
    assert belongs({"plan": "别的规划"}) == "别的规划"
    assert belongs({"plan": None, "due_on": date(2026, 1, 1)}) == NEXT.id
    assert belongs({"plan": "", "held_on": date(2022, 1, 1)}) == PLAN.id
    assert belongs({"plan": None, "year": 2026}) == NEXT.id
    assert belongs({"plan": None, "due_on": date(2040, 1, 1)}) == PLAN.id
    assert belongs({"plan": None}) == PLAN.id
