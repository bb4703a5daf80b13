"""Columns of days, told by how they stand to one another and to the number of the application (日期列)."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.number_columns import GRANTED
from zhiquan.register.intake.understanding.order import agreement
from zhiquan.register.intake.understanding.profiles import ENOUGH, Profile
from zhiquan.register.intake.values.days import DayReader, day_style
from zhiquan.register.intake.values.texts import text_of

Days: TypeAlias = list[date | None]

_YEAR = re.compile(
    r"(?:CN|ZL)?((?:19|20)\d{2})[1-389]\d{7}|(?:CN|ZL)?(\d{2})[1-389]\d{5}(?:\.?[\dX])?$|[A-Z]{2}((?:19|20)\d{2})\d{5,}"
)
_TERMS = (10, 15, 20)
RISING = 0.85
"""Agreement in order with numbers from which days are taken for theirs."""

LONGEST_PRIORITY = 400
"""Days between a first filing and one that claims its priority: twelve months, with what offices add to it."""


def day_fields(free: Mapping[int, Profile], known: Mapping[str, Profile]) -> Iterator[tuple[int, str, float]]:
    """Place, field and confidence of columns of days about a patent.

    The day of filing is in the year its number states; publication and grant follow it, priority goes up to a year
    before it, the term ends whole decades after it. A column whose few days repeat is an office's own remark.
    """
    numbers = [known[field].cells for field in ("pub_no", "app_no", "grant_no") if field in known]
    found = {
        place: column for place, profile in free.items()
        if _is_of_days(profile) and (_varies(column := _read(profile)) or _rises(numbers, column))
    }  # fmt: skip
    days: dict[str, Days] = {field: _read(known[field]) for field in known if field.endswith("_on")}
    picks: dict[str, Callable[[], int | None]] = {
        "filed_on": lambda: _filing(found, known, days),
        "priority_on": lambda: _priority(found, days),
        "expires_on": lambda: _expiry(found, days),
        "published_on": lambda: _following(found, days, among=known),
        "granted_on": lambda: _grant(found, days, among=known),
    }
    for field, pick in picks.items():
        place = None if field in days else pick()
        if place is not None:
            days[field] = found.pop(place)
            yield place, field, 0.6 if field == "filed_on" and "app_no" in known else 0.5


def _is_of_days(profile: Profile) -> bool:
    share = looks.share("day", profile.cells)
    return share is not None and share >= ENOUGH


def _varies(column: Days) -> bool:
    """False for a long column of few days, an office's own remark; or those of one gazette, which rise with numbers."""
    told = [day for day in column if day]
    return len(told) < 20 or len(set(told)) >= 0.2 * len(told)


def _rises(numbers: Sequence[Sequence[Cell]], column: Days) -> bool:
    return any((agreement(cells, column) or 0.0) >= RISING for cells in numbers)


def _read(profile: Profile) -> Days:
    return list(DayReader(day_style(profile.cells)).read(profile.cells).values)


def _filing(found: Mapping[int, Days], known: Mapping[str, Profile], days: Mapping[str, Days]) -> int | None:
    """The column in the years of the application numbers, or rising with them; without them the earliest."""
    if "app_no" in known:
        numbers = known["app_no"].cells
        years = [_year(text_of(cell)) for cell in numbers]
        fitting = [place for place, column in found.items() if _is_in_years(column, years)]
        if fitting:
            return _first_but_priority(found, fitting)
        if sum(year is not None for year in years) * 2 > len(years):
            return None
        rising = {place: agreement(numbers, column) or 0.0 for place, column in found.items()}
        best = max(rising, key=lambda place: (rising[place], -_middle(found[place])), default=None)
        if best is not None and rising[best] >= RISING:
            return best
    later = [column for field, column in days.items() if field in {"published_on", "granted_on"}]
    if not later and len(found) < 2:
        return None
    fullest = max(map(_filled, found.values()), default=0)
    fitting = [
        place for place, column in found.items()
        if _filled(column) >= 0.9 * fullest and all(_gap(column, other) >= 30 for other in later)
    ]  # fmt: skip
    return _first_but_priority(found, fitting)


def _is_in_years(column: Days, years: list[int | None]) -> bool:
    pairs = [(year, day.year) for year, day in zip(years, column, strict=True) if year and day]
    return len(pairs) >= 3 and sum(one == other for one, other in pairs) >= 0.95 * len(pairs)


