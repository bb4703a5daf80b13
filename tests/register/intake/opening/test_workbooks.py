"""Workbooks: where cells stand, what is read of them, and what is refused."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from register.intake.opening.reading import form, only, refusal, sheets
from zhiquan.register.intake.opening import open_file
from zhiquan.register.intake.parts import Grid

LOCKED = "EncryptedPackage"


def container(file: Path, stream: str) -> Path:
    """A file in the container of the older office programs that holds one stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:48] = (1).to_bytes(4, "little")  # sectors of the allocation table
    header[48:52] = (1).to_bytes(4, "little")  # the folder stands in sector 1
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = (0).to_bytes(4, "little")
    header[80:512] = b"\xff" * 432
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"".join(
        (n + 1).to_bytes(4, "little") if n < 9 else b"\xfe\xff\xff\xff" for n in range(2, 10)
    )
    table = table.ljust(512, b"\xff")
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(stream, 2, 0xFFFFFFFF, 2, 4096)
    file.write_bytes(bytes(header) + table + folder.ljust(512, b"\0") + b"x" * 4096)
    return file


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    made = bytearray(128)
    made[: len(wide)] = wide
    made[64:66] = (len(wide) + 2).to_bytes(2, "little")
    made[66], made[67] = kind, 1
    made[68:76] = b"\xff" * 8
    made[76:80] = child.to_bytes(4, "little")
    made[116:120] = start.to_bytes(4, "little")
    made[120:128] = size.to_bytes(8, "little")
    return bytes(made)


def test_cells_keep_the_rows_and_columns_the_office_program_shows(tmp_path: Path) -> None:
    file = tmp_path / "偏.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row("C5", ["申请号", "名称"])
        sheet.write_row("C6", ["1", "甲"])
        sheet.write_row("C9", ["2", "乙"])
    assert sheets(file) == {
        "数据": [(5, ["", "", "申请号", "名称"]), (6, ["", "", "1", "甲"]), (9, ["", "", "2", "乙"])]
    }


def test_dates_formulas_numbers_and_merged_cells_are_read_as_last_shown(tmp_path: Path) -> None:
    file = tmp_path / "值.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range("A1:C1", "演示单位专利清单")
        sheet.write_datetime("A2", datetime(2020, 1, 2), day)  # noqa: DTZ001 - spreadsheets have no zones
        sheet.write_formula("B2", '="CN"&1', None, "CN1")
        sheet.write_number("C2", 202010566088)
        sheet.write_string("D2", '=cmd|"/c calc"!A1')
    assert only(file) == [
        (1, ["演示单位专利清单", "", "", ""]),
        (2, [date(2020, 1, 2), "CN1", 202010566088.0, '=cmd|"/c calc"!A1']),
    ]


def test_hidden_sheets_are_read_and_charts_are_not(tmp_path: Path) -> None:
    file = tmp_path / "图.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("空")
        data = book.add_worksheet("数")
        data.write_column("A1", [1, 2])
        data.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=数!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)
    assert sheets(file) == {"空": [], "数": [(1, [1.0]), (2, [2.0])]}


