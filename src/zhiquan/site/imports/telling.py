"""The outcome of an import as the desk keeps it: plain JSON in both languages (导入结果的留存)."""

from __future__ import annotations

from typing import Any

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.register.intake.outcomes import Imported, LeftOut

COUNTS = ("rows", "loaded", "merged", "unchanged", "unidentified", "quarantined")
"""The account of a file's rows: the first is the sum of the others."""

_CELL = 2_000
"""Characters of a cell of a left-out row that are kept on the desk."""


def told(done: Imported) -> dict[str, Any]:
    """What an import understood and did, JSON-ready."""
    return {
        **{name: getattr(done, name) for name in COUNTS},
        "format": done.format,
        "encoding": done.encoding,
        "kind": done.kind,
        "tool": done.tool,
        "batch": done.batch,
        "is_new": done.is_new,
        "members": done.members[:200],
        "columns": [
            {
                "source": one.source,
                "field": one.field,
                "confidence": float(one.confidence),
                "reason": one.reason,
                "sheet": one.sheet,
            }
            for one in done.columns
        ],
        "previews": [
            {"first": one.first, "filled": one.filled, "seen": one.seen, "kind": one.kind} for one in done.previews
        ],
        "parts": [
            {
                "name": one.name,
                "kind": one.kind,
                "header": one.header,
                "rows": one.rows,
                "says": both(one.says) if one.says.zh else None,
                "skipped": one.skipped,
            }
            for one in done.parts[:500]
        ],
        "reasons": [
            {"column": one.column, "rows": one.rows, "sheet": one.sheet, "says": both(one.words)}
            for one in done.reasons
        ],
        "warnings": [both(one) for one in done.warnings],
        "left_out": [_left_out(one) for one in done.left_out],
    }


def both(words: Words) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": words.zh, "en": words.en}


def refusal(problem: ZhiquanError) -> dict[str, Any]:
    """Why a file cannot be taken, in both languages."""
    return {"zh": problem.as_dict("zh"), "en": problem.as_dict("en")}


def _left_out(row: LeftOut) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "line": row.line,
        "column": row.column,
        "value": row.value,
        "rule": row.rule,
        "says": both(row.says),
        "remedy": both(row.remedy),
        "headings": list(row.headings),
        "cells": [cell if len(cell) <= _CELL else cell[:_CELL] for cell in row.cells],
    }
