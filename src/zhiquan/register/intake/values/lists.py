"""Several values in one cell: names, symbols, numbers (一格多值)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import Column
from zhiquan.register.intake.values.texts import half_width, text_of

_STRONG = ("|", ";", "；", "\n", "、")
_SEMICOLONS = ";；"
_PERSON = re.compile(r"[\u3400-\u9fff·．.]{2,15}")
_ORGANISATION = re.compile(
    r"公司|集团|厂|大学|学院|学校|研究|中心|医院|局|委员会|合作社|协会|事务所|银行|政府|部$|处$|社$|站$|店$|场$|所$|院$"
)
_COMMAS = re.compile(r"[,，]")
_ANY_MARK = re.compile(r"[|;；\n、,，](?![^（(]*[）)])")
_BLANK_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff)）])\s+(?=[\u3400-\u9fff])")


def separator_of_lists(cells: Sequence[Cell]) -> str:
    """What parts the items of a column's cells, from a sample; empty when nothing does.

    A bar goes before a semicolon, for tools that write ``Poscher; Jens | Detke; Ralph``.

    Returns:
        ``separator_of_lists(["甲; 乙", "丙"])`` is ``";"``.
    """
    texts = [text for cell in cells if (text := text_of(cell))]
    for mark in _STRONG:
        if any(mark in text for text in texts):
            return mark
    return ""


class ListReader:
    """Reads the cells of one column as lists of texts, each distinct text once.

    Args:
        separator: what parts the items, as :func:`separator_of_lists` found.
        one: reads one item; None leaves it out.
        are_names: commas and blanks part names too, where what they part looks like persons or organisations.
    """

    def __init__(self, separator: str, *, one: Callable[[str], str | None], are_names: bool = False) -> None:
        self._between = re.compile("[;；]" if separator in _SEMICOLONS else re.escape(separator))
        self._is_parted = bool(separator)
        self._one = one
        self._are_names = are_names
        self._known: dict[Cell, list[str] | None] = {}

    def read(self, cells: Sequence[Cell]) -> Column:
        """Lists of the cells, repeats left out; None for an empty cell."""
        known = self._known
        if len(known) > 100_000:
            known.clear()
        values: list[Any] = []
        for cell in cells:
            try:
                values.append(known[cell])
            except KeyError:
                known[cell] = self._list(cell)
                values.append(known[cell])
        return Column(values)

    def _list(self, cell: Cell) -> list[str] | None:
        text = text_of(cell)
        if text is None:
            return None
        pieces = [text]
        if self._is_parted:
            pieces = self._between.split(text)
        if self._are_names:
            pieces = [name for piece in pieces for name in names_in(piece)]
        items = [item for piece in pieces if (plain := text_of(piece)) and (item := self._one(plain))]
        return list(dict.fromkeys(items)) or None


def plain_lists(cells: Sequence[Cell]) -> Column:
    """Ids or labels parted by any mark outside brackets; a column need not keep to one mark (并列项).

    ``"指标甲（一、二）、指标乙"`` is ``["指标甲（一、二）", "指标乙"]``.
    """
    values: list[Any] = []
    for cell in cells:
        text = text_of(cell)
        found = [item for part in _ANY_MARK.split(text) if (item := as_name(part))] if text else []
        values.append(list(dict.fromkeys(found)) or None)
    return Column(values)


def names_in(text: str) -> list[str]:
    """Names parted by commas, blanks or line breaks, where each part is a name of its own (联合申请人).

    Returns:
        ``names_in("张三,李四")`` is ``["张三", "李四"]``; ``names_in("Google, Inc.")`` is ``["Google, Inc."]``;
        ``names_in("甲有限公司 乙大学")`` is ``["甲有限公司", "乙大学"]``.
    """
    plain = " ".join(text.split())
    if " " not in plain and "," not in plain and "，" not in plain:  # most texts: nothing could part them
        return [plain] if plain else []
    for parts in (_COMMAS.split(plain), _BLANK_BETWEEN.split(plain)):
        named = [part.strip() for part in parts if part.strip()]
        if len(named) > 1 and _are_all_names(named):
            return named
    return [plain] if plain else []


def _are_all_names(parts: list[str]) -> bool:
    """True when all are organisations, or all are short Chinese names of persons."""
    if all(_ORGANISATION.search(part) for part in parts):
        return True
    return all(_PERSON.fullmatch(part) and len(part) >= 2 and not _ORGANISATION.search(part) for part in parts)


def as_name(text: str) -> str | None:
    """A name as printed, on one line, without the brackets a tool puts around it or stops at its end."""
    plain = " ".join(text.split()).strip("；;，,、|")
    if plain.startswith("[") and plain.endswith("]"):
        plain = plain[1:-1].strip()
    return plain or None


def nice_classes(cells: Sequence[Cell]) -> Column:
    """Nice classes of cells in whatever way they are parted (尼斯类别).

    ``"9、35 42/第5类"`` is ``["09", "35", "42", "05"]``.
    """
    values: list[Any] = []
    for cell in cells:
        text = text_of(cell)
        found = re.findall(r"(?<!\d)0?\d{1,2}(?!\d)", half_width(text)) if text else []
        values.append(list(dict.fromkeys(f"{int(one):02d}" for one in found if 1 <= int(one) <= 45)) or None)
    return Column(values)


def as_code(text: str) -> str | None:
    """The code at the start of an item with its words after. ``as_code("1.5 (人工智能)")`` is ``"1.5"``."""
    found = re.match(r"[A-Za-z]?\d[\w.\-]*", half_width(text).strip())
    return found[0] if found else None
