from __future__ import annotations

import pytest

import factory
import realdata
from register.intake.understanding.reading import grid_of, headings, read_file, read_grid
from zhiquan.register.intake.parts import Cell

HEAD = ["申请号", "专利名称", "申请人", "申请日"]


def _patents(count: int = 4) -> list[list[Cell]]:
    return [[factory.application(n), f"一种装置{n}", "演示甲科技有限公司", "2020-03-01"] for n in range(1, count + 1)]


def test_headings_stand_below_banner_rows() -> None:
    read = read_grid(grid_of(["2024年专利清单"], ["导出时间：2024-01-02"], HEAD, *_patents()))
    assert read.grid.header == 3
    assert read.grid.banner == ["2024年专利清单", "导出时间：2024-01-02"]
    assert [row["line"] for row in read.rows] == [4, 5, 6, 7]


def test_a_group_over_its_parts_is_one_heading() -> None:
    top = ["序号", "专利信息", "", "", "权利人信息", ""]
    below = ["", "申请号", "名称", "申请日", "名称", "地址"]
    rows = [
        [n, factory.application(n), f"一种装置{n}", "2020-03-01", "演示甲科技有限公司", "重庆市长寿区演示路1号"]
        for n in (1, 2, 3)
    ]
    read = read_grid(grid_of(top, below, *rows))
    assert read.uses == {
        "专利申请号": "app_no",
        "专利名称": "title",
        "专利申请日": "filed_on",
        "权利人名称": "holders",
        "权利人地址": "address",
    }
    assert len(read.rows) == 3


def test_repeated_headings_and_totals_are_no_rows() -> None:
    first, second = _patents(2)
    read = read_grid(grid_of(HEAD, first, HEAD, second, ["合计", "2"]))
    assert len(read.rows) == 2
    assert dict(read.tally.skipped) == {"header": 1, "total": 1}


def test_without_headings_columns_have_letters_and_are_told_by_values() -> None:
    read = read_grid(grid_of(*_patents(8)))
    assert read.grid.header == 0
    assert read.uses == {"A": "app_no", "B": "title", "C": "applicants", "D": "filed_on"}
    assert all(use.confidence < 1 for use in read.grid.columns)


@pytest.mark.parametrize(
    "head", [["Application Number", "Title", "Applicants", "Filing Date"], ["申請號", "專利名稱", "申請人", "申請日"]]
)
def test_english_and_traditional_headings_are_known(head: list[Cell]) -> None:
    assert list(read_grid(grid_of(head, *_patents())).uses.values()) == ["app_no", "title", "applicants", "filed_on"]


def test_words_around_a_known_heading_change_nothing() -> None:
    head: list[Cell] = ["本单位专利申请号", "发明专利名称信息", "申请人全称", "专利申请日期"]
    assert list(read_grid(grid_of(head, *_patents())).uses.values()) == ["app_no", "title", "applicants", "filed_on"]


def test_an_unknown_column_is_kept_and_an_empty_one_is_not_preferred() -> None:
    rows = [[None, *row, "已核对"] for row in _patents()]
    read = read_grid(grid_of(["专利申请号", *HEAD, "处理意见"], *rows))
    assert read.column("app_no")[0] == factory.application(1)
    assert read.rows[0]["extra"] == [("处理意见", "已核对")]


def test_a_heading_whose_values_are_something_else_is_not_trusted() -> None:
    rows = [[row[0], row[1], row[2], "甲等"] for row in _patents()]
    read = read_grid(grid_of(HEAD, *rows))
    assert {use.source: use.reason for use in read.grid.columns}["申请日"] == "values_differ"
    assert read.rows[0]["extra"] == [("申请日", "甲等")]


def test_a_mapping_settled_before_goes_first() -> None:
    read = read_grid(grid_of(["甲列", *HEAD[1:]], *_patents()), saved={"甲列": "app_no"})
    assert read.grid.columns[0].reason == "saved"
    assert read.column("app_no") == [row[0] for row in _patents()]


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("2025年商标清单", ("rights", "trademark")),
        ("质押登记台账", ("pledges", "")),
        ("Sheet1", ("", "")),
        ("资料.zip!地理标志.xlsx", ("rights", "geographical_indication")),
    ],
)
def test_the_name_of_a_sheet_tells_what_is_in_it(sheet: str, told: tuple[str, str]) -> None:
    assert headings().of_sheet(sheet) == told


def test_notes_and_empty_sheets_hold_no_rows() -> None:
    for grid in (grid_of(["填表说明"], ["一、请逐行填写申请号。"], ["二、日期写作 2024-01-02。"]), grid_of()):
        assert read_grid(grid).grid.kind == ""


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"patent_xml/uspto_tm_{what}.csv"
            for what in (
                "drawing_codes",
                "entity_codes",
                "event_codes",
                "party_types",
                "statement_types",
                "status_codes",
            )
        ),
        "patent_xml/epo_legal_code_descriptions_202417.xlsx",
        "nice_classes/nice_headings_zh_2019_informal.tsv",
        "ecommerce_titles/jd_style_titles_small_gbk.txt",
        "company_names/parser_suffix.txt",
        "regions_gbt2260/areas.csv",
        "industry/gbt4754_src1.csv",
        "codes/holidays.csv",
        "codes/changshou_places.csv",
        "codes/sei_ipc.csv",
        "codes/ipc_titles.csv",
    ],
)
def test_code_lists_and_texts_are_no_rights_and_no_records(name: str) -> None:
    for sheet in read_file(realdata.real_data(name)):
        assert sheet.grid.kind == ""


@pytest.mark.parametrize(
    ("name", "kind", "context", "rows"),
    [
        ("company_names/uscc_enterprises_ningbo_half.csv", "registered_parties", "", 229),
        ("gi_register/agi_products_with_holder.csv", "rights", "geographical_indication", 47),
    ],
)
def test_registers_are_what_they_are(name: str, kind: str, context: str, rows: int) -> None:
    (sheet,) = read_file(realdata.real_data(name))
    assert (sheet.grid.kind, sheet.grid.context, len(sheet.rows)) == (kind, context, rows)
