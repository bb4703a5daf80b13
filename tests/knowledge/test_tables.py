"""Code tables: strict reading, overlays, Arrow."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from zhiquan.basics.errors import BadDefinition, NotFound
from zhiquan.knowledge.tables import SHIPPED, check_tables, open_table, read_table

SHEET = """\
id: colours
label: {zh: "颜色", en: "Colours"}
edition: "1"
valid_from: "2024-01-01"
source: [{document: "made for this test", seen_in: "here"}]
licence: {zh: "无", en: "none"}
verified: false
complete: true
known_gaps: []
key: [code]
columns:
  - {name: code, type: text, label: {zh: "代码", en: "code"}, shape: gbt2260}
  - {name: parent, type: text, label: {zh: "上级", en: "parent"}, needed: false, refers_to: code}
  - {name: count, type: integer, label: {zh: "数", en: "count"}, needed: false}
  - {name: share, type: decimal, label: {zh: "占比", en: "share"}, needed: false}
  - {name: since, type: day, label: {zh: "起", en: "since"}, needed: false}
  - {name: open, type: yes_no, label: {zh: "是否", en: "open"}, needed: false}
  - {name: words, type: list, label: {zh: "词", en: "words"}, needed: false, one_of: [red, blue]}
"""
HEADER = "code,parent,count,share,since,open,words\n"


def lay(overlay: Path, lines: str, *, sheet: str = SHEET, header: str = HEADER, table: str = "colours") -> Path:
    """An overlay with one table of these lines."""
    folder = overlay / "codes" / table
    folder.mkdir(parents=True)
    (folder / "table.yaml").write_text(sheet, "utf-8")
    (folder / "table.csv").write_text(header + lines, "utf-8")
    return overlay


def test_arrow_columns_are_typed_and_empty_cells_are_null(tmp_path: Path) -> None:
    lay(tmp_path, "500000,,,,,,\n500100,500000,3,12.5,2024-02-29,Y,red;blue\n")
    arrow = open_table("colours", tmp_path).arrow()
    assert arrow.schema.types == [
        pa.string(), pa.string(), pa.int64(), pa.decimal128(20, 4), pa.date32(), pa.bool_(),
        pa.list_(pa.string()),
    ]  # fmt: skip
    first, second = arrow.to_pylist()
    assert first == {"code": "500000"} | dict.fromkeys(HEADER.strip().split(",")[1:])
    assert second["share"] == Decimal("12.5")
    assert second["open"] is True
    assert second["words"] == ["red", "blue"]


@pytest.mark.parametrize(
    ("line", "column", "value", "rule"),
    [
        ("5001,,,,,,\n", "code", "5001", "not the shape asked for: a six-digit GB/T 2260 code"),
        (",,,,,,\n", "code", "", "the column must not be empty"),
        ("500000,500999,,,,,\n", "parent", "500999", "dangling: code does not hold it"),
        ("500000,,１２,,,,\n", "count", "１２", "must be a whole number"),
        ("500000,,,NaN,,,\n", "share", "NaN", "must be a number with at most four decimals"),
        ("500000,,,,2023-02-29,,\n", "since", "2023-02-29", "must be a day such as 2026-11-22"),
        ("500000,,,,,yes,\n", "open", "yes", "must be Y or N"),
        ("500000,,,,,,red;green\n", "words", "red;green", "must be one of red, blue"),
    ],
)
def test_a_bad_cell_stops_with_table_row_column_value_rule_and_remedy(
    tmp_path: Path, line: str, column: str, value: str, rule: str
) -> None:
    with pytest.raises(BadDefinition) as stopped:
        open_table("colours", lay(tmp_path, line))
    problem = stopped.value
    assert problem.where == {"table": "colours", "row": "2", "column": column, "value": value}
    assert problem.message.en == f"code table: {rule}"
    assert problem.remedy is not None


def test_a_repeated_key_names_the_second_row(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition, match="主键重复") as stopped:
        open_table("colours", lay(tmp_path, "500000,,,,,,\n500000,,,,,,\n"))
    assert stopped.value.where["row"] == "3"


@pytest.mark.parametrize(
    ("header", "column", "rule"),
    [
        (HEADER.replace("words", "wörds"), "wörds", "the sidecar does not know the column"),
        (HEADER.replace(",words", ""), "words", "the column is missing"),
        ("parent,code" + HEADER[11:], "parent,code,count,share,since,open,words", "another order"),
    ],
)
def test_a_header_that_differs_from_the_sidecar_stops(tmp_path: Path, header: str, column: str, rule: str) -> None:
    with pytest.raises(BadDefinition) as stopped:
        open_table("colours", lay(tmp_path, "", header=header))
    assert rule in stopped.value.message.en
    assert stopped.value.where["column"] == column


@pytest.mark.parametrize("line", ["500000,,,,,\n", '500000,,,,,,"red\n', "500000,,,,,,red,blue\n"])
def test_a_line_that_is_no_csv_of_that_width_stops(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadDefinition):
        open_table("colours", lay(tmp_path, line))


@pytest.mark.parametrize(
    ("written", "instead", "place"),
    [
        ("verified: false", 'verified: "no"', "verified"),
        ("edition: ", "editions: ", "edition"),
        ("shape: gbt2260", "shape: gbt2261", "columns.0.shape"),
        ('"2024-01-01"', '"2024-13-01"', "valid_from"),
        ("key: [code]", "key: [number]", ""),
        ("complete: true", "complete: false", ""),
    ],
)
def test_a_sidecar_with_a_wrong_entry_stops(tmp_path: Path, written: str, instead: str, place: str) -> None:
    with pytest.raises(BadDefinition) as stopped:
        open_table("colours", lay(tmp_path, "", sheet=SHEET.replace(written, instead)))
    assert stopped.value.where.get("entry", "") == place


def test_a_stated_hash_and_row_count_are_held_against_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition, match="sha256"):
        open_table("colours", lay(tmp_path / "a", "", sheet=SHEET + f'sha256: "{"0" * 64}"\n'))
    with pytest.raises(BadDefinition, match="行数"):
        open_table("colours", lay(tmp_path / "b", "500000,,,,,,\n", sheet=SHEET + "rows: 2\n"))


def test_an_offices_own_table_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    shipped = SHIPPED / "codes" / "towns"
    sheet = "\n".join(
        line
        for line in (shipped / "table.yaml").read_text("utf-8").splitlines()
        if not line.startswith(("rows", "sha"))
    )
    lay(tmp_path, "441900003,东城街道,441900\n", sheet=sheet, header="﻿code,name,district\n", table="towns")
    assert [row["name"] for row in open_table("towns", tmp_path).rows] == ["东城街道"]
    assert len(open_table("towns").rows) == 1031
    assert check_tables(tmp_path) == []


def test_an_offices_own_table_must_keep_the_shipped_columns(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition) as stopped:
        open_table("towns", lay(tmp_path, "", sheet=SHEET.replace("colours", "towns"), table="towns"))
    assert stopped.value.where == {"table": "towns", "column": "name"}


def test_every_problem_is_listed_with_its_table(tmp_path: Path) -> None:
    (problem,) = check_tables(lay(tmp_path, "5,,,,,,\n"))
    assert problem.startswith("colours: ")
    assert "value=5" in problem


def test_a_missing_table_names_those_at_hand() -> None:
    with pytest.raises(NotFound) as stopped:
        read_table("ipcc")
    assert stopped.value.remedy is not None
    assert "ipc_dots" in stopped.value.remedy.en
