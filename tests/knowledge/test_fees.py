"""Annual fees, relief and late payment, worked by hand from FACTS section 3."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.fee_tables import Fee
from zhiquan.knowledge.fees import ReliefClaim, annual_fee, late_payment, reduced, surcharge
from zhiquan.knowledge.shapes import RightKind

LAW = load_knowledge()
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "by_year"),
    [
        ("invention_patent", {1: 900, 3: 900, 4: 1200, 6: 1200, 7: 2000, 9: 2000, 10: 4000, 12: 4000}),
        ("invention_patent", {13: 6000, 15: 6000, 16: 8000, 20: 8000}),
        ("utility_model", {1: 600, 3: 600, 4: 900, 5: 900, 6: 1200, 8: 1200, 9: 2000, 10: 2000}),
        ("design_patent", {3: 600, 5: 900, 8: 1200, 10: 2000, 11: 3000, 15: 3000}),
    ],
)
def test_full_fees_of_the_table(kind: RightKind, by_year: dict[int, int]) -> None:
    for year, yuan in by_year.items():
        found = annual_fee(LAW, kind=kind, year=year, on=DAY)
        assert found.full == found.payable == Decimal(yuan)
        assert found.is_verified


@pytest.mark.parametrize(
    ("kind", "year"), [("invention_patent", 0), ("invention_patent", 21), ("utility_model", 11), ("trademark", 1)]
)
def test_a_year_without_a_fee_is_refused(kind: RightKind, year: int) -> None:
    with pytest.raises(BadInput, match="没有年费"):
        annual_fee(LAW, kind=kind, year=year, on=DAY)


def test_relief_of_85_percent_by_hand() -> None:
    # invention, year 7: 2,000 x (1 - 0.85) = 300
    claim = ReliefClaim(("fee_relief_85",), granted_in_year=3)
    found = annual_fee(LAW, kind="invention_patent", year=7, on=DAY, relief=claim)
    assert found.payable == Decimal("300.00")
    assert found.relief == "fee_relief_85"
    assert "patent-fee-relief-measures" in {place.instrument for place in found.evidence.citations}
    assert found.evidence.is_grounded


def test_open_licence_is_not_added_and_the_best_discount_counts() -> None:
    both = ReliefClaim(("open_licence_15", "fee_relief_70"), granted_in_year=3)
    found = annual_fee(LAW, kind="invention_patent", year=7, on=DAY, relief=both)
    assert (found.relief, found.payable) == ("fee_relief_70", Decimal("600.00"))  # 2,000 x 0.30
    alone = annual_fee(LAW, kind="invention_patent", year=7, on=DAY, relief=ReliefClaim(("open_licence_15",)))
    assert alone.payable == Decimal("1700.00")  # 2,000 x 0.85


def test_relief_ends_ten_years_after_grant() -> None:
    # granted in patent year 3: years 3 to 12 are the first ten
    claim = ReliefClaim(("fee_relief_85",), granted_in_year=3)
    twelfth = annual_fee(LAW, kind="invention_patent", year=12, on=DAY, relief=claim)
    thirteenth = annual_fee(LAW, kind="invention_patent", year=13, on=DAY, relief=claim)
    assert twelfth.payable == Decimal("600.00")  # 4,000 x 0.15
    assert (thirteenth.payable, thirteenth.relief) == (Decimal("6000.00"), "")


def test_relief_without_the_year_of_grant_is_refused() -> None:
    with pytest.raises(BadInput, match="授权年度"):
        annual_fee(LAW, kind="design_patent", year=2, on=DAY, relief=ReliefClaim(("fee_relief_85",)))


def test_earlier_tariff_is_answered_but_marked_unverified_and_none_is_invented() -> None:
    found = annual_fee(LAW, kind="invention_patent", year=7, on=date(2022, 3, 1))
    assert (found.full, found.is_verified) == (Decimal(2000), False)
    with pytest.raises(NotFound):
        annual_fee(LAW, kind="invention_patent", year=7, on=date(2015, 3, 1))


@pytest.mark.parametrize(
    ("paid", "yuan"),
    [
        (date(2026, 3, 10), "0.00"),  # in time
        (date(2026, 4, 10), "0.00"),  # first month is free
        (date(2026, 4, 11), "100.00"),  # second month: 5 % of 2,000
        (date(2026, 5, 10), "100.00"),
        (date(2026, 8, 11), "500.00"),  # sixth month: 25 %
        (date(2026, 9, 10), "500.00"),  # last day of grace
    ],
)
def test_surcharge_by_hand(paid: date, yuan: str) -> None:
    late = late_payment(LAW, kind="invention_patent", year=7, on=DAY)
    assert surcharge(late, full=Decimal(2000), due=date(2026, 3, 10), paid=paid) == Decimal(yuan)


def test_after_six_months_only_restoration_is_left() -> None:
    late = late_payment(LAW, kind="invention_patent", year=7, on=DAY)
    with pytest.raises(NotAllowed, match="恢复"):
        surcharge(late, full=Decimal(2000), due=date(2026, 3, 10), paid=date(2026, 9, 11))


@pytest.mark.parametrize(
    ("fee", "kind", "full", "less_85", "less_70"),
    [
        ("filing_fee", "invention_patent", 900, "135.00", "270.00"),
        ("filing_fee", "utility_model", 500, "75.00", "150.00"),
        ("examination_fee", "invention_patent", 2500, "375.00", "750.00"),
        ("reexamination_fee", "invention_patent", 1000, "150.00", "300.00"),
        ("reexamination_fee", "design_patent", 300, "45.00", "90.00"),
    ],
)
def test_other_fees_and_what_the_guide_prints_for_reliefs(
    fee: str, kind: RightKind, *, full: int, less_85: str, less_70: str
) -> None:
    amounts = LAW.get(Fee, fee).at(DAY).amounts
    (found,) = [amount.yuan for amount in amounts if kind in amount.rights]
    assert found == full
    assert reduced(found, Decimal("0.85")) == Decimal(less_85)
    assert reduced(found, Decimal("0.70")) == Decimal(less_70)


def test_payment_clocks_of_the_guide() -> None:
    filing = LAW.get(Fee, "filing_fee").at(DAY).clocks[0]
    assert (filing.months, filing.or_days_after, filing.unpaid) == (2, (15, "filing_receipt"), "deemed_withdrawn")
    examined = {clock.event: clock.months for clock in LAW.get(Fee, "examination_fee").at(DAY).clocks}
    assert examined == {"filed": 36, "earliest_priority": 36}
    first, later = LAW.get(Fee, "annual_fee_design").at(DAY).clocks
    assert (first.months, first.event, first.unpaid) == (2, "registration_notice", "deemed_abandoned")
    assert (later.direction, later.event, later.unpaid) == ("before", "patent_year_begins", "lapses")
    assert LAW.get(Fee, "reexamination_fee").at(DAY).clocks[0].months == 3
    assert LAW.get(Fee, "restoration_fee").at(DAY).clocks[0].months == 2


def test_compensation_period_costs_8000_a_year_and_knows_no_lateness() -> None:
    version = LAW.get(Fee, "annual_fee_compensation_period").at(DAY)
    assert (version.amounts[0].yuan, version.late) == (Decimal(8000), None)
    assert LAW.get(Fee, "term_compensation_request_fee").at(DAY).amounts[0].yuan == 200


def test_every_procedure_fee_by_hand() -> None:
    table = {
        "publication_printing_fee": [50],
        "extra_claims_fee": [150],
        "extra_pages_fee": [50, 100],
        "priority_fee": [80],
        "holder_change_fee": [200],
        "restoration_fee": [1000],
        "invalidation_request_fee": [3000, 1500],
        "time_extension_fee": [300, 2000],
        "evaluation_report_fee": [2400],
        "copy_fee": [30],
    }
    for fee, yuan in table.items():
        assert [amount.yuan for amount in LAW.get(Fee, fee).at(DAY).amounts] == yuan, fee
