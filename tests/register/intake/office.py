"""An office with an empty register, and small files of our own making (导入测试用)."""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

import factory
from zhiquan.register.intake.importing import Office, Wishes, import_file
from zhiquan.register.intake.outcomes import Imported
from zhiquan.register.intake.understanding import Headings
from zhiquan.register.intake.understanding.headings import load_headings

HOME = "500115"
Table = Sequence[Sequence[object]]


@functools.cache
def headings() -> Headings:
    """The shipped tables of names, read once per process."""
    return load_headings(None)


def office(root: Path) -> Office:
    """An office whose register is empty and lies in ``root``."""
    return Office(factory.register(root / "lake"), headings(), HOME, None)


def take(made: Office, file: Path, *, day: int = 1, **wishes: object) -> Imported:
    """Import one file on one day in June 2024."""
    return import_file(made, file, Wishes(**wishes), actor=factory.actor(day))  # type: ignore[arg-type]


def csv_file(file: Path, rows: Table, *, encoding: str = "utf-8-sig") -> Path:
    """Rows as a CSV file."""
    with file.open("w", newline="", encoding=encoding) as handle:
        csv.writer(handle).writerows(rows)
    return file


def xlsx_file(file: Path, sheets: dict[str, Table]) -> Path:
    """Sheets of rows as a workbook."""
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, place, cell)
    return file


def patents(count: int, *, first: int = 1, title: str = "一种装置") -> list[list[object]]:
    """Rows of a plain patent list: number, title, applicant, day, class."""
    return [
        [factory.application(n), f"{title}{n}", f"演示{n % 3}科技有限公司", "2020-03-0" + str(1 + n % 9), "C21D 9/00"]
        for n in range(first, first + count)
    ]


HEAD: list[object] = ["申请号", "专利名称", "申请人", "申请日", "主分类号"]
