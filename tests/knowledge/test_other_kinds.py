"""Code tables, holiday years and districts in lists and on pages of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhiquan.basics.errors import NotFound
from zhiquan.knowledge.check_up import check_everything
from zhiquan.knowledge.other_kinds import OTHER_KINDS, other_entries
from zhiquan.knowledge.other_pages import FIRST_ROWS, LONGEST_CELL, clipped, spans


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_every_entry_has_a_page_with_words_in_both_languages(kind: str) -> None:
    for entry in other_entries(kind, None):
        page = OTHER_KINDS[kind].page(entry.id, None)
        assert entry.label.zh
        assert entry.label.en
        assert page.grids
        for grid in page.grids:
            assert all(len(row) == len(grid.heads) for row in grid.rows)


def test_a_code_table_tells_edition_source_gaps_columns_and_first_rows() -> None:
    page = OTHER_KINDS["codes"].page("sei", None)
    names = [name.zh for name, _ in page.lines]
    assert {"版本", "出处", "所见副本", "许可", "行数", "主键", "已知缺漏"} <= set(names)
    columns, first = page.grids
    assert columns.rows[0][0] == "rule"
    assert len(first.rows) == FIRST_ROWS


def test_an_own_file_is_counted_as_own(tmp_path: Path) -> None:
    file = tmp_path / "holidays" / "2027.yaml"
    file.parent.mkdir()
    file.write_text(
        "year: 2027\nnotices: [{number: 试, source: test, verified: false}]\n"
        "holidays: [{name: {zh: 元旦, en: New Year}, notice: 试, rest_days: [2027-01-01]}]\n",
        "utf-8",
    )
    count = check_everything(tmp_path, "zh").counts["holidays"]
    assert (count.files, count.own) == (9, 1)
    assert check_everything(None, "zh").counts["holidays"].own == 0


def test_a_broken_own_file_is_one_problem_and_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "holidays" / "2027.yaml"
    file.parent.mkdir()
    file.write_text("year: 2027\n", "utf-8")
    found = check_everything(tmp_path, "en")
    assert found.counts["holidays"].files == 8
    assert len(found.problems) == 1


def test_a_year_not_held_names_those_held() -> None:
    with pytest.raises(NotFound, match="2026"):
        OTHER_KINDS["holidays"].entry("2044", None)


def test_a_district_without_a_file_comes_from_the_tables() -> None:
    assert OTHER_KINDS["districts"].entry("500107", None).label.zh == "九龙坡区"
    assert OTHER_KINDS["districts"].entry("500221", None).id == "500115"


def test_days_are_told_as_stretches() -> None:
    days = [date(2024, 2, 12), date(2024, 2, 10), date(2024, 2, 11), date(2024, 2, 29), date(2024, 3, 1)]
    assert spans([*days, date(2024, 5, 1)]) == "2024-02-10—2024-02-12, 2024-02-29—2024-03-01, 2024-05-01"
    assert spans([]) == ""


def test_a_cell_is_cut_only_when_it_is_longer_than_the_limit() -> None:
    assert clipped("x" * LONGEST_CELL) == "x" * LONGEST_CELL
    assert clipped("x" * (LONGEST_CELL + 1)) == "x" * (LONGEST_CELL - 1) + "…"
