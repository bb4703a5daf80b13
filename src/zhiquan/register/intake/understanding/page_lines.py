"""Lines of a sheet that are no rows: headings printed again on every page, totals (非数据行)."""

from __future__ import annotations

from collections.abc import Sequence

from zhiquan.knowledge.columns import heading_key
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding.uses import ColumnUse
from zhiquan.register.intake.values.texts import half_width, text_of

_TOTALS = ("合计", "总计", "小计", "共计", "总数", "total", "subtotal", "grand total")


def is_repeated_header(cells: Sequence[Cell], columns: Sequence[ColumnUse]) -> bool:
    """True for a line that repeats the headings, as printed lists do on every page."""
    named = [
        (heading_key(use.source), heading_key(text_of(cells[use.place]) or ""))
        for use in columns
        if use.place < len(cells)
    ]
    filled = [(one, other) for one, other in named if other]
    return len(filled) >= 2 and all(one == other for one, other in filled)


def is_total(cells: Sequence[Cell]) -> bool:
    """True for a line of totals below or among the rows."""
    lead = next((text for cell in cells if (text := text_of(cell))), "")
    if not 2 <= len(lead) <= 14:
        return False
    plain = half_width(lead).casefold().strip(" :：")
    if plain not in _TOTALS and not plain.endswith(("合计", "总计")):
        return False
    texts = [text for cell in cells if (text := text_of(cell))]
    return all(not any("\u4e00" <= letter <= "\u9fff" for letter in text) or len(text) <= 8 for text in texts[1:])
