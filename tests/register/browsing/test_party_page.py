"""One party: names, rights, fees due, records and events, within what a reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factory import application, load, read, register, right, rules
from zhiquan.basics.errors import NotFound
from zhiquan.register.browsing.party_page import HeldCount, PartyPage, party_page
from zhiquan.register.browsing.scope import Scope
from zhiquan.register.lake.reader import Reader

TODAY = date(2024, 6, 20)
ALL = Scope.everything()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """Two inventions and a mark of one party in two districts, one invention of another; a pledge and a title each."""
    made = register(tmp_path / "lake")
    own = {"applicants": ["演示甲公司"], "region": "500115"}
    granted = {"filed_on": date(2020, 8, 2), "granted_on": date(2021, 9, 5)}
    older = {"filed_on": date(2020, 2, 2), "granted_on": date(2023, 9, 5)}
    rights = [
        {**own, **granted, "app_no": application(1), "title": "演示一"},
        {**own, **older, "app_no": application(2), "title": "演示二"},
        {**own, "kind": "trademark", "reg_no": "9000001", "nice": ["09"], "granted_on": date(2020, 1, 7)},
        {"applicants": ["演示乙公司"], "region": "500102", **granted, "app_no": application(3)},
    ]  # fmt: skip
    load(made, {"rights": [{**row, "line": n} for n, row in enumerate(rights, 2)]})
    pledges = [{"number": "P1", "pledgor": "演示甲 公司"}, {"number": "P2", "pledgor": "演示乙公司"}]
    titles = [
        {"kind": "award", "number": "T1", "holder": "演示甲公司", "region": "500115", "line": 2},
        {"kind": "award", "number": "T2", "holder": "演示乙公司", "line": 3},
    ]
    load(
        made, {"pledges": [{**row, "line": n} for n, row in enumerate(pledges)], "titles_awards": titles}, name="l.csv"
    )
    with read(made) as opened:
        yield opened


def party(reader: Reader, name: str) -> str:
    found = reader.records(f"SELECT DISTINCT party FROM {reader.from_('party_links')} WHERE name = ?", [name])
    return str(found[0]["party"])


def page(reader: Reader, scope: Scope = ALL, *, name: str = "演示甲公司", today: date = TODAY) -> PartyPage:
    return party_page(reader, party(reader, name), scope, today=today, knowledge=rules().knowledge)


def test_rights_are_counted_by_kind_and_status(reader: Reader) -> None:
    shown = page(reader)
    assert (shown.name, shown.total, shown.region) == ("演示甲公司", 3, "500115")
    assert set(shown.counts) == {HeldCount("invention_patent", "in_force", 2), HeldCount("trademark", "in_force", 1)}
    assert [(row["name"], row["reason"]) for row in shown.names] == [("演示甲公司", "same_name")]


def test_fees_of_the_next_twelve_months_are_listed_by_day(reader: Reader) -> None:
    # filed 2020-08-02: year 5 is due 2024-08-02; filed 2020-02-02: year 6 is due 2025-02-02; 1,200 yuan each
    shown = page(reader)
    listed = [(row.right, row.title, row.fee.due_on, row.fee.yuan) for row in shown.fees]
    assert listed == [
        (right(1), "演示一", date(2024, 8, 2), Decimal(1200)),
        (right(2), "演示二", date(2025, 2, 2), Decimal(1200)),
    ]
    assert (shown.fees_in_all, shown.fees_yuan) == (2, Decimal(2400))
    # year 5 of the second was due 2024-02-02, after its year of grant (4): payable with a surcharge to 2024-08-02
    assert [(row.right, row.fee.year, row.fee.grace_ends_on) for row in shown.in_grace] == [
        (right(2), 5, date(2024, 8, 2))
    ]


def test_records_and_events_of_the_last_year_are_its_own(reader: Reader) -> None:
    shown = page(reader)
    assert [row["number"] for row in shown.pledges] == ["P1"]
    assert [row["number"] for row in shown.titles] == ["T1"]
    assert [(row["right"], row["kind"], row["title"]) for row in shown.events] == [(right(2), "granted", "演示二")]
    assert shown.events_in_all == 1
    assert page(reader, today=date(2026, 1, 1)).events == ()


def test_a_party_out_of_scope_is_not_there(reader: Reader) -> None:
    own = party(reader, "演示甲公司")
    for scope in (Scope.of_party(own), Scope.of_place("500115")):
        assert page(reader, scope).total == 3
        with pytest.raises(NotFound):
            page(reader, scope, name="演示乙公司")
    assert [row["number"] for row in page(reader, Scope.of_place("500115")).pledges] == []
    with pytest.raises(NotFound, match="可见范围"):
        page(reader, Scope.nothing())
    with pytest.raises(NotFound):
        party_page(reader, "party:none", ALL, today=TODAY, knowledge=rules().knowledge)
