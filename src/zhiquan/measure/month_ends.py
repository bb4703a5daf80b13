"""Month ends up to a day (月末)."""

from __future__ import annotations

from datetime import date, timedelta


def month_ends(day: date, months: int) -> list[date]:
    """The last ``months`` month ends on or before ``day``, oldest first.

    ``month_ends(date(2025, 3, 30), 2)`` is 31 January and 28 February 2025.
    """
    first = date(day.year, day.month, 1)
    if (day + timedelta(days=1)).month != day.month:
        first = day + timedelta(days=1)
    found = []
    for _ in range(months):
        last = first - timedelta(days=1)
        found.append(last)
        first = date(last.year, last.month, 1)
    return found[::-1]
