"""The index this site answers from, and how far a reader's search reaches (检索库与可见范围)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.urls import reverse

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.browsing.scope import Scope
from zhiquan.search.asking.names import Names
from zhiquan.search.index.places import Place, SearchHome
from zhiquan.search.keeping import Library, Opened
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House, house
from zhiquan.site.registry.public import latest_published


@dataclass(frozen=True, slots=True)
class Room:
    """Where a question is answered: an index and how far the reader's sight of it reaches (检索室).

    Args:
        finder: the index.
        reach: what of it the reader may find.
        is_desk: on the workbench; else among what is published.
    """

    finder: Finder
    reach: Reach
    is_desk: bool


def desk_room(visitor: Visitor) -> Room:
    """The newest index as far as a reader of the workbench sees.

    Raises:
        NotFound: there is no index yet.
    """
    try:
        finder = opened().finder()
    except NotFound:
        raise no_index() from None
    return Room(finder, reach_of(visitor), is_desk=True)


def public_room() -> Room | None:
    """The index of what was published last, as everybody sees it; None while nothing is published.

    Raises:
        NotFound: that snapshot has no index yet; no other one answers for it.
    """
    shown = latest_published()
    if shown is None:
        return None
    place = _of(shown.snapshot, shown.day)
    if place is None:
        raise no_index()
    return Room(opened().open(place), Reach.public(), is_desk=False)


def public_finder() -> Finder | None:
    """The index the public pages answer from; None while there is none."""
    try:
        room = public_room()
    except NotFound:
        return None
    return room.finder if room else None


def warm_indexes() -> int:
    """Have the newest index and that of what was published last in memory before somebody asks.

    Returns:
        How many indexes there were to warm.
    """
    finders = {id(one): one for one in (public_finder(),) if one}
    with suppress(NotFound):  # the background worker makes it; pages say so
        newest = opened().finder()
        finders[id(newest)] = newest
    for finder in finders.values():
        finder.warm()
    return len(finders)


def reach_of(visitor: Visitor) -> Reach:
    """What a reader of the workbench may find: the scope's records whole, of others what everybody may see."""
    if not visitor.may(May.SEE_REGISTER):
        return Reach.public()
    office = house()
    return _reach(scope_of(visitor), office.lake.root, office.current())


def page_address(name: str, *, is_desk: bool, of: str = "") -> str:
    """Address of a page of the search: ``page_address("search-csv", is_desk=True)`` is ``/desk/search/file/``."""
    return reverse(f"desk-{name}" if is_desk else name, args=[of] if of else [])


def library_of(office: House) -> Library:
    """Where the office's register and its index lie."""
    settings = office.settings
    home = SearchHome(settings.home / "search")
    return Library(office.lake, home, office.knowledge(), settings.knowledge, settings.memory, settings.district)


def opened() -> Opened:
    """The indexes that are open in this process."""
    return _opened(_home().root, house().settings.knowledge)


def no_index() -> NotFound:
    """What is said where there is no index to answer from."""
    return NotFound(
        Words("检索索引还在建立", "the search index is being made"),
        remedy=Words("后台作业读完登记库后即可检索。", "Search works once the background job has read the register."),
    )


def _home() -> SearchHome:
    return SearchHome(house().settings.home / "search")


def _of(snapshot: str, day: date) -> Place | None:
    """The index of a snapshot with the legal statuses of one day."""
    wanted = (snapshot, day.isoformat())
    found = reversed(_home().places())
    return next((place for place in found if (place.about.snapshot, place.about.day) == wanted), None)


@lru_cache(maxsize=4)
def _opened(root: Path, overlay: Path) -> Opened:
    return Opened(SearchHome(root), Names.load(overlay))


@lru_cache(maxsize=512)
def _reach(scope: Scope, lake: Path, snapshot: str) -> Reach:
    """The reach of a scope in a snapshot of a lake; the last two are what it depends on."""
    del lake
    with house().reader(snapshot) as reader:
        return Reach.of_scope(scope, reader, also_public=True)
