"""Units in time, their successors, and whom printed names mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import load, read, register
from plan.office import HOME, UNITS
from zhiquan.plan.organisations import Directory, Unit, directory, lines_of, units_on

IN_2023, IN_2024 = date(2023, 12, 31), date(2024, 1, 1)


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    made = register(tmp_path_factory.mktemp("units") / "lake")
    load(made, {"organisations": UNITS}, name="单位.xlsx")
    with read(made) as reader:
        return directory(reader, HOME)


def names(found: list[Unit] | tuple[Unit, ...]) -> list[str]:
    return [unit.name for unit in found]


def test_a_unit_is_there_from_its_first_day_up_to_the_day_it_ended(units: Directory) -> None:
    assert "演示园管委会" in names(units.on(IN_2023))
    assert "演示园管委会" not in names(units.on(IN_2024))
    assert {"演示东园管委会", "演示西园管委会"} <= set(names(units.on(IN_2024)))
    assert "演示东园管委会" not in names(units.on(IN_2023))


def test_what_a_split_unit_owed_both_parts_answer_for(units: Directory) -> None:
    (park,) = units.called("演示园管委会")
    assert names(units.successors(park, IN_2023)) == ["演示园管委会"]
    assert names(units.successors(park, IN_2024)) == ["演示东园管委会", "演示西园管委会"]


def test_what_merged_units_owed_one_answers_for(units: Directory) -> None:
    first, second = (units.called(name)[0] for name in ("演示甲站", "演示乙站"))
    assert names(units.successors(first, date(2023, 1, 1))) == ["演示中心"]
    assert names(units.successors(second, date(2023, 1, 1))) == ["演示乙站"]
    both = units.named("演示甲站、演示乙站", date(2023, 7, 1))
    assert names(both.units) == ["演示中心"]
    assert "演示中心 answers for it" in both.heirs[0].en


def test_nobody_answers_for_a_unit_closed_for_good_and_its_name_is_told(units: Directory) -> None:
    found = units.named("演示旧办", date(2022, 1, 1))
    assert (found.units, found.unknown) == ((), ("演示旧办",))
    assert names(units.named("演示旧办", date(2021, 12, 31)).units) == ["演示旧办"]


def test_a_unit_that_does_not_exist_yet_answers_to_nothing(units: Directory) -> None:
    assert units.named("演示东园管委会", IN_2023).unknown == ("演示东园管委会",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("区知识产权局", ["区知识产权局"]),
        ("长寿区知识产权局", ["区知识产权局"]),
        ("重庆市长寿区知识产权局", ["区知识产权局"]),
        ("D1", ["区知识产权局"]),
        ("凤城街道办事处", ["凤城街道"]),
        ("邻封镇人民政府", ["邻封镇"]),
        ("区知识产权局、区财政局", ["区知识产权局", "区财政局"]),
        ("区财政局，区知识产权局；凤城街道", ["区财政局", "区知识产权局", "凤城街道"]),
        ("区财政局 区知识产权局", ["区财政局", "区知识产权局"]),
        ("区财政局和区知识产权局", ["区财政局", "区知识产权局"]),
        ("区文化和旅游委", ["区文化和旅游委"]),
        ("牵头单位：区财政局", ["区财政局"]),
        ("区财政局牵头，区知识产权局配合", ["区财政局", "区知识产权局"]),
        ("区知识产权局（区市场监管局）", ["区知识产权局"]),
        ("区财政局等", ["区财政局"]),
        ("各镇街", ["凤城街道", "邻封镇"]),
        ("各镇（街道）", ["凤城街道", "邻封镇"]),
        ("各镇、街道", ["凤城街道", "邻封镇"]),
        ("各街镇", ["凤城街道", "邻封镇"]),
        ("各乡镇（街道）", ["凤城街道", "邻封镇"]),
        ("各镇人民政府", ["邻封镇"]),
        ("各街道", ["凤城街道"]),
        ("各部门", ["区知识产权局", "区财政局", "区文化和旅游委"]),
        ("区级有关部门", ["区知识产权局", "区财政局", "区文化和旅游委"]),
        ("各行业主管部门", ["区知识产权局", "区财政局", "区文化和旅游委"]),
        ("区级各部门、各镇街", ["区知识产权局", "区财政局", "区文化和旅游委", "凤城街道", "邻封镇"]),
        ("各园区管委会", ["演示园管委会"]),
        ("各成员单位", ["区知识产权局", "区财政局", "演示园管委会", "演示中心", "凤城街道", "邻封镇"]),
        ("all towns", ["凤城街道", "邻封镇"]),
        ("", []),
    ],
)
def test_printed_names_mean_units_of_the_day(units: Directory, text: str, wanted: list[str]) -> None:
    found = units.named(text, IN_2023)
    assert names(found.units) == wanted
    assert found.unknown == ()


def test_a_group_that_does_not_say_which_is_vague(units: Directory) -> None:
    assert units.named("区级有关部门", IN_2023).is_vague
    assert not units.named("各镇街", IN_2023).is_vague


def test_unknown_names_are_told_never_dropped(units: Directory) -> None:
    found = units.named("区财政局、市级有关部门、演示无名局", IN_2023)
    assert names(found.units) == ["区财政局"]
    assert found.unknown == ("市级有关部门", "演示无名局")


def test_the_tree_puts_units_below_their_parent_and_tells_a_parent_nobody_answers_to(units: Directory) -> None:
    found = {branch.unit.name: (branch.depth, branch.lost) for branch in units.tree(IN_2023)}
    assert found["演示领导小组"] == (0, "")
    assert found["区知识产权局"] == (1, "")
    assert found["区文化和旅游委"] == (0, "没有的上级")
    assert len(found) == len(units.on(IN_2023))


def test_units_above_each_other_are_listed_once() -> None:
    ring = Directory([Unit("A", "甲局", parent="B"), Unit("B", "乙局", parent="A")], HOME)
    assert [branch.unit.number for branch in ring.tree(IN_2023) if branch.unit.kind != "town"] == ["A", "B"]
    became = Directory([Unit("A", "甲局", to=IN_2023, became=("A",))], HOME)
    assert became.successors(became.units[0], IN_2024) == ()


def test_a_renamed_unit_answers_under_its_new_name() -> None:
    units = Directory([Unit("A", "甲局", to=IN_2024), Unit("A", "甲委", from_=IN_2024)], HOME)
    assert names(units.named("甲局", IN_2024).units) == ["甲委"]
    assert names(units.named("甲局", IN_2023).units) == ["甲局"]


def test_two_units_of_one_name_on_a_day_are_not_chosen_between() -> None:
    units = Directory([Unit("A", "甲局"), Unit("B", "甲局")], HOME)
    assert units.named("甲局", IN_2023).unknown == ("甲局",)


def test_towns_come_from_the_district_where_no_directory_holds_any(units: Directory) -> None:
    bare = Directory([Unit("A", "甲局", "department")], HOME)
    assert len(bare.named("各镇街", IN_2023).units) == len(HOME.towns)
    assert len(units.named("各镇街", IN_2023).units) == 2


def test_a_town_without_a_code_takes_that_of_its_name() -> None:
    (town,) = Directory([Unit("T9", "长寿区凤城街道办事处", "town")], HOME).units
    assert town.town == "500115001"


def test_each_unit_tells_the_line_it_was_read_from(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, {"organisations": UNITS}, name="单位.xlsx")
    with read(made) as reader:
        assert len(lines_of(reader, "organisations")) == len(UNITS)
        origins = {unit.origin.file for unit in units_on(reader, IN_2023, HOME) if unit.origin}
    assert origins == {"单位.xlsx"}


@given(st.dates(date(2021, 1, 1), date(2026, 12, 31)))
def test_whoever_answers_on_a_day_is_there_that_day(day: date) -> None:
    units = Directory(
        [
            Unit("P1", "甲园", "park", to=date(2023, 1, 1), became=("P2", "P3")),
            Unit("P2", "乙园", "park", date(2023, 1, 1), to=date(2025, 1, 1), became=("P4",)),
            Unit("P3", "丙园", "park", date(2023, 1, 1)),
            Unit("P4", "丁园", "park", date(2025, 1, 1)),
        ],
        HOME,
    )
    heirs = units.successors(units.units[0], day)
    assert heirs
    assert set(heirs) <= set(units.on(day))
    assert len(heirs) == (1 if day < date(2023, 1, 1) else 2)
