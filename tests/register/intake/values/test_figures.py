from __future__ import annotations

from decimal import Decimal

from zhiquan.knowledge.columns import heading_unit
from zhiquan.register.intake.values.figures import amounts, decimals, margins, unit_size, whole_numbers

ONE = Decimal(1)


def test_the_unit_of_a_heading_multiplies_the_cells() -> None:
    # 300 万元 = 3,000,000 元
    assert amounts(["300", 12.5], scale=unit_size(heading_unit("担保金额（万元）"))).values == [
        Decimal("3000000.00"), Decimal("125000.00")]  # fmt: skip


def test_a_unit_in_the_cell_goes_before_the_headings() -> None:
    assert amounts(["300万元", "3,000,000", "1.2亿元"], scale=ONE).values == [
        Decimal("3000000.00"), Decimal("3000000.00"), Decimal("120000000.00")]  # fmt: skip
    assert amounts(["300万元"], scale=unit_size("万元")).values == [Decimal("3000000.00")]


def test_whole_numbers_refuse_fractions_and_negatives() -> None:
    read = whole_numbers(["12.0", "1,234", 3.0, "1.5", "-1", "abc"], scale=ONE)
    assert read.values == [12, 1234, 3, None, None, None]
    assert set(read.problems) == {3, 4, 5}


def test_decimals_read_shares_and_large_units() -> None:
    read = decimals(["81.25", "12%", "69.2万", "", "约3"], scale=ONE)
    assert read.values == [Decimal("81.250000"), Decimal("0.120000"), Decimal("692000.000000"), None, None]
    assert read.problems[4].rule == "number"


def test_an_unreadable_amount_is_a_problem() -> None:
    assert amounts(["面议"], scale=ONE).problems[0].rule == "amount"


def test_a_margin_of_error_is_read_with_or_without_its_sign() -> None:
    read = margins(["±1.5", "1.8分", "+/-2", 0.9, None, "约2"])
    assert read.values == [Decimal("1.5"), Decimal("1.8"), Decimal(2), Decimal("0.9"), None, None]
    assert set(read.problems) == {5}