def test_old_workbooks_and_open_documents_are_read(tmp_path: Path) -> None:
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("专利")
    page.write(1, 1, "申请号")
    page.write(2, 1, date(2020, 1, 2), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    old.save(str(tmp_path / "旧.xls"))
    assert form(tmp_path / "旧.xls")[0] == "xls"
    assert sheets(tmp_path / "旧.xls") == {"专利": [(2, ["", "申请号"]), (3, ["", date(2020, 1, 2)])]}
    assert form(open_document(tmp_path / "开.ods"))[0] == "ods"
    assert sheets(tmp_path / "开.ods") == {"表": [(2, ["", "申请号"]), (3, ["", "1"])]}


def repeated(times: int, *, text: str = "") -> str:
    """Cells of an ODS row that hold the same."""
    said = f' office:value-type="string"><text:p>{text}</text:p>' if text else ">"
    return f'<table:table-cell table:number-columns-repeated="{times}"{said}</table:table-cell>'


def open_document(file: Path, *, width: int = 1) -> Path:
    """An ODS file of one sheet: headings in B2, and ``width`` equal cells from B3 on."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    lines = ["", repeated(1) + repeated(1, text="申请号"), repeated(1) + repeated(width, text="1")]
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    rows += f'<table:table-row table:number-rows-repeated="1048570">{repeated(16_384)}</table:table-row>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="表">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return file


def test_a_cell_repeated_across_an_open_document_is_refused(tmp_path: Path) -> None:
    assert "列" in refusal(open_document(tmp_path / "宽.ods", width=16_000)).message.zh


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    csv = tmp_path / "其实是文本.xls"
    csv.write_text("申请号,名称\n1,甲\n")
    assert form(csv)[0] == "csv"
    book = tmp_path / "其实是表格.csv"
    made = openpyxl.Workbook()
    made.active.append(["申请号", "名称"])
    made.save(book)
    assert form(book)[0] == "xlsx"
    assert only(book) == [(1, ["申请号", "名称"])]


@pytest.mark.parametrize("place", ["XFD1048576", "SS1", "A1048576"])
def test_a_cell_far_out_never_fills_the_memory(tmp_path: Path, place: str) -> None:
    file = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "申请号")
        sheet.write(place, "x")
    if place.startswith("A"):
        assert [number for number, _ in only(file)] == [1, 1_048_576]
    else:
        assert "列" in refusal(file).message.zh


def test_cells_far_apart_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write("CA1", "申请号")
        sheet.write("A1048576", "x")
    assert "相距过远" in refusal(file).message.zh


def test_what_looks_like_a_place_within_a_text_is_none(tmp_path: Path) -> None:
    file = tmp_path / "文.xlsx"
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        book.add_worksheet().write("A1", 'color="RED12" r="ZZZ99999"')
    assert only(file) == [(1, ['color="RED12" r="ZZZ99999"'])]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    file = tmp_path / "断.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet().write_column("A1", [f"值{n}" for n in range(500)])
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert "不完整" in refusal(file).message.zh


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_old_workbook_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    file = tmp_path / "断.xls"
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for n in range(2000):
        page.write(n, 0, f"value {n}")
    book.save(str(file))
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert "不完整" in refusal(file).message.zh


def test_a_workbook_behind_a_password_is_refused(tmp_path: Path) -> None:
    assert "密码" in refusal(container(tmp_path / "密.xlsx", LOCKED)).message.zh


def test_a_letter_in_the_old_container_is_named(tmp_path: Path) -> None:
    assert "Word" in refusal(container(tmp_path / "函.doc", "WordDocument")).message.zh


def test_something_else_in_the_old_container_is_refused(tmp_path: Path) -> None:
    assert "电子表格" in refusal(container(tmp_path / "信.msg", "__substg1")).message.zh


def test_a_cell_merged_downward_counts_for_each_of_its_rows_but_not_in_headings(tmp_path: Path) -> None:
    file = tmp_path / "合并.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range("A1:A2", "产品")
        sheet.merge_range("B1:C1", "企业")
        sheet.write_row("B2", ["名称", "地址"])
        sheet.merge_range("A3:A5", "演示柚")
        for row, name in enumerate(("甲", "乙", "丙"), 2):
            sheet.write_row(row, 1, [name, "某路"])
        sheet.write_row(5, 1, ["丁", "某路"])
    with open_file(file) as opened:
        (grid,) = opened.parts
        assert isinstance(grid, Grid)
        lines = [cells for _, cells in grid.lines]
    assert lines == [
        ["产品", "企业", ""], ["", "名称", "地址"], ["演示柚", "甲", "某路"], ["演示柚", "乙", "某路"],
        ["演示柚", "丙", "某路"], ["", "丁", "某路"]]  # fmt: skip
