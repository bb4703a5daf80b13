"""One cell of a code table against its column (单元格检查)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from zhiquan.basics.words import Words
from zhiquan.knowledge.tables_sheet import LIST_SEPARATOR, SHAPES, Column, ColumnType

_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]{1,4})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def items_of(column: Column, value: str) -> list[str]:
    """The values in one cell: of a list column its items, else the value; none when the cell is empty."""
    if not value:
        return []
    return value.split(LIST_SEPARATOR) if column.type == "list" else [value]


def broken_rule(column: Column, value: str) -> Words | None:
    """The rule of its column that a cell breaks, or None.

    ``broken_rule`` of ``"x"`` in an integer column is "must be a whole number".
    """
    if not value:
        return Words("该列不能为空", "the column must not be empty") if column.needed else None
    if column.type in _TYPE_RULES:
        holds, rule = _TYPE_RULES[column.type]
        if not holds(value):
            return rule
    items = items_of(column, value)
    if column.one_of and not set(items) <= set(column.one_of):
        allowed = ", ".join(column.one_of)
        return Words(f"只能是 {allowed}", f"must be one of {allowed}")
    if column.shape is not None:
        pattern, rule = SHAPES[column.shape]
        if not all(pattern.fullmatch(item) for item in items):
            return Words(f"格式不对：{rule.zh}", f"not the shape asked for: {rule.en}")
    return None


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


_TYPE_RULES: dict[ColumnType, tuple[Callable[[str], bool], Words]] = {
    "integer": (lambda text: bool(_WHOLE.fullmatch(text)), Words("须为整数", "must be a whole number")),
    "decimal": (
        lambda text: bool(_NUMBER.fullmatch(text)),
        Words("须为数字，小数不超过四位", "must be a number with at most four decimals"),
    ),
    "day": (_is_day, Words("须为日期，如 2026-11-22", "must be a day such as 2026-11-22")),
    "yes_no": (lambda text: text in {"Y", "N"}, Words("须为 Y 或 N", "must be Y or N")),
}
