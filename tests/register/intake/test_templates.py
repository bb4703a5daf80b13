"""Templates: what stands in the workbook, and that its headings lead back to the register."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.numbers import check_number
from zhiquan.knowledge.columns import column_names, heading_key, kind_of_sheet
from zhiquan.register.intake.templates import (
    EXAMPLE_MARK,
    NOTES_SHEET,
    template_named,
    templates,
    write_template,
)
from zhiquan.register.tables.catalogue import OBSERVATIONS, RIGHT_KINDS
from zhiquan.register.tables.shapes import AMOUNT, DAY, LARGE, NUMBER, WHOLE

KNOWN = templates()
NAMES = column_names()
ASKED = [
    *("trademark", "madrid_registration", "geographical_indication", "gi_mark_user", "patent", "overseas_patent"),
    *("plant_variety", "ic_layout", "software_copyright", "work_copyright", "trade_secret_filing", "pledges"),
    *("licences", "transfers", "titles_awards", "agencies", "agents", "series", "survey", "registered_parties"),
    *("listings", "judgments", "rights"),
    *("plans", "organisations", "duties", "budgets", "appraisal_inputs", "meetings"),
]


def test_every_kind_of_row_and_of_right_has_a_template() -> None:
    assert set(KNOWN) == set(ASKED)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    for name in KNOWN:
        write_template(name, folder / f"{name}.xlsx", language="zh")
    return folder


@pytest.mark.parametrize("name", ASKED)
def test_the_headings_of_a_template_lead_to_its_fields(written: Path, name: str) -> None:
    rows, sheet = _rows(written / f"{name}.xlsx")
    template = KNOWN[name]
    names = NAMES[template.kind]
    headings = [str(cell) for cell in rows[0][:-1]]
    sort = name if name in names.contexts else ""
    for known in (names.headings(sort), names.headings(names.context_of(headings))):
        assert [known[heading_key(heading)] for heading in headings] == [column.field for column in template.columns]
    assert sheet == template.label.zh


@pytest.mark.parametrize("name", ASKED)
def test_the_name_of_the_sheet_tells_the_kind(written: Path, name: str) -> None:
    _, sheet = _rows(written / f"{name}.xlsx")
    assert kind_of_sheet(sheet) == (name if name in RIGHT_KINDS else KNOWN[name].kind)
    assert kind_of_sheet(NOTES_SHEET) is None


@pytest.mark.parametrize("name", ASKED)
def test_there_is_one_row_of_examples_marked_as_such(written: Path, name: str) -> None:
    rows, _ = _rows(written / f"{name}.xlsx")
    assert len(rows) == 2
    assert rows[1][-1] == EXAMPLE_MARK
    schema = OBSERVATIONS[KNOWN[name].kind].schema
    for column, cell in zip(KNOWN[name].columns, rows[1], strict=False):
        type_ = schema.field(column.field).type
        if type_ == DAY:
            assert isinstance(cell, date), column.field
        elif type_ in (AMOUNT, WHOLE, LARGE, NUMBER):
            assert isinstance(cell, float), column.field
        else:
            assert isinstance(cell, str), column.field
            assert cell, column.field
        assert not column.choices or cell in column.choices


@pytest.mark.parametrize("name", ASKED)
def test_the_second_sheet_explains_every_column(written: Path, name: str) -> None:
    book = CalamineWorkbook.from_path(str(written / f"{name}.xlsx"))
    assert book.sheet_names == [KNOWN[name].label.zh, NOTES_SHEET]
    rows = book.get_sheet_by_name(NOTES_SHEET).to_python()
    told = rows[1 : len(KNOWN[name].columns) + 1]
    assert [row[0] for row in told] == [column.heading for column in KNOWN[name].columns]
    assert all(row[1] and row[2] and row[3] for row in told)
    assert {row[4] for row in told} == {"必填", "选填"}


def test_explanations_are_in_the_language_asked_for(tmp_path: Path) -> None:
    write_template("pledges", tmp_path / "a.xlsx", language="en")
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name(NOTES_SHEET).to_python()
    assert rows[0] == ["column", "meaning", "form", "example", "needed", "note"]
    assert rows[1][:2] == ["登记号", "registration number"]


def test_a_template_of_patents_offers_the_three_kinds_only() -> None:
    (kind,) = [column for column in KNOWN["patent"].columns if column.field == "kind"]
    assert kind.choices == ("发明专利", "实用新型", "外观设计")
    (kind,) = [column for column in KNOWN["rights"].columns if column.field == "kind"]
    assert len(kind.choices) == len(RIGHT_KINDS) - 1


def test_lists_to_pick_from_frozen_headings_and_text_cells_stand_in_the_file(written: Path) -> None:
    sheet = _xml(written / "titles_awards.xlsx", "xl/worksheets/sheet1.xml")
    assert re.search(r'<dataValidation type="list" errorStyle="warning"', sheet)
    assert "国家级,市级,区级" in sheet
    assert '<pane ySplit="1"' in sheet
    assert 'numFmtId="49"' in _xml(written / "titles_awards.xlsx", "xl/styles.xml")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_heading_that_looks_like_a_formula_is_written_as_text(tmp_path: Path, sign: str) -> None:
    own = tmp_path / "columns" / "pledges.yaml"
    own.parent.mkdir()
    own.write_text(
        f'id: pledges\nlabel: {{zh: 本局, en: ours}}\nfields: {{amount: {{names: ["{sign}1+1"]}}}}\n', "utf-8"
    )
    file = tmp_path / "a.xlsx"
    write_template("pledges", file, language="zh", overlay=tmp_path)
    rows, _ = _rows(file)
    assert f"{sign}1+1" in rows[0]
    assert "<f>" not in _xml(file, "xl/worksheets/sheet1.xml") + _xml(file, "xl/worksheets/sheet2.xml")


def test_numbers_in_examples_are_made_up_and_right() -> None:
    for name in ASKED:
        for column in KNOWN[name].columns:
            if column.form == "credit_code":
                assert check_number("uscc", column.example).problems == ()
                assert column.example[2:8] == "000000"
            if column.form == "application" and KNOWN[name].kind == "rights" and name in {"patent", "rights"}:
                assert check_number("application", column.example).problems == ()
                assert "9900001" in column.example


def test_a_template_is_found_by_its_label_and_near_names_are_offered() -> None:
    assert template_named("商标", KNOWN).name == "trademark"
    assert template_named("Pledges", KNOWN).name == "pledges"
    with pytest.raises(NotFound, match="trademark"):
        template_named("trademarks", KNOWN)


def test_nothing_that_exists_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"filled in")
    with pytest.raises(BadInput, match="已存在"):
        write_template("trademark", file, language="zh")
    assert file.read_bytes() == b"filled in"


def test_a_wrong_ending_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.xlsx"):
        write_template("trademark", tmp_path / "a.csv", language="zh")
    with pytest.raises(BadInput, match="没有文件夹"):
        write_template("trademark", tmp_path / "none" / "a.xlsx", language="zh")


def _rows(file: Path) -> tuple[list[list[object]], str]:
    book = CalamineWorkbook.from_path(str(file))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()], book.sheet_names[0]


def _xml(file: Path, member: str) -> str:
    with zipfile.ZipFile(file) as packed:
        return packed.read(member).decode()
