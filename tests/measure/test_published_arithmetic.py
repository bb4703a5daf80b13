"""Figures that were published, recomputed with the vintage each used (公布数值的重算)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhiquan.knowledge.indicators import Denominator
from zhiquan.measure.denominators import Base, choose
from zhiquan.measure.rates import growth, needed_for, per_ten_thousand, rounded

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "figures" / "published.yaml").read_text("utf-8")
)


def vintages(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The values of the series the case states, oldest publication first."""
    given = case["per_ten_thousand"]
    rows = [row(given["base"], given["as_of"], given.get("published"))]
    if "later_vintage" in case:
        later = case["later_vintage"]
        rows.append(row(later["base"], given["as_of"], later["published"]))
    return rows


def row(value: int, as_of: date, published: date | None) -> dict[str, Any]:
    return {"value": Decimal(value), "as_of": as_of, "published": published, "source": "case", "key": f"{published}"}


def base_of(case: dict[str, Any], *, known: date | None) -> Base:
    given = case["per_ten_thousand"]
    spec = Denominator.model_validate({"series": "permanent_residents", "at": given.get("at", "previous_year_end")})
    found = choose(vintages(case), spec, given["day"], known)
    assert found is not None
    return found


def computed(case: dict[str, Any]) -> Decimal:
    if "growth" in case:
        return growth(Decimal(case["growth"]["now"]), Decimal(case["growth"]["before"]), places=case["places"])
    if "product" in case:
        return rounded(Decimal(case["product"]["rate"]) * case["product"]["base"] / 10_000, 0)
    if "needed" in case:
        return Decimal(needed_for(Decimal(case["needed"]["target"]), case["needed"]["base"]))
    count = Decimal(case["count"]) if "count" in case else whole_of(case)
    if "per_ten_thousand" not in case:
        return rounded(count / case["unit"], case["places"])
    known = case["per_ten_thousand"].get("known")
    return per_ten_thousand(count, base_of(case, known=known).value, places=case["places"])


def whole_of(case: dict[str, Any]) -> Decimal:
    return Decimal(case["whole_of"]["part"]) * 100 / Decimal(case["whole_of"]["percent"])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_published_figure_comes_out_as_published(case: dict[str, Any]) -> None:
    assert computed(case) == Decimal(case["published"])


def test_a_bulletin_may_print_fewer_digits() -> None:
    (case,) = [case for case in CASES if case["id"] == "national-high-value-end-2025"]
    assert computed(case).quantize(Decimal(1), ROUND_DOWN) == Decimal(case["shown_as"])


def test_a_later_vintage_changes_the_figure_of_the_same_day() -> None:
    (case,) = [case for case in CASES if "later_vintage" in case]
    later = base_of(case, known=None)
    assert per_ten_thousand(case["count"], later.value) == Decimal(case["later_vintage"]["gives"])
    assert later.vintages == 2
    assert "2" in later.note.zh


def test_an_older_year_end_than_the_last_is_said() -> None:
    (case,) = [case for case in CASES if case["id"] == "nantong-october-2023"]
    assert "2022-12-31" in base_of(case, known=None).note.zh


def test_a_count_that_only_nearly_reaches_the_target_is_not_enough() -> None:
    # 599 / 69.296 = 8.644, printed 8.64; 600 / 69.296 = 8.658, printed 8.66
    assert needed_for(Decimal("8.65"), 692_960) == 600
    # 1,385 / 69.296 = 19.987, printed 19.99; 1,386 / 69.296 = 20.001
    assert needed_for(Decimal(20), 692_960) == 1_386
