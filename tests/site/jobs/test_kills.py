"""A worker killed in the middle of a load: another takes it up, and the register is as if nothing had happened."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

import factory
from deep import times
from desk_database import POSTGRES, databases_for
from postgres import Postgres, own_name
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.site.jobs.models import DONE, FAILED, RUNNING

MOMENTS = times(3, 8)
ROWS = times(2_000, 10_000)
LEASE = 3
PATIENCE = 240
LOADS = "SELECT count(*) AS n FROM audit_line WHERE action = 'import.loaded'"
HEAD = "申请号,专利名称,申请人,申请日,法律状态"


@dataclass(frozen=True)
class Desk:
    """A home with a job that waits.

    Args:
        home: its folder.
        job: the id of the job.
        seconds: how long the job takes when nobody disturbs it.
        server: the PostgreSQL its desk lies in, under the folder's name; None for SQLite.
    """

    home: Path
    job: str = ""
    seconds: float = 0
    server: Postgres | None = None

    @property
    def database(self) -> str:
        """Name of its PostgreSQL database."""
        return own_name("kills_" + self.home.name.replace("-", "_"))

    def start(self, *command: str, out: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        """A program as a process of its own, in this home."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIQUAN_", "DJANGO_"))}
        own = {"ZHIQUAN_HOME": str(self.home), "ZHIQUAN_LEASE": str(LEASE), "ZHIQUAN_TODAY": "2026-06-01"}
        if self.server:
            own["ZHIQUAN_DATABASE_URL"] = self.server.address(self.database)
        return subprocess.Popen(
            [sys.executable, *command],
            env={**kept, **own},
            cwd=self.home.parent,
            stdout=out,
            stderr=out,
            text=True,
        )

    def run(self, *command: str) -> str:
        """What a program printed; it must succeed."""
        process = self.start(*command, out=subprocess.PIPE)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, out + err
        return out

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[str]]:
        """The background worker while the block lasts."""
        process = self.start("-m", "zhiquan.cli.main", "worker", "--queue", "default")
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Rows of the desk's database."""
        if self.server:
            with psycopg.connect(self.server.address(self.database), row_factory=dict_row) as link:
                return link.execute(sql).fetchall()
        with sqlite3.connect(self.home / "desk" / "desk.sqlite3", timeout=30) as file:
            file.row_factory = sqlite3.Row
            return [dict(row) for row in file.execute(sql)]

    def row(self) -> dict[str, Any]:
        """The job as it is stored."""
        (row,) = self.rows(f"SELECT * FROM jobs_job WHERE id = '{self.job}'")
        return row

    def wait_for(self, *states: str) -> dict[str, Any]:
        """The job once it is in one of these states."""
        deadline = time.monotonic() + PATIENCE
        while (row := self.row())["state"] not in states:
            assert time.monotonic() < deadline, row
            time.sleep(0.02)
        return row

    def like(self, name: str) -> Desk:
        """A new desk that is a copy of this one."""
        shutil.copytree(self.home, self.home.parent / name)
        copy = replace(self, home=self.home.parent / name)
        if self.server:
            self.server.make(copy.database, like=self.database)
        return copy


def patents(file: Path) -> Path:
    lines = (
        f"{factory.application(n)},一种装置{n},演示{n % 40}有限公司,2020-03-0{n % 9 + 1},有效" for n in range(ROWS)
    )
    file.write_text("\n".join([HEAD, *lines, ""]), encoding="gb18030")
    return file


def register_of(desk: Desk) -> dict[str, str]:
    """Digest of every table; of the batches, what they say without the moment of loading."""
    made = Register(LakeHome(desk.home / "lake"), factory.rules())
    batches = [{**row, "loaded_at": None} for row in factory.rows_of(made, "batches")]
    return {**factory.digests(made), "batches": json.dumps(batches, default=str, sort_keys=True)}


@pytest.fixture(scope="module", params=databases_for(Path(__file__)))
def waiting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose worker has not begun, and how long the load takes undisturbed."""
    folder = tmp_path_factory.mktemp("杀 作业")
    desk = Desk(folder / "before")
    if request.param == POSTGRES:
        desk = replace(desk, server=request.getfixturevalue("postgres_server"))
        request.getfixturevalue("postgres_server").make(desk.database)
    file = patents(folder / "演示清单.csv")
    desk.home.mkdir()
    desk = replace(desk, job=desk.run(str(Path(__file__).with_name("asking.py")), str(file)).split()[-1])
    calm = desk.like("calm")
    began = 0.0
    with calm.worker():
        calm.wait_for(RUNNING)
        began = time.monotonic()
        calm.wait_for(DONE)
    return replace(desk, seconds=time.monotonic() - began)


@dataclass(frozen=True)
class Victim:
    """A desk after its worker was killed and the next one ended the job.

    Args:
        desk: the desk.
        was_running: true when the kill came before the end of the work.
        ended: the job as it ended.
        trail: what the check of the audit trail said.
    """

    desk: Desk
    was_running: bool
    ended: dict[str, Any]
    trail: dict[str, Any]


def disturbed(waiting: Desk, number: int) -> Victim:
    """Kill the worker in the ``number``-th part of the load, and let the next one end the job."""
    desk = waiting.like(f"victim-{number}")
    with desk.worker() as victim:
        desk.wait_for(RUNNING)
        time.sleep((number + 0.5) / MOMENTS * desk.seconds)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    was_running = desk.row()["state"] == RUNNING
    with desk.worker():
        ended = desk.wait_for(DONE, FAILED)
    trail = json.loads(desk.run("-m", "zhiquan.cli.main", "audit", "verify", "--json"))
    return Victim(desk, was_running, ended, trail)


def test_a_worker_killed_in_a_load_is_followed_by_one_that_loads_every_row_once(waiting: Desk) -> None:
    calm = register_of(Desk(waiting.home.with_name("calm")))
    with ThreadPoolExecutor(3) as pool:
        victims = list(pool.map(lambda number: disturbed(waiting, number), range(MOMENTS)))
    assert sum(one.was_running for one in victims) >= MOMENTS - 1  # else the kills came after the work
    for one in victims:
        assert (one.ended["state"], one.ended["attempts"]) == (DONE, 2 if one.was_running else 1), one.ended["error"]
        assert factory.differing(register_of(one.desk), calm) == []
        assert (one.trail["whole"], one.trail["breaks"]) == (True, [])
        ((loads,),) = (row.values() for row in one.desk.rows(LOADS))
        ((state,),) = (row.values() for row in one.desk.rows("SELECT state FROM imports_upload"))
        assert (loads, state) == (1, "loaded")
