"""What each source says of a right, column by column, without reading whole tables (逐项陈述)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.register.browsing.lists import listing
from zhiquan.register.browsing.masks import masked_value
from zhiquan.register.browsing.packed import ROWS
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.card import Statement
from zhiquan.register.tables.facts import CLASS_LISTS, FACTS, RELATED

COLUMNS = tuple(column for column in (*FACTS, *CLASS_LISTS, *RELATED) if column.name != "events")
"""Columns a source may state of a right."""


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One property of a right: the value gone by, and what each source states (一项著录).

    Args:
        name: column of the register.
        label: its name for people.
        value: what the register goes by.
        statements: best standing first; the first is the one gone by.
        is_disputed: some source states another value.
    """

    name: str
    label: Words
    value: Any
    statements: tuple[Statement, ...]
    is_disputed: bool


def fields_of(reader: Reader, row: dict[str, Any], lines: Sequence[Origin], aliases: Sequence[str]) -> list[FieldShown]:
    """Every property a right has, with its statements.

    Args:
        reader: one snapshot.
        row: its row of ``rights``.
        lines: the lines of files that speak of it, best standing first.
        aliases: its other ids, which decisions may name.
    """
    said = [*_decided(reader, [row["right"], *aliases]), *_observed(reader, lines)]
    found = []
    for column in COLUMNS:
        stated = [(where, given[column.name]) for where, given in said if given.get(column.name) not in (None, "", [])]
        statements = tuple(
            _statement(column.name, masked_value(column, value), where, is_believed=place == 0)
            for place, (where, value) in enumerate(stated)
        )
        value = masked_value(column, row.get(column.name)) if column.name in row else None
        if value in (None, "", []) and statements:
            value = statements[0].value
        if value not in (None, "", []):
            differs = any(one.value != statements[0].value for one in statements)
            found.append(FieldShown(column.name, column.says, value, statements, differs))
    return found


def _observed(reader: Reader, lines: Sequence[Origin]) -> Iterator[tuple[Origin, dict[str, Any]]]:
    """The source rows themselves, in the order :func:`zhiquan.register.reading.card.right_card` lists them."""
    for batch, members in groupby(lines, lambda line: line.batch):
        where = {(line.sheet, line.line): line for line in members}
        rows = observed_rows(reader, "observations_rights", batch, [place[1] for place in where])
        chosen = [row for row in rows if (row["sheet"] or "", row["line"] or 0) in where]
        for row in sorted(chosen, key=_standing):
            yield where[row["sheet"] or "", row["line"] or 0], row


def observed_rows(reader: Reader, table: str, batch: str, lines: Sequence[int]) -> list[dict[str, Any]]:
    """Rows of one batch at some lines, of whichever sheet; line 0 stands for rows without one."""
    return [row for line in sorted(set(lines)) for row in ROWS.of(reader, table, batch, line=line)]


def _standing(row: dict[str, Any]) -> tuple[int, int, str, int]:
    """Rows of one batch: the later document first, then by sheet and line."""
    day, end = row["granted_on"] or row["published_on"], row["expires_on"]
    return -_number(day), -_number(end), row["sheet"] or "", row["line"] or 0


def _number(day: date | None) -> int:
    return day.toordinal() if day else 0


def _decided(reader: Reader, names: list[str]) -> list[tuple[Origin, dict[str, Any]]]:
    """Decisions on values of the right, the last first."""
    rows = listing(reader, "value_decisions").where("subject", names)
    return [(_origin(row), {row["field"]: row["value"]}) for row in rows]


def _origin(row: dict[str, Any]) -> Origin:
    return Origin(row["batch"], row["file"], row["sheet"], row["line"], row["sha256"], row["known"])


def _statement(field: str, value: Any, where: Origin, *, is_believed: bool) -> Statement:  # noqa: ANN401 - a value of any column
    known = where.known_on.isoformat()
    return Statement(field, value, where.file, where.sheet, where.line, where.batch, known, is_believed=is_believed)
