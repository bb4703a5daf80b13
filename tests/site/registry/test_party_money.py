"""Fees under reliefs and the watch over pledged rights, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from factory import application, load, register, right
from measure.asking import KNOWLEDGE
from zhiquan.register.browsing.party_page import PartyPage, party_page
from zhiquan.register.browsing.scope import Scope
from zhiquan.register.lake.reader import Reader
from zhiquan.site.registry.party_money import Eased, eased_fees, reliefs_shown, watches

CODE = "91500000202852965T"
TODAY = date(2024, 9, 20)
FIRM = "演示甲新材料有限公司"


def row(number: int, **more: Any) -> dict[str, Any]:
    own = {"holders": [FIRM], "holder_codes": [CODE], "region": "500115", "status_word": "有效"}
    dates = {"filed_on": date(2020, 8, 2), "granted_on": date(2021, 9, 5)}
    return {**own, **dates, "app_no": application(number), "title": f"演示{number}", **more}


def asked(folder: Path) -> tuple[Reader, PartyPage]:
    made = register(folder / "lake")
    late = row(1)
    old = row(2, filed_on=date(2005, 10, 2), granted_on=date(2008, 9, 5))
    ended = row(3, status_word="未缴年费终止")
    pledge = {"number": "Y1", "pledgor": FIRM, "pledgee": "演示银行", "region": "500115", "amount": Decimal(8_000_000),
              "right_numbers": [right(1), right(3), "ZL000000000000.0"], "registered_on": date(2024, 1, 5)}  # fmt: skip
    over = {**pledge, "number": "Y0", "right_numbers": [right(2)], "ended_on": date(2024, 2, 1)}
    licence = {"number": "X1", "licensor": FIRM, "form": "open", "right_numbers": [right(2)],
               "registered_on": date(2024, 3, 1)}  # fmt: skip
    load(made, {"rights": [late, old, ended], "pledges": [pledge, over], "licences": [licence]}, year=2024)
    snapshot = made.home.snapshot(None)
    reader = Reader(made.home.tables, snapshot.tables, memory=300)
    return reader, party_page(reader, f"party:{CODE}", Scope.everything(), today=TODAY, knowledge=KNOWLEDGE)


def test_a_relief_of_85_per_cent_ends_ten_years_after_grant_and_an_open_licence_takes_15(tmp_path: Path) -> None:
    reader, page = asked(tmp_path)
    fees = {(one.right, one.fee.year): one for one in (*page.in_grace, *page.fees)}
    eased = eased_fees(reader, KNOWLEDGE, list(fees.values()), today=TODAY)
    # filed 2020-08-02: year 5 fell due 2024-08-02, 1,200 in full from year 4 on; 1,200 x 0.15
    year = min(year for name, year in fees if name == right(1))
    full = fees[right(1), year].fee.yuan
    assert (year, full) == (5, Decimal(1200))
    assert eased[right(1), year] == Eased((full * Decimal("0.15")).quantize(Decimal("0.01")), None)
    # granted in year 3 of a filing of 2005, year 20 lies beyond ten years from grant; 15 % off by the open licence
    (name, old) = next(key for key in fees if key[0] == right(2))
    whole = fees[name, old].fee.yuan
    assert eased[name, old] == Eased(None, (whole * Decimal("0.85")).quantize(Decimal("0.01")))


def test_a_running_pledge_tells_late_fees_ended_rights_and_unknown_numbers(tmp_path: Path) -> None:
    reader, page = asked(tmp_path)
    (watch,) = watches(reader, page, today=TODAY)
    assert watch.row["number"] == "Y1"
    assert [one.right for one in watch.late] == [right(1)]
    assert watch.ended == (right(3),)
    assert (watch.unknown, watch.is_at_risk, watch.yuan) == (1, True, Decimal(8_000_000))


def test_reliefs_are_shown_the_largest_first_with_who_may_have_them() -> None:
    shown = reliefs_shown(KNOWLEDGE, TODAY)
    assert [one.id for one in shown] == ["fee_relief_85", "fee_relief_70", "open_licence_15"]
    assert all(one.who.zh and one.who.en for one in shown)
    assert [one.id for one in reliefs_shown(KNOWLEDGE, date(2024, 1, 1))] == ["fee_relief_85", "fee_relief_70"]
