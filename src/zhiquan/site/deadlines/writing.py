"""Deadlines as an iCalendar file (日历文件)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from zhiquan.site.portal.desk_items import Item
from zhiquan.site.shell.speech import say

_REFRESH = timedelta(hours=6)


def calendar_file(items: Iterable[Item], *, name: str, now: datetime, absolute: Callable[[str], str]) -> bytes:
    """An iCalendar file with one all-day event for each deadline (RFC 5545).

    Args:
        items: things with a last day.
        name: name of the calendar.
        now: moment it is written, aware.
        absolute: makes the full address of a page.
    """
    made = Calendar()
    made.add("prodid", "-//zhiquan//deadlines//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for one in items:
        if one.due is not None:
            made.add_component(_event(one, one.due, now, absolute))
    return bytes(made.to_ical())


def uid_of(item: Item) -> str:
    """The same for the same thing at every reading, whatever its last day: a moved deadline moves the event."""
    key = "\x1f".join((item.kind, item.address, item.note, item.mark))
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@zhiquan"


def _event(item: Item, due: date, now: datetime, absolute: Callable[[str], str]) -> Event:
    made = Event()
    made.add("uid", uid_of(item))
    made.add("dtstamp", now)
    made.add("dtstart", due)
    made.add("dtend", due + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("summary", f"{say(item.kind_words)}：{say(item.what)}")
    made.add("description", "\n".join(text for text in (say(item.do), say(item.why), item.note) if text))
    made.add("categories", [say(item.kind_words)])
    made.add("url", absolute(item.address))
    return made
