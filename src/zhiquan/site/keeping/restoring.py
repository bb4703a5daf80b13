"""Bringing a back-up back into an empty home, checked before and while it is written (恢复)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from zhiquan.basics.digests import new_hasher, parts
from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.register.lake.durable import sync_folder
from zhiquan.register.lake.home import SCHEMA_NUMBER, LakeHome
from zhiquan.register.lake.lock import writing
from zhiquan.register.trail import leave_line
from zhiquan.site.database import database_settings
from zhiquan.site.holding import hold_desk_alone
from zhiquan.site.keeping.checking import Checked, Tell, check
from zhiquan.site.keeping.desk_part import FILE
from zhiquan.site.keeping.listing import copy_hashed, read_list
from zhiquan.site.keeping.rows import copy_rows, database, require_empty
from zhiquan.site.place import Place
from zhiquan.site.versions import require_not_newer

_SPARE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        home: where to.
        about: what the back-up was of.
        set_aside: where the old home lies now; None when there was none.
        rows: rows carried into another database; 0 when the desk is the file under the home.
    """

    home: Path
    about: Mapping[str, Any]
    set_aside: Path | None
    rows: int


@dataclass(frozen=True, slots=True)
class Wish:
    """How a back-up is to be restored.

    Args:
        into: the home to make.
        by: who asks.
        at: now, aware.
        force: set an old home aside instead of refusing.
        seal: seal the back-up must have; empty takes any.
        database_url: address of an empty database for the desk; empty leaves it as the SQLite file under the home.
    """

    into: Path
    by: str
    at: datetime
    force: bool = False
    seal: str = ""
    database_url: str = ""


def restore(folder: Path, wish: Wish, *, tell: Tell | None = None) -> Restored:
    """Check a whole back-up, then write it into a home that appears at once or not at all.

    Raises:
        BadInput: the back-up is changed.
        NotAllowed: it is of a newer product, the home is not empty, somebody works in it, or there is too little room.
    """
    checked = check(folder, seal=wish.seal, tell=tell)
    _require_whole(checked)
    _require_not_newer(checked.about)
    home = wish.into.absolute()
    is_taken = home.exists() and any(home.iterdir())
    if is_taken:
        _require_free(home, force=wish.force)
    _require_room(checked.about, home.parent)
    draft = home.with_name(f".{home.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _write(folder, draft)
        rows = _into_database(draft, wish.database_url) if wish.database_url else 0
        told = {"seal": checked.seal, "made_at": checked.about.get("made_at", "")}
        leave_line(draft / "lake", at=wish.at, by=wish.by, action="backup.restored", subject=folder.name, detail=told)
        set_aside = _put_in_place(draft, home, wish.at, is_taken=is_taken)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return Restored(home, checked.about, set_aside, rows)


def _write(folder: Path, draft: Path) -> None:
    """Copy every listed file, comparing once more what is really written."""
    draft.mkdir(parents=True, mode=0o700)
    for entry in read_list(folder).entries():
        target = draft / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        algorithm, digits = parts(entry.digest)
        if copy_hashed(folder / entry.path, target, new_hasher(algorithm)) != (entry.size, digits):
            raise BadInput(
                Words("备份在恢复途中变了", "the back-up changed while it was restored"),
                where={"file": entry.path},
                remedy=Words("请检查备份盘。", "Check the disk the back-up lies on."),
            )
        if entry.path.startswith(("desk/", "settings/")):
            target.chmod(0o600)
            target.parent.chmod(0o700)


def _into_database(draft: Path, address: str) -> int:
    """Carry the desk's rows into an empty database; the file stays beside as ``desk.sqlite3.restored``."""
    file = draft / FILE
    if not file.is_file():
        return 0
    with (
        database(database_settings("", default=file), "restored") as source,
        database(database_settings(address, default=file), "wanted") as target,
    ):
        require_empty(target)
        counts = copy_rows(source, target)
    file.rename(file.with_name(file.name + ".restored"))
    return sum(counts.values())


def _put_in_place(draft: Path, home: Path, at: datetime, *, is_taken: bool) -> Path | None:
    aside: Path | None = None
    if is_taken:
        aside = home.with_name(f"{home.name}.before-{at:%Y%m%d-%H%M%S}")
        home.rename(aside)
    elif home.exists():
        home.rmdir()
    draft.rename(home)
    sync_folder(home.parent)
    return aside


def _require_whole(checked: Checked) -> None:
    if not checked.is_whole:
        named = ", ".join(f"{one.path} ({one.kind})" for one in checked.faults[:10])
        raise BadInput(
            Words("备份不完整，没有恢复任何内容", "the back-up is not whole; nothing was restored"),
            where={"backup": checked.folder, "faults": f"{len(checked.faults)}: {named}"},
            remedy=Words("请换一份备份。", "Take another back-up."),
        )


def _require_not_newer(about: Mapping[str, Any]) -> None:
    lake, desk = about.get("lake") or {}, about.get("desk") or {}
    if lake.get("layout", 0) > SCHEMA_NUMBER:
        raise NotAllowed(
            Words("备份来自更新的版本", "the back-up is of a newer version of the product"),
            where={"layout": lake["layout"], "known": SCHEMA_NUMBER},
            remedy=Words("请更新本程序。", "Update this program."),
        )
    require_not_newer(desk.get("migrations", []))


def _require_free(home: Path, *, force: bool) -> None:
    if not force:
        raise NotAllowed(
            Words("目标不是空的", "the home to restore into is not empty"),
            where={"home": home},
            remedy=Words(
                "请给一个空的位置；加 --force 则把原有内容改名留存。",
                "Give an empty place; --force sets what is there aside under another name.",
            ),
        )
    if (home / "desk").is_dir():
        hold_desk_alone(Place(home))
    with writing(LakeHome(home / "lake"), wait=0):  # refuses while somebody writes
        pass


def _require_room(about: Mapping[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    needed, free = int(about.get("bytes", 0)) + _SPARE, shutil.disk_usage(folder).free
    if free < needed:
        raise NotAllowed(
            Words("空间不足，不能恢复", "too little room to restore"),
            where={"folder": folder, "needed": f"{needed / 2**20:.0f} MiB", "free": f"{free / 2**20:.0f} MiB"},
            remedy=Words("请换一块盘。", "Take another disk."),
        )
