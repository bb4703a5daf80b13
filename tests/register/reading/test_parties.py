"""Parties are found by any part of any of their names and listed by the rights they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register
from zhiquan.register.reading.card import ids_meant, party_card
from zhiquan.register.reading.known_names import parties_meant
from zhiquan.register.reading.parties import PartyQuery, list_parties


@pytest.fixture
def made(tmp_path: Path) -> Register:
    register = factory.register(tmp_path / "lake")
    rows: list[dict[str, Any]] = [
        {"applicants": ["Goertek Inc."], "region": None},
        {"applicants": ["GOERTEK, INC"], "region": None},
        {"applicants": ["騰訊科技（深圳）有限公司"], "region": "440305"},
        {"applicants": ["重庆甲乙化工有限公司"], "region": "500115"},
        {"applicants": ["重庆甲乙化工有限公司长寿分公司"], "region": "500115"},
    ]
    factory.load(register, {"rights": [row | {"app_no": factory.application(n)} for n, row in enumerate(rows, 1)]})
    return register


def names(made: Register, **query: str | int) -> list[str]:
    with factory.read(made) as reader:
        return [row["name"] for row in list_parties(reader, PartyQuery(**query))]  # type: ignore[arg-type]


def test_all_come_with_most_rights_first(made: Register) -> None:
    with factory.read(made) as reader:
        rows = list(list_parties(reader, PartyQuery()))
    assert (rows[0]["name"], rows[0]["rights"], rows[0]["names"]) == ("GOERTEK, INC", 2, 2)
    assert [row["rights"] for row in rows[1:]] == [1, 1, 1]


def test_a_part_of_a_name_in_any_script_or_case_finds_it(made: Register) -> None:
    assert names(made, name="goertek") == ["GOERTEK, INC"]
    assert names(made, name="腾讯") == names(made, name="騰訊") == names(made, name="科技(深圳)") != []
    assert len(names(made, name="甲乙化工")) == 2
    assert names(made, name="没有这个") == []


def test_district_and_limit_narrow_the_list(made: Register) -> None:
    assert len(names(made, region="5001")) == 2
    assert names(made, region="440305") == ["騰訊科技（深圳）有限公司"]
    assert len(names(made, limit=3)) == 3


def test_a_name_in_another_spelling_leads_to_its_party(made: Register) -> None:
    with factory.read(made) as reader:
        assert parties_meant(reader, "goertek inc") == ids_meant(reader, "Goertek Inc.")
        assert parties_meant(reader, "腾讯科技深圳有限责任公司") != []
        assert parties_meant(reader, "没有这个") == []


def test_a_card_tells_names_with_reasons_and_groups_with_others(made: Register) -> None:
    with factory.read(made) as reader:
        (party,) = parties_meant(reader, "重庆甲乙化工有限公司")
        card = party_card(reader, party)
        (branch,) = parties_meant(reader, "重庆甲乙化工有限公司长寿分公司")
        other = party_card(reader, branch)
        (goertek,) = parties_meant(reader, "goertek inc")
        spelled = party_card(reader, goertek)
    assert card["groups"] == other["groups"] == [{"label": "重庆甲乙化工有限公司", "reason": "branch", "others": 1}]
    assert sorted(row["reason"] for row in spelled["names"]) == ["same_name", "spelling"]
    assert len(spelled["rights"]) == 2
    assert len(spelled["aliases"]) == 1
