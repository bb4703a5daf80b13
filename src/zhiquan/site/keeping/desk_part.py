"""The desk as one SQLite file, whatever database it lives in, taken in one moment (备份：工作库).

SQLite copies itself through its online back-up; of PostgreSQL every row is read in one transaction of one moment.
Sessions are left out of the copy: who is signed in is nothing to keep, and a stolen back-up opens no door.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.audit.chain import Break, Link, Said, breaks
from zhiquan.site.keeping.rows import copy_rows, tables_for
from zhiquan.site.versions import waiting_migrations

FILE = "desk/desk.sqlite3"
_BESIDE = ("-wal", "-shm", "-journal")
_RESTORED = ".restored"


def copy_desk(target: Path) -> None:
    """Write the desk as it is at this moment to a SQLite file that is not there yet.

    Raises:
        NotAllowed: the desk is not on PostgreSQL's latest tables; upgrade first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        _copy_sqlite(str(connection.settings_dict["NAME"]), target)
    else:
        _copy_rows(target)
    _leave_out_sessions(target)
    target.chmod(0o600)


def desk_exists() -> bool:
    """True when there is a desk: a library or command line alone has none."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite":
        return True
    name = str(connection.settings_dict["NAME"])
    return Path(name).is_file() or "mode=memory" in name


def is_of_a_desk(file: Path) -> bool:
    """True for the files of a desk in SQLite: of the one in use whatever its name, of the usual name, or restored from.

    They hold sessions and may change while they are read, so they are never copied as they lie.
    """
    name = str(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"])
    stem = next((file.name.removesuffix(end) for end in _BESIDE if file.name.endswith(end)), file.name)
    if stem.removesuffix(_RESTORED) == Path(FILE).name:
        return file.parent.name == Path(FILE).parent.name
    if connections[DEFAULT_DB_ALIAS].vendor != "sqlite" or stem != Path(name).name:
        return False
    return file.with_name(stem).resolve() == Path(name).resolve()


def about_desk(file: Path) -> dict[str, Any]:
    """What the list says of a copied desk: its migrations, the end of its audit chain, its rows."""
    with closing(_opened(file)) as desk:
        tables = [row[0] for row in desk.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            "migrations": migrations_in(desk),
            "chain": chain_end(desk),
            "rows": {name: desk.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables},
        }


def migrations_in(desk: sqlite3.Connection) -> list[str]:
    """Names of the migrations a desk has seen, as ``app.0001_initial``."""
    found = desk.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return [row[0] for row in found]


def chain_end(desk: sqlite3.Connection) -> dict[str, Any]:
    """Length and last hash of the audit chain."""
    head = desk.execute(f"SELECT number, hash, {_digest_column(desk, 'audit_head')} FROM audit_head").fetchone()
    return {"lines": head[0], "end": f"{head[2]}:{head[1]}"} if head else {"lines": 0, "end": ""}


def chain_breaks(file: Path) -> list[Break]:
    """Where the audit chain of a copied desk does not hold."""
    with closing(_opened(file)) as desk:
        head = desk.execute("SELECT number, hash FROM audit_head").fetchone() or (0, "")
        return breaks(_links(desk), length=head[0], end=head[1])


def faults(file: Path) -> str:
    """What SQLite itself finds wrong in a file; empty when nothing."""
    try:
        with closing(_opened(file)) as desk:
            found = str(desk.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as problem:
        return str(problem)
    return "" if found == "ok" else found


def uploads_named(file: Path) -> set[str]:
    """Files sent in that a copied desk still names, as ``hash/name``."""
    with closing(_opened(file)) as desk:
        found = desk.execute("SELECT sha256 || '/' || name FROM imports_upload WHERE state <> 'discarded'")
        return {row[0] for row in found}


def _links(desk: sqlite3.Connection) -> Iterator[Link]:
    columns = f"number, at, account, role, source, action, subject, detail, previous, hash, {_digest_column(desk)}"
    for row in desk.execute(f"SELECT {columns} FROM audit_line ORDER BY number"):
        at = datetime.fromisoformat(row[1]).replace(tzinfo=UTC)
        said = Said(at, row[2], row[3], row[4], row[5], row[6], json.loads(row[7]))
        yield Link(row[0], said, row[8], row[9], row[10])


def _digest_column(desk: sqlite3.Connection, table: str = "audit_line") -> str:
    """The column with the algorithm's name; tables from before it was there hold SHA-256."""
    known = {row[1] for row in desk.execute(f"PRAGMA table_info({table})")}
    return "digest" if "digest" in known else "'sha256'"


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _copy_sqlite(source: str, target: Path) -> None:
    with closing(sqlite3.connect(source, uri=source.startswith("file:"))) as live:
        live.execute("PRAGMA busy_timeout = 30000")
        with closing(sqlite3.connect(target)) as copy:
            live.backup(copy)


def _copy_rows(target: Path) -> None:
    waiting = waiting_migrations(DEFAULT_DB_ALIAS)
    if waiting:
        raise NotAllowed(
            Words("工作库还没有升级，不能备份", "the desk is not upgraded yet and cannot be backed up"),
            where={"waiting": ", ".join(waiting)},
            remedy=Words("先运行 zhiquan upgrade。", "Run zhiquan upgrade first."),
        )
    with tables_for(target) as alias:
        copy_rows(DEFAULT_DB_ALIAS, alias)


def _leave_out_sessions(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM django_session")
