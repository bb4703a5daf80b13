"""Columns settled by a person, and mappings kept for the next file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.site.imports.mapping import fitting, keep, kept, kept_mapping, settled


def column(source: str, field: str, sheet: str = "") -> dict[str, Any]:
    return {"source": source, "field": field, "sheet": sheet, "confidence": 0.9, "reason": "heading"}


def test_a_changed_column_takes_its_field_from_the_column_that_had_it() -> None:
    columns = [column("公开日", "granted_on"), column("公告日", ""), column("名称", "title")]
    assert settled(columns, {1: "granted_on"}) == {"公开日": "", "公告日": "granted_on", "名称": "title"}


def test_a_heading_two_sheets_use_differently_is_left_to_each_sheet() -> None:
    columns = [column("编号", "reg_no", "商标"), column("编号", "number", "质押"), column("名称", "title", "商标")]
    assert settled(columns) == {"名称": "title"}


def test_a_kept_mapping_is_found_by_its_headings_whatever_their_order(tmp_path: Path) -> None:
    name = keep(tmp_path, "区里/的台账", [column("申请号", "app_no"), column("备注", "")])
    assert name == "区里 的台账"
    assert kept(tmp_path) == [name]
    assert kept_mapping(tmp_path, name) == {"申请号": "app_no", "备注": ""}
    assert fitting(tmp_path, ["备注", "申请号"]) == name
    assert fitting(tmp_path, ["备注", "申请号", "名称"]) == ""


def test_a_mapping_needs_a_name_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="名称"):
        keep(tmp_path, " / ", [column("申请号", "app_no")])
    with pytest.raises(BadInput, match="没有这个列对应"):
        kept_mapping(tmp_path, "../secret")
