"""The State Council's holiday schedules, one file a year, as a calendar (放假安排).

Shipped under ``data/holidays``; ``holidays/<year>.yaml`` in the office's own folder replaces or adds a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from zhiquan.basics.days import Calendar, ListedDay
from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words
from zhiquan.knowledge import definition_files
from zhiquan.knowledge.shapes import Shape, Text
from zhiquan.knowledge.strict_yaml import read_yaml

FOLDER = "holidays"
SHIPPED = definition_files.SHIPPED / FOLDER
"""Folder of the shipped years."""


class Notice(Shape):
    """A notice of the State Council's general office (国务院办公厅通知).

    ``verified`` is true when its number was seen in a copy of the notice itself.
    """

    number: str = Field(min_length=1)
    source: str = Field(min_length=1)
    verified: bool


class Holiday(Shape):
    """One holiday as one notice sets it: days off, and weekend days worked instead (放假、调休).

    Weekend days inside the break are listed too.
    """

    name: Text
    notice: str
    rest_days: tuple[date, ...] = Field(min_length=1)
    work_days: tuple[date, ...] = ()


class YearFile(Shape):
    """A year's schedule: every holiday of the notices for that year (年度放假安排)."""

    year: int = Field(ge=1950, le=2200)
    notices: tuple[Notice, ...] = Field(min_length=1)
    holidays: tuple[Holiday, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> YearFile:
        numbers = {notice.number for notice in self.notices}
        seen: set[date] = set()
        for holiday in self.holidays:
            if holiday.notice not in numbers:
                raise ValueError(f"notice {holiday.notice} is not among the file's notices")
            for day in (*holiday.rest_days, *holiday.work_days):
                if day in seen:
                    raise ValueError(f"{day} is listed twice")
                seen.add(day)
                if not date(self.year - 1, 12, 25) <= day <= date(self.year, 12, 31):
                    raise ValueError(f"{day} is outside {self.year} and the last week of the year before")
            for day in holiday.work_days:
                if day.weekday() < 5:
                    raise ValueError(f"{day} is no weekend day, it is worked anyway")
        return self

    def days(self) -> Iterator[ListedDay]:
        """Every listed day, holiday by holiday."""
        for holiday in self.holidays:
            name = holiday.name
            yield from (ListedDay(day, is_working=False, name=name, notice=holiday.notice) for day in holiday.rest_days)
            yield from (ListedDay(day, is_working=True, name=name, notice=holiday.notice) for day in holiday.work_days)


def read_year(file: Path) -> YearFile:
    """One year's file, checked.

    Raises:
        BadDefinition: not readable, an unknown key, a day outside the year or listed twice, or a name that is
            not the year's; names the file.
    """
    try:
        stated = read_yaml(file.read_text("utf-8"), file=str(file))
        found = YearFile.model_validate(stated)
    except (OSError, UnicodeDecodeError) as problem:
        raise _wrong(file, str(problem)) from problem
    except ValidationError as problem:
        found_wrong = (f"{_place(error['loc'])}: {error['msg']}" for error in problem.errors())
        raise _wrong(file, "; ".join(found_wrong)) from problem
    if file.stem != str(found.year):
        raise _wrong(file, f"the file states the year {found.year}")
    return found


def year_files(overlay: Path | None = None) -> dict[str, Path]:
    """The file of every year held, by year; the office's own stands in for a shipped one."""
    folder = overlay / FOLDER if overlay else None
    files = {file.stem: file for file in SHIPPED.glob("*.yaml")}
    if folder and folder.is_dir():
        files |= {file.stem: file for file in folder.glob("*.yaml")}
    return dict(sorted(files.items()))


def load_calendar(overlay: Path | None = None) -> Calendar:
    """The calendar of every year held (工作日历).

    Args:
        overlay: the office's knowledge folder (setting ``ZHIQUAN_KNOWLEDGE``); its ``holidays/<year>.yaml``
            replace or add years. It need not exist.

    Returns:
        A calendar of 2019 to 2026 as shipped, with the last days of 2018 that the notice for 2019 lists.

    Raises:
        BadDefinition: a file is wrong, or two years' files disagree about a day.
    """
    folder = overlay / FOLDER if overlay else None
    years = [(file, read_year(file)) for file in year_files(overlay).values()]
    listed: dict[date, ListedDay] = {}
    for file, year in years:
        for day in year.days():
            known = listed.get(day.day)
            if known and known.is_working != day.is_working:
                raise _wrong(file, f"{day.day} : {known.notice} says otherwise")
            listed[day.day] = day
    return Calendar(
        years=frozenset(year.year for _, year in years),
        listed=listed,
        folder=str(folder or f"$ZHIQUAN_KNOWLEDGE/{FOLDER}"),
    )


def _place(path: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in path) or "file"


def _wrong(file: Path, problem: str) -> BadDefinition:
    return BadDefinition(
        Words(f"放假安排文件有误：{problem}", f"the holiday file is wrong: {problem}"),
        where={"file": file},
        remedy=Words(
            "对照国务院办公厅通知改正；格式见 docs/legal-days.md。",
            "Correct it from the notice; docs/legal-days.md has the form.",
        ),
    )
