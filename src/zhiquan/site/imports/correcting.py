"""Right values typed in for rows that broke a rule, and the repair file they make (修复)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import xlsxwriter

from zhiquan.basics.words import Language
from zhiquan.register.intake.repair import MARKS
from zhiquan.site.imports.marking import marked
from zhiquan.site.shell.speech import say

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the workbook format has no zone; the same rows make the same bytes
_TELLING = ("title", "name", "holder", "pledgor", "holders", "applicants", "app_no", "reg_no", "number", "pub_no")
"""Fields a person knows a row by, the best first."""

Corrections = dict[str, dict[str, str]]
"""Right values by ``sheet!line`` and heading."""


@dataclass(frozen=True, slots=True)
class FixRow:
    """One row to repair as the page shows it (待修行).

    Attributes:
        number: place in the list, from 0; names its fields of the form.
        mark: what ties those fields to the row, by ``mark_of``.
        alike: rows with the same wrong value in the same column, this one too.
        is_first: true for the first of those.
        typed: the right value typed before.
        column_typed: the heading it was typed for, when the rule names none of the file's.
        still: why the corrected row is still not taken; empty while unknown or when it is.
        is_accepted: true when the last trial took the corrected row.
    """

    number: int
    mark: str
    sheet: str
    line: int
    column: str
    value: str
    says: str
    remedy: str
    headings: tuple[str, ...]
    is_in_file: bool
    alike: int
    is_first: bool
    typed: str
    column_typed: str
    still: str
    is_accepted: bool
    subject: str


def key_of(row: Mapping[str, Any]) -> str:
    """Sheet and line by which a row is known: ``"表1!88"``; ``"88"`` when the file is one table."""
    return f"{row['sheet']}!{row['line']}" if row["sheet"] else str(row["line"])


def mark_of(row: Mapping[str, Any]) -> str:
    """What ties a field of the form to its row and the fault it is typed for: ``"5f2b81c0:表1!88"``.

    The row's key follows the colon; what stands before it changes with the column and the value found wrong.
    """
    fault = "\x1f".join((key_of(row), row["column"], row["value"]))
    return f"{sha256(fault.encode()).hexdigest()[:8]}:{key_of(row)}"


def fix_rows(
    rows: Sequence[Mapping[str, Any]],
    corrections: Corrections,
    tried: Mapping[str, Any] | None = None,
    *,
    fields: Mapping[str, str] | None = None,
) -> list[FixRow]:
    """The rows to repair with what was typed for them.

    Args:
        rows: rows left out.
        corrections: what was typed.
        tried: what the trial of the corrected rows told: ``still`` by key, ``keys`` tried.
        fields: heading to field, by which a row is given the name people know it by.
    """
    groups = Counter(group_of(row) for row in rows if row["value"])
    seen: set[tuple[str, ...]] = set()
    made = []
    still = (tried or {}).get("still", {})
    was_tried = set((tried or {}).get("keys", ()))
    for number, row in enumerate(rows):
        key, group = key_of(row), group_of(row)
        given = corrections.get(key, {})
        heading, typed = next(iter(given.items())) if given else ("", "")
        made.append(
            FixRow(
                number=number,
                mark=mark_of(row),
                sheet=row["sheet"],
                line=row["line"],
                column=row["column"],
                value=row["value"],
                says=marked(say(row["says"])),
                remedy=marked(say(row["remedy"])),
                headings=tuple(row["headings"]),
                is_in_file=row["column"] in row["headings"],
                alike=groups[group] if row["value"] else 1,
                is_first=group not in seen,
                typed=given.get(row["column"], "" if row["column"] in row["headings"] else typed),
                column_typed=heading,
                still=marked(say(still[key])) if key in still else "",
                is_accepted=key in was_tried and key not in still,
                subject=_subject(row, fields or {}),
            )
        )
        seen.add(group)
    return made


def write_corrected(
    rows: Iterable[Mapping[str, Any]], corrections: Corrections, *, batch: str, file: Path, language: Language
) -> int:
    """Write rows with their right values in the user's own layout, marked as the repair file of a batch.

    Args:
        rows: rows left out, with ``headings`` and ``cells``.
        corrections: right values put in place; a row without one stays as it is.
        batch: the batch they belong to.
        file: the workbook to write; the same rows and values make the same bytes.
        language: of the reasons.

    Returns:
        Number of rows written.
    """
    by_sheet: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_sheet[(row["sheet"], *row["headings"])].append(row)
    file.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE})
        fault = book.add_format({"bg_color": "#FFF2CC"})
        for number, (key, chosen) in enumerate(by_sheet.items(), 1):
            sheet = book.add_worksheet(_sheet_name(key[0], number, {one.get_name() for one in book.worksheets()}))
            for place, heading in enumerate([*key[1:], *MARKS]):
                sheet.write_string(0, place, heading)
            for line, row in enumerate(chosen, 1):
                given = corrections.get(key_of(row), {})
                for place, text in enumerate(_cells(row, given)):
                    is_fault = place < len(key) - 1 and key[place + 1] == row["column"]
                    sheet.write_string(line, place, text, fault if is_fault else None)
                marks = (_said(row, language), row["remedy"][language], key_of(row), batch)
                for offset, text in enumerate(marks):
                    sheet.write_string(line, len(key) - 1 + offset, text)
            sheet.freeze_panes(1, 0)
    return sum(len(chosen) for chosen in by_sheet.values())


def corrected_rows(rows: Iterable[Mapping[str, Any]], corrections: Corrections) -> list[Mapping[str, Any]]:
    """Only the rows somebody gave a right value for."""
    return [row for row in rows if corrections.get(key_of(row))]


def origin_key(headings: Sequence[str], cells: Sequence[str]) -> str:
    """Sheet and line of the row a row of a repair file mends, as its mark says; empty when it has none."""
    place = list(headings).index(MARKS[2]) if MARKS[2] in headings else len(cells)
    return cells[place] if place < len(cells) else ""


def _cells(row: Mapping[str, Any], given: Mapping[str, str]) -> list[str]:
    """Cells as printed with the right values in; as many as there are headings."""
    cells = [*row["cells"], *[""] * (len(row["headings"]) - len(row["cells"]))]
    return [given.get(heading, cell) for heading, cell in zip(row["headings"], cells, strict=False)]


def group_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Rows that are wrong in the same way share it: sheet, column, wrong value and rule."""
    return (row["sheet"], row["column"], row["value"], row["rule"])


def _said(row: Mapping[str, Any], language: Language) -> str:
    return f"{row['column']}：{row['says'][language]}" if row["column"] else str(row["says"][language])


def _subject(row: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """What a person knows a row by: its title or name, else its number."""
    told = {fields.get(heading, ""): cell for heading, cell in zip(row["headings"], row["cells"], strict=False) if cell}
    return next((told[field] for field in _TELLING if told.get(field)), "")


def _sheet_name(name: str, number: int, taken: set[str]) -> str:
    plain = "".join(letter for letter in name.rpartition("!")[2] if letter not in "[]:*?/\\'")[:28].strip()
    chosen = plain or f"修复{number}"
    return chosen if chosen not in taken else f"{chosen}_{number}"
