"""The public service list as the pages show it (公共服务清单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.sentences import joined
from zhiquan.knowledge.service_labels import SERVICE_VALUES
from zhiquan.knowledge.services import Service, ServiceVersion
from zhiquan.site.voice.citing import CitePlace, cited
from zhiquan.site.voice.queries import Measured

AREAS = tuple(SERVICE_VALUES["area"])


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """One service on one day (服务事项).

    Args:
        service: the definition.
        version: what it says on the day.
        channels: where it is asked for.
        within: the time limit in words; None when no text says.
        is_own: the office's own service, which no law sets.
        measured: how long it took so far; None when nothing was handled here.
        address: the page that does it; empty when it is done elsewhere.
    """

    service: Service
    version: ServiceVersion
    channels: Words
    within: Words | None
    is_own: bool
    measured: Measured | None
    address: str

    @property
    def is_verified(self) -> bool:
        """False when a law, a limit or a paper was not seen in its text; the office's own promises stand."""
        within = self.version.within
        limit_stands = within is None or within.verified or within.promised
        return self.is_own or (self.version.verified and limit_stands)


def services_shown(knowledge: Knowledge, day: date, measured: dict[str, Measured]) -> list[ServiceShown]:
    """Every service in force on a day, by area and name."""
    found = [one for one in knowledge.all(Service) if any(version.is_in_force(day) for version in one.versions)]
    found.sort(key=lambda one: (AREAS.index(one.area), one.question is not None, one.id))
    return [_shown(one, day, measured) for one in found]


def by_area(shown: list[ServiceShown]) -> list[tuple[Words, list[ServiceShown]]]:
    """The services under their areas, each area once, in order."""
    return [
        (SERVICE_VALUES["area"][area], [one for one in shown if one.service.area == area])
        for area in AREAS
        if any(one.service.area == area for one in shown)
    ]


def service_shown(knowledge: Knowledge, name: str, day: date, measured: dict[str, Measured]) -> ServiceShown:
    """One service on a day.

    Raises:
        NotFound: there is no such service, or it is not in force.
    """
    return _shown(knowledge.get(Service, name), day, measured)


def grounds(knowledge: Knowledge, shown: ServiceShown) -> list[CitePlace]:
    """The law a service and its limit rest on, each place once."""
    within = shown.version.within
    cites = (*shown.version.citations(), *(within.citations() if within else ()))
    return [cited(knowledge, one) for one in dict.fromkeys(cites)]


def service_row(shown: ServiceShown) -> dict[str, Any]:
    """One service as a row of the data set."""
    version, one = shown.version, shown.service
    return {
        "id": one.id,
        "area": one.area,
        "label": one.label.zh,
        "label_en": one.label.en,
        "handled_by": one.handled_by.zh,
        "who": version.who.zh,
        "needs": "；".join(need.zh for need in version.needs),
        "within": shown.within.zh if shown.within else "",
        "fee": version.fee.zh,
        "result": version.result.zh,
        "channels": shown.channels.zh,
        "basis": "；".join(str(cite) for cite in version.citations()),
        "verified": shown.is_verified,
        "answered": shown.measured.answered if shown.measured else None,
        "median_working_days": shown.measured.median if shown.measured else None,
    }


def _shown(one: Service, day: date, measured: dict[str, Measured]) -> ServiceShown:
    version = one.at(day)
    return ServiceShown(
        service=one,
        version=version,
        channels=joined([SERVICE_VALUES["channels"][name] for name in one.channels], zh="、", en=", "),
        within=version.within.words if version.within else None,
        is_own=not version.cites,
        measured=measured.get(one.question) if one.question else None,
        address=_address(one),
    )


def _address(one: Service) -> str:
    """The page that does it; an office's own file may name one that is not there."""
    try:
        address = reverse(one.page) if one.page else ""
    except NoReverseMatch:
        return ""
    return f"{address}?kind={one.question}" if one.question and address else address
