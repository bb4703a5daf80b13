from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.register.intake.row_rules import Problems, rules_of
from zhiquan.register.intake.values import CellProblem

WRONG = ("app_no", CellProblem("check_digit", "2", Words("错", "wrong"), Words("改", "mend")))


def _ruled(
    kind: str,
    values: dict[str, list[Any]],
    *,
    problems: Problems | None = None,
    right: str = "",
    needed: tuple[str, ...] = (),
) -> Problems:
    found = dict(problems or {})
    for rule in rules_of(kind, right=right, needed=needed):
        rule(values, found, len(next(iter(values.values()))))
    return found


def test_a_patent_of_another_office_is_an_overseas_patent() -> None:
    values: dict[str, list[Any]] = {
        "kind": ["invention_patent"] * 3,
        "country": ["US", "CN", None],
        "pub_no": ["US1A", "CN1A", "EP1A1"],
    }
    _ruled("rights", values)
    assert values["kind"] == ["overseas_patent", "invention_patent", "overseas_patent"]


def test_a_number_wrong_for_china_is_right_abroad() -> None:
    values: dict[str, list[Any]] = {"app_no": ["2", "2"], "country": ["US", "CN"], "title": ["甲", "乙"]}
    assert list(_ruled("rights", values, problems={0: WRONG, 1: WRONG})) == [1]


def test_the_kind_of_a_sheet_is_that_of_its_rows() -> None:
    values: dict[str, list[Any]] = {"reg_no": ["1"], "kind": [None]}
    _ruled("rights", values, right="trademark")
    assert values["kind"] == ["trademark"]


def test_a_row_without_number_and_name_is_left_out() -> None:
    problems = _ruled("rights", {"app_no": [None], "title": [None], "address": ["某处"]})
    assert problems[0][1].rule == "missing"


def test_a_needed_value_that_is_missing_is_named() -> None:
    problems = _ruled("pledges", {"number": [None, "1"]}, needed=("number",))
    assert list(problems) == [0]
    assert "缺少必填内容" in problems[0][1].words.zh


def test_figures_in_large_units_become_figures_in_plain_ones() -> None:
    # 69.2 万人 = 692,000 人; 3.5 亿元 = 350,000,000 元
    values: dict[str, list[Any]] = {
        "unit": ["万人", "亿元", "分", "件/万人"],
        "value": [Decimal("69.2"), Decimal("3.5"), Decimal("81"), Decimal("4.4")],
    }
    _ruled("series", values)
    assert values["value"] == [Decimal(692_000), Decimal(350_000_000), Decimal(81), Decimal("4.4")]
    assert values["unit"] == ["人", "元", "分", "件/万人"]
