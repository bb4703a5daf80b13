"""When letters may leave, and how long a refused one waits (邮件时点)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

HOUR = time(7, 0)
"""When a day's letters may leave, in the office's own time."""
FIRST, LONGEST = timedelta(minutes=10), timedelta(hours=24)


def next_morning(at: datetime) -> datetime:
    """The first moment of the next day at which letters leave. At 06:30 and at 23:00 of a Monday: Tuesday 07:00."""
    day = timezone.localtime(at).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, HOUR))


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row, 1 or more: 10, 20, 40 minutes and so on, a day at most."""
    doubled: int = 2 ** min(failures - 1, 10)
    return min(LONGEST, FIRST * doubled)
