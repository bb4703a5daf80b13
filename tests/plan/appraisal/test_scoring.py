"""Points of one unit, worked by hand, and what always holds of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.office import HOME
from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import Appraisal, AppraisalVersion
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.plan.appraisal.evidence import Case
from zhiquan.plan.appraisal.inputs import Input
from zhiquan.plan.appraisal.scoring import UnitScore, plain, score, shared_out
from zhiquan.plan.budgets import BudgetLine
from zhiquan.plan.duties import Duty, Goalpost, Progress, Tie
from zhiquan.plan.organisations import Directory, Named, Unit

FORMULA = load_knowledge().get(Appraisal, "units").versions[0]
OFFICE = Unit("D1", "区财政局", "department")
TOWN = Unit("T1", "凤城街道", "town", town="500115001")
END = date(2023, 12, 31)


def progress(
    number: str, *, in_time: bool = True, proved: bool = True, indicator: str = "", line: str = ""
) -> Progress:
    """A duty of the year, led by both units."""
    ties = (Tie(indicator, indicator, Decimal(1)),) if indicator else ()
    lead = Named("", (OFFICE, TOWN))
    duty = Duty("p", number, "", "演示", lead, Named(""), due_on=date(2023, 6, 30), ties=ties,
                budget_lines=(line,) if line else ())  # fmt: skip
    return Progress(duty, "proved" if proved else "overdue", 0 if in_time else 9, is_explained=False, proofs=())


def case(
    unit: Unit = OFFICE,
    *,
    duties: tuple[Progress, ...] = (),
    posts: tuple[Goalpost, ...] = (),
    lines: tuple[BudgetLine, ...] = (),
    now: tuple[int, int] = (0, 0),
    before: tuple[int, int] = (0, 0),
    kept: tuple[int, int] = (0, 0),
) -> Case:
    """A unit's evidence of 2023."""

    def groups(indicator: str, day: date) -> Mapping[str, tuple[int, int]]:
        found = kept if indicator == "annual_fees_kept" else now if day == END else before
        return {TOWN.town: found}

    return Case(unit, 2023, END, Directory([OFFICE, TOWN], HOME), duties, posts, lines, groups)


def post(indicator: str, *, on_path: bool, value: str | None = "5") -> Goalpost:
    return Goalpost(indicator, END, Decimal(value) if value else None, Decimal(6), is_reached=False, is_on_path=on_path,
                    says=Words(indicator, indicator))  # fmt: skip


def given_in(item: str, kind: str, value: str | None = None, *, day: int = 1, month: int = 1) -> Input:
    return Input("区财政局", item, kind, Decimal(value) if value is not None else None, note="演示理由",
                 decided_on=date(2024, month, day))  # fmt: skip


def points(found: UnitScore) -> dict[str, Decimal]:
    return {one.item.id: one.points for one in found.items}


def test_each_item_is_its_weight_times_its_share() -> None:
    duties = (
        progress("1", indicator="a", line="宣传"),
        progress("2", in_time=False, indicator="b"),
        progress("3", proved=False),
    )
    lines = (BudgetLine("p", 2023, "宣传", Decimal(1_000_000), Decimal(805_000)),)
    found = score(
        FORMULA, case(duties=duties, posts=(post("a", on_path=True), post("b", on_path=False)), lines=lines), []
    )
    # 40 * 1/3 = 13.33; 15 * 2/3 = 10.00; 30 * 1/2 = 15.00; 15 * 0.805 = 12.075, half up 12.08
    assert points(found) == {
        "duties_on_time": Decimal("13.33"),
        "duties_proved": Decimal("10.00"),
        "indicators_reached": Decimal("15.00"),
        "budget_spent": Decimal("12.08"),
    }
    # 13.33 + 10.00 + 15.00 + 12.08 = 50.41
    assert found.total == Decimal("50.41")


def test_every_point_tells_its_formula_its_numbers_and_what_was_looked_at() -> None:
    found = score(FORMULA, case(duties=(progress("1"), progress("2", in_time=False))), [])
    item = found.items[0]
    # budget and indicators do not apply: 40 of 40 + 15 is 72.73 of 100, 15 is 27.27
    assert (item.weight, item.spread, item.points) == (Decimal(40), Decimal("72.73"), Decimal("36.37"))
    assert item.formula.en == (
        "weight 40, 72.73 once shared out; duties proved in time / duties led that fell due in the year: "
        "72.73 × 1 ÷ 2 = 36.37"
    )
    assert [(part.id, part.counts) for part in item.grounds.parts] == [("1", True), ("2", False)]
    assert "9 days late" in item.grounds.parts[1].says.en


