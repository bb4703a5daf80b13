"""What the register believes of rights: one right under all its ids, the best stated value of each column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register

APPLICATION = "202010566088.9"
RIGHT = f"patent:CN{APPLICATION}"


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def rights(made: Register) -> list[dict[str, Any]]:
    return factory.rows_of(made, "rights")


def aliases(made: Register) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in factory.rows_of(made, "aliases", where="NOT starts_with(alias, 'party:')"):
        found.setdefault(row["alias"], set()).add(row["id"])
    return found


def test_two_publications_of_one_application_are_one_right(made: Register) -> None:
    rows = [{"app_no": APPLICATION, "pub_no": number} for number in ("CN111639036A", "CN111639036B")]
    factory.load(made, {"rights": rows})
    (right,) = rights(made)
    assert (right["right"], right["pub_no"], right["grant_no"]) == (RIGHT, "CN111639036A", "CN111639036B")
    assert aliases(made) == {"patent:CN111639036": {RIGHT}}


def test_a_right_known_by_publication_moves_to_its_application_once_that_is_learned(made: Register) -> None:
    factory.load(made, {"rights": [{"pub_no": "CN111639036A", "title": "电池"}]})
    assert [row["right"] for row in rights(made)] == ["patent:CN111639036"]
    learned = factory.load(made, {"rights": [{"app_no": APPLICATION, "pub_no": "CN111639036A"}]}, day=2)
    assert [(row["right"], row["title"]) for row in rights(made)] == [(RIGHT, "电池")]
    made.undo(learned.batch, actor=factory.actor(3))
    assert [row["right"] for row in rights(made)] == ["patent:CN111639036"]
    assert aliases(made) == {}


def test_publications_that_name_each_other_follow_one_of_them_to_its_application(made: Register) -> None:
    both = {"pub_no": "CN111639036A", "grant_no": "CN222222222B"}
    factory.load(made, {"rights": [both, {"pub_no": "CN222222222B", "title": "电池"}]})
    assert [row["right"] for row in rights(made)] == ["patent:CN111639036"]
    factory.load(made, {"rights": [{"app_no": APPLICATION, "pub_no": "CN222222222B"}]}, day=2)
    assert [(row["right"], row["title"]) for row in rights(made)] == [(RIGHT, "电池")]
    assert aliases(made) == {"patent:CN111639036": {RIGHT}, "patent:CN222222222": {RIGHT}}


def test_when_sources_disagree_a_publication_belongs_to_the_smallest_application(made: Register) -> None:
    other = factory.application(1)
    rows = [{"app_no": number, "pub_no": "CN111639036A"} for number in (APPLICATION, other)]
    factory.load(made, {"rights": [*rows, {"pub_no": "CN111639036A", "title": "电池"}]})
    small, large = sorted([RIGHT, f"patent:CN{other}"])
    assert [(row["right"], row["title"]) for row in rights(made)] == [(small, "电池"), (large, None)]


def test_a_mark_row_without_class_speaks_for_every_class_of_its_number(made: Register) -> None:
    mark = {"kind": "trademark", "reg_no": "4409718"}
    factory.load(made, {"rights": [mark | {"title": "长寿沙田柚"}]})
    assert [row["right"] for row in rights(made)] == ["trademark:CN4409718"]
    factory.load(made, {"rights": [mark | {"nice": ["31", "29"]}]}, day=2)
    assert [(row["right"], row["title"], row["main_class"]) for row in rights(made)] == [
        ("trademark:CN4409718/29", "长寿沙田柚", "29"),
        ("trademark:CN4409718/31", "长寿沙田柚", "31"),
    ]
    assert aliases(made) == {"trademark:CN4409718": {"trademark:CN4409718/29", "trademark:CN4409718/31"}}


def test_an_office_beats_a_tool_and_the_later_learned_beats_the_earlier(made: Register) -> None:
    def stated(title: str, **more: Any) -> None:
        factory.load(made, {"rights": [{"app_no": APPLICATION, "title": title}]}, **more)

    def believed() -> Any:
        return rights(made)[0]["title"]

    stated("own", authority="own", day=9)
    stated("tool", day=1)
    assert believed() == "tool"
    stated("tool, later", day=2)
    assert believed() == "tool, later"
    stated("office", authority="office", day=1)
    stated("tool, latest", day=8)
    assert believed() == "office"
    factory.decide(made, factory.decision(1, "value", RIGHT, "decided", field="title"))
    assert believed() == "decided"


def test_a_value_decided_by_publication_number_holds_for_the_right_and_its_parties(made: Register) -> None:
    row = {"app_no": APPLICATION, "pub_no": "CN111639036A", "applicants": ["甲"], "title": "旧"}
    factory.load(made, {"rights": [row]})
    wrong = factory.decision(1, "value", "patent:CN111639036", '["乙"]', field="applicants")
    decided = factory.decide(made, wrong)
    assert rights(made)[0]["applicants"] == ["乙"]
    assert [party["name"] for party in factory.rows_of(made, "parties")] == ["乙"]
    made.undo(decided.batch, actor=factory.actor(2))
    assert [party["name"] for party in factory.rows_of(made, "parties")] == ["甲"]


def test_an_address_gives_the_district_of_the_right_and_of_its_first_holder(made: Register) -> None:
    row = {"app_no": APPLICATION, "applicants": ["演示甲", "演示乙"], "address": "重庆市长寿区晏家街道演示路1号"}
    factory.load(made, {"rights": [row]})
    (right,) = rights(made)
    assert (right["region"], right["town"], right["place_reason"]) == ("500115", "500115002", "district")
    assert right["place_score"] == Decimal("0.98")
    holders = factory.rows_of(made, "holders", where="role = 'holder'")
    assert [(row["name"], row["region"]) for row in holders] == [("演示甲", "500115"), ("演示乙", None)]


def test_the_best_stated_address_is_read_and_a_stated_district_wins_over_it(made: Register) -> None:
    factory.load(made, {"rights": [{"app_no": APPLICATION, "address": "北京市海淀区演示路"}]}, authority="own", day=9)
    factory.load(made, {"rights": [{"app_no": APPLICATION, "address": "重庆市涪陵区演示路"}]}, day=2)
    assert rights(made)[0]["region"] == "500102"
    stated = factory.load(made, {"rights": [{"app_no": APPLICATION, "region": "500115"}]}, authority="own", day=3)
    (right,) = rights(made)
    assert (right["region"], right["town"], right["place_reason"]) == ("500115", None, "stated")
    assert right["place_score"] == 1
    made.undo(stated.batch, actor=factory.actor(10))
    assert rights(made)[0]["region"] == "500102"


def test_a_right_without_address_or_district_has_no_score(made: Register) -> None:
    factory.load(made, {"rights": [{"app_no": APPLICATION}]})
    (right,) = rights(made)
    assert [right[name] for name in ("region", "town", "place_score", "place_reason")] == [None] * 4


def test_a_row_without_number_is_not_identified(made: Register) -> None:
    factory.load(made, {"rights": [{"title": "某成果"}, {"app_no": APPLICATION}]})
    assert {row["right"][:4]: row["identified"] for row in rights(made)} == {"doc:": False, "pate": True}


def test_the_end_of_the_term_is_reckoned_and_a_marks_own_end_is_believed(made: Register) -> None:
    mark = {"kind": "trademark", "reg_no": "1", "nice": ["31"], "granted_on": date(2010, 3, 1)}
    patent = {"app_no": APPLICATION, "filed_on": date(2020, 6, 19)}
    factory.load(made, {"rights": [patent, mark | {"expires_on": date(2030, 2, 28)}]})
    assert [row["expires_on"] for row in rights(made)] == [date(2040, 6, 18), date(2030, 2, 28)]
