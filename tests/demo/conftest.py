"""The demo district, written once for all tests of this room."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
from python_calamine import load_workbook

from zhiquan.demo.district import World, make_world, write_district
from zhiquan.demo.writing import DemoFile

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Written:
    """The files of one run, and their rows as texts by heading."""

    folder: Path
    files: list[DemoFile]

    @cached_property
    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Data rows of each file by name, totals rows left out."""
        return {file.path.name: list(_rows(file.path)) for file in self.files}

    @cached_property
    def headings(self) -> dict[str, list[str]]:
        """Headings of each file by name, of all its sheets."""
        found = {}
        for file in self.files:
            names = [name for lines in _sheets(file.path) for name in _heading(lines)]
            found[file.path.name] = list(dict.fromkeys(names))
        return found


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("district")
    return Written(folder, write_district(folder, today=TODAY))


@pytest.fixture(scope="session")
def world() -> World:
    return make_world(115)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    for lines in _sheets(path):
        heading = _heading(lines)
        start = lines.index(heading) + 1 if heading else 0
        for line in lines[start:]:
            if line and line[0] != "合计":
                yield dict(zip(heading, line, strict=False))


def _heading(lines: list[list[str]]) -> list[str]:
    return next((line for line in lines if sum(bool(cell) for cell in line) > 3), [])


def _sheets(path: Path) -> list[list[list[str]]]:
    if path.suffix == ".csv":
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "gb18030")
        return [list(csv.reader(io.StringIO(text)))]
    book = load_workbook(path)
    pages = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
    return [[[_text(cell) for cell in line] for line in page] for page in pages]


def _text(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
