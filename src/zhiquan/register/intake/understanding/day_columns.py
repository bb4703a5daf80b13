"""Columns of days, told by how they stand to one another and to the number of the application (日期列)."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.profiles import ENOUGH, Profile
from zhiquan.register.intake.values.days import DayReader, day_style
from zhiquan.register.intake.values.texts import text_of

Days: TypeAlias = list[date | None]

_YEAR = re.compile(
    r"(?:CN|ZL)?((?:19|20)\d{2})[1-389]\d{7}|(?:CN|ZL)?(\d{2})[1-389]\d{5}(?:\.?[\dX])?$|[A-Z]{2}((?:19|20)\d{2})\d{5,}"
)
_TERMS = (10, 15, 20)


def day_fields(free: Mapping[int, Profile], known: Mapping[str, Profile]) -> Iterator[tuple[int, str, float]]:
    """Place, field and confidence of columns of days about a patent.

    The day of filing is in the year its number states; publication and grant follow it, priority goes up to a year
    before it, the term ends whole decades after it. A column whose few days repeat is an office's own remark.
    """
    found = {place: _read(profile) for place, profile in free.items() if _is_of_days(profile)}
    days: dict[str, Days] = {field: _read(known[field]) for field in known if field.endswith("_on")}
    picks: dict[str, Callable[[], int | None]] = {
        "filed_on": lambda: _filing(found, known, days),
        "priority_on": lambda: _priority(found, days),
        "expires_on": lambda: _expiry(found, days),
        "published_on": lambda: _following(found, days, among=known),
        "granted_on": lambda: _grant(found, days),
    }
    for field, pick in picks.items():
        place = None if field in days else pick()
        if place is not None:
            days[field] = found.pop(place)
            yield place, field, 0.6 if field == "filed_on" and "app_no" in known else 0.5


def _is_of_days(profile: Profile) -> bool:
    share = looks.share("day", profile.cells)
    if share is None or share < ENOUGH:
        return False
    return profile.variety >= 0.2 or len(profile.filled) < 20


def _read(profile: Profile) -> Days:
    return list(DayReader(day_style(profile.cells)).read(profile.cells).values)


def _filing(found: Mapping[int, Days], known: Mapping[str, Profile], days: Mapping[str, Days]) -> int | None:
    """The column in the years of the application numbers; without these the earliest of several."""
    if "app_no" in known:
        years = [_year(text_of(cell)) for cell in known["app_no"].cells]
        for place, column in found.items():
            pairs = [(year, day.year) for year, day in zip(years, column, strict=True) if year and day]
            if len(pairs) >= 3 and sum(one == other for one, other in pairs) >= 0.95 * len(pairs):
                return place
        if sum(year is not None for year in years) * 2 > len(years):
            return None
    later = [column for field, column in days.items() if field in {"published_on", "granted_on"}]
    if not later and len(found) < 2:
        return None
    fitting = [place for place, column in found.items() if all(_gap(column, other) >= 30 for other in later)]
    return min(fitting, key=lambda place: _middle(found[place]), default=None)


def _priority(found: Mapping[int, Days], days: Mapping[str, Days]) -> int | None:
    """At most a year and some days before the filing, or that day itself."""
    if "filed_on" not in days:
        return None
    fitting = [
        place for place, column in found.items()
        if all(0 <= gap <= 400 for gap in _gaps(column, days["filed_on"])) and _gap(column, days["filed_on"]) > 0
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _expiry(found: Mapping[int, Days], days: Mapping[str, Days]) -> int | None:
    if "filed_on" not in days:
        return None
    for place, column in found.items():
        gaps = _gaps(days["filed_on"], column)
        if gaps and sum(any(abs(gap - years * 365.25) <= 4 for years in _TERMS) for gap in gaps) >= 0.9 * len(gaps):
            return place
    return None


def _following(found: Mapping[int, Days], days: Mapping[str, Days], *, among: Mapping[str, Profile]) -> int | None:
    """The fullest column after the filing and not after the grant: every publication has its day."""
    if "filed_on" not in days or "pub_no" not in among:
        return None
    fitting = [
        place for place, column in found.items()
        if all(gap >= 0 for gap in _gaps(days["filed_on"], column)) and _gap(days["filed_on"], column) >= 20
        and all(gap >= 0 for gap in _gaps(column, days.get("granted_on", [None] * len(column))))
    ]  # fmt: skip
    return max(
        fitting, key=lambda place: (sum(day is not None for day in found[place]), -_middle(found[place])), default=None
    )


def _grant(found: Mapping[int, Days], days: Mapping[str, Days]) -> int | None:
    """The one column of days not before the publication."""
    if not {"filed_on", "published_on"} <= days.keys():
        return None
    before = days["published_on"]
    fitting = [
        place for place, column in found.items()
        if (gaps := _gaps(before, column)) and all(gap >= 0 for gap in gaps) and all(
            gap >= 20 for gap in _gaps(days["filed_on"], column))
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _year(text: str | None) -> int | None:
    """The year a Chinese application number states."""
    found = _YEAR.match(text or "")
    if found is None:
        return None
    if found[1] or found[3]:
        return int(found[1] or found[3])
    return 1900 + int(found[2]) + (100 if int(found[2]) < 80 else 0)


def _gaps(one: Days, other: Days) -> list[int]:
    return [(late - early).days for early, late in zip(one, other, strict=True) if early and late]


def _gap(one: Days, other: Days) -> float:
    """Days from one column to another, in the middle."""
    return statistics.median(_gaps(one, other) or [0])


def _middle(column: Days) -> float:
    return statistics.median([day.toordinal() for day in column if day] or [0])
