"""Columns a person may choose for a column of a file, and what was made of it (可选字段)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.columns import column_names
from zhiquan.register.tables import OBSERVATIONS
from zhiquan.site.shell.speech import say

_OWN = frozenset(["batch", "sheet", "line", "extra", "content", "ids", "also", "key", "events"])
"""Columns the register fills by itself."""

SURE = 0.8
"""Confidence from which a column counts as recognised."""

REASONS: dict[str, Words] = {
    "heading": Words("按标题认出", "by its heading"),
    "like_heading": Words("标题相近", "its heading is like a known one"),
    "values": Words("按值认出", "by its values"),
    "saved": Words("人工定的", "settled by a person"),
    "same_field": Words("同一字段另有一列", "another column holds the field"),
    "values_differ": Words("值不像标题所说，请核对", "its values are not what the heading says"),
    "kept": Words("没有对应字段", "no field for it"),
    "unknown": Words("不认识的标题", "an unknown heading"),
}
"""Why a column was taken for what it is."""

AUTHORITIES: dict[str, Words] = {
    "office": Words("官方（国家、市知识产权局下发）", "official (sent by the national or municipal office)"),
    "gazette": Words("公报", "gazette"),
    "tool": Words("检索平台导出", "export of a search platform"),
    "own": Words("企业或本单位自报", "stated by the firm or unit itself"),
}
"""Standings of sources a person may choose from, the highest first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One field to choose: its name and label."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the column table (对列一行).

    Attributes:
        number: place of the column in the file's columns, from 0; names its field of the form.
        look: ``good``, ``ask`` or ``kept``.
    """

    number: int
    sheet: str
    source: str
    first: str
    filled: int | None
    seen: int
    field: str
    kind: str
    look: str
    reason: str
    is_needed: bool
    confidence: int


def choices(kind: str, overlay: Path | None) -> list[Choice]:
    """Fields a column of a kind of row may go to, those files usually have first, by label."""
    shape = OBSERVATIONS[kind if kind in OBSERVATIONS else "rights"]
    usual = column_names(overlay)
    order = list(usual[kind].fields) if kind in usual else []
    named = [column for column in shape.columns if column.name not in _OWN]
    named.sort(key=lambda column: order.index(column.name) if column.name in order else len(order))
    return [Choice(column.name, say(column.says)) for column in named]


def labels(kinds: list[str]) -> dict[str, str]:
    """Field to its label, of several kinds of row."""
    return {
        column.name: say(column.says)
        for kind in reversed(kinds)
        if kind in OBSERVATIONS
        for column in OBSERVATIONS[kind].columns
    }


def column_rows(trial: Mapping[str, Any], overlay: Path | None) -> list[Row]:
    """The column table of a trial run."""
    names = column_names(overlay)
    rows = []
    for number, column in enumerate(trial["columns"]):
        preview = trial["previews"][number] if number < len(trial["previews"]) else {}
        kind = preview.get("kind", "")
        needed = names[kind].needed if kind in names else ()
        seen, filled = preview.get("seen", 0), preview.get("filled", 0)
        rows.append(
            Row(
                number=number,
                sheet=column["sheet"],
                source=column["source"],
                first=preview.get("first", ""),
                filled=round(100 * filled / seen) if seen else None,
                seen=seen,
                field=column["field"],
                kind=kind,
                look=_look(column),
                reason=say(REASONS.get(column["reason"], REASONS["unknown"])),
                is_needed=column["field"] in needed and bool(column["field"]),
                confidence=round(100 * column["confidence"]),
            )
        )
    return rows


def _look(column: Mapping[str, Any]) -> str:
    if column["reason"] == "values_differ":
        return "ask"
    if not column["field"]:
        return "kept"
    return "good" if column["confidence"] >= SURE else "ask"
