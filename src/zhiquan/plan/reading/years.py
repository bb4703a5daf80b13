"""By when: the years and days that rule a number (完成时限)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zhiquan.plan.reading.numerals import chinese_number, narrowed

_FIVE_YEARS = r"[“\"]?(?P<plan>十[一二三四五六七八])五[”\"]?"
_BY = re.compile(
    r"(?P<from>(?:19|20)\d\d)\s*年?\s*[-—–－―~～至到]{1,2}\s*(?P<to>(?:19|20)\d\d)\s*年"
    r"|(?P<year>(?:19|20)\d\d|二[〇○零0][一二三四五][〇○零0一二三四五六七八九])\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日|底|末)?)?"
    rf"|{_FIVE_YEARS}(?:规划|计划)?(?:期间|时期|期末|末期?|规划期|期内|收官|结束时|年均|以来)"
    r"|(?:到|至|在)?(?:本)?规划(?:实施)?期(?:末|内|间|满|结束)"
    r"|(?P<relative>今年|本年度?|明年|后年)(?:年?[底末])?"
    r"|(?P<span>[一二两三四五六七八九十]{1,2}|\d{1,2})年(?:内|之内|左右时间内)"
    r"|本世纪中叶|(?P<century>新中国成立100周年|建国百年)"
)
_COMPARED = re.compile(r"(?:比|较|自|从|由|相比|相较于?|对比|基于)\s*$")
_JOINED = re.compile(r"(?:与|和|同|跟)\s*$")
_ALIKE = re.compile(r"\s*(?:年?[底末])?(?:相比|相较|比较|持平|相当)")
_BASE_AFTER = re.compile(
    r"\s*(?:年?度?[底末]?)?(?:的?基础|的?水平|以来|起|开始|的?\s*\d|同期|的?基数|为基[期年数准]|基期|不变价|可比价|版|印发|修订)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A point in time that a text states (时间).

    Attributes:
        year: the year; None where it cannot be told.
        day: the exact day, if given.
        start, end: where it stands.
        leads: it opens its sentence or says 到, 前, 底, so that it rules what follows.
        base: it is what something is compared with, or where something begins.
    """

    year: int | None
    day: date | None
    start: int
    end: int
    leads: bool
    base: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """What years mean in one document (文件年份).

    Attributes:
        made: year the document is of, None when unknown.
        period: years it speaks for.
    """

    made: int | None
    period: tuple[int, int] | None

    def is_over(self, year: int) -> bool:
        """Whether a year lay in the past when the document was made."""
        first = self.made if self.made is not None else (self.period[0] if self.period else None)
        return first is not None and year < first


def times(text: str, calendar: Calendar) -> list[When]:
    """The points in time of a sentence in order.

    ``times("到2025年，比2020年提高", calendar)`` is 2025, which leads, and 2020, a base.
    """
    plain = narrowed(text)
    return [_when(plain, found, calendar) for found in _BY.finditer(plain)]


def _when(text: str, found: re.Match[str], calendar: Calendar) -> When:
    before, after = text[: found.start()], text[found.end() :]
    year = _year(found, calendar)
    return When(
        year,
        _day(found),
        found.start(),
        found.end(),
        _leads(before, found[0], after),
        _is_base(before, found, after),
    )


def _leads(before: str, stated: str, after: str) -> bool:
    opening = not before.strip(' “"（—-·●、') or before.rstrip()[-1] in "，。；：:,"
    return (
        bool(re.search(r"(?:到|至|在|力争|确保|争取|于)\s*$", before))
        or bool(re.match(r"\s*年?(?:底|末)?(?:之|以)?前|\s*年?[底末]", after))
        or opening
        or not stated[:1].isdigit()
    )


def _is_base(before: str, found: re.Match[str], after: str) -> bool:
    """Whether a year is only compared with, counted from, or part of a name."""
    if found[0].endswith("以来") or before.count("《") > before.count("》"):
        return True
    if found["to"]:
        return False
    alike = _JOINED.search(before) and _ALIKE.match(after)
    if alike or _COMPARED.search(before) or before.count("（") > before.count("）"):
        return True
    return bool(_BASE_AFTER.match(after)) and not re.search(r"[到至]\s*$", before)


def _year(found: re.Match[str], calendar: Calendar) -> int | None:
    if found["to"] or found["year"]:
        return _plain_year(found["to"] or found["year"])
    if found["plan"]:
        return _plan_end(found["plan"])
    if found["relative"]:
        shift = {"明年": 1, "后年": 2}.get(found["relative"], 0)
        return calendar.made + shift if calendar.made is not None else None
    if found["span"]:
        count = int(chinese_number(found["span"]) or 0) if not found["span"].isdigit() else int(found["span"])
        return calendar.period[1] if calendar.period and calendar.period[1] - calendar.period[0] + 1 == count else None
    if "世纪" in found[0] or found["century"]:
        return 2050 if "世纪" in found[0] else 2049
    return calendar.period[1] if calendar.period else None


def _plain_year(written: str) -> int:
    return int(written if written.isdigit() else chinese_number(re.sub("[○零0]", "〇", written)) or 0)


def _plan_end(tens: str) -> int:
    """Last year of a five-year plan: the first ended in 1957, later ones in 2005 (十五), 2025 (十四五) and so on."""
    return 1955 + 5 * int(chinese_number(tens) or 0)


def five_years(text: str) -> tuple[int, int] | None:
    """First and last year of the five-year plan a text names: ``five_years("“十四五”规划")`` is (2021, 2025)."""
    found = re.search(_FIVE_YEARS, text)
    return (_plan_end(found["plan"]) - 4, _plan_end(found["plan"])) if found else None


def _day(found: re.Match[str]) -> date | None:
    if not found["year"] or not found["month"] or not found["day"]:
        return None
    try:
        return date(_plain_year(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
