"""What a form says about rows to repair, each value tied to its row and not to its place in a list (填写的值)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhiquan.site.imports.correcting import Corrections, group_of, key_of, mark_of


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A value whose row is not among those to repair any more (没用上的值): the row's key and what was typed."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says (填写结果).

    Attributes:
        corrections: right values by row and heading.
        shown: keys of the rows to repair that the form showed, typed in or not.
        unplaced: values whose row was repaired or changed since the form was shown.
    """

    corrections: Corrections
    shown: frozenset[str]
    unplaced: tuple[Unplaced, ...]

    def over(self, before: Corrections) -> Corrections:
        """Corrections kept before with these put in; rows the form did not show keep theirs."""
        return {key: dict(given) for key, given in before.items() if key not in self.shown} | self.corrections


def typed_in(rows: Sequence[Mapping[str, Any]], form: Mapping[str, str]) -> Typed:
    """What a form says about rows, wherever they stand in the list by now.

    Args:
        rows: rows to repair as they are now.
        form: ``k<n>`` the mark of a row, ``v<n>`` its right value, ``c<n>`` the column of it, ``all<n>`` set when
            every row shown with the same wrong value gets it. An empty value corrects nothing.

    Returns:
        With the mark of row 3 in ``k0`` and ``{"v0": "2018-12-13"}`` the corrections
        ``{"3": {"申请日": "2018-12-13"}}``. A value whose mark fits no row is ``unplaced``.
    """
    sent = {text for name, text in form.items() if name.startswith("k")}
    by_mark = {mark: row for row in rows if (mark := mark_of(row)) in sent}
    made: Corrections = {}
    alike: Corrections = {}
    unplaced: list[Unplaced] = []
    for number in _numbers(form):
        mark, value = form.get(f"k{number}", ""), form.get(f"v{number}", "").strip()
        row = by_mark.get(mark)
        if row is None:
            unplaced += [Unplaced(mark.partition(":")[2], value)] if value else []
            continue
        column = row["column"] if row["column"] in row["headings"] else form.get(f"c{number}", "")
        if not value or column not in row["headings"]:
            continue
        made[key_of(row)] = {column: value}
        if form.get(f"all{number}") and row["value"]:
            alike |= {key_of(other): {column: value} for other in by_mark.values() if group_of(other) == group_of(row)}
    return Typed(made | alike, frozenset(key_of(row) for row in by_mark.values()), tuple(unplaced))


def _numbers(form: Mapping[str, str]) -> list[int]:
    """Places a form has a value for, in order."""
    told = [name[1:] for name in form if name.startswith("v")]
    return sorted(int(text) for text in told if text.isascii() and text.isdecimal() and len(text) < 7)
