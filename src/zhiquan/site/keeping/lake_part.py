"""The lake in a back-up: the kept snapshots, the files they name, the logs up to them (备份：数据湖).

A snapshot and the files it names are never changed, so copying them needs no lock. Only pruning takes some away; when
that happens meanwhile, the files still named are gathered once more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.lake.delta import LOG
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.trail import FILE as TRAIL
from zhiquan.site.keeping.listing import PIECE, ListWriter
from zhiquan.site.running.sizes import bytes_of, files_under

MOST_ROUNDS = 5
_LOCKS = (".lock",)
_VERSION = re.compile(r"^(\d{20})\.")
_LAST = "_last_checkpoint"


@dataclass(frozen=True, slots=True)
class LakeHeld:
    """What a back-up holds of the lake: the newest snapshot, its layout, how many snapshots."""

    snapshot: str
    layout: int
    snapshots: int

    def as_json(self) -> dict[str, object]:
        """As the list states it."""
        return {"snapshot": self.snapshot, "layout": self.layout, "snapshots": self.snapshots}


def copy_lake(home: LakeHome, into: ListWriter, *, under: str = "lake") -> LakeHeld | None:
    """Copy everything a restored lake needs; None when nothing was ever written to it.

    Raises:
        BadInput: a file a snapshot names is missing or has another size: the lake itself is damaged.
        NotAllowed: snapshots were pruned again and again meanwhile.
    """
    _copy_plain(home, into, under)
    for _ in range(MOST_ROUNDS):
        ids = home.shelf.ids()
        if not ids:
            return None
        try:
            newest = _copy_snapshots(home, ids, into, under)
        except (FileNotFoundError, NotFound) as gone:
            if set(ids) <= set(home.shelf.ids()):
                file = getattr(gone, "filename", None) or "snapshots"
                raise _damaged(home, str(file), Words("文件不见了", "the file is missing")) from gone
            continue
        _copy_traces(home, ids, into, under)
        return LakeHeld(ids[-1], newest.schema_number, len(ids))
    raise NotAllowed(
        Words("备份期间反复有快照被清理", "snapshots were pruned again and again meanwhile"),
        where={"lake": home.root},
        remedy=Words("请在清理结束后重试。", "Try again when pruning has ended."),
    )


def size_of(home: LakeHome) -> int:
    """Bytes of the lake on disk, at most what a copy takes."""
    return bytes_of(files_under(home.root))


def named_files(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    """Path within the lake and size of every file a snapshot names."""
    for table, state in snapshot.tables.items():
        for file in state.files:
            yield f"tables/{table}/{file.name}", file.size


def _copy_snapshots(home: LakeHome, ids: Iterable[str], into: ListWriter, under: str) -> Snapshot:
    """Files first, each manifest after them, the logs of the newest last."""
    newest: Snapshot | None = None
    for name in ids:
        newest = home.shelf.read(name)
        for path, size in named_files(newest):
            if f"{under}/{path}" not in into:
                held = into.copy(home.root / path, f"{under}/{path}")
                if held.size != size:
                    raise _damaged(
                        home, path, Words("文件大小与快照所记不同", "its size is not what the snapshot says")
                    )
        if (manifest := f"snapshots/{name}.json") and f"{under}/{manifest}" not in into:
            into.copy(home.root / manifest, f"{under}/{manifest}")
    assert newest is not None  # the caller gave at least one id
    for table, state in newest.tables.items():
        for file in _log_files(home.table(table) / LOG, state.version):
            path = f"{under}/tables/{table}/{LOG}/{file.name}"
            if path not in into:
                into.copy(file, path)
    return newest


def _log_files(folder: Path, version: int) -> list[Path]:
    """Entries of a table's log up to the version the snapshot names; what a writer puts there meanwhile stays out."""
    found = []
    for file in sorted(folder.iterdir()):
        match = _VERSION.match(file.name)
        is_pointer = file.name == _LAST and json.loads(file.read_text("utf-8"))["version"] <= version
        if is_pointer or (match and int(match[1]) <= version):
            found.append(file)
    return found


def _copy_traces(home: LakeHome, ids: Iterable[str], into: ListWriter, under: str) -> None:
    """The manifests that are left of pruned snapshots."""
    kept = set(ids)
    for name in home.shelf.pruned():
        if name not in kept and f"{under}/snapshots/{name}.json" not in into:
            path = f"snapshots/pruned/{name}.json"
            into.copy(home.root / path, f"{under}/{path}")


def _copy_plain(home: LakeHome, into: ListWriter, under: str) -> None:
    """What lies beside the tables: the commands' trail up to its last whole line, the mark of made-up data."""
    if not home.root.is_dir():
        return
    for file in sorted(home.root.iterdir()):
        if file.is_file() and file.suffix not in _LOCKS and not file.name.startswith("."):
            with suppress(FileNotFoundError):  # dropped since the folder was listed
                most = _whole_lines(file) if file.name == TRAIL else None
                into.copy(file, f"{under}/{file.name}", most=most)


def _whole_lines(file: Path) -> int:
    """Bytes up to the last line end."""
    size = file.stat().st_size
    with file.open("rb") as held:
        start = size
        while start > 0:
            step = min(start, PIECE)
            start -= step
            held.seek(start)
            place = held.read(step).rfind(b"\n")
            if place >= 0:
                return start + place + 1
    return 0


def _damaged(home: LakeHome, path: str, what: Words) -> BadInput:
    return BadInput(
        Words(f"登记库已损坏，不能备份：{what.zh}", f"the register is damaged and cannot be backed up: {what.en}"),
        where={"lake": home.root, "file": path},
        remedy=Words("请从上一份备份恢复该文件。", "Restore that file from the last back-up."),
    )
