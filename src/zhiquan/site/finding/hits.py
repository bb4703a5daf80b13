"""One hit as a page shows it: names, status, and the page that tells more (命中行)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from django.urls import reverse

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.services import Service
from zhiquan.search.asking.highlights import Marked
from zhiquan.search.asking.names import OTHER_KINDS
from zhiquan.search.asking.question import Hit
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder
from zhiquan.site.finding.room import Room, page_address, public_finder
from zhiquan.site.office.house import house
from zhiquan.site.registry.naming import group_look, place_name

_SNIPPETS = 2
_DEFINED = {"indicator": "indicators", "instrument": "instruments"}
_GONE = Words(
    "登记册里已没有这一件；索引更新后不再列出。",
    "The register holds it no more; it is not listed once the index is up to date.",
)
_UNPUBLISHED = Words(
    "最近公布的数据里没有这一件，公布后才能打开。",
    "What was published last does not hold it; it opens once it is published.",
)
_NOT_YET = Words("还没有可查的公布数据，公布后才能打开。", "Nothing published can be looked into yet; it opens then.")
_NOT_OFFERED = Words("现在不提供这项服务。", "This service is not offered at present.")
_ALONE = frozenset({"party", *_DEFINED, "service", "figure", "guide"})
"""Kinds of records that have no text other records could be like."""


@dataclass(frozen=True, slots=True)
class HitShown:
    """One hit of a page (命中行).

    Args:
        hit: the hit.
        kind: name of its kind.
        address: the page that shows it; empty when no page shows it to this reader.
        unopened: why no page shows it; None when one does.
        similar: the page of records like it; empty when it has no text to compare.
        status: name of its legal status; None when it has none.
        look: class of the status.
        icon: icon of the status.
        town: its town by name.
        holders: those that hold it, each with the page that shows it; empty when none does to this reader.
    """

    hit: Hit
    kind: Words
    address: str
    unopened: Words | None
    similar: str
    status: Words | None
    look: str
    icon: str
    town: str
    holders: tuple[tuple[str, str], ...]

    @property
    def snippets(self) -> tuple[Marked, ...]:
        """At most two stretches of its texts, those with marks first."""
        return tuple(sorted(self.hit.snippets, key=lambda one: not one.marks))[:_SNIPPETS]

    def as_json(self) -> dict[str, Any]:
        """What is told of it, JSON-ready."""
        shown = self.hit.shown
        told = {
            "number": str(shown.get("number") or ""),
            "status": str(shown.get("status") or ""),
            "day": str(shown.get("day") or ""),
            "ends": str(shown.get("ends") or ""),
            "holders": list(shown.get("holders") or ()),
            "classes": list(shown.get("classes") or ()),
            "address": self.address,
        }
        return self.hit.as_json() | told


def shown_hits(room: Room, hits: Iterable[Hit]) -> tuple[HitShown, ...]:
    """Hits as a page shows them; one that the register holds no more, while the index is behind, has no link."""
    several = tuple(hits)
    published = public_finder() if room.is_desk else room.finder
    gone = _gone(room, {hit.id for hit in several if not hit.is_public and _is_in_register(hit)})
    return tuple(_shown(room, hit, published, is_gone=hit.id in gone) for hit in several)


def _is_in_register(hit: Hit) -> bool:
    return hit.kind == "party" or hit.kind not in OTHER_KINDS


def _gone(room: Room, ids: Set[str]) -> Set[str]:
    """Of some rights and parties those that the newest snapshot holds no more."""
    office = house()
    if not ids or room.finder.about.snapshot == office.current():
        return frozenset()
    with office.reader() as reader:
        keys = reader.with_keys(pa.array(sorted(ids), pa.string()), name="hit_ids")
        columns = (("rights", "right"), ("parties", "party"), ("aliases", "alias"))
        held = " UNION ALL ".join(
            f'SELECT "{column}" AS id FROM {reader.from_(table)} SEMI JOIN {keys} ON key = "{column}"'
            for table, column in columns
        )
        return ids - {row["id"] for row in reader.records(held)}


def _shown(room: Room, hit: Hit, published: Finder | None, *, is_gone: bool) -> HitShown:
    names, shown = room.finder.names, hit.shown
    look, icon = group_look(str(shown.get("group") or ""))
    town = str(shown.get("town") or "")
    address = "" if is_gone else _address(hit, published)
    return HitShown(
        hit=hit,
        kind=names.kinds.get(hit.kind, Words(hit.kind, hit.kind)),
        address=address,
        unopened=None if address else _GONE if is_gone else _why_unopened(hit, published),
        similar="" if hit.kind in _ALONE else page_address("search-similar", is_desk=room.is_desk, of=hit.id),
        status=names.statuses.get(str(shown.get("status") or "")),
        look=look,
        icon=icon,
        town=place_name(town) if town else str(shown.get("place") or ""),
        holders=tuple(_holders(room, hit, published)),
    )


def _holders(room: Room, hit: Hit, published: Finder | None) -> Iterator[tuple[str, str]]:
    ids = {name: party for party, name in hit.shown.get("parties") or ()}
    sees_all = any(sight.tokens is None for sight in room.reach.sights)
    for name in hit.shown.get("holders") or ():
        party = ids.get(name, "")
        if party and sees_all:
            yield name, reverse("desk-party", args=[party])
        else:
            yield name, reverse("party", args=[party]) if party and published and _is_in(published, party) else ""


def _address(hit: Hit, published: Finder | None) -> str:
    """The page of a hit; what is seen only as everybody sees it has one only when it is among what is published."""
    rest = hit.id.partition(":")[2]
    if not _is_in_register(hit):
        return _address_of_other(hit.kind, rest, hit.shown, is_public=hit.is_public)
    page = "party" if hit.kind == "party" else "right"
    if not hit.is_public:
        return reverse(f"desk-{page}", args=[hit.id])
    return reverse(page, args=[hit.id]) if published and _is_in(published, hit.id) else ""


def _why_unopened(hit: Hit, published: Finder | None) -> Words:
    if hit.kind == "service":
        return _NOT_OFFERED
    return _UNPUBLISHED if published else _NOT_YET


def _address_of_other(kind: str, name: str, shown: Mapping[str, Any], *, is_public: bool) -> str:
    if kind == "clause":
        query = urlencode({"plan": str(shown["plan"]), "clause": str(shown["clause"])})
        return f"{reverse('clauses' if is_public else 'desk-clauses')}?{query}"
    if kind == "figure":
        return reverse("figure", args=[str(shown["indicator"])])
    if kind == "guide":
        page, _, section = name.partition("#")
        return reverse("guide", args=[page]) + (f"#{section}" if section else "")
    if kind == "service":
        return reverse("service", args=[name]) if _is_offered(name) else ""
    return reverse("definition", args=[_DEFINED[kind], name])


def _is_offered(service: str) -> bool:
    office = house()
    found = (one for one in office.knowledge().all(Service) if one.id == service)
    return any(version.is_in_force(office.today) for one in found for version in one.versions)


def _is_in(published: Finder, name: str) -> bool:
    try:
        published.record(name, Reach.public())
    except NotFound:
        return False
    return True
