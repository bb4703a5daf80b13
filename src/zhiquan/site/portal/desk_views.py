"""My desk: what first, the month, what changed (我的待办页面)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhiquan.basics.days.lengths import add_months
from zhiquan.site.drawing import Drawing, Month, month_calendar
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import House, house
from zhiquan.site.portal.desk_changes import Change, Typed, changes_for, typed_by
from zhiquan.site.portal.desk_items import KINDS, Item, due_counts, grouped
from zhiquan.site.portal.desk_register import register_items
from zhiquan.site.portal.desk_work import work_items
from zhiquan.site.shell.keeping import desk_page, register_state
from zhiquan.site.shell.speech import language_now
from zhiquan.site.voice.calendars import calendar_of
from zhiquan.site.watching.queries import Alert, alerts_of

_MOST, _ALL = 8, 1000
_YEARS = (1985, 2100)
"""First and last year of the calendar: from the first patent law of the country on."""


@require_http_methods(["GET"])
def desk(request: HttpRequest) -> HttpResponseBase:
    """The queue by urgency, the calendar, the changes."""
    office, visitor = house(), visitor_of(request)
    typed = typed_by(visitor, office.today) if visitor.may(May.DECIDE) or visitor.may(May.PROVE) else None
    told = _Told(
        (*work_items(office, visitor), *register_items(office, visitor)),
        tuple(changes_for(office, visitor)),
        typed,
        alerts_of(visitor),
    )
    return desk_page(request, "portal/desk.html", (*register_state(), told.digest), lambda: _desk(request, told))


@dataclass(frozen=True, slots=True)
class _Told:
    """All a desk shows of its reader; the page is kept for exactly this."""

    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    typed: Typed | None
    alerts: tuple[Alert, ...]

    @property
    def digest(self) -> str:
        """Hash of all of it, so that the page's key is short however much there is to do."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def _desk(request: HttpRequest, told: _Told) -> dict[str, Any]:
    office, every = house(), told.items
    today = office.today
    kind, day = request.GET.get("kind", ""), _day(request.GET.get("day", ""))
    chosen = [one for one in every if (kind not in KINDS or one.kind == kind) and (day is None or one.due == day)]
    most = _ALL if request.GET.get("all") == "1" or day else _MOST
    month = _month(request.GET.get("month", ""), day or today)
    return {
        "today": today,
        "in_all": len(every),
        "chosen": len(chosen),
        "groups": grouped(chosen, today, most=most),
        "kinds": [(name, words, sum(one.kind == name for one in every)) for name, words in KINDS.items()],
        "kind": kind if kind in KINDS else "",
        "day": day,
        "month": month,
        "month_before": add_months(month, -1).strftime("%Y-%m"),
        "month_after": add_months(month, 1).strftime("%Y-%m"),
        "calendar": _calendar(office, every, month),
        "changes": told.changes,
        "typed": told.typed,
        "alerts": told.alerts,
    }


def _calendar(office: House, items: Sequence[Item], month: date) -> Drawing:
    calendar = calendar_of(office)
    due: Mapping[date, int] = due_counts(items)
    drawn = Month(
        year=month.year,
        month=month.month,
        due=due,
        is_working=calendar.is_working,
        today=office.today,
        link=lambda one: f"{reverse('desk')}?day={one.isoformat()}",
    )
    return month_calendar(drawn, language=language_now())


def _day(text: str) -> date | None:
    """A day of the address; none when it is no day or lies outside the years shown."""
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found is not None and _YEARS[0] <= found.year <= _YEARS[1] else None


def _month(text: str, default: date) -> date:
    """First day of the month of the address, else of the day given."""
    found = _day(f"{text}-01") if text else None
    return (found or default).replace(day=1)
