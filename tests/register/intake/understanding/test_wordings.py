from __future__ import annotations

import pytest

import factory
from register.intake.understanding.reading import grid_of, headings, read_grid
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding.wordings import Wordings

WORDS = Wordings(headings().names["rights"])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("申请案的流水编号", "app_no"),
        ("授权公告的日期", "granted_on"),
        ("公开公告的具体时间", "published_on"),
        ("Date the application was filed", "filed_on"),
        ("發明人姓名列表", "inventors"),
        ("inventorNames", "inventors"),
        ("规范化后的申请单位名称", "standard_applicants"),
        ("被引用的总次数", "cited_by_count"),
        ("国际专利分类（全部）", "ipc"),
        ("4. 权利要求的项数（项）", "claims_count"),
    ],
)
def test_a_heading_in_no_table_is_read_by_its_words(heading: str, field: str) -> None:
    assert WORDS.fields(heading)[0][0] == field


@pytest.mark.parametrize(
    "heading",
    ["缴费日期", "实审生效日", "申请费用", "跟进人", "下次年费时间", "docket number", "柜号", "优先权年份", ""],
)
def test_a_heading_with_a_word_of_no_field_means_none(heading: str) -> None:
    assert WORDS.fields(heading) == []


def test_words_that_leave_three_tenths_of_a_heading_unread_say_nothing() -> None:
    # 申请日期 covers 8 of 10 letters with one strange character, 8 of 12 with two
    assert WORDS.fields("申请日期甲") == [("filed_on", 0.8)]
    assert WORDS.fields("申请日期甲乙") == []


def test_figures_after_a_heading_hardly_count() -> None:
    assert WORDS.fields("技术题目2")[0][0] == "title"


def _rows(count: int = 12) -> list[list[Cell]]:
    return [
        [factory.application(n), f"一种装置{n}", "演示甲科技有限公司", f"2020-03-{n:02}", f"2022-05-{n:02}", 5 + n % 4]
        for n in range(1, count + 1)
    ]


def test_worded_headings_are_taken_below_the_confidence_of_known_ones() -> None:
    head: list[Cell] = ["申请案的编号", "技术题目", "提出申请的单位", "递交那天", "何时获批", "权项有几条"]
    read = read_grid(grid_of(head, *_rows()))
    assert list(read.uses.values()) == ["app_no", "title", "applicants", "filed_on", "granted_on", "claims_count"]
    assert {use.reason for use in read.grid.columns} == {"like_heading"}
    assert all(use.confidence < 0.8 for use in read.grid.columns)


def test_words_that_the_values_deny_are_not_believed() -> None:
    head: list[Cell] = ["申请号", "名称", "何时批准", "申请日", "授权公告的日期", "项数"]
    read = read_grid(grid_of(head, *_rows()))
    assert read.uses["何时批准"] == "applicants"  # by its values
    assert read.uses["授权公告的日期"] == "granted_on"


def test_a_column_whose_words_mean_no_field_is_not_guessed_by_its_values() -> None:
    head: list[Cell] = ["申请号", "名称", "申请人", "缴费日期", "台账更新日期", "项数"]
    assert not {"缴费日期", "台账更新日期"} & set(read_grid(grid_of(head, *_rows())).uses)


def test_of_two_columns_worded_alike_one_is_taken_and_the_other_kept() -> None:
    head: list[Cell] = ["申请号", "名称", "申请人", "递交那天", "提交于", "项数"]
    columns = read_grid(grid_of(head, *_rows())).grid.columns
    assert [columns[3].field, columns[4].field, columns[4].reason] == ["filed_on", "", "kept"]
