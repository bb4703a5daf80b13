"""Compare the shipped holiday files with the package chinesecalendar, or draft a year from it (放假安排核对).

Run with ``.venv/bin/python tools/holidays.py compare`` or ``... draft 2027 --notice 国办发明电〔2026〕1号``.
The package knows days and holiday names, not notice numbers: those come from the notice itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import chinese_calendar
import click
from chinese_calendar import constants

from zhiquan.basics.days import Calendar
from zhiquan.knowledge.holidays import load_calendar

NAMES = {
    "New Year's Day": ("元旦", "New Year's Day"),
    "Spring Festival": ("春节", "Spring Festival"),
    "Tomb-sweeping Day": ("清明节", "Qingming Festival"),
    "Labour Day": ("劳动节", "Labour Day"),
    "Dragon Boat Festival": ("端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": ("中秋节", "Mid-Autumn Festival"),
    "National Day": ("国庆节", "National Day"),
}
"""The package's holiday names and ours."""


def differences(calendar: Calendar) -> Iterator[str]:
    """Days that our files and the package treat differently, one line each.

    Compares whether a day is worked for every known day, and which days are listed at all.
    """
    for year in sorted(calendar.years):
        for day in _days(date(year, 1, 1), date(year, 12, 31)):
            if calendar.is_working(day) != chinese_calendar.is_workday(day):
                yield f"{day}: worked here {calendar.is_working(day)}, in the package the opposite"
    theirs = {day for day in (*constants.holidays, *constants.workdays) if _year_of(day) in calendar.years}
    for day in sorted(theirs ^ calendar.listed.keys()):
        yield f"{day}: listed only {'in the package' if day in theirs else 'here'}"


def draft(year: int, notice: str) -> str:
    """The text of a year's file as far as the package knows it.

    Raises:
        ValueError: the package does not hold the year.
    """
    lines = [
        f"# {year} 年节假日安排（国务院办公厅通知）",
        f"year: {year}",
        "notices:",
        f"  - number: {notice}",
    ]
    lines += [
        '    source: "chinesecalendar only; compare with the notice"',
        "    verified: false",
        "holidays:",
    ]
    rest, work = _of_year(constants.holidays, year), _of_year(constants.workdays, year)
    if not rest:
        raise ValueError(f"chinesecalendar does not hold {year}")
    for name, (zh, en) in NAMES.items():
        off = [day for day in rest if constants.holidays[day] == name]
        on = [day for day in work if constants.workdays[day] == name]
        if off:
            lines += [f'  - name: {{zh: {zh}, en: "{en}"}}', f"    notice: {notice}"]
            lines.append(f"    rest_days: [{', '.join(map(str, off))}]")
        if off and on:
            lines.append(f"    work_days: [{', '.join(map(str, on))}]")
    return "\n".join(lines) + "\n"


def _of_year(days: Iterable[date], year: int) -> list[date]:
    return sorted(day for day in days if _year_of(day) == year)


def _year_of(day: date) -> int:
    """The year whose notice names the day: a New Year's break may begin in December."""
    named = constants.holidays.get(day) or constants.workdays.get(day)
    return day.year + 1 if day.month == 12 and named == "New Year's Day" else day.year


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


@click.group()
def program() -> None:
    """Holiday files against the package chinesecalendar."""


@program.command("compare")
def compare_command() -> None:
    """Print the differences; exit code 1 when there are any."""
    found = list(differences(load_calendar()))
    for line in found:
        click.echo(line)
    click.echo(f"{len(found)} differences")
    sys.exit(1 if found else 0)


@program.command("draft")
@click.argument("year", type=int)
@click.option("--notice", required=True, help="Number as printed, 国办发明电〔2026〕1号")
def draft_command(year: int, notice: str) -> None:
    """Print the file of one year, to be checked against the notice and saved by hand."""
    click.echo(draft(year, notice), nl=False)


if __name__ == "__main__":
    program()
