"""One right with everything known of it, and the line of a file behind a value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factory import application, decide, decision, load, read, register, right, rules, said
from zhiquan.basics.errors import NotFound
from zhiquan.register.batches import Register
from zhiquan.register.browsing.right_page import RightPage, right_page
from zhiquan.register.browsing.scope import Scope
from zhiquan.register.browsing.source_line import LineName, rows_of_file
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.card import right_card

TODAY = date(2024, 6, 20)
ALL = Scope.everything()


def page(reader: Reader, name: str, scope: Scope = ALL, today: date = TODAY) -> RightPage:
    return right_page(reader, name, scope, today=today, knowledge=rules().knowledge)


@pytest.fixture
def filled(tmp_path: Path) -> Register:
    """A tool and an office that differ on a title, a clerk who decides a third, and a pledge."""
    made = register(tmp_path / "lake")
    tool = {
        "app_no": application(1),
        "pub_no": "CN111111111A",
        "title": "演示工具的",
        "applicants": ["演示甲 公司"],
        "inventors": ["演示人"],
        "filed_on": date(2020, 3, 2),
        "granted_on": date(2021, 5, 5),
        "address": "演示路1号 13800138000",
        "ipc": ["H01M10/05"],
        "family": ["US10123456B2"],
        "cites": ["CN1A"],
        "region": "500115",
        "extra": [("备注", "联系13800138000")],
        "line": 2,
    }
    load(made, {"rights": [tool]}, name="tool.xlsx", authority="tool")
    office = {"app_no": application(1), "title": "演示机关的", "sheet": "表1", "line": 9}
    other = {"app_no": application(2), "applicants": ["演示乙公司"], "region": "500102", "sheet": "表1", "line": 10}
    load(made, {"rights": [office, other]}, name="office.xlsx", authority="office", day=2)
    pledge = {"number": "P1", "pledgor": "演示甲公司", "pledgee": "演示银行", "right_numbers": [right(1)], "line": 3}
    load(made, {"pledges": [{**pledge, "registered_on": date(2024, 1, 5)}]}, name="pledges.csv", day=3)
    decide(made, decision(1, "value", right(1), "演示人定的", field="title"), day=4)
    return made


@pytest.fixture
def reader(filled: Register) -> Iterator[Reader]:
    with read(filled) as opened:
        yield opened


def test_a_page_has_what_the_card_has(reader: Reader) -> None:
    shown, card = page(reader, right(1)), right_card(reader, right(1))
    statements = [one for field in shown.fields for one in field.statements]
    masked = [one for one in card["statements"] if one.field != "address"]
    assert [one for one in statements if one.field != "address"] == masked
    for part in ("spells", "classes", "families", "citations"):
        assert list(getattr(shown, part)) == card[part]
    assert shown.aliases == tuple(card["aliases"])
    assert shown.disputed == tuple(card["disputed"]) == ("title",)
    assert [event["kind"] for event in shown.events] == [event["kind"] for event in card["events"]]
    assert {event["file"] for event in shown.events} == {"tool.xlsx"}


def test_every_value_is_traced_to_its_line_and_the_decision_comes_first(reader: Reader) -> None:
    shown = page(reader, right(1))
    (title,) = [field for field in shown.fields if field.name == "title"]
    assert (title.value, title.label.zh, title.is_disputed) == ("演示人定的", "名称", True)
    lines = [(one.value, one.file, one.sheet, one.line, one.known) for one in title.statements]
    assert lines[1:] == [
        ("演示机关的", "office.xlsx", "表1", 9, "2024-06-02"),
        ("演示工具的", "tool.xlsx", "", 2, "2024-06-01"),
    ]
    assert [origin.file for origin in shown.origins] == ["office.xlsx", "tool.xlsx"]


def test_holders_carry_their_party_and_records_that_name_the_right_are_there(reader: Reader) -> None:
    shown = page(reader, right(1))
    assert [(row["role"], row["name"], bool(row["party"])) for row in shown.holders] == [
        ("holder", "演示甲 公司", True),
        ("applicant", "演示甲 公司", True),
        ("inventor", "演示人", False),
    ]
    assert [row["number"] for row in shown.pledges] == ["P1"]
    assert shown.licences == shown.transfers == ()
    assert (shown.kind.zh, shown.status, shown.numbers[0]) == ("发明专利", "in_force", ("app_no", application(1)))


def test_the_next_fee_is_told_with_its_grace(reader: Reader) -> None:
    # filed 2020-03-02: on 2024-06-20 patent year 5 runs; year 6 is due 2025-03-02, 1,200 yuan
    fees = page(reader, right(1)).fees
    assert fees.next is not None
    assert (fees.next.year, fees.next.due_on, fees.next.yuan) == (6, date(2025, 3, 2), Decimal(1200))
    assert fees.next.grace_ends_on == date(2025, 9, 2)
    assert fees.in_grace is not None
    assert (fees.in_grace.year, fees.in_grace.grace_ends_on) == (5, date(2024, 9, 2))
    pending = page(reader, right(2)).fees
    assert pending.next is None
    assert pending.reason is not None


def test_personal_numbers_are_masked(reader: Reader) -> None:
    (address,) = [field for field in page(reader, right(1)).fields if field.name == "address"]
    assert address.value == "演示路1号 138****8000"
    assert address.statements[0].value == "演示路1号 138****8000"


def test_a_right_is_found_by_any_number_but_not_out_of_scope(reader: Reader) -> None:
    assert page(reader, "CN111111111B").right == page(reader, f"ZL{application(1)}").right == right(1)
    party = page(reader, right(1)).holders[0]["party"]
    for scope in (Scope.of_party(party), Scope.of_place("500115")):
        assert page(reader, right(1), scope).right == right(1)
        for hidden in (right(2), application(2)):
            with pytest.raises(NotFound):
                page(reader, hidden, scope)
    with pytest.raises(NotFound) as refused:
        page(reader, right(1), Scope.nothing())
    with pytest.raises(NotFound) as absent:
        page(reader, right(99))
    assert said(refused).replace(right(1), "") == said(absent).replace(right(99), "")


def test_a_line_is_shown_as_it_was_stored(reader: Reader) -> None:
    origin = page(reader, right(1)).origins[1]
    (line,) = rows_of_file(reader, LineName(origin.batch, origin.sheet, origin.line), ALL)
    values = {value.name: value.value for value in line.values}
    assert (line.kind, line.rights, line.origin.file, line.authority) == ("rights", (right(1),), "tool.xlsx", "tool")
    assert values["title"] == "演示工具的"
    assert values["app_no"] == application(1)
    assert values["address"] == "演示路1号 138****8000"
    assert line.own_words == (("备注", "联系138****8000"),)
    assert line.left_out is None


def test_a_line_of_another_is_not_shown(reader: Reader) -> None:
    party = page(reader, right(1)).holders[0]["party"]
    own, other = page(reader, right(1)).origins[0], page(reader, right(2)).origins[0]
    pledges = reader.records(f"SELECT batch FROM {reader.from_('observations_pledges')}")[0]["batch"]
    for scope in (Scope.of_party(party), Scope.of_place("500115")):
        assert rows_of_file(reader, LineName(own.batch, "表1", 9), scope)
        with pytest.raises(NotFound):
            rows_of_file(reader, LineName(other.batch, "表1", 10), scope)
    assert rows_of_file(reader, LineName(pledges, "", 3), Scope.of_party(party))[0].kind == "pledges"
    for scope in (Scope.nothing(), Scope.of_place("500102")):
        with pytest.raises(NotFound):
            rows_of_file(reader, LineName(pledges, "", 3), scope)
    with pytest.raises(NotFound):
        rows_of_file(reader, LineName("b-none", "", 3), ALL)
