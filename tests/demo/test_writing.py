from __future__ import annotations

from datetime import date
from pathlib import Path

from python_calamine import load_workbook

from zhiquan.demo.writing import Sheet, write_delimited, write_workbook


def test_a_shifted_file_has_one_comma_more_in_each_row_than_in_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert write_delimited(path, ("甲", "乙"), [[1, None]], encoding="utf-8-sig", is_shifted=True) == 1
    assert path.read_bytes() == '\ufeff甲,乙\r\n"1","",\r\n'.encode()


def test_a_plain_file_is_in_the_encoding_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_delimited(path, ("甲",), [[date(2025, 1, 2)]], encoding="gb18030")
    assert path.read_bytes() == "甲\r\n2025-01-02\r\n".encode("gb18030")


def test_banner_heading_rows_and_total_stand_in_this_order(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet = Sheet("页", ("名称", "件"), [["=1+1", 2]], ("标题",), [["合计", 2]])
    assert write_workbook(path, [sheet, Sheet("空", (), ())]) == 1
    book = load_workbook(path)
    assert book.sheet_names == ["页", "空"]
    assert book.get_sheet_by_index(0).to_python() == [["标题", ""], ["名称", "件"], ["=1+1", 2.0], ["合计", 2.0]]


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(tmp_path / name, [Sheet("页", ("日",), [[date(2025, 1, 2)]])])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
