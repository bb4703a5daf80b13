"""Districts and towns stated in a column of their own (行政区划)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import Column
from zhiquan.register.intake.values.texts import half_width, text_of

Lookup = Callable[[str], str | None]
"""A place's name to its code; None when it names none or several."""


def place_codes(cells: Sequence[Cell], *, digits: int, named: Lookup) -> Column:
    """Codes of districts (6 digits) or towns (9 digits); names are looked up, what is neither is left empty.

    A longer code gives its first digits.
    """
    known: dict[str, str | None] = {}
    values: list[str | None] = []
    for cell in cells:
        text = text_of(cell)
        if text is None:
            values.append(None)
            continue
        if text not in known:
            plain = half_width(text).strip()
            found = re.match(r"[1-9]\d{5,11}", plain)
            known[text] = found[0][:digits] if found and len(found[0]) >= digits else named(plain)
        values.append(known[text])
    return Column(values)


def series_places(cells: Sequence[Cell], *, region: Lookup, town: Lookup, home: str) -> Column:
    """Places of statistics: districts by 6 digits, towns by 9; an empty cell is about the home district (统计地区).

    A name that is neither is left empty: a value must not be taken for another place's.
    """
    values: list[str | None] = []
    for cell in cells:
        text = text_of(cell)
        if text is None:
            values.append(home or None)
            continue
        plain = half_width(text).strip()
        code = re.fullmatch(r"[1-9]\d{5}(?:\d{3})?(?:\d{3})?", plain)
        values.append(code[0][: 9 if len(code[0]) > 6 else 6] if code else region(plain) or town(plain))
    return Column(values)
