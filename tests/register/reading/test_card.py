"""A right with both statements of sources that differ, and where each is from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factory import application, decide, decision, load, read, register, right
from zhiquan.basics.errors import NotFound
from zhiquan.register.batches import Register
from zhiquan.register.reading.card import ids_meant, party_card, right_card


@pytest.fixture
def filled(tmp_path: Path) -> Register:
    """A tool and an office that differ on a title, and a clerk who decides a third."""
    made = register(tmp_path / "lake")
    tool = {"app_no": application(1), "pub_no": "CN111111111A", "title": "工具的", "applicants": ["甲 公司"]}
    load(made, {"rights": [tool]}, name="tool.xlsx", authority="tool")
    office = {"app_no": application(1), "title": "机关的", "sheet": "表1", "line": 9}
    load(made, {"rights": [office]}, name="office.xlsx", authority="office", day=2)
    return made


def test_both_values_stand_with_their_lines_and_the_office_is_believed(filled: Register) -> None:
    with read(filled) as reader:
        card = right_card(reader, right(1))
    titles = [
        (one.value, one.file, one.sheet, one.line, one.is_believed)
        for one in card["statements"]
        if one.field == "title"
    ]
    assert titles == [("机关的", "office.xlsx", "表1", 9, True), ("工具的", "tool.xlsx", "", 1, False)]
    assert card["disputed"] == ["title"]
    assert card["aliases"] == ["patent:CN111111111"]


def test_a_decision_comes_first_and_the_rest_stays_visible(filled: Register) -> None:
    decide(filled, decision(1, "value", right(1), "人定的", field="title"), day=3)
    with read(filled) as reader:
        card = right_card(reader, right(1))
    assert card["right"]["title"] == "人定的"
    assert [one.value for one in card["statements"] if one.field == "title"] == ["人定的", "机关的", "工具的"]


def test_any_spelling_or_name_finds_it(filled: Register) -> None:
    with read(filled) as reader:
        for spelling in (f"ZL{application(1)}", "CN111111111A", "cn111111111b", right(1)):
            assert ids_meant(reader, spelling) == [right(1)]
        (party,) = ids_meant(reader, "甲公司")
        card = party_card(reader, party)
        with pytest.raises(NotFound, match="没有"):
            ids_meant(reader, "CN999999999A")
    assert card["rights"] == [right(1)]
    assert card["party"]["name"] == "甲 公司"


def test_an_old_snapshot_still_shows_what_was_believed(filled: Register) -> None:
    with read(filled, "000001") as reader:
        card = right_card(reader, right(1))
    assert (card["right"]["title"], card["disputed"]) == ("工具的", [])
    assert card["right"]["filed_on"] is None
    assert date(2024, 6, 1) == reader_day(card)


def reader_day(card: dict[str, object]) -> date:
    statements = card["statements"]
    assert isinstance(statements, list)
    return date.fromisoformat(statements[0].known)
