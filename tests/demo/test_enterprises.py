from __future__ import annotations

from zhiquan.basics.numbers import check_number
from zhiquan.demo.enterprises import credit_code, leading_firms, small_entities, towns


def test_there_are_160_firms_over_all_towns_and_industries() -> None:
    firms = leading_firms(115)
    assert len({firm.name for firm in firms}) == 160
    assert {firm.town for firm in firms} == {town.code for town in towns()}
    assert len({firm.industry for firm in firms}) == 7
    assert firms[0].name == "演示长化新材料有限公司"


def test_every_name_is_marked_and_every_code_valid() -> None:
    parties = [*leading_firms(115), *small_entities(115)]
    assert all(party.name.startswith("演示") for party in parties)
    assert all(check_number("uscc", party.code).valid for party in parties)
    assert len({party.code for party in parties}) == len(parties) == 2_160


def test_another_seed_makes_other_firms() -> None:
    assert [firm.name for firm in leading_firms(1)] != [firm.name for firm in leading_firms(2)]


def test_a_credit_code_keeps_its_lead_and_the_region_nobody_has() -> None:
    assert credit_code(7, lead="93").startswith("93000000MA000007")
