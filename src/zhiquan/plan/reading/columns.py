"""The columns of an indicator table: years, units, 属性 (指标表的列)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zhiquan.plan.reading.numerals import narrowed
from zhiquan.plan.reading.years import Calendar

Use = Literal["name", "unit", "nature", "base", "target", "change", "serial", "group", "other"]
"""What a column holds."""

_CHANGE = re.compile(r"年均|增[长速幅]|变化|累计|增减|提高|下降|[比较](?:上年|基期|(?:19|20)\d\d)|\[|完成率|差")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TARGET = re.compile(r"目标|规划值|预期值|计划值|期末")
_BASE = re.compile(r"现状|基期|基准|基数|实际|完成值|现值|期初")
_NATURES = re.compile("约束性|预期性")
_TOKEN = re.compile(
    r"(?:19|20)\d\d年?(?:比|较)(?:19|20)\d\d年?(?:[一-鿿]{0,4}(?:增[长加减幅]|变化|提高|下降|增减))(?:[（(][^）)]{0,8}[）)])?"
    r"|(?:年均|累计)[一-鿿]{0,6}(?:增[长速幅]|变化|[增减])?[一-鿿]?(?:[（(][^）)]{0,8}[）)]|\[[^\]]{0,8}\])?"
    r"|(?:19|20)\d\d年?(?:目标值?|规划值?|预期值?|实际值?|完成值?|基期值?|现状值?|值)?(?:[（(][^）)]{0,8}[）)])?"
    r"|(?:目标值?|规划值|现状值?|基期值?)|指标属性|指标性质|属性|性质|计量单位|单位|备注"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column (列): what it holds, and its year."""

    use: Use
    year: int | None = None


def column(heading: str, calendar: Calendar) -> Column:
    """What a column of this heading holds.

    ``column("2025年", calendar)`` is a target of 2025 in a document of 2021.
    """
    text = narrowed(re.sub(r"\s+", "", heading))
    year = _YEAR.search(text)
    if not text:
        return Column("other")
    if year or _TARGET.search(text) or _BASE.search(text):
        return _valued(text, int(year[0]) if year else None, calendar)
    for use, pattern in (
        ("nature", r"属性|性质|类型$"),
        ("serial", r"^序号?$|^编号$"),
        ("unit", r"单位$"),
        ("group", r"类别|分类|类$|领域|一级指标|方面|^类型"),
        ("name", r"指标|名称|内容|项目|任务"),
        ("change", _CHANGE.pattern),
    ):
        if re.search(pattern, text):
            return Column(use)  # type: ignore[arg-type]  # one of the words it may be
    return Column("other")


def _valued(text: str, year: int | None, calendar: Calendar) -> Column:
    if len(_YEAR.findall(text)) > 1 or (_CHANGE.search(text) and not _TARGET.search(text)):
        return Column("change")
    if year is None:
        if _BASE.search(text):
            return Column("base")
        return Column("target", calendar.period[1] if calendar.period else None)
    if _BASE.search(text) and not _TARGET.search(text):
        return Column("base", year)
    first = calendar.period[0] if calendar.period else calendar.made
    over = year < first if first is not None else False
    return Column("base" if over else "target", year)


def is_header(columns: Sequence[Column]) -> bool:
    """Whether columns could head a table of targets: a target, and a name or an earlier year beside it."""
    uses = [one.use for one in columns]
    return "target" in uses and ("name" in uses or "base" in uses or uses.count("target") > 1 or "unit" in uses)


def joined_header(text: str, calendar: Calendar) -> tuple[list[Column], int] | None:
    """The value columns of a header whose cells have run together, and where it ends; None when there is none.

    ``joined_header("序号指标2010年2015年1…", calendar)`` has two columns and ends before ``1``.
    """
    begin = re.search(r"指标|项目|名称", text)
    first = _YEAR.search(text)
    if not begin or not first or first.start() < begin.start():
        return None
    if re.search("[，。；、]|达到|[到至]", text[begin.end() : first.start()]):
        return None  # running text that happens to name years
    found: list[Column] = []
    end = None
    for match in _TOKEN.finditer(text):
        if end is not None and match.start() - end > 6:
            break
        if end is None and not _YEAR.match(match[0]) and not _TARGET.search(match[0]) and not _BASE.search(match[0]):
            continue
        end = match.end()
        found.append(column(match[0], calendar))
    values = [one for one in found if one.use in ("base", "target", "change")]
    years = [one for one in values if one.use != "change"]
    told = len(years) >= 2 or len(_NATURES.findall(text)) >= 2
    if end is None or not told or not any(one.use == "target" for one in values):
        return None
    if "单位" in text[begin.start() : first.start()]:
        found.insert(0, Column("unit"))
    return found, end
