"""The register this site serves: settings, definitions, snapshots, readers (本单位登记库)."""

from __future__ import annotations

import os
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from zhiquan.basics.settings import Settings, read_settings
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge
from zhiquan.knowledge.regions_districts import district
from zhiquan.knowledge.shapes import Text
from zhiquan.register.batches import Actor, Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.publications import Publication, publications
from zhiquan.register.rules import load_rules
from zhiquan.site.office.pages import KeptPages
from zhiquan.site.place import DEMO_MARK, Place, place_of

_SNAPSHOTS_KEPT = 12


@dataclass(frozen=True, slots=True)
class About:
    """What the shell says of the office: district, day, snapshot, and whether all of it is made up."""

    district: str
    name: Words
    today: date
    snapshot: str
    is_demo: bool


class House:
    """The office's register as the site reads it; safe for several threads.

    Args:
        settings: the product's settings.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lake = LakeHome(settings.lake)
        self.place: Place = place_of(settings)
        self.pages = KeptPages()
        self._lock = threading.Lock()
        self._snapshots: OrderedDict[str, Snapshot] = OrderedDict()
        self._knowledge: tuple[tuple[tuple[str, int], ...], Knowledge] | None = None
        self._published: tuple[str, tuple[Publication, ...]] | None = None

    @property
    def today(self) -> date:
        """Today, unless the settings say another day."""
        return self.settings.day(datetime.now().astimezone().date())

    def now(self) -> datetime:
        """The present moment on the office's day, aware."""
        clock = datetime.now().astimezone()
        day = self.settings.today
        return clock if day is None else clock.replace(year=day.year, month=day.month, day=day.day)

    def actor(self, account: str) -> Actor:
        """Who writes to the register: an account of the site, now."""
        return Actor(account, self.now())

    def knowledge(self) -> Knowledge:
        """The definitions in force; read anew once a data file of the office changes."""
        stamp = self.knowledge_stamp()
        with self._lock:
            if self._knowledge is None or self._knowledge[0] != stamp:
                self._knowledge = (stamp, load_knowledge(overlay=self.settings.knowledge))
            return self._knowledge[1]

    def knowledge_stamp(self) -> tuple[tuple[str, int], ...]:
        """Names and times of the office's own data files: equal while the definitions are."""
        return _stamp(self.settings.knowledge)

    def register(self) -> Register:
        """The register for writing."""
        rules, settings = load_rules(self.settings.knowledge), self.settings
        return Register(self.lake, rules, memory=settings.memory, digest=settings.digest)

    def is_filled(self) -> bool:
        """True once anything was written to the register."""
        return bool(self.lake.shelf.ids())

    def current(self) -> str:
        """Id of the newest snapshot; empty when nothing was ever written."""
        ids = self.lake.shelf.ids()
        return ids[-1] if ids else ""

    def snapshot(self, name: str = "") -> Snapshot:
        """One snapshot, the newest without a name.

        Raises:
            NotFound: there is none.
            NotAllowed: the lake has another layout.
        """
        wanted = name or self.current()
        with self._lock:
            if wanted in self._snapshots:
                self._snapshots.move_to_end(wanted)
                return self._snapshots[wanted]
        found = self.lake.snapshot(wanted or None)
        with self._lock:
            self._snapshots[found.id] = found
            while len(self._snapshots) > _SNAPSHOTS_KEPT:
                self._snapshots.popitem(last=False)
        return found

    @contextmanager
    def reader(self, name: str = "") -> Iterator[Reader]:
        """A snapshot open for reading by this thread."""
        snapshot = self.snapshot(name)
        with Reader(self.lake.tables, snapshot.tables, memory=self.settings.memory) as reader:
            yield reader

    def published(self) -> tuple[Publication, ...]:
        """What was published, the latest first; of two of one day and snapshot the one written later."""
        if not self.is_filled():
            return ()
        current = self.current()
        kept = self._published
        if kept is None or kept[0] != current:
            with self.reader(current) as reader:
                found = publications(reader)
            kept = (current, tuple(self._latest_first(found)))
            self._published = kept
        return kept[1]

    def _latest_first(self, found: list[Publication]) -> list[Publication]:
        days = Counter((one.published_on, one.snapshot) for one in found)
        unclear = {one.id for one in found if days[one.published_on, one.snapshot] > 1}
        written = self._written(unclear, after=min((one.snapshot for one in found if one.id in unclear), default=""))
        return sorted(
            found, key=lambda one: (one.published_on, one.snapshot, written.get(one.id, -1), one.id), reverse=True
        )

    def _written(self, names: set[str], *, after: str) -> dict[str, int]:
        """Number of the snapshot that first held each publication; one whose snapshot was pruned is missing."""
        written: dict[str, int] = {}
        for name in self.lake.shelf.ids():
            if len(written) == len(names):
                break
            if name > after:
                snapshot = self.lake.shelf.read(name)
                if snapshot.because.action == "publish" and snapshot.because.subject in names:
                    written.setdefault(snapshot.because.subject, snapshot.number)
        return written

    def about(self) -> About:
        """What the shell says of the office."""
        code = self.settings.district
        return About(
            district=code,
            name=_name_of(district(code, self.settings.knowledge).label),
            today=self.today,
            snapshot=self.current(),
            is_demo=(self.lake.root / DEMO_MARK).exists(),
        )


@cache
def house() -> House:
    """The office of this process."""
    return House(read_settings(os.environ, folder=Path.cwd()))


def _name_of(label: Text) -> Words:
    return Words(label.zh, label.en)


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """Names and times of the office's own data files, so that a change is seen."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()))
