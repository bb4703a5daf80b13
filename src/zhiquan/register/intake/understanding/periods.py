"""What headings and titles of statistics state: periods by their last day, units, districts (时期、单位与地区)."""

from __future__ import annotations

import re
from functools import cache

from zhiquan.knowledge.columns import heading_unit
from zhiquan.knowledge.tables_open import open_table
from zhiquan.register.intake.values.days import DayStyle, read_day
from zhiquan.register.intake.values.texts import half_width

_STYLE = DayStyle(takes_periods=True)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SPAN = re.compile(r"((?:19|20)\d{2})年?(?:1|01)月?[-—~至到](\d{1,2})月(?:份|底|末)?")
_HALF = re.compile(r"((?:19|20)\d{2})年?上半年")
_STARTS = re.compile(r"(?:19|20)\d{2}(?!\d)|(?:19|20)\d{4}(?!\d)")
_STATED = re.compile(
    r"(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|(?:度|末|底))?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}"
)
_UNIT = re.compile(r"单位\s*[::]\s*([^\s,，;；()]{1,8})")


def period_end(text: str) -> str:
    """The last day of the period a heading is, in ISO form; empty when it is none.

    ``period_end("2020年（万元）")`` is ``"2020-12-31"``; ``period_end("2024年1-6月")`` is ``"2024-06-30"``.
    """
    plain = "".join(_BRACKETS.sub("", half_width(text)).split())
    span = _SPAN.fullmatch(plain)
    if span:
        plain = f"{span[1]}年{span[2]}月"
    half = _HALF.fullmatch(plain)
    if half:
        plain = f"{half[1]}年6月"
    if not _STARTS.match(plain):
        return ""
    try:
        found = read_day(plain.removesuffix("份").removesuffix("末").removesuffix("底"), _STYLE)
    except ValueError:
        return ""
    return found.isoformat() if found else ""


def stated_day(text: str) -> str:
    """The last day of the last period a title or note states, in ISO form; empty when it states none.

    ``stated_day("统计时间：2024年6月")`` is ``"2024-06-30"``.
    """
    found = [end for part in _STATED.findall(half_width(text)) if (end := period_end(part))]
    return found[-1] if found else ""


def stated_unit(text: str) -> str:
    """The unit a note states for the whole sheet: of ``"单位：万人"`` it is ``"万人"``."""
    found = _UNIT.search(half_width(text))
    return found[1] if found else heading_unit(text)


def stated_district(text: str) -> str:
    """The district or county a title names: of ``"长寿区2024年主要指标"`` it is ``"长寿区"``; empty when none."""
    found = [name for name in _districts() if name in text]
    return max(found, key=lambda name: (len(name), name), default="")


@cache
def _districts() -> frozenset[str]:
    """Names of districts and counties, without those that many cities share."""
    names = [row["name"] for row in open_table("regions").rows if not row["code"].endswith("00")]
    return frozenset(name for name in names if len(name) >= 3 and name != "市辖区")
