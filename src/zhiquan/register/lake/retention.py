"""Which snapshots are kept, and clearing away what none of them names (清理)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from zhiquan.register.lake.delta import DATA
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.lock import writing
from zhiquan.register.lake.manifest import Snapshot


@dataclass(frozen=True, slots=True)
class Sweep:
    """What pruning takes away, or would: snapshots, files and their bytes."""

    kept: tuple[str, ...]
    retired: tuple[str, ...]
    files: tuple[Path, ...]
    size: int


def plan_sweep(home: LakeHome, *, published: set[str], today: date, keep_days: int) -> Sweep:
    """Decide what goes; nothing is touched.

    Kept are: the newest snapshot, those something published names, the last one of each calendar month, and
    all made in the last ``keep_days`` days. Every data file that none of them names goes, also what a killed
    write left behind.
    """
    snapshots = {name: home.shelf.read(name) for name in home.shelf.ids()}
    kept = _kept(snapshots, published=published, since=today - timedelta(days=keep_days))
    named = _named(home, (snapshots[name] for name in kept))
    files = tuple(sorted(set(home.tables.glob(f"*/{DATA}/*.parquet")) - named))
    return Sweep(
        kept=tuple(kept),
        retired=tuple(name for name in snapshots if name not in kept),
        files=files,
        size=sum(file.stat().st_size for file in files),
    )


def sweep(home: LakeHome, planned: Sweep, *, wait: float = 60, published: Callable[[], set[str]] = set) -> None:
    """Do what was planned: manifests first, so that no kept manifest ever names a file that is gone.

    What a snapshot made since the plan names stays, and so does a snapshot published since then: ``published`` is
    asked again once no other writer can be at work.

    Raises:
        NotAllowed: a writer is at work for longer than ``wait`` seconds.
    """
    with writing(home, wait=wait):
        going = set(home.shelf.ids()) - published()
        for name in planned.retired:
            if name in going:
                home.shelf.retire(name)
        named = _named(home, [home.shelf.read(name) for name in home.shelf.ids()])
        for file in planned.files:
            if file not in named:
                file.unlink(missing_ok=True)


def _named(home: LakeHome, snapshots: Iterable[Snapshot]) -> set[Path]:
    return {
        home.table(table) / file.name
        for snapshot in snapshots
        for table, state in snapshot.tables.items()
        for file in state.files
    }


def _kept(snapshots: dict[str, Snapshot], *, published: set[str], since: date) -> list[str]:
    last_of_month: dict[tuple[int, int], str] = {}
    for name, snapshot in snapshots.items():
        made = _day(snapshot.because.at)
        last_of_month[(made.year, made.month)] = name
    keep = set(last_of_month.values()) | (published & set(snapshots)) | set(list(snapshots)[-1:])
    keep |= {name for name, snapshot in snapshots.items() if _day(snapshot.because.at) >= since}
    return [name for name in snapshots if name in keep]


def _day(moment: datetime) -> date:
    return moment.date()
