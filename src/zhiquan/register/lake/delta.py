"""The Delta log of one table: create, commit, bring back (Delta 日志).

Readers never open the log; it keeps the table readable to other Delta tools and is brought back to the
manifest after a crash. See ``docs/decisions/0002-lake.md``.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable, Schema
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from zhiquan.register.lake.durable import sync_file, sync_folder
from zhiquan.register.lake.manifest import DataFile

LOG = "_delta_log"
DATA = "data"
KEEP_LOG = {"delta.enableExpiredLogCleanup": "false"}


def make_folders(folder: Path) -> None:
    """Make the folders of a table; its log has no entry yet."""
    for part in (LOG, DATA):
        (folder / part).mkdir(parents=True, exist_ok=True)


def create(folder: Path, *, adds: Sequence[DataFile], schema: pa.Schema) -> int:
    """Begin a table's log with these files, as one version; returns that version.

    The log is never cleaned by age. What a writer that died left in it stays there, and is undone by this version.
    """
    _make_durable(folder, adds)
    with _door(folder) as address:
        create_table_with_add_actions(
            address, Schema.from_arrow(schema), _additions(adds), mode="overwrite", configuration=KEEP_LOG
        )
    sync_folder(folder)
    return _newest(folder)


def head(folder: Path) -> int:
    """Newest version in the log; -1 when the table does not exist."""
    versions = [int(file.name[:20]) for file in (folder / LOG).glob("*.json") if file.name[:20].isdigit()]
    return max(versions, default=-1)


def commit(folder: Path, *, adds: Sequence[DataFile], removes: Sequence[DataFile], schema: pa.Schema) -> int:
    """Commit added and removed files as one version; returns that version. Files must be written already."""
    _make_durable(folder, adds)
    now = _now()
    with _door(folder) as address:
        table = DeltaTable(address)
        known = table.schema().to_arrow().names
        missing = [field for field in schema if field.name not in known]
        if missing:
            table.alter.add_columns(Schema.from_arrow(pa.schema(missing)).fields)
            table = DeltaTable(address)
        actions: list[AddAction | RemoveAction] = [*_additions(adds)]
        actions += [RemoveAction(file.name, True, now) for file in removes]
        table.create_write_transaction(actions, "append", schema)
    return _newest(folder)


def bring_back(folder: Path, version: int) -> None:
    """Bring a table that a dead writer left ahead back to ``version``, by a new commit; nothing when it is there."""
    newest = head(folder)
    if newest <= version or _restores(folder / LOG / f"{newest:020d}.json", version):
        return
    with _door(folder) as address:
        DeltaTable(address).restore(version)


def _restores(entry: Path, version: int) -> bool:
    """True when that log entry already brought the table back to ``version``."""
    for line in entry.read_text(encoding="utf-8").splitlines():
        told = json.loads(line).get("commitInfo", {})
        if told.get("operation") == "RESTORE":
            return str(told.get("operationParameters", {}).get("version")) == str(version)
    return False


def _additions(files: Sequence[DataFile]) -> list[AddAction]:
    now = _now()
    return [AddAction(file.name, file.size, {}, now, True, json.dumps({"numRecords": file.rows})) for file in files]


def _now() -> int:
    return int(time.time() * 1000)


def _make_durable(folder: Path, files: Sequence[DataFile]) -> None:
    """Make files and their names durable, before the log says they are there."""
    for file in files:
        sync_file(folder / file.name)
    sync_folder(folder / DATA)


def _newest(folder: Path) -> int:
    """The version just written, made durable."""
    version = head(folder)
    sync_file(folder / LOG / f"{version:020d}.json")
    sync_folder(folder / LOG)
    return version


@contextmanager
def _door(folder: Path) -> Iterator[str]:
    """An address the Delta library reads rightly.

    The library decodes percent signs twice, so a folder such as ``数据 库%20[1]`` is reached through a
    temporary folder of two symbolic links.
    """
    if not re.search(r"%[0-9A-Fa-f]{2}", str(folder)):
        yield str(folder.absolute())
        return
    with tempfile.TemporaryDirectory(prefix="zhiquan-") as room:
        for part in (LOG, DATA):
            (Path(room) / part).symlink_to((folder / part).absolute())
        yield room
