"""Plain text of a cell, and cells that say "nothing" (文本清理)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time

from zhiquan.register.intake.parts import Cell

_NOTHING = frozenset(
    ["", "-", "--", "---", "—", "——", "/", "\\", "\\n", "无", "暂无", "空", "不详", "未知", "null", "none", "nan",
     "n/a", "na", "nil", "#n/a", "#value!", "#ref!", "#name?", "#div/0!", "#null!", "#num!", "undefined", "<s"]
)  # fmt: skip
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def text_of(cell: Cell) -> str | None:  # noqa: PLR0911 - one for each type of cell
    r"""A cell as text, None when it says nothing (单元格文本).

    White space at the ends and control characters go; inner blanks become one; a whole number that a spreadsheet
    keeps as a float loses its ``.0``; days are ISO.

    Returns:
        ``text_of(" 一种\\u3000方法 ")`` is ``"一种 方法"``; ``text_of(4409718.0)`` is ``"4409718"``;
        ``text_of("--")`` is None.
    """
    if isinstance(cell, str):
        if cell.isprintable() and "  " not in cell and "_x000D_" not in cell:
            text = cell.strip()
            return None if len(text) <= 12 and text.casefold() in _NOTHING else text
        text = _cleaned(cell)
        return None if len(text) <= 12 and text.casefold() in _NOTHING else text
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def _cleaned(text: str) -> str:
    """Text without control characters, with single blanks, and none beside its line breaks."""
    plain = text.replace("_x000D_", "")
    if not plain.isprintable():
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
        plain = plain.replace("\t", " ").replace("\u00a0", " ").replace("\u3000", " ")
        if not plain.replace("\n", "").isprintable():
            plain = _ODD.sub("", plain)
    while "  " in plain:
        plain = plain.replace("  ", " ")
    if "\n" in plain:
        plain = plain.replace(" \n", "\n").replace("\n ", "\n")
    return plain.strip()


def one_line(text: str) -> str:
    r"""Text on one line. ``one_line("甲\\n乙")`` is ``"甲 乙"``."""
    return " ".join(text.split())


def half_width(text: str) -> str:
    """Full-width letters, digits and marks as half-width ones (全角转半角)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
