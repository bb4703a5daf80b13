from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.site.drawing.table_csv import table_csv


def test_a_table_begins_with_its_mark_and_keeps_numbers_and_days() -> None:
    told = table_csv(["时点", "数值"], [[date(2025, 9, 30), Decimal("-19.02")], [None, 1318]])
    assert told == "\ufeff时点,数值\r\n2025-09-30,-19.02\r\n,1318\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    told = table_csv([text], [[text]])
    assert list(csv.reader(io.StringIO(told[1:], newline=""))) == [[f"'{text}"], [f"'{text}"]]


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\x00")), min_size=2, max_size=2), max_size=5))
def test_no_cell_read_back_begins_a_formula(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(table_csv(["a", "b"], rows)[1:], newline="")))[1:]
    assert [[cell.removeprefix("'") if cell[1:2] and cell[:1] == "'" else cell for cell in row] for row in read] == [
        [cell.removeprefix("'") if cell[1:2] and cell[:1] == "'" else cell for cell in row] for row in rows
    ]
    assert not any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for row in read for cell in row if cell)