def test_the_weight_of_an_item_without_evidence_goes_to_the_others_and_says_so() -> None:
    found = score(FORMULA, case(duties=(progress("1"),)), [])
    assert points(found)["indicators_reached"] == 0
    assert "weight of 30 is shared out" in found.items[2].formula.en
    assert found.total == Decimal("100.00")


def test_a_unit_without_any_evidence_has_no_total_rather_than_zero() -> None:
    assert score(FORMULA, case(), []).total is None


def test_growth_of_a_town_gives_points_up_to_what_gives_all() -> None:
    # (82 - 80) / 80 = 2.5 per cent of the 5 that give all: half of the weight; fees: 9 of 10
    found = score(FORMULA, case(TOWN, now=(82, 82), before=(80, 80), kept=(9, 10)), [])
    # the two items of 20 share 100: 50 each; 50 * 200 / 400 = 25.00; 50 * 9 / 10 = 45.00
    assert (points(found)["rights_growth"], points(found)["fees_kept"]) == (Decimal("25.00"), Decimal("45.00"))


@pytest.mark.parametrize(("now", "before", "wanted"), [(90, 80, "100.00"), (79, 80, "0.00"), (3, 0, "100.00")])
def test_growth_is_held_between_nothing_and_all(now: int, before: int, wanted: str) -> None:
    found = score(FORMULA, case(TOWN, now=(now, now), before=(before, before)), [])
    assert points(found)["rights_growth"] == Decimal(wanted)


def test_a_claim_stands_beside_and_is_never_counted() -> None:
    with_claim = score(FORMULA, case(duties=(progress("1", in_time=False),)), [given_in("任务完成率", "claim", "39")])
    assert with_claim.total == score(FORMULA, case(duties=(progress("1", in_time=False),)), []).total
    assert [one.value for one in with_claim.items[0].claims] == [Decimal(39)]


def test_a_correction_changes_the_points_and_shows_before_and_after() -> None:
    evidence = case(duties=(progress("1", in_time=False),))
    found = score(FORMULA, evidence, [given_in("任务完成率", "correction", "20.5")])
    item = found.items[0]
    assert (item.earned, item.points) == (Decimal("0.00"), Decimal("20.50"))
    assert "corrected 0.00 → 20.50: 演示理由" in item.formula.en


def test_a_correction_above_the_weight_is_held_to_it() -> None:
    found = score(FORMULA, case(duties=(progress("1"),)), [given_in("任务完成率", "correction", "999")])
    assert found.items[0].points == found.items[0].spread
    assert "999 超出" in found.items[0].formula.zh


def test_a_correction_gives_an_item_without_evidence_its_weight_back() -> None:
    found = score(FORMULA, case(duties=(progress("1"),)), [given_in("预算执行率", "correction", "10")])
    item = found.items[3]
    # 15 of 40 + 15 + 15 = 70 is 21.43 of 100
    assert (item.earned, item.spread, item.points) == (None, Decimal("21.43"), Decimal("10.00"))
    assert "corrected none → 10.00" in item.formula.en


def test_bonus_and_deduction_are_capped() -> None:
    inputs = [
        given_in("工作创新", "bonus", "2"),
        given_in("工作亮点", "bonus", "2.5"),
        given_in("全市现场会", "bonus", "1"),
        given_in("报送质量", "deduction", "-7"),
    ]
    found = score(FORMULA, case(duties=(progress("1"),)), inputs)
    # innovation: 2 + 2.5 = 4.5, at most 3; other bonus 1 of at most 2; other deduction 7, at most 5
    assert [(one.extra.id, one.stated, one.points) for one in found.bonuses] == [
        ("innovation", Decimal("4.50"), Decimal("3.00")),
        ("other_bonus", Decimal("1.00"), Decimal("1.00")),
    ]
    assert [one.points for one in found.deductions] == [Decimal("5.00")]
    # 100 + 3 + 1 - 5
    assert found.total == Decimal("99.00")


