"""Lines of a sheet that are no rows: headings printed again on every page, totals (非数据行)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

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


_NOTE_LEADS = re.compile(
    r"(?:注|备注|说明|附注|填表说明|数据来源|资料来源|来源|制表|制表人|填表人|填报人|审核|审核人|复核|负责人|联系人|统计时间|打印时间|制表单位|填报单位)"
    r"\s*[:：].*|\*.+|\d+\s*[.、]\s*(?:数据|资料|本表|以上).*|[一二三四五六七八九十]+、.+",
    re.DOTALL,
)


def is_note(cells: Sequence[Cell], columns: Sequence[ColumnUse]) -> bool:
    """True for a line below or among the rows that says something about the list: a footnote, who made it, a section.

    A line with one filled cell in a list of four known columns or more is such a line; so is one that begins with
    words such as 制表 or 注.
    """
    if sum(bool(use.field) for use in columns) < 3:
        return False
    limit = max(3, len(columns) // 2)
    filled = list(islice((text for cell in cells if (text := text_of(cell))), limit + 1))
    if not filled or len(filled) > limit:
        return False
    if len(filled) == 1 and len(columns) >= 4:
        return True
    return _NOTE_LEADS.fullmatch(half_width(filled[0])) is not None
