"""Keeping the index of the newest snapshot, and opening the one that answers (索引维护)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.publications import Publication, publications
from zhiquan.search.asking.names import Names
from zhiquan.search.index.building import Built, Telling, build, update
from zhiquan.search.index.places import Place, SearchHome
from zhiquan.search.index.view import View, marks_of
from zhiquan.search.service import Finder
from zhiquan.search.sources.every import SOURCES

OPEN_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Library:
    """Where everything about one register's index lies (检索库).

    Args:
        lake: the register.
        home: the folder of indexes.
        knowledge: the definitions in force.
        overlay: folder of the office's own definitions.
        memory: MiB the lake's engine may use.
        district: code of the district whose industries rights are told apart by; empty for none.
    """

    lake: LakeHome
    home: SearchHome
    knowledge: Knowledge
    overlay: Path | None
    memory: int
    district: str = ""

    def refresh(
        self,
        *,
        day: date,
        snapshot: str = "",
        keep: tuple[str, ...] = (),
        anew: bool = False,
        tell: Telling | None = None,
    ) -> Built | None:
        """Make the index of a snapshot, the newest without a name, from what changed since the last one.

        Args:
            day: day of the legal statuses.
            snapshot: id of the snapshot.
            keep: ids of further snapshots whose indexes stay.
            anew: read everything, whatever is there.
            tell: told how many records were written.

        Returns:
            What was built; None when the index was there already.
        """
        wanted = self.lake.snapshot(snapshot or None)
        published = self.published()
        marks = self._marks(published)
        with self.home.building():
            known = self.home.of(wanted.id)
            if known and known.about.day == day.isoformat() and known.about.marks == marks and not anew:
                return None
            base = None if anew else known or self._earlier(wanted)
            with self.open(wanted, day, published, marks) as new:
                built = self._from(base, new, tell) if base else build(self.home, new, SOURCES, tell=tell)
            self._sweep(built.place, keep)
            return built

    def lacks(self, snapshot: str = "", *, day: date | None = None) -> bool:
        """True when no index of this shape answers from a snapshot, the newest without a name, by the definitions.

        Args:
            snapshot: id of the snapshot.
            day: day the statuses are to be of; None for any.
        """
        known = self.home.of(self.lake.snapshot(snapshot or None).id)
        if known is None or (day is not None and known.about.day != day.isoformat()):
            return True
        return known.about.marks != self._marks(self.published())

    def _marks(self, published: tuple[Publication, ...]) -> dict[str, str]:
        return marks_of(self.knowledge, published, self.overlay, self.district)

    def _from(self, base: Place, new: View, tell: Telling | None) -> Built:
        about = base.about
        before = self.lake.snapshot(about.snapshot)
        with self.open(before, date.fromisoformat(about.day), (), about.marks) as old:
            return update(self.home, base, old=old, new=new, sources=SOURCES, tell=tell)

    def _earlier(self, wanted: Snapshot) -> Place | None:
        """The index nearest to a snapshot whose own snapshot is still there."""
        there = set(self.lake.shelf.ids())
        found = [place for place in self.home.places() if place.about.snapshot in there]
        before = [place for place in found if place.about.snapshot <= wanted.id]
        return next(reversed(before or found[:1]), None)

    def _sweep(self, made: Place, keep: tuple[str, ...]) -> None:
        """Leave the new index, the newest one, and those of the snapshots to keep."""
        newest = self.home.newest()
        kept = {made.folder, *([newest.folder] if newest else [])}
        kept |= {place.folder for name in keep if (place := self.home.of(name)) is not None}
        self.home.keep_only(kept)

    def published(self) -> tuple[Publication, ...]:
        """What was published, by the newest snapshot."""
        newest = self.lake.current()
        with Reader(self.lake.tables, newest.tables, memory=self.memory) as reader:
            return tuple(publications(reader)) if reader.has("published") else ()

    @contextmanager
    def open(
        self, snapshot: Snapshot, day: date, published: tuple[Publication, ...], marks: dict[str, str]
    ) -> Iterator[View]:
        """A snapshot open to be read as records."""
        with Reader(self.lake.tables, snapshot.tables, memory=self.memory) as reader:
            parts = (snapshot, reader, self.lake.tables, day, self.knowledge, self.overlay, published, marks)
            yield View(*parts, self.district)


def no_index() -> NotFound:
    """What is said where there is no index to answer from."""
    return NotFound(
        Words("还没有检索索引", "there is no search index yet"),
        remedy=Words("请运行 zhiquan search --index。", "Run zhiquan search --index."),
    )


class Opened:
    """Finders of the indexes asked for last, shared by threads (已打开的索引).

    Args:
        home: the folder of indexes.
        names: names of statuses and kinds.
    """

    def __init__(self, home: SearchHome, names: Names) -> None:
        self._home = home
        self._names = names
        self._lock = Lock()
        self._finders: dict[Path, Finder] = {}

    def finder(self, snapshot: str = "") -> Finder:
        """The finder of a snapshot, or of the newest one that has an index.

        Raises:
            NotFound: there is no index yet.
        """
        place = self._place(snapshot)
        try:
            return self.open(place)
        except NotFound:  # another snapshot's index has taken its place meanwhile
            return self.open(self._place(snapshot))

    def _place(self, snapshot: str) -> Place:
        place = (self._home.of(snapshot) if snapshot else None) or self._home.newest()
        if place is None:
            raise no_index()
        return place

    def open(self, place: Place) -> Finder:
        """The finder of one index; those asked for last stay open.

        Raises:
            NotFound: the index was taken away, and there is none of its snapshot and day.
        """
        with self._lock:
            found = self._finders.get(place.folder)
            if found is None:
                found = self._finders[place.folder] = self._opened(place)
                while len(self._finders) > OPEN_AT_ONCE:
                    self._finders.pop(next(iter(self._finders)))
        return found

    def _opened(self, place: Place) -> Finder:
        """An index, or the one that has taken its place meanwhile."""
        with suppress(FileNotFoundError):
            return Finder.open(place, self._names)
        again = self._home.of(place.about.snapshot, place.about.day)
        if again is not None:
            with suppress(FileNotFoundError):
                return Finder.open(again, self._names)
        raise no_index()
