"""Rows of ``INSERT`` statements in a MySQL dump (MySQL 转储)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS
from zhiquan.register.intake.opening.refusals import damaged, no_table, refused, too_long
from zhiquan.register.intake.opening.sql_text import SqlText
from zhiquan.register.intake.parts import Cell, Grid, Line

DUMP = Words("SQL 转储文件", "SQL dump")
_NAME = r"(?:[`\"\[]?\w+[`\"\]]?\s*\.\s*)?[`\"\[]?(?P<table>[^`\"\]\s(.]+)[`\"\]]?"
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.IGNORECASE)
_COLUMN = re.compile(r"^\s*[`\"\[]([^`\"\]]+)[`\"\]]\s+\w+", re.MULTILINE)
_INSERT = re.compile(
    rf"(?:INSERT|REPLACE)\s+(?:(?:IGNORE|DELAYED|LOW_PRIORITY|HIGH_PRIORITY)\s+)*(?:INTO\s+)?{_NAME}\s*"
    r"(?:\((?P<columns>[^)]*)\))?\s*VALUES?(?=\s*\()",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"^\s*(?:{_CREATE.pattern}|(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s)", re.IGNORECASE | re.MULTILINE
)
_ROW = re.compile(r"\s*,?(?:\s|--[^\n]*\n|/\*.*?\*/)*\(", re.DOTALL)
_VALUE = re.compile(
    r"""\s*(?:
        (?P<null>NULL\b)
        | (?:_\w+\s*|N)?(?P<text>'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'|"[^"\\]*(?:(?:\\.|"")[^"\\]*)*")
        | (?P<plain>[^,()'"\s]+(?:\s*\((?:[^()']|'[^']*')*\))?)
    )\s*(?P<end>[,)])""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(.)|''|\"\"", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "0": "", "b": "", "Z": ""}
_AHEAD = 8_192
_LONGEST = 2 * CELL_CHARACTERS + 100


def is_dump(head: str) -> bool:
    """True when a line of the beginning starts a ``CREATE TABLE`` or ``INSERT INTO``."""
    return bool(_BEGINS.search(head))


def dump_tables(file: Path, *, encoding: str, name: str) -> list[Grid]:
    """One grid per table that has rows; the line of a row is where it starts in the file.

    Raises:
        BadInput: the dump ends within a statement.
        NoRows: no table has rows.
    """
    columns: dict[str, list[str]] = {}
    tables: dict[str, None] = {}
    with SqlText(file, encoding) as text:
        while text.next_statement():
            if created := text.match(_CREATE):
                line = text.line
                body = text.rest_of_statement()
                if body is None:
                    raise _cut(name, created["table"], line)
                columns[created["table"]] = _COLUMN.findall(body)
                continue
            if inserted := text.match(_INSERT):
                tables[inserted["table"]] = None
            text.skip_statement()
    if not tables:
        raise no_table(name, DUMP)
    return [Grid(table, _lines(file, encoding, table, columns.get(table, []), name)) for table in tables]


def _lines(file: Path, encoding: str, table: str, columns: list[str], name: str) -> Iterator[Line]:
    heads: list[str] = []
    with SqlText(file, encoding) as text:
        while text.next_statement():
            inserted = text.match(_INSERT)
            if inserted is not None and inserted["table"] == table:
                named = _names(inserted["columns"]) or columns
                if named and not heads:
                    heads = named
                    yield 0, list(heads)
                order = _order(named, heads, name=name, table=table, line=text.line)
                text.advance(inserted.end())
                for line, cells in _rows(text, name=name, table=table):
                    yield line, cells if order is None else [_at(cells, place) for place in order]
            text.skip_statement()


def _at(cells: list[Cell], place: int | None) -> Cell:
    return cells[place] if place is not None and place < len(cells) else None


def _names(listed: str | None) -> list[str]:
    return [part.strip(' `"[]\r\n\t') for part in listed.split(",")] if listed else []


def _order(named: list[str], heads: list[str], *, name: str, table: str, line: int) -> list[int | None] | None:
    """Places of the headings in a statement that lists its columns in another order; None when the order is theirs."""
    if named == heads:
        return None
    late = [column for column in named if column not in heads]
    if late:
        raise refused(
            name,
            sheet=table,
            row=line,
            column=late[0],
            rule=Words("后面的 INSERT 语句出现了前面没有的列", "a later INSERT names a column that the first did not"),
            remedy=Words("请连同建表语句重新导出该表。", "Export the table again together with its CREATE TABLE."),
        )
    return [named.index(column) if column in named else None for column in heads]


def _rows(text: SqlText, *, name: str, table: str) -> Iterator[Line]:
    """Rows behind ``VALUES`` up to the end of the statement."""
    while True:
        text.need(_AHEAD)
        opening = text.match(_ROW)
        if opening is None:
            return
        text.advance(opening.end())
        line = text.line
        cells: list[Cell] = []
        while True:
            found = text.match_more(_VALUE, limit=_LONGEST)
            if found is None:
                if text.holds(_LONGEST):
                    value = text.peek(80)
                    raise too_long(name, sheet=table, row=line, column=len(cells) + 1, value=value)
                raise _cut(name, table, line, column=len(cells) + 1, value=text.peek(60))
            cells.append(_value(found))
            text.advance(found.end())
            if found["end"] == ")":
                break
        yield line, cells


def _value(found: re.Match[str]) -> Cell:
    if found["null"]:
        return None
    if found["text"] is not None:
        inner = found["text"][1:-1]
        if inner.startswith("0000-00-00"):
            return None  # MySQL's own way to say that there is no date
        if "\\" not in inner and "''" not in inner and '""' not in inner:
            return inner
        return _ESCAPED.sub(lambda part: part[0][0] if part[1] is None else _PLAIN.get(part[1], part[1]), inner)
    return found["plain"]


def _cut(name: str, table: str, line: int, *, column: int | None = None, value: str = "") -> BadInput:
    problem = damaged(name, DUMP, f"表 {table} 第 {line} 行 / table {table}, line {line}")
    where: dict[str, object] = {"file": name, "sheet": table, "row": line}
    if column is not None:
        where |= {"column": column, "value": value}
    return BadInput(problem.message, where=where, remedy=problem.remedy)