def _first_but_priority(found: Mapping[int, Days], fitting: list[int]) -> int | None:
    """The earliest of columns; one that is often the same day as the next, and never after it, is its priority."""
    ranked = sorted(fitting, key=lambda place: _middle(found[place]))
    for early, late in pairwise(ranked):
        gaps = _gaps(found[early], found[late])
        if not (gaps and all(0 <= gap <= LONGEST_PRIORITY for gap in gaps) and 0 < gaps.count(0) < len(gaps)):
            return early
    return ranked[-1] if ranked else None


def _priority(found: Mapping[int, Days], days: Mapping[str, Days]) -> int | None:
    """Never after the filing, before it at least once, and mostly within a year and some days."""
    if "filed_on" not in days:
        return None
    fitting = []
    for place, column in found.items():
        gaps = _gaps(column, days["filed_on"])
        if gaps and min(gaps) >= 0 and max(gaps) > 0 and sum(gap <= LONGEST_PRIORITY for gap in gaps) * 2 > len(gaps):
            fitting.append(place)
    return fitting[0] if fitting and _are_alike(found, fitting) else None


def _expiry(found: Mapping[int, Days], days: Mapping[str, Days]) -> int | None:
    if "filed_on" not in days:
        return None
    for place, column in found.items():
        gaps = _gaps(days["filed_on"], column)
        if gaps and sum(any(abs(gap - years * 365.25) <= 4 for years in _TERMS) for gap in gaps) >= 0.9 * len(gaps):
            return place
    return None


def _following(found: Mapping[int, Days], days: Mapping[str, Days], *, among: Mapping[str, Profile]) -> int | None:
    """The column that rises with the numbers of publication; else the fullest after the filing, not after the grant."""
    if "pub_no" not in among:
        return None
    numbers = among["pub_no"].cells
    nothing: Days = [None] * len(numbers)
    fitting = {
        place: column for place, column in found.items()
        if _follows(days.get("filed_on", nothing), column) and _follows(column, days.get("granted_on", nothing))
    }  # fmt: skip
    told = {place: agreement(numbers, column) for place, column in fitting.items()}
    rising = [place for place, share in told.items() if share is not None and share >= RISING]
    if rising:
        return max(rising, key=lambda place: _filled(fitting[place]))
    if "filed_on" not in days:
        return None
    untold = [place for place, share in told.items() if share is None]
    late = [place for place in untold if _gap(days["filed_on"], fitting[place]) >= 20]
    return max(late, key=lambda place: (_filled(found[place]), -_middle(found[place])), default=None)


def _grant(found: Mapping[int, Days], days: Mapping[str, Days], *, among: Mapping[str, Profile]) -> int | None:
    """The column not before the publication, and the same day where what was published is a grant."""
    if not {"filed_on", "published_on"} <= days.keys():
        return None
    before = days["published_on"]
    fitting = [
        place for place, column in found.items()
        if _gaps(before, column) and _follows(before, column) and all(
            gap >= 20 for gap in _gaps(days["filed_on"], column))
    ]  # fmt: skip
    if "pub_no" in among:
        granted = [bool(GRANTED.search((text_of(cell) or "").strip())) for cell in among["pub_no"].cells]
        same = [place for place in fitting if _is_same(before, found[place], granted)]
        if same:
            return same[0] if _are_alike(found, same) else None
        if sum(granted) >= 3:
            return None
    return fitting[0] if len(fitting) == 1 else None


def _is_same(one: Days, other: Days, chosen: list[bool]) -> bool:
    """True when two columns hold the same days in nearly all of at least three chosen rows."""
    pairs = [(a, b) for a, b, is_chosen in zip(one, other, chosen, strict=True) if is_chosen and a]
    return len(pairs) >= 3 and sum(a == b for a, b in pairs) >= 0.95 * len(pairs)


def _follows(one: Days, other: Days) -> bool:
    """True when the days of the second column are hardly ever before those of the first."""
    gaps = _gaps(one, other)
    return sum(gap < 0 for gap in gaps) <= 0.02 * len(gaps)


def _are_alike(found: Mapping[int, Days], places: list[int]) -> bool:
    """True for one column, or several that hold the same days."""
    return all(found[place] == found[places[0]] for place in places)


def _filled(column: Days) -> int:
    return sum(day is not None for day in column)


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
