from __future__ import annotations

from collections import Counter, defaultdict

from zhiquan.demo.agencies import LENT
from zhiquan.demo.district import World
from zhiquan.demo.patents import Patent
from zhiquan.demo.planted import GROUPS


def _group(world: World, case: str) -> list[Patent]:
    return [one for one in world.patents if one.case == case]


def _grams(text: str) -> set[str]:
    return {text[place : place + 3] for place in range(len(text) - 2)}


def test_every_group_is_there(world: World) -> None:
    assert {one.case for one in world.patents} == {"", *GROUPS}


def test_near_duplicates_share_most_of_their_text_and_two_days(world: World) -> None:
    group = _group(world, "near_duplicates")
    first = _grams(group[0].text.abstract)
    for one in group[1:]:
        grams = _grams(one.text.abstract)
        assert len(first & grams) / len(first | grams) > 0.6
    assert len({one.text.abstract for one in group}) == len(group)
    assert len({one.life.filed for one in group}) == 2


def test_copies_are_equal_to_older_texts_but_for_the_name(world: World) -> None:
    older = {one.text.abstract for one in world.patents if one.life.filed.year == 2015}
    for one in _group(world, "copied"):
        assert one.text.abstract.replace(f"新型{one.text.subject}", one.text.subject) in older


def test_a_firm_without_research_files_sixty_times_in_forty_days(world: World) -> None:
    group = _group(world, "no_research")
    days = [one.life.filed for one in group]
    assert len(group) == 60
    assert (max(days) - min(days)).days < 40
    assert group[0].holders[0].employees == 2
    assert group[0].holders[0].rd_spend == 0


def test_the_cluster_shares_address_and_inventors(world: World) -> None:
    group = _group(world, "cluster")
    assert len({one.holders[0].name for one in group}) == 5
    assert len({one.holders[0].address for one in group}) == 1
    assert len({one.inventors for one in group}) == 1


def test_lent_names_stand_on_the_filings_of_the_shells(world: World) -> None:
    agents = Counter(one.agent for one in world.patents if one.case and one.case != "honest_burst")
    assert set(agents) == set(LENT)


def test_the_innocent_burst_has_as_many_filings_on_a_day_but_different_texts(world: World) -> None:
    group = _group(world, "honest_burst")
    by_day = defaultdict(list)
    for one in group:
        by_day[one.life.filed].append(_grams(one.text.abstract))
    (texts,) = by_day.values()
    assert len(texts) == 12
    assert max(len(one & other) / len(one | other) for one in texts for other in texts if one is not other) < 0.7
