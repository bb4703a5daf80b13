"""Addresses a person should place, most rights first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register
from zhiquan.register.decisions import Decision, decide
from zhiquan.register.reading.doubts import Doubt
from zhiquan.register.reading.place_doubts import DOUBTFUL_BELOW, doubtful_places

HOME = "500115"


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def load(made: Register, *addresses: str, **more: Any) -> None:
    rows = [{"app_no": factory.application(place), "address": text} | more for place, text in enumerate(addresses, 1)]
    factory.load(made, {"rights": rows})


def doubts(made: Register, *, home: str = HOME, limit: int | None = None) -> list[Doubt]:
    with factory.read(made) as reader:
        return doubtful_places(reader, home=home, limit=limit)


def test_low_scores_and_home_addresses_without_town_are_asked_most_rights_first(made: Register) -> None:
    load(
        made,
        *["重庆市演示路1号", "重庆市 演示路1号", "重庆市演示路１号"],  # one address in three spellings
        *["重庆市长寿区演示路2号", "重庆市长寿区演示路2号"],
        *["重庆市长寿区晏家街道演示路", "四川省成都市高新区", "日本东京都", "北京市海淀区演示路"],
    )
    first, second = doubts(made)
    assert (first.value, first.shown, first.score, first.rights) == ("500000", "重庆市", Decimal("0.50"), 3)
    assert (second.value, second.shown, second.rights) == ("500115", "重庆市长寿区", 2)
    assert second.subject == "重庆市长寿区演示路2号"
    assert "no town is named" in second.reason.en
    assert first.id.startswith("place:")
    assert doubts(made, limit=1) == [first]


def test_a_settled_address_is_not_asked_again_until_the_decision_is_undone(made: Register) -> None:
    load(made, "重庆市演示路1号")
    asked = doubts(made)
    (doubt,) = asked
    done = decide(made, Decision("place", doubt.subject, "500115", "电话核实"), actor=factory.actor(3))
    assert doubts(made) == []
    made.undo(done.batch, actor=factory.actor(4))
    assert doubts(made) == asked


def test_what_a_source_states_is_not_doubted_but_the_town_in_the_home_district_is_asked(made: Register) -> None:
    row = {"app_no": factory.application(1), "address": "重庆市演示路1号", "region": "500102"}
    home = {"app_no": factory.application(2), "address": "重庆市演示路3号", "region": HOME}
    factory.load(made, {"rights": [row, home]})
    assert [(doubt.subject, doubt.value, doubt.rights) for doubt in doubts(made)] == [("重庆市演示路3号", HOME, 1)]


def test_registered_parties_are_asked_too(made: Register) -> None:
    party = {"code": "915001150000000011", "name": "演示甲有限公司"}
    stated = {"code": "915001150000000022", "name": "演示乙有限公司", "region": "500102"}
    rows = [party | {"address": "重庆市演示路1号"}, stated | {"address": "重庆市演示路2号"}]
    factory.load(made, {"registered_parties": rows})
    assert [(doubt.subject, doubt.rights) for doubt in doubts(made)] == [("重庆市演示路1号", 0)]


def test_a_city_above_the_home_district_is_asked_whatever_its_score(made: Register) -> None:
    load(made, "四川省成都市高新区演示路")
    assert doubts(made) == []
    (doubt,) = doubts(made, home="510104")
    assert doubt.score >= DOUBTFUL_BELOW
    assert "may be the home district" in doubt.reason.en


def test_towns_are_not_asked_for_where_none_is_held(made: Register) -> None:
    load(made, "北京市海淀区演示路")
    assert doubts(made, home="110108") == []
