"""The desk moved from SQLite to PostgreSQL and back: every row, or nothing; never over somebody's work."""

from __future__ import annotations

import fcntl
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

import postgres
from desk_database import migrated, swapped
from served_site import environment, run
from zhiquan.basics.errors import BadInput, NotAllowed, ZhiquanError
from zhiquan.site.accounts.actions import save_account
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.audit.models import Line
from zhiquan.site.audit.queries import check_chain
from zhiquan.site.database import database_settings
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.keeping.rows import copy_rows
from zhiquan.site.moving.contents import contents_of, differing
from zhiquan.site.moving.move import Moved, move_desk
from zhiquan.site.place import Place, make_ready

CLERK = Visitor(account="clerk")

OWN = postgres.own_name("moved")
"""A database of this worker alone: workers share one server."""


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """These tests bring their own databases."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def old_home(opened_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose desk has what every kind of database field must carry, and a session."""
    home = tmp_path_factory.mktemp("old") / "家 %"
    shutil.copytree(opened_home / "demo" / "desk", home / "desk")
    return home


@pytest.fixture
def home(old_home: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    shutil.copytree(old_home / "desk", tmp_path / "home" / "desk")
    with swapped(file_of(tmp_path / "home")):
        call_command("migrate", interactive=False, verbosity=0)
        Session.objects.create(session_key="k" * 32, session_data="演示", expire_date=timezone.now())
        write_line(
            "import.loaded", "演示 \U0001f600", by=CLERK, detail={"n": 1.5, "big": 2**60, "zh": "一“二”", "none": None}
        )
    return tmp_path / "home"


@pytest.fixture
def empty(postgres_server: postgres.Postgres) -> str:
    """Address of an empty PostgreSQL database."""
    return postgres_server.make(OWN)


def file_of(home: Path, name: str = "desk.sqlite3") -> str:
    return "sqlite:///" + quote(str(home / "desk" / name))


def moved(home: Path, source: str, target: str, **more: Any) -> Moved:
    """Move with nobody else at the desk."""
    with swapped(source), alone_again(home):
        settings = database_settings(target, default=home, pooled=False)
        return move_desk(Place(home), settings, is_dry=more.get("is_dry", False), tell=lambda _: None)


@contextmanager
def alone_again(home: Path) -> Iterator[None]:
    """Give the lock back at the end, which a program does by ending."""
    from zhiquan.site import holding  # noqa: PLC0415 - its state is looked into

    try:
        yield
    finally:
        held = holding._held.pop(Place(home).desk / holding.LOCK, None)
        if held is not None:
            held.close()


def test_there_and_back_every_table_is_the_same_and_the_old_one_untouched(home: Path, empty: str) -> None:
    old = file_of(home)
    with swapped(old):
        before = contents_of()
    assert before["django_session"].rows >= 1
    there = moved(home, old, empty)
    assert (there.chain.is_whole, there.was_interrupted) == (True, False)
    assert there.chain.lines == before["audit_line"].rows > 3
    back = moved(home, empty, file_of(home, "new.sqlite3"))
    with swapped(old):
        assert differing(contents_of(), before) == []
    assert differing(there.contents, before) == []
    assert differing(back.contents, before) == []
    assert back.chain.end == there.chain.end


def test_after_the_move_new_rows_get_numbers_of_their_own_and_the_chain_goes_on(home: Path, empty: str) -> None:
    there = moved(home, file_of(home), empty)
    with swapped(empty):
        known = set(Account.objects.values_list("pk", flat=True))
        made = save_account(Account(username="later", name="演示", role="analyst"), by=CLERK, password="Later-2026-x")
        assert made.pk not in known
        assert check_chain().lines == there.chain.lines + 1
        assert check_chain().is_whole


def test_a_dry_run_writes_nothing(home: Path, empty: str) -> None:
    told = moved(home, file_of(home), empty, is_dry=True)
    assert told.is_dry
    assert told.rows > 20
    with swapped(empty), connection.cursor() as cursor:
        assert connection.introspection.table_names(cursor) == []


def test_a_target_with_rows_is_refused_and_left_as_it_is(home: Path, empty: str) -> None:
    moved(home, file_of(home), empty)
    with swapped(empty):
        Account.objects.filter(username="officer").update(name="新库里改过的名字")
        before = contents_of()
    with pytest.raises(NotAllowed, match="目标数据库里已有内容"):
        moved(home, file_of(home), empty)
    with swapped(empty):
        assert differing(contents_of(), before) == []


def test_a_database_of_somebody_else_is_refused(home: Path, empty: str) -> None:
    with swapped(empty), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE theirs (id int)")
    with pytest.raises(NotAllowed, match="theirs"):
        moved(home, file_of(home), empty)


def test_tables_left_by_an_interrupted_move_are_used_and_said(
    home: Path, postgres_server: postgres.Postgres, shared_room: Path
) -> None:
    left = postgres_server.make(f"{OWN}_again", like=migrated(postgres_server, shared_room))
    assert moved(home, file_of(home), left).was_interrupted


def test_what_arrives_changed_is_not_kept(home: Path, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def and_spoil(source: str, target: str, **more: Any) -> dict[str, int]:
        counts = copy_rows(source, target, **more)
        with connections[target].cursor() as cursor:
            cursor.execute("UPDATE accounts_account SET name = name || ' ' WHERE username = 'head'")
        return counts

    monkeypatch.setattr("zhiquan.site.moving.move.copy_rows", and_spoil)
    with pytest.raises(ZhiquanError, match="accounts_account"):
        moved(home, file_of(home), empty)
    with swapped(empty):
        assert not Account.objects.exists()


def test_nothing_is_moved_while_a_program_uses_the_desk(home: Path, empty: str) -> None:
    make_ready(Place(home))
    with (home / "desk" / "use.lock").open("ab") as used:
        fcntl.flock(used, fcntl.LOCK_SH)
        with pytest.raises(NotAllowed, match="正在使用工作库"):
            moved(home, file_of(home), empty)
    moved(home, file_of(home), empty)
    with (home / "desk" / "use.lock").open("ab") as moves:
        fcntl.flock(moves, fcntl.LOCK_EX)
        refused = subprocess.run(
            [sys.executable, "-m", "zhiquan.cli.main", "accounts", "add", "x1", "--name", "x", "--role", "analyst"],
            env=environment(home), capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (refused.returncode, "工作库正在迁移" in refused.stderr) == (5, True), refused.stderr


def test_nothing_is_moved_while_another_machine_is_connected(home: Path, empty: str) -> None:
    moved(home, file_of(home), empty)
    settings = database_settings(empty, default=home, pooled=False)
    import psycopg  # noqa: PLC0415 - used once

    with (
        psycopg.connect(host=settings["OPTIONS"]["host"], user="postgres", dbname=OWN),
        pytest.raises(NotAllowed, match="还有 1 个程序连着数据库"),
    ):
        moved(home, empty, file_of(home, "new.sqlite3"))


def test_a_move_killed_midway_leaves_no_row_and_can_be_made_again(home: Path, empty: str) -> None:
    with sqlite3.connect(home / "desk" / "desk.sqlite3") as link:
        rows = ((f"d{n}", f"{n:064x}", "2026-11-22 00:00:00", n) for n in range(8_000))
        link.executemany("INSERT INTO voice_knock (door, who, hour, times) VALUES (?, ?, ?, ?)", rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "zhiquan.cli.main", "database", "move", "--to", empty],
        env=environment(home), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in iter(process.stderr.readline, ""):
        if "复制" in line:
            process.kill()
    process.stderr.close()
    assert process.wait() == -signal.SIGKILL
    told = json.loads(run(home, "database", "move", "--to", empty, "--json"))
    assert told["was_interrupted"]
    assert told["tables"]["voice_knock"]["rows"] == 8_000
    assert told["chain"]["whole"]
    shown = json.loads(run(home, "database", "check", "--json", ZHIQUAN_DATABASE_URL=empty))
    assert shown["tables"] == told["tables"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("postgresql://postgres@", "postgresql://postgres@127.0.0.1:1"), "数据库服务器连不上"),
        (("postgresql://postgres@", f"postgresql://{postgres.OTHERS}:wrong@"), "数据库服务器拒绝登录"),
        ((f"/{OWN}?", "/nosuch?"), "服务器上没有这个数据库"),
    ],
)
def test_a_database_out_of_reach_is_told_with_its_setting_and_remedy(
    home: Path, empty: str, change: tuple[str, str], rule: str
) -> None:
    wrong = empty.replace(*change)
    if "127.0.0.1" in wrong:
        wrong = wrong.partition("?")[0]
    with pytest.raises(BadInput, match=rule) as refused:
        moved(home, file_of(home), wrong)
    assert refused.value.where["setting"] == "ZHIQUAN_DATABASE_URL"
    assert refused.value.remedy is not None
    assert "wrong" not in refused.value.where["database"]


@pytest.mark.django_db
def test_the_digest_of_a_table_depends_on_every_value_and_not_on_the_order() -> None:
    before = contents_of()
    write_line("import.loaded", "batch-1", by=CLERK, detail={"n": 1})
    written = contents_of()
    assert differing(before, written) == ["audit_head", "audit_line"]
    Line.objects.filter(subject="batch-1").update(detail={"n": 2})
    assert differing(written, contents_of()) == ["audit_line"]
    Line.objects.filter(subject="batch-1").update(detail={"n": 1})
    assert differing(written, contents_of()) == []
