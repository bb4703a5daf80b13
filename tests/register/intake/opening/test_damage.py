"""A file damaged anywhere is read or refused, and never breaks the program."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
import xlwt

from deep import times
from register.intake.opening.reading import sheets
from register.intake.opening.test_archives import packed
from register.intake.opening.test_other_formats import PAGE, REFERENCES, WORKBOOK
from register.intake.opening.test_sql_dump import DUMP
from register.intake.opening.test_workbooks import open_document
from zhiquan.basics.errors import BadInput

ROWS = [["申请号", "名称", "日期"], *([f"CN{n}", f'一种"装置",{n}', "2020-01-02"] for n in range(60))]
TIMES = times(40, 600)


def new_workbook(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("甲")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)


def old_workbook(file: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("甲")
    for number, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.save(str(file))


def text(given: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    return lambda file: file.write_bytes(given.encode(encoding))


CSV = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in ROWS)
MAKERS: dict[str, Callable[[Path], object]] = {
    "xlsx": new_workbook,
    "xls": old_workbook,
    "ods": open_document,
    "zip": lambda file: packed(file, {"甲.csv": CSV.encode(), "乙.sql": DUMP.encode()}),
    "parquet": lambda file: pq.write_table(
        pa.table({"号": [row[0] for row in ROWS], "名": [row[1] for row in ROWS]}), file
    ),
    "csv": text(CSV),
    "gbk": text(CSV, "gb18030"),
    "utf16": text(CSV, "utf-16-le"),
    "sql": text(DUMP),
    "json": text('[{"号": "1", "名": {"a": [1, 2]}},\n{"号": "2"}]'),
    "jsonl": text('{"号": "1", "名": {"a": [1, 2]}}\n{"号": "2"}\n'),
    "html": text(PAGE),
    "workbook.xml": text(WORKBOOK),
    "cnki": text(REFERENCES),
}


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changed, taken out or doubled, or with the end missing."""
    made = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 8))):
        place = chance.randrange(len(made))
        length = chance.choice((1, 1, 2, 4, 60))
        match chance.randrange(5):
            case 0:
                made[place : place + length] = chance.randbytes(length)
            case 1:
                del made[place : place + length]
            case 2:
                made[place:place] = made[place : place + length]
            case 3:
                made[place] ^= 1 << chance.randrange(8)
            case _:
                made[place:] = made[place:] if chance.random() < 0.7 else b""
        if not made:
            return b""
    return bytes(made)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_damaged_anywhere_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"甲.{kind}"
    MAKERS[kind](file)
    whole = file.read_bytes()
    assert sheets(file)
    chance = random.Random(kind)
    for _ in range(TIMES if kind != "xls" else times(15, 100)):
        file.write_bytes(damaged(whole, chance))
        with contextlib.suppress(BadInput):
            sheets(file)
