from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from zhiquan.demo.district import World
from zhiquan.demo.marks import IN_FORCE, Mark
from zhiquan.demo.patents import COUNT_DAY


def test_exactly_the_wanted_classes_are_in_force(world: World) -> None:
    assert sum(len(one.classes) for one in world.marks if one.is_in_force(COUNT_DAY)) == IN_FORCE == 9_000


def test_a_name_belongs_to_one_holder_only(world: World) -> None:
    holders: dict[str, set[str]] = {}
    for one in world.marks:
        holders.setdefault(one.name, set()).add(one.holder.name)
    assert [name for name, found in holders.items() if len(found) > 1] == []


def test_numbers_are_given_once_and_no_real_mark_has_them(world: World) -> None:
    numbers = [int(one.number) for one in world.marks]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) >= 99_000_000


def test_the_word_of_the_list_follows_the_days(world: World) -> None:
    first = next(one for one in world.marks if one.case == "near_expiry")
    mark: Mark = replace(
        first, filed=date(2014, 3, 7), registered=date(2015, 3, 7), expires=date(2025, 3, 6), is_renewed=False
    )
    assert mark.status(mark.filed - timedelta(days=1)) == ""
    assert mark.status(date(2015, 3, 7)) == "已注册"
    assert mark.status(date(2025, 3, 6)) == "已注册"
    assert mark.is_in_force(date(2025, 3, 6))
    assert not mark.is_in_force(date(2025, 3, 7))
    assert mark.status(date(2025, 3, 7)) == "宽展期"
    assert mark.status(date(2025, 9, 30)) == "期满未续展注销"


def test_hoarders_hold_many_marks_in_many_classes(world: World) -> None:
    for case, count in (("hoard_person", 130), ("hoard_firm", 90)):
        held = [one for one in world.marks if one.case == case]
        assert len(held) == count
        assert len({one.classes for one in held}) > 20
