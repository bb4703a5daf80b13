"""From an understood grid to rows of the register: values, extra columns, rows that break a rule (逐行读取)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pyarrow as pa

from zhiquan.knowledge.columns import ColumnNames, heading_key
from zhiquan.register.intake.masking import masked_cells
from zhiquan.register.intake.parts import Cell, Line
from zhiquan.register.intake.row_rules import RowRule, rules_of
from zhiquan.register.intake.stated_ends import end_columns, events_beside
from zhiquan.register.intake.templates import EXAMPLE_MARK
from zhiquan.register.intake.understanding import Understood
from zhiquan.register.intake.understanding.page_lines import is_note, is_repeated_header, is_total
from zhiquan.register.intake.values import CellProblem, Column, ColumnReader, Lookups, reader_of
from zhiquan.register.intake.values.texts import text_of
from zhiquan.register.tables import OBSERVATIONS
from zhiquan.register.tables.left_out import QUARANTINED

_FIGURES = frozenset(
    ["amount", "value", "price", "sold", "rd_spend", "employees", "app_no", "reg_no", "number", "code"]
)
"""Fields whose figures are never personal: they stay readable in a repair file."""

_NUMBERED = frozenset(["app_no", "pub_no", "grant_no", "reg_no", "number", "code"])
PIECE = 5_000
"""Rows read at a time."""


@dataclass(slots=True)
class Tally:
    """What was met while a sheet was read (计数).

    Args:
        rows: rows with something in them, without headings and totals.
        quarantined: rows left out.
        skipped: repeated headings and totals, by what they are.
        reasons: rows left out by rule and column.
        samples: the first row left out by each of these.
    """

    rows: int = 0
    quarantined: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    samples: dict[tuple[str, str], tuple[int, CellProblem]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetReader:
    """Reads the rows of one understood grid.

    Args:
        grid: the grid.
        lookups: answers of the definitions.
        table: names of the kind's columns: what rows need, and the closed words of a column.
        tally: counts, filled while reading.
    """

    grid: Understood
    lookups: Lookups
    table: ColumnNames
    tally: Tally

    @property
    def _second(self) -> list[tuple[str, int]]:
        """Field and place of columns that stand beside another of the same field: they fill what it leaves empty."""
        known = self.table.headings(self.grid.context)
        again = [use for use in self.grid.columns if use.reason == "same_field"]
        found = [(known.get(heading_key(use.source), ""), use.place) for use in again]
        return [(name, place) for name, place in found if name in self.grid.fields]

    def pieces(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Kind and rows, and ``quarantined`` with the rows left out, some thousand at a time."""
        readers = self._readers()
        variant = self.table.contexts.get(self.grid.context)
        needed = (variant.needed if variant else ()) or self.table.needed
        rules = rules_of(self.grid.kind, right=self.grid.right, needed=needed)
        lines = self._data_lines()
        while piece := list(islice(lines, PIECE)):
            self.tally.rows += len(piece)
            yield from self._piece(piece, readers, rules)

    def _readers(self) -> dict[str, ColumnReader]:
        plain = {
            use.field: reader_of(
                self.grid.kind,
                use.field,
                heading=use.source,
                sample=[row[use.place] for row in self.grid.sample],
                lookups=self.lookups,
                right=self.grid.right,
            )
            for use in self.grid.columns
            if use.field
        }
        closed = {name: self.table.fields[name] for name in plain if name in self.table.fields}
        return {
            name: _in_words(reader, closed[name].word_of) if name in closed and closed[name].values else reader
            for name, reader in plain.items()
        }

    def _data_lines(self) -> Iterator[Line]:
        """Lines that are rows: not empty, no repeated headings, no totals."""
        columns = self.grid.columns
        headings = {use.source for use in columns}
        last = 0
        for printed, cells in self.grid.lines:
            # A row of a right is known by its line: where several stand on one line of the file, they are numbered on.
            number = last = max(printed, last + 1) if self.grid.kind == "rights" else printed
            lead = next((cell for cell in cells if cell is not None and cell != ""), None)
            if lead is None or (isinstance(lead, str) and not _says(cells)):
                continue
            if EXAMPLE_MARK in cells:
                self.tally.skipped["example"] += 1
                continue
            # Most rows are plain: only those that begin like a heading or a total are looked at closely.
            if isinstance(lead, str) and len(lead) < 40:
                if self.grid.header and lead.strip() in headings and is_repeated_header(cells, columns):
                    self.tally.skipped["header"] += 1
                    continue
                if len(lead) <= 14 and is_total(cells) and not self._is_numbered(cells):
                    self.tally.skipped["total"] += 1
                    continue
            if is_note(cells, columns):
                self.tally.skipped["note"] += 1
                continue
            yield number, cells

    def _is_numbered(self, cells: Sequence[Cell]) -> bool:
        """True when the row has a number of a right or record: it is no total, whatever its name."""
        places = [place for name, place in self.grid.fields.items() if name in _NUMBERED]
        return any(place < len(cells) and text_of(cells[place]) is not None for place in places)

    def _piece(
        self, lines: Sequence[Line], readers: Mapping[str, ColumnReader], rules: Sequence[RowRule]
    ) -> Iterator[tuple[str, pa.RecordBatch]]:
        columns = self._columns(lines)
        read: dict[str, Column] = {}
        for use in self.grid.columns:
            if use.field:
                read[use.field] = readers[use.field](columns[use.place])
        values: dict[str, Any] = {name: list(column.values) for name, column in read.items()}
        for name, place in self._second:
            more = readers[name](columns[place]).values
            values[name] = [one if one is not None else other for one, other in zip(values[name], more, strict=True)]
        if self.grid.kind == "series" and "place" not in values:
            values["place"] = [self.lookups.home or None] * len(lines)
        problems = _problems(read)
        for rule in rules:
            rule(values, problems, len(lines))
        self._add_events(values, columns)
        values["content"] = self._contents(values, len(lines))
        values["extra"] = self._extras(lines, columns)
        good = [place not in problems for place in range(len(lines))]
        if any(good):
            yield self.grid.kind, self._batch(lines, values, good)
        if problems:
            yield QUARANTINED.name, self._left_out(lines, problems)

    def _add_events(self, values: dict[str, Any], columns: Sequence[Sequence[Cell]]) -> None:
        """What a status word and the days beside it tell together."""
        beside = end_columns(self.grid, self.table)
        if beside is not None:
            values["events"] = events_beside(values["status_word"], columns, beside, self.lookups.event)

    def _columns(self, lines: Sequence[Line]) -> list[Sequence[Cell]]:
        width = len(self.grid.columns)
        rows = [
            cells if len(cells) == width else [*cells[:width], *[None] * (width - len(cells))] for _, cells in lines
        ]
        return list(zip(*rows, strict=True)) if width else []

    def _contents(self, values: Mapping[str, Sequence[Any]], count: int) -> list[str]:
        """Hash of what the known columns of each row say, in whatever order, style or format the file has them."""
        names = sorted(values)
        lead = f"{self.grid.kind}|{self.grid.right}|{'|'.join(names)}"
        rows = zip(*(values[name] for name in names), strict=True) if names else iter([()] * count)
        return [
            hashlib.blake2b(f"{lead}{row!r}".encode("utf-8", "replace"), digest_size=12).hexdigest() for row in rows
        ]

    def _extras(self, lines: Sequence[Line], columns: Sequence[Sequence[Cell]]) -> list[list[tuple[str, str]] | None]:
        """Cells of columns nobody knew, by heading; a repeated heading gets its place."""
        unknown = [(name, use.place) for name, use in self._extra_names() if not use.field]
        texts = [(name, masked_cells(name, [text_of(cell) for cell in columns[place]])) for name, place in unknown]
        width = len(self.grid.columns)
        found: list[list[tuple[str, str]] | None] = []
        for place, (_, cells) in enumerate(lines):
            pairs = [(name, text) for name, column in texts if (text := column[place]) is not None]
            for number, cell in enumerate(cells[width:], width + 1):
                text = text_of(cell)
                if text is not None:
                    pairs.append((f"#{number}", text))
            found.append(pairs or None)
        return found

    def _extra_names(self) -> Iterator[tuple[str, Any]]:
        seen: Counter[str] = Counter()
        for use in self.grid.columns:
            seen[use.source] += 1
            yield (use.source if seen[use.source] == 1 else f"{use.source} ({seen[use.source]})"), use

    def _batch(self, lines: Sequence[Line], values: Mapping[str, Any], good: Sequence[bool]) -> pa.RecordBatch:
        schema = OBSERVATIONS[self.grid.kind].schema
        made = {
            **values,
            "sheet": [self.grid.sheet] * len(lines),
            "line": [number for number, _ in lines],
        }
        fields = [field for field in schema if field.name in made]
        arrays = [pa.array(made[field.name], field.type, from_pandas=False) for field in fields]
        batch = pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))
        return batch if all(good) else batch.filter(pa.array(good))

    def _left_out(self, lines: Sequence[Line], problems: Mapping[int, tuple[str, CellProblem]]) -> pa.RecordBatch:
        known = [use.source for use in self.grid.columns]
        plain = {use.source for use in self.grid.columns if use.field in _FIGURES}
        sources = {use.field: use.source for use in self.grid.columns if use.field}
        rows = []
        for place, (name, problem) in sorted(problems.items()):
            number, cells = lines[place]
            column = sources.get(name, "")
            self.tally.quarantined += 1
            self.tally.reasons[problem.rule, column] += 1
            self.tally.samples.setdefault((problem.rule, column), (number, problem))
            texts = [text_of(cell) or "" for cell in cells]
            headings = [*known, *(f"#{beyond}" for beyond in range(len(known) + 1, len(texts) + 1))]
            rows.append(
                {
                    "sheet": self.grid.sheet,
                    "line": number,
                    "column": column,
                    "value": problem.value[:200],
                    "rule": problem.rule,
                    "says": problem.words.zh,
                    "says_en": problem.words.en,
                    "remedy": problem.remedy.zh,
                    "remedy_en": problem.remedy.en,
                    "headings": headings,
                    "cells": [
                        text if head in plain else masked_cells(head, [text])[0] or ""
                        for head, text in zip(headings, texts, strict=False)
                    ],
                }
            )
        return pa.RecordBatch.from_pylist(rows, schema=QUARANTINED.schema)


def _in_words(reader: ColumnReader, word_of: Callable[[str], str | None]) -> ColumnReader:
    """A reader whose texts are closed words where the table knows them: 国家级 is ``national``."""
    known: dict[str, str] = {}

    def word(text: str) -> str:
        if text not in known:
            known[text] = word_of(text) or text
        return known[text]

    def read(cells: Sequence[Cell]) -> Column:
        column = reader(cells)
        return Column([word(one) if isinstance(one, str) else one for one in column.values], column.problems)

    return read


def _says(cells: Sequence[Cell]) -> bool:
    """True when any cell holds something."""
    return any(text_of(cell) is not None for cell in cells)


def _problems(read: Mapping[str, Column]) -> dict[int, tuple[str, CellProblem]]:
    """The first problem of each row, by place."""
    found: dict[int, tuple[str, CellProblem]] = {}
    for name, column in read.items():
        for place, problem in column.problems.items():
            found.setdefault(place, (name, problem))
    return found
