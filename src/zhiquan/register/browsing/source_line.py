"""One line of a loaded file as the register keeps it (来源行)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.register.browsing.asking import in_scope
from zhiquan.register.browsing.masks import masked_any, masked_value
from zhiquan.register.browsing.party_records import PartyNames, party_names
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.scope import Scope, current_parties
from zhiquan.register.browsing.statements import observed_rows
from zhiquan.register.lake.reader import Reader
from zhiquan.register.tables import OBSERVATIONS
from zhiquan.register.tables.left_out import QUARANTINED

_PLACE = frozenset({"batch", "sheet", "line", "content", "extra"})
_PARTIES = (
    *("holder", "holders", "applicants", "pledgor", "pledgee", "licensor", "licensee"),
    *("transferor", "transferees", "parties", "name"),
)
"""Columns that name parties, in any kind of row."""


@dataclass(frozen=True, slots=True)
class LineName:
    """Which line of which file: batch, sheet (empty when the file has none) and row of the sheet, from 1 (行)."""

    batch: str
    sheet: str
    line: int


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One value of a line: column of the register, its name for people, the value with personal numbers masked."""

    name: str
    label: Words
    value: Any


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a file as it was stored (来源行).

    Args:
        origin: file, sheet, line, batch, hash of the file, day it became known.
        kind: kind of row, such as ``rights``; ``quarantined`` for a line left out.
        values: what was read from it, normalised.
        own_words: columns nobody knew, as printed: heading and cell; of a line left out, every cell.
        rights: ids of the rights it is about.
        left_out: why it was left out; None when it was loaded.
        tool: vocabulary its status words are read with.
        authority: standing of the source.
        as_of: day the file describes.
        loaded_at: when it was loaded.
        by: who loaded it.
    """

    origin: Origin
    kind: str
    values: tuple[ValueShown, ...]
    own_words: tuple[tuple[str, str], ...]
    rights: tuple[str, ...]
    left_out: Words | None
    tool: str
    authority: str
    as_of: date | None
    loaded_at: datetime
    by: str


def rows_of_file(reader: Reader, name: LineName, scope: Scope) -> list[SourceLine]:
    """What the register keeps of one line of a file: one entry for each kind of row it gave.

    Args:
        reader: one snapshot.
        name: the line.
        scope: what the reader may see; a line is seen with one of its rights, its place or its party.

    Raises:
        NotFound: there is no such line, or the scope does not reach it; the two are not told apart.
    """
    loads = reader.records(f"SELECT * FROM {reader.from_('batches', value=name.batch)} WHERE batch = ?", [name.batch])
    gate = _Gate(reader, scope)
    rows = ((load, kind, row) for load in loads for kind, row in _rows(reader, load, name))
    found = [_shown(load, kind, row) for load, kind, row in rows if gate.lets_through(kind, row)]
    if not found:
        line = f"{name.batch} {name.sheet} {name.line}"
        raise NotFound(
            Words(f"没有来源行 {line}，或不在可见范围内", f"there is no line {line}, or it is out of what you may see")
        )
    return found


def _rows(reader: Reader, load: dict[str, Any], name: LineName) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of the line, by kind; every table is asked when the batch does not tell its kinds."""
    kinds = json.loads(load["rows"] or "{}") or {**dict.fromkeys(OBSERVATIONS), QUARANTINED.name: None}
    for kind in kinds:
        table = QUARANTINED.name if kind == QUARANTINED.name else OBSERVATIONS[kind].name
        if reader.has(table):
            rows = observed_rows(reader, table, name.batch, [name.line])
            yield from ((kind, row) for row in rows if (row["sheet"] or "") == name.sheet)


class _Gate:
    """Which stored lines a scope lets through."""

    def __init__(self, reader: Reader, scope: Scope) -> None:
        self._reader, self._scope = reader, scope

    def lets_through(self, kind: str, row: dict[str, Any]) -> bool:
        """True when the scope reaches the line."""
        if self._scope.reach in {"everything", "nothing"} or kind == QUARANTINED.name:
            return self._scope.reach == "everything"
        if kind == "rights":
            return self._has_right(row["ids"] or [])
        if self._scope.reach == "place":
            return (row.get("town") or row.get("region") or "").startswith(self._scope.of)
        return any(self._names(name, row) for name in self._own())

    def _has_right(self, ids: list[str]) -> bool:
        rights = PREPARED.rights(self._reader)
        seen = in_scope(self._reader, rights, self._scope)
        sql = f"SELECT id FROM {self._reader.from_('aliases')} WHERE list_contains(?, alias)"
        names = {*ids, *(row["id"] for row in self._reader.records(sql, [ids]))}
        places = [rights.place_of(name) for name in names]
        return any(place is not None and seen[place] for place in places)

    def _own(self) -> list[PartyNames]:
        rows = [
            row
            for party in current_parties(self._reader, self._scope.of)
            for row in self._reader.records(
                f"SELECT * FROM {self._reader.from_('parties', value=party)} WHERE party = ?", [party]
            )
        ]
        return [party_names(self._reader, row) for row in rows]

    @staticmethod
    def _names(names: PartyNames, row: dict[str, Any]) -> bool:
        printed = [row.get(column) for column in _PARTIES]
        listed = [name for given in printed for name in (given if isinstance(given, list) else [given])]
        code = row.get("holder_code") or row.get("code")
        return any(names.has(name, row.get("region"), code) for name in listed)


def _shown(load: dict[str, Any], kind: str, row: dict[str, Any]) -> SourceLine:
    is_left_out = kind == QUARANTINED.name
    shape = QUARANTINED if is_left_out else OBSERVATIONS[kind]
    values = () if is_left_out else tuple(
        ValueShown(column.name, column.says, masked_value(column, row[column.name]))
        for column in shape.columns
        if column.name not in _PLACE and row.get(column.name) not in (None, "", [])
    )  # fmt: skip
    return SourceLine(
        origin=Origin(load["batch"], load["file"], row["sheet"] or "", row["line"] or 0, load["sha256"], load["known"]),
        kind=kind,
        values=values,
        own_words=tuple((heading, masked_any(heading, text)) for heading, text in _own_words(row) if text),
        rights=tuple(row.get("ids") or ()),
        left_out=Words(f"{row['column']}：{row['says']}", f"{row['column']}: {row['says_en']}")
        if is_left_out
        else None,
        tool=load["tool"] or "",
        authority=load["authority"] or "",
        as_of=load["as_of"],
        loaded_at=load["loaded_at"],
        by=load["by"] or "",
    )


def _why(row: dict[str, Any]) -> Words:
    return Words(f"{row['column']}：{row['says']}", f"{row['column']}: {row['says_en']}")


def _own_words(row: dict[str, Any]) -> list[tuple[str, str]]:
    if "cells" in row:
        return list(zip(row["headings"] or [], row["cells"] or [], strict=False))
    return list(dict(row.get("extra") or {}).items())
