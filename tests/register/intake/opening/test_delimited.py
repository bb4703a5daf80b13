"""Tables in text files: separators, quotation marks, lines and limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.intake.opening.reading import form, only, refusal
from zhiquan.register.intake.opening.delimited import separator_of


def made(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "表.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return file


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，", "\x01"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    rows = [["申请号", "名称", "日期"], ["1", "甲", "2020-01-02"], ["2", "乙", ""]]
    text = "".join(separator.join(row) + "\n" for row in rows)
    assert separator_of(text) == separator
    assert [cells for _, cells in only(made(tmp_path, text))] == rows


def test_commas_inside_texts_do_not_beat_tabs() -> None:
    assert separator_of("号\t名称\t人\n1\t一种,方法,及,装置\t甲,乙\n2\t二,三\t丙\n") == "\t"


def test_a_stated_separator_decides_and_is_no_row(tmp_path: Path) -> None:
    assert only(made(tmp_path, "sep=;\r\n号;名,称\r\n1;甲\r\n")) == [(2, ["号", "名,称"]), (3, ["1", "甲"])]


def test_rows_are_numbered_as_lines_of_the_file(tmp_path: Path) -> None:
    text = '号,摘要\n\n1,"第一行\n第二行"\n2,"他说""好"""\n'
    assert only(made(tmp_path, text)) == [(1, ["号", "摘要"]), (3, ["1", "第一行\n第二行"]), (5, ["2", '他说"好"'])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_also_without_the_last_one(tmp_path: Path, end: str) -> None:
    assert only(made(tmp_path, f"号,名{end}1,甲")) == [(1, ["号", "名"]), (2, ["1", "甲"])]


def test_a_trailing_comma_gives_one_empty_cell_more(tmp_path: Path) -> None:
    assert only(made(tmp_path, "号,名\n1,甲,\n")) == [(1, ["号", "名"]), (2, ["1", "甲", ""])]


def test_a_single_column_is_a_table(tmp_path: Path) -> None:
    assert only(made(tmp_path, "申请号\nCN202010566088.9\n")) == [(1, ["申请号"]), (2, ["CN202010566088.9"])]


def test_a_quotation_mark_open_to_the_end_is_refused_where_it_opens(tmp_path: Path) -> None:
    error = refusal(made(tmp_path, '号,名,日\n1,甲,2020\n2,"乙,2021\n3,丙,2022\n'))
    assert (error.where["row"], error.where["column"], error.where["value"]) == ("3", "2", "乙,2021")
    assert "引号" in error.message.zh


def test_a_quotation_mark_that_swallows_a_row_is_refused_where_it_opens(tmp_path: Path) -> None:
    error = refusal(made(tmp_path, '号,名,日\n1,"甲,2020\n2,"乙",2021\n3,丙,2022\n'))
    assert (error.where["row"], error.where["column"]) == ("2", "2")


def test_unescaped_marks_within_a_text_are_left_alone(tmp_path: Path) -> None:
    text = '号,摘要,日\n1,"一种"快"门",2020\n2,"第一行\n第二行",2021\n3,"丙",2022\n'
    assert [number for number, _ in only(made(tmp_path, text))] == [1, 2, 3, 5]


def test_a_zero_byte_is_refused_with_row_and_column(tmp_path: Path) -> None:
    error = refusal(made(tmp_path, "号,名\n1,甲\n2,乙\x00丙\n" + "3,丁\n" * 200))
    assert (error.where["row"], error.where["column"], error.where["value"]) == ("3", "2", "乙\\0")


def test_a_cell_over_the_limit_is_refused_with_row_and_column(tmp_path: Path) -> None:
    error = refusal(made(tmp_path, f'号,名\n1,甲\n2,"{"长" * 1_000_001}"\n'))
    assert (error.where["row"], error.where["column"]) == ("3", "2")
    assert error.where["value"].startswith("长长")


def test_a_cell_at_the_limit_is_taken(tmp_path: Path) -> None:
    assert len(only(made(tmp_path, f"号,名\n1,{'长' * 1_000_000}\n"))[1][1][1]) == 1_000_000


@pytest.mark.parametrize(("columns", "is_taken"), [(512, True), (513, False)])
def test_the_widest_row_has_512_cells(tmp_path: Path, columns: int, is_taken: bool) -> None:
    file = made(tmp_path, ",".join(f"列{n}" for n in range(columns)) + "\n")
    if is_taken:
        assert len(only(file)[0][1]) == columns
    else:
        assert refusal(file).where["column"] == "513"


def test_a_bracket_at_the_start_does_not_make_json(tmp_path: Path) -> None:
    assert form(made(tmp_path, "[序号],名称\n1,甲\n"))[0] == "csv"
