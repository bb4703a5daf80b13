"""Days and lengths as people write them, in Chinese and English (期限与日期的写法)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from zhiquan.basics.days.lengths import UNIT_WORDS, Length, Unit
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS: dict[Unit, str] = {
    "working_days": r"个?工作日|(?:working|business)[ _-]?days?",
    "days": r"个?自然日|日历日|日|天|(?:calendar[ _-]?)?days?",
    "hours": r"个?小时|时|hours?|h",
    "weeks": r"周|个?星期|weeks?",
    "months": r"个?月|months?",
    "years": r"年|years?",
}
"""How each unit may be written after its number; the first that fits the whole text wins."""

_LENGTH = re.compile(r"([0-9]+|[零〇一二两三四五六七八九十百]+)\s*(\S.*)")
_DAY = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?")
_CLOCK = re.compile(r"[T\s]*(\d{1,2})[:时](\d{2})分?(?::(\d{2}))?")


def parse_length(text: str) -> Length:
    """A length from text (期限长度).

    Args:
        text: number and unit, as ``15 working days``, ``15个工作日``, ``三十日``, ``3个月``, ``24 小时``;
            full width is read as half width.

    Returns:
        ``parse_length("十五日")`` is ``Length(15, "days")``: 日 and 天 are calendar days.

    Raises:
        BadInput: the text is not a number with a known unit, or the length is out of range.
    """
    clean = unicodedata.normalize("NFKC", text).strip().lower()
    found = _LENGTH.fullmatch(clean)
    if found:
        for unit, forms in UNITS.items():
            if re.fullmatch(forms, found[2].strip()):
                return Length(_number(found[1]), unit)
    raise BadInput(
        Words("看不懂的期限长度", "this length cannot be read"),
        where={"length": text},
        remedy=Words(
            "写作：15个工作日、30日、3个月、2周、24小时、1年。",
            "Write: 15 working days, 30 days, 3 months, 2 weeks, 24 hours, 1 year.",
        ),
    )


def length_from(value: object) -> Length:
    """A length from a data file: text, or ``{days: 15, kind: working}``, ``{months: 2}`` and so on.

    Args:
        value: the entry as read from YAML or JSON; ``kind`` (``working`` or ``calendar``, the default) goes
            with ``days`` only.

    Raises:
        BadInput: another form; the message names the allowed keys.
    """
    if isinstance(value, str):
        return parse_length(value)
    if isinstance(value, Mapping):
        kind = value.get("kind", "calendar")
        units = [key for key in value if key != "kind"]
        if len(units) == 1 and _fits(units[0], kind, value):
            working = units[0] == "days" and kind == "working"
            return Length(value[units[0]], "working_days" if working else cast("Unit", units[0]))
    raise BadInput(
        Words("length 的写法不对", "this is no length"),
        where={"length": value},
        remedy=Words(
            "写作 {days: 15, kind: working}、{days: 30, kind: calendar}、{months: 2}、{weeks: 1}、"
            "{hours: 24}、{years: 1} 之一。",
            "Write one of {days: 15, kind: working}, {days: 30, kind: calendar}, {months: 2}, {weeks: 1}, "
            "{hours: 24}, {years: 1}.",
        ),
    )


def parse_day(value: object) -> date:
    """A day, or a day with a time, from text or from what YAML made of it (日期).

    Args:
        value: ``2025-09-30``, ``2025/9/30``, ``2025年9月30日``, each also with ``10:30`` after it;
            ``date`` and ``datetime`` pass through.

    Returns:
        ``date``, or ``datetime`` when a time is given. ``parse_day("2025年9月30日")`` is 2025-09-30.

    Raises:
        BadInput: no such day, or another form.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        clean = unicodedata.normalize("NFKC", value).strip()
        found = _DAY.match(clean)
        if found:
            try:
                return _with_clock(date(int(found[1]), int(found[2]), int(found[3])), clean[found.end() :])
            except ValueError:
                pass
    raise BadInput(
        Words("不是有效日期", "no such day"),
        where={"day": value},
        remedy=Words("写作 2026-03-02 或 2026-03-02 10:30。", "Write 2026-03-02 or 2026-03-02 10:30."),
    )


def _with_clock(day: date, rest: str) -> date:
    if not rest.strip():
        return day
    found = _CLOCK.fullmatch(rest)
    if not found:
        raise ValueError(rest)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    return datetime.fromisoformat(f"{day.isoformat()}T{hour:02d}:{minute:02d}:{second:02d}")


def _fits(unit: object, kind: object, value: Mapping[object, object]) -> bool:
    number = value[unit]
    whole = isinstance(number, int) and not isinstance(number, bool)
    known = unit in UNIT_WORDS and unit != "working_days" and ("kind" not in value or unit == "days")
    return whole and known and kind in {"working", "calendar"}


def _number(text: str) -> int:
    """Digits, or a Chinese number below 1,000: 一百八十 is 180, 十五 is 15."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit
