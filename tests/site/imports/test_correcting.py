"""Right values typed in, and the repair file they make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from zhiquan.register.intake.repair import MARKS
from zhiquan.site.imports.correcting import corrected_rows, fix_rows, mark_of, origin_key, write_corrected
from zhiquan.site.imports.typed import Unplaced, typed_in


def row(line: int, value: str, *, column: str = "申请日", sheet: str = "") -> dict[str, Any]:
    return {
        "sheet": sheet,
        "line": line,
        "column": column,
        "value": value,
        "rule": "day",
        "says": {"zh": "日期无法识别", "en": "not a day"},
        "remedy": {"zh": "改为 2013-01-02", "en": "write 2013-01-02"},
        "headings": ["申请号", "申请日"],
        "cells": ["演示1", value],
    }


ROWS = [row(3, "2018.13.12"), row(7, "2018.13.12"), row(9, ""), row(11, "待定", column="")]


def form(rows: list[dict[str, Any]], **typed: str) -> dict[str, str]:
    """What the page sends for the rows it showed."""
    return {f"k{number}": mark_of(one) for number, one in enumerate(rows)} | typed


def test_one_value_may_be_put_right_in_every_row_that_has_it() -> None:
    assert typed_in(ROWS, form(ROWS, v0=" 2018-12-13 ", all0="yes")).corrections == {
        "3": {"申请日": "2018-12-13"},
        "7": {"申请日": "2018-12-13"},
    }
    assert typed_in(ROWS, form(ROWS, v0="2018-12-13")).corrections == {"3": {"申请日": "2018-12-13"}}


def test_a_row_without_a_column_is_corrected_in_the_column_chosen() -> None:
    assert typed_in(ROWS, form(ROWS, v3="演示2", c3="申请号")).corrections == {"11": {"申请号": "演示2"}}
    assert typed_in(ROWS, form(ROWS, v3="演示2", c3="没有的列")).corrections == {}
    assert typed_in(ROWS, form(ROWS, v1="  ")).corrections == {}


def test_a_value_goes_to_its_row_though_a_colleague_mended_one_before_it() -> None:
    sent = form(ROWS, v0="2018-12-12", v1="2018-12-13", v2="2019-01-01")
    found = typed_in(ROWS[1:], sent)
    assert found.corrections == {"7": {"申请日": "2018-12-13"}, "9": {"申请日": "2019-01-01"}}
    assert found.unplaced == (Unplaced("3", "2018-12-12"),)


def test_a_value_typed_for_another_fault_of_the_row_is_not_used() -> None:
    sent = form(ROWS, v0="2018-12-13")
    assert typed_in([row(3, "演示1", column="申请号")], sent).unplaced == (Unplaced("3", "2018-12-13"),)
    assert typed_in([row(3, "2018.13.99")], sent).corrections == {}
    assert typed_in(ROWS, {"v0": "2018-12-13"}).unplaced == (Unplaced("", "2018-12-13"),)


def test_rows_the_form_did_not_show_keep_what_was_typed_for_them() -> None:
    typed = typed_in(ROWS, form(ROWS, v0="2018-12-13"))
    kept = typed.over({"7": {"申请日": "2018-12-14"}, "88": {"申请日": "2020-01-01"}})
    assert kept == {"88": {"申请日": "2020-01-01"}, "3": {"申请日": "2018-12-13"}}


def test_rows_with_the_same_wrong_value_are_counted_once_as_a_group() -> None:
    shown = fix_rows(ROWS, {"3": {"申请日": "2018-12-13"}}, {"keys": ["3"], "still": {}}, fields={"申请号": "app_no"})
    assert [(one.alike, one.is_first) for one in shown] == [(2, True), (2, False), (1, True), (1, True)]
    assert shown[0].typed == "2018-12-13"
    assert shown[0].is_accepted
    assert not shown[1].is_accepted
    assert shown[0].subject == "演示1"


def test_a_repair_file_keeps_the_layout_and_says_what_it_mends(tmp_path: Path) -> None:
    given = {"表一!3": {"申请日": "2018-12-13"}}
    rows = [row(3, "2018.13.12", sheet="表一"), row(4, "x", sheet="表一")]
    for name in ("a.xlsx", "b.xlsx"):
        chosen = corrected_rows(rows, given)
        assert write_corrected(chosen, given, batch="b-1", file=tmp_path / name, language="zh") == 1
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    lines = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("表一").to_python()
    assert lines[0] == ["申请号", "申请日", *MARKS]
    assert lines[1][:2] == ["演示1", "2018-12-13"]
    assert lines[1][4:] == ["表一!3", "b-1"]
    assert origin_key([str(cell) for cell in lines[0]], [str(cell) for cell in lines[1]]) == "表一!3"
