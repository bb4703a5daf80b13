"""Doubtful pairs are few, ordered by rights, say why, and go once they are decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register
from zhiquan.register.reading.doubts import Doubt
from zhiquan.register.reading.party_doubts import doubt_id, doubtful_parties

RIGHT, SLIP = "重庆维特瑞安科技有限公司", "重庆维特端安科技有限公司"


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def held(serial: int, name: str, **more: Any) -> dict[str, Any]:
    return {"app_no": factory.application(serial), "applicants": [name], **more}


def load(made: Register, *rows: dict[str, Any]) -> None:
    factory.load(made, {"rights": rows})


def doubts(made: Register, limit: int | None = None) -> list[Doubt]:
    with factory.read(made) as reader:
        return doubtful_parties(reader, limit=limit)


def test_a_slip_of_the_pen_is_asked_about_and_nothing_else(made: Register) -> None:
    load(made, held(1, RIGHT), held(2, RIGHT), held(3, SLIP), held(4, "北京小鸟看看科技有限公司"))
    (found,) = doubts(made)
    assert (found.subject, found.value, found.shown, found.rights) == (RIGHT, SLIP, SLIP, 1)
    assert (found.kind, found.id) == ("same_party", doubt_id(SLIP, RIGHT))
    assert str(found.score) == "0.833"
    assert found.reason.en == "names 83% alike, spelled otherwise"


def test_district_inventors_and_address_raise_the_score_and_are_told(made: Register) -> None:
    more = {"region": "500115", "inventors": ["张三"], "address": "重庆市长寿区菩提街道1号"}
    load(made, held(1, RIGHT, **more), held(2, SLIP, **more))
    (found,) = doubts(made)
    # 1 - (1 - 0.8333) * 0.8 * 0.5 * 0.5 = 0.9667
    assert str(found.score) == "0.967"
    assert found.reason.en.endswith("same district; 1 inventors in common; same address")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广东虚拟现实科技有限公司", "广西虚拟现实科技有限公司"),
        ("某某市第一人民医院", "某某市第二人民医院"),
        ("重庆甲乙化工有限公司", "重庆甲乙化工有限公司长寿分公司"),
        ("欧阳飞云", "欧阳飞雲"),
        ("王飞", "王飛"),
    ],
)
def test_what_the_names_tell_apart_is_not_asked(made: Register, one: str, other: str) -> None:
    load(made, held(1, one), held(2, other, region="500115"))
    assert doubts(made) == []


def test_two_credit_codes_are_not_asked_about(made: Register) -> None:
    load(made, held(1, RIGHT, holder_codes=["915001150000000011"]), held(2, SLIP, holder_codes=["915001150000000022"]))
    assert doubts(made) == []


@pytest.mark.parametrize("kind", ["same_party", "different_party"])
def test_what_was_decided_is_not_asked_again_and_is_when_taken_back(made: Register, kind: str) -> None:
    load(made, held(1, RIGHT), held(2, SLIP))
    decided = factory.decide(made, factory.decision(1, kind, RIGHT, SLIP), day=2)
    assert doubts(made) == []
    made.undo(decided.batch, actor=factory.actor(3))
    assert len(doubts(made)) == 1


def test_a_former_name_in_brackets_is_asked_about(made: Register) -> None:
    load(made, held(1, "重庆甲乙科技有限公司(原重庆丙丁电子厂)"), held(2, "重庆丙丁电子厂"))
    (found,) = doubts(made)
    assert found.reason.zh.startswith("名称中写明的曾用名")


def test_those_with_most_rights_come_first_and_the_list_is_cut(made: Register) -> None:
    two = ("重庆长江特种缆科技有限公司", "重庆长江持种缆科技有限公司")
    load(made, held(1, RIGHT), held(2, SLIP), *(held(3 + number, two[number % 2]) for number in range(4)))
    found = doubts(made)
    assert [doubt.rights for doubt in found] == [2, 1]
    assert doubts(made, limit=1) == found[:1]


def test_an_empty_register_has_no_doubts(made: Register) -> None:
    assert doubts(made) == []
