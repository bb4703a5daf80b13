"""A month with the matters due each day (期限日历)."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from zhiquan.basics.days import NoSchedule
from zhiquan.basics.words import Language
from zhiquan.site.drawing.markup import Drawing, local, text

_HEADS: dict[Language, tuple[str, ...]] = {
    "zh": ("一", "二", "三", "四", "五", "六", "日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month to draw (月份).

    Args:
        year: the year.
        month: 1 to 12.
        due: how many matters fall due on a day; days of other months are passed over.
        is_working: whether a day is a working day, such as ``Calendar.is_working``; of a year whose schedule is not
            published it may raise ``NoSchedule``: weekends then rest and the caption says so.
        today: the day marked; what was due before it is late. None marks nothing.
        link: address of a day's matters, on this site; None draws no links.
    """

    year: int
    month: int
    due: Mapping[date, int]
    is_working: Callable[[date], bool]
    today: date | None = None
    link: Callable[[date], str] | None = None


def month_calendar(month: Month, *, language: Language) -> Drawing:
    """The month as the table ``zq-cal``, weeks from Monday; days off are grey (期限日历).

    Returns:
        Markup; with 3 due on 15 October the cell reads ``15`` and ``3``, its link “10月15日，3 件到期”.
    """
    weeks = months.Calendar().monthdatescalendar(month.year, month.month)
    guessed: list[date] = []
    rows = [f"<tr>{''.join(_cell(month, day, guessed, language) for day in week)}</tr>" for week in weeks]
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS[language])
    caption = text(_caption(month, language, is_guessed=bool(guessed)))
    return Drawing(
        f'<table class="zq-cal"><caption class="zq-hidden">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _caption(month: Month, language: Language, *, is_guessed: bool) -> str:
    if language == "zh":
        note = "；放假安排尚未公布，只按周末推算" if is_guessed else ""
        return f"{month.year}年{month.month}月，各日到期件数{note}"
    note = "; holidays not published yet, weekends only" if is_guessed else ""
    return f"{months.month_name[month.month]} {month.year}, matters due each day{note}"


def _cell(month: Month, day: date, guessed: list[date], language: Language) -> str:
    if day.month != month.month:
        return "<td></td>"
    count = month.due.get(day, 0)
    claims = {
        "is-off": not _works(month, day, guessed),
        "is-today": day == month.today,
        "has-due": count > 0,
        "is-late": count > 0 and month.today is not None and day < month.today,
    }
    names = " ".join(name for name, holds in claims.items() if holds)
    current = ' aria-current="date"' if claims["is-today"] else ""
    name = f' class="{names}"' if names else ""
    return f"<td{name}{current}>{_inside(month, day, count, language)}</td>"


def _works(month: Month, day: date, guessed: list[date]) -> bool:
    try:
        return month.is_working(day)
    except NoSchedule:
        guessed.append(day)
        return day.weekday() < 5


def _inside(month: Month, day: date, count: int, language: Language) -> str:
    if count <= 0:
        return f"<span>{day.day}</span>"
    sentence = text(_due_words(day, count, language))
    if month.link:
        return f'<a href="{local(month.link(day))}" aria-label="{sentence}">{day.day}<i>{count}</i></a>'
    return f'<span role="img" aria-label="{sentence}">{day.day}<i>{count}</i></span>'


def _due_words(day: date, count: int, language: Language) -> str:
    if language == "zh":
        return f"{day.month}月{day.day}日，{count} 件到期"
    return f"{day.day} {months.month_name[day.month]}, {count} due"
