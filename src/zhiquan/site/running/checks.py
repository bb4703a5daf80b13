"""What must hold before the place can do its work, each with its name and, when it does not hold, why (就绪检查)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.register.lake.home import SCHEMA_NUMBER
from zhiquan.site.jobs.kinds import BACKGROUND, FRONT
from zhiquan.site.office.house import House
from zhiquan.site.running.beats import STALE, ages

LEAST_FREE = 512 * 1024 * 1024
"""Bytes that must be free where things are stored."""
QUEUES = (FRONT, BACKGROUND)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, whether it holds, and what was found."""

    name: str
    is_well: bool
    found: Words


def check_all(house: House, *, without: Iterable[str] = ()) -> list[Check]:
    """Look at everything; ``without`` names checks to leave out."""
    looks: dict[str, Callable[[House], Words | None]] = {
        "desk": _desk,
        "register": _register,
        "disk": _disk,
        "worker": _worker,
    }
    left_out = set(without)
    found = []
    for name, look in looks.items():
        if name not in left_out:
            wrong = look(house)
            found.append(Check(name, wrong is None, wrong or _WELL[name]))
    return found


NAMES: dict[str, Words] = {
    "desk": Words("工作库", "desk"),
    "register": Words("登记库", "register"),
    "disk": Words("磁盘", "disk"),
    "worker": Words("后台进程", "background workers"),
}
_WELL: dict[str, Words] = {
    "desk": Words("可用，表结构是最新的", "reachable, its tables are up to date"),
    "register": Words("可读，格式版本相符", "readable, its layout is the one of this program"),
    "disk": Words("空间够用", "room enough"),
    "worker": Words("都在工作", "all at work"),
}


def _desk(house: House) -> Words | None:
    del house
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        seen = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return Words("连不上数据库", "the database cannot be reached")
    waiting = _wanted() - seen
    if waiting:
        return Words(f"有 {len(waiting)} 项升级未做：zhiquan upgrade", f"{len(waiting)} upgrades wait: zhiquan upgrade")
    return None


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    """Every migration of this program."""
    loader = MigrationLoader(None)
    return frozenset(loader.graph.nodes)


def _register(house: House) -> Words | None:
    try:
        snapshot = house.lake.shelf.current()
    except (ZhiquanError, OSError, ValueError, KeyError):
        return Words("最新快照读不出来", "the newest snapshot cannot be read")
    if snapshot is None:
        return None  # nothing was loaded yet, which is no fault
    if snapshot.schema_number != SCHEMA_NUMBER:
        here, ours = snapshot.schema_number, SCHEMA_NUMBER
        return Words(f"格式版本 {here}，本程序用 {ours}", f"layout {here}, this program uses {ours}")
    files = [house.lake.table(name) / file.name for name, state in snapshot.tables.items() for file in state.files]
    there = {folder: _files_in(folder) for folder in {file.parent for file in files}}
    lost = [file for file in files if file.name not in there[file.parent]]
    return Words(f"缺文件：{lost[0].name}", f"a file is missing: {lost[0].name}") if lost else None


def _files_in(folder: Path) -> set[str]:
    """Names of the files in a folder; none when it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return {one.name for one in found if one.is_file()}
    except OSError:
        return set()


def _disk(house: House) -> Words | None:
    for folder in (house.settings.home, house.settings.lake):
        free = shutil.disk_usage(_there(folder)).free
        if free < LEAST_FREE:
            mib = free // 2**20
            return Words(f"只剩 {mib} MiB", f"only {mib} MiB are free")
    return None


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _worker(house: House) -> Words | None:
    gone = [queue for queue, age in ages(house.place, QUEUES).items() if age is None or age > STALE]
    if gone:
        named = ", ".join(gone)
        return Words(f"没有动静：{named}", f"no sign of life: {named}")
    return None