def test_a_bonus_below_zero_is_none() -> None:
    found = score(FORMULA, case(duties=(progress("1"),)), [given_in("工作创新", "bonus", "-2")])
    assert found.total == Decimal("100.00")


def test_what_fits_nothing_in_the_formula_is_told() -> None:
    bare = AppraisalVersion.model_validate(FORMULA.model_dump(by_alias=True) | {"bonuses": (), "deductions": ()})
    inputs = [given_in("工作创新", "bonus", "2"), given_in("执法与保护", "correction", "13.5")]
    found = score(bare, case(duties=(progress("1"),)), inputs)
    assert [one.item for one in found.untaken] == ["工作创新", "执法与保护"]
    assert found.total == Decimal("100.00")


def test_an_objection_is_open_until_a_correction_or_an_answer_follows() -> None:
    raised = given_in("任务完成率", "objection", day=20)
    earlier, later = (
        given_in("任务完成率", "correction", "30", day=19),
        given_in("任务完成率", "correction", "30", day=29),
    )
    answer = given_in("任务完成率", "evidence", day=29)
    evidence = case(duties=(progress("1"),))
    assert score(FORMULA, evidence, [raised]).objections[0].is_open
    assert score(FORMULA, evidence, [raised, earlier]).objections[0].is_open
    assert score(FORMULA, evidence, [raised, later]).objections[0].answer is later
    assert score(FORMULA, evidence, [raised, answer]).objections[0].answer is answer
    assert score(FORMULA, evidence, [raised, given_in("指标贡献", "correction", "3", day=29)]).objections[0].is_open


def test_a_correction_without_points_answers_and_leaves_them() -> None:
    found = score(FORMULA, case(duties=(progress("1"),)),
                  [given_in("任务完成率", "objection"), given_in("任务完成率", "correction", day=9)])  # fmt: skip
    assert not found.objections[0].is_open
    assert found.items[0].points == found.items[0].earned


def test_weights_are_shared_out_by_weight() -> None:
    weights = {"a": Decimal(40), "b": Decimal(15), "c": Decimal(30), "d": Decimal(15)}
    # 40 / 85 = 47.06, 15 / 85 = 17.65, 30 / 85 = 35.29
    assert shared_out(weights, {"a", "b", "c"}) == {
        "a": Decimal("47.06"), "b": Decimal("17.65"), "c": Decimal("35.29"), "d": Decimal("0.00"),
    }  # fmt: skip
    assert shared_out(weights, set()) == dict.fromkeys(weights, Decimal("0.00"))
    assert plain(Decimal("805000.00")) == "805000"


@given(
    weights=st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 100).map(Decimal), min_size=1),
    applies=st.sets(st.sampled_from("abcdef")),
)
def test_shared_out_weights_are_a_hundred_together(weights: dict[str, Decimal], applies: set[str]) -> None:
    found = shared_out(weights, applies)
    assert sum(found.values()) == (100 if applies & set(weights) else 0)
    assert all((found[name] > 0) == (name in applies) for name in weights)


INPUTS = st.lists(
    st.builds(
        given_in,
        st.sampled_from(["任务完成率", "指标贡献", "工作创新", "别的"]),
        st.sampled_from(["claim", "evidence", "bonus", "deduction", "objection", "correction"]),
        st.none() | st.decimals(-50, 150, places=2).map(str),
        day=st.integers(1, 28),
    ),
    max_size=6,
)


@given(
    marks=st.lists(st.tuples(st.booleans(), st.booleans()), max_size=6),
    spent=st.integers(0, 2_000_000),
    inputs=INPUTS,
)
def test_points_stay_between_zero_and_the_weight_and_add_up(
    marks: list[tuple[bool, bool]], spent: int, inputs: list[Input]
) -> None:
    duties = tuple(progress(str(n), in_time=one, proved=two, line="宣传") for n, (one, two) in enumerate(marks))
    lines = (BudgetLine("p", 2023, "宣传", Decimal(1_000_000), Decimal(spent)),)
    found = score(FORMULA, case(duties=duties, lines=lines), inputs)
    assert all(0 <= one.points <= one.spread for one in found.items)
    assert all(0 <= one.points <= one.extra.cap for one in (*found.bonuses, *found.deductions))
    earned = sum(one.points for one in found.items) + sum(one.points for one in found.bonuses)
    assert found.total in {earned - sum(one.points for one in found.deductions), None}
