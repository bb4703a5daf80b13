from __future__ import annotations

from collections import Counter
from datetime import date

from zhiquan.demo.district import World
from zhiquan.demo.patents import COUNT_DAY, IN_FORCE


def test_exactly_the_wanted_inventions_are_in_force(world: World) -> None:
    assert sum(one.is_invention and one.life.is_in_force(COUNT_DAY) for one in world.patents) == IN_FORCE == 1_384


def test_history_goes_back_to_2005(world: World) -> None:
    assert min(one.life.filed for one in world.patents).year == 2005


def test_no_two_abstracts_are_equal_but_planted_and_design_ones(world: World) -> None:
    counts = Counter(one.text.abstract for one in world.patents if one.kind != "3")
    equal = {abstract for abstract, count in counts.items() if count > 1}
    assert {one.case for one in world.patents if one.text.abstract in equal} == {"refiled"}


def test_a_holder_is_older_than_its_filings(world: World) -> None:
    assert all(one.holders[0].founded < one.life.filed for one in world.patents)


def test_numbers_are_given_once(world: World) -> None:
    assert len({one.app_no for one in world.patents}) == len(world.patents)
    assert len({one.digits for one in world.patents}) == len(world.patents)


def test_the_letter_of_a_grant_follows_its_kind_and_day(world: World) -> None:
    letters = {(one.kind, one.grant_publication[-1]) for one in world.patents if one.life.granted and one.kind != "8"}
    assert letters == {("1", "B"), ("1", "C"), ("2", "U"), ("2", "Y"), ("3", "S"), ("3", "D")}
    old = [one for one in world.patents if one.life.granted and one.life.granted < date(2010, 4, 7)]
    assert {one.grant_publication[-1] for one in old} <= set("CYD")


def test_some_families_are_granted_abroad_and_some_only_published(world: World) -> None:
    sizes = Counter(len(one.family) for one in world.patents)
    assert sizes[1] > 0
    assert sizes[2] > 0


def test_citations_are_older_and_of_the_same_subject(world: World) -> None:
    by_number = {one.grant_publication: one for one in world.patents if one.life.granted}
    for one in world.patents:
        for cited in one.cites:
            assert by_number[cited].life.filed <= one.life.filed
            assert by_number[cited].text.subject == one.text.subject
