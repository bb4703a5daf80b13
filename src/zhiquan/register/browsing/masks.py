"""Personal numbers in values that a page shows (展示时的个人信息遮盖)."""

from __future__ import annotations

from typing import Any

from zhiquan.register.intake.masking import masked_cells
from zhiquan.register.tables.shapes import Column

_NUMBERED = ("_no", "number", "numbers", "code", "codes", "certificate", "ids", "also", "batch", "content", "sha256")
_NEVER = frozenset({"family", "cites", "announcement", "subject", "main_class", "id", "key", "text_key"})


def masked_value(column: Column, value: Any) -> Any:  # noqa: ANN401 - a value of any column
    """A value with identity numbers, telephones and accounts masked; numbers of rights and codes stay (遮盖).

    Returns:
        An address ``演示路1号 13800138000`` becomes ``演示路1号 138****8000``.
    """
    if column.name.endswith(_NUMBERED) or column.name in _NEVER:
        return value
    return masked_any(column.says.zh, value)


def masked_title(text: str | None) -> str:
    """A title with personal numbers masked; empty for none: ``演示雨伞 13800138000`` ends in ``138****8000``."""
    return masked_cells("名称", [text])[0] or ""


def masked_name(text: str | None) -> str:
    """A name of a holder or party with personal numbers masked; empty for none."""
    return masked_cells("权利人", [text])[0] or ""


def masked_any(heading: str, value: Any) -> Any:  # noqa: ANN401 - a value of any column
    """A value under a heading with personal numbers masked; lists item by item."""
    if isinstance(value, str):
        return masked_cells(heading, [value])[0]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return masked_cells(heading, value)
    return value
