"""Eight processes writing to a served site at once: every answer is good, and nothing that was said done is lost.

The short run has them write to SQLite, the deep run to PostgreSQL as well.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from filelock import FileLock

from deep import times
from desk_database import POSTGRES, databases_for
from served_site import run, start_site, stop_site
from web_client import WebClient

WRITERS = ["visitor", "officer", "admin", "head"] * 2
ROUNDS = times(12, 60)
SETTINGS = {"ZHIQUAN_TODAY": "2026-11-22", "ZHIQUAN_TLS": "yes"}


@dataclass(frozen=True)
class Written:
    """What eight writers left.

    Args:
        home: the home they wrote to.
        done: how many of each write the site said were done.
        wrong: answers that were no 2xx or 3xx.
        settings: what the site was started with.
    """

    home: Path
    done: Counter[str]
    wrong: list[str]
    settings: dict[str, str]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the desk's database."""
        address = self.settings.get("ZHIQUAN_DATABASE_URL")
        if address:
            with psycopg.connect(address) as link:
                return link.execute(sql).fetchall()
        with sqlite3.connect(self.home / "desk" / "desk.sqlite3") as file:
            return file.execute(sql).fetchall()

    def count(self, table: str, where: str = "1 = 1") -> int:
        """Number of rows."""
        ((found,),) = self.rows(f"SELECT count(*) FROM {table} WHERE {where}")
        return int(found)


@pytest.fixture(scope="module", params=databases_for(Path(__file__)))
def written(request: pytest.FixtureRequest, opened_home: Path, shared_room: Path) -> Written:
    """The demo district's site after eight processes wrote to it, its jobs done and its processes ended.

    Workers that share these tests share what was written too: it takes minutes, and the tests only read it.
    """
    room = shared_room / f"written-{request.param}"
    with FileLock(f"{room}.lock"):
        told = room / "told.json"
        if not told.exists():
            shutil.rmtree(room, ignore_errors=True)
            home = Path(shutil.copytree(opened_home / "demo", room / "家"))
            settings = dict(SETTINGS)
            if request.param == POSTGRES:
                run(home, "accounts", "demo", **SETTINGS)  # brings a kept home up to date
                settings["ZHIQUAN_DATABASE_URL"] = request.getfixturevalue("postgres_server").make("written")
                run(home, "database", "move", "--to", settings["ZHIQUAN_DATABASE_URL"], **SETTINGS)
            told.write_text(json.dumps({"settings": settings, **_write(home, settings)}), "utf-8")
        found = json.loads(told.read_text("utf-8"))
    return Written(room / "家", Counter(found["done"]), found["wrong"], found["settings"])


def _write(home: Path, settings: dict[str, str]) -> dict[str, Any]:
    """Let the eight processes write: how many of each write were done, and answers that were no good."""
    process, address = start_site(home, processes=2, **settings)
    host = address.removeprefix("http://")
    try:
        with WebClient(host, comes_from="10.9.0.1") as first:
            first.get("/ask/")
            assert first.post("/ask/", question("演示：人人都想办的一件")).status == 200
        program = [sys.executable, str(Path(__file__).with_name("writer.py")), host]
        with ThreadPoolExecutor(len(WRITERS)) as pool:
            orders = [[*program, role, str(number), str(ROUNDS)] for number, role in enumerate(WRITERS)]
            told = list(pool.map(said_by, orders))
        wait_for_jobs(host)
    finally:
        stop_site(process)
    done = sum((Counter(one["done"]) for one in told), Counter({"asked": 1}))
    return {"done": dict(done), "wrong": [said for one in told for said in one["wrong"]]}


def said_by(order: list[str]) -> dict[str, Any]:
    """What a writer printed when it had ended."""
    ended = subprocess.run(order, capture_output=True, text=True, timeout=900, check=False)
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout))


def question(text: str) -> dict[str, str]:
    return {"kind": "other", "about": "", "text": text, "sent_once": "6f1f3f8e-5a37-4e35-9f0a-1d1c8a4f2f11"}


def wait_for_jobs(host: str) -> None:
    deadline = time.monotonic() + 600
    with WebClient(host, comes_from="10.9.0.2") as admin:
        assert admin.sign_in("admin").status == 302
        while any(word in admin.get("/desk/jobs/").text for word in ("排队", "进行中")):
            assert time.monotonic() < deadline
            time.sleep(0.5)


def test_every_write_is_answered_and_no_page_or_log_speaks_of_a_lock(written: Written) -> None:
    assert written.wrong == []
    log = (written.home / "serve.log").read_text("utf-8")
    assert "locked" not in log
    assert "Traceback" not in log
    assert set(written.done) == {"asked", "taken", "uploaded", "made", "changed", "signed_in"}
    assert written.done["asked"] == 1 + WRITERS.count("visitor") * ROUNDS


def test_what_was_said_done_is_there_once(written: Written) -> None:
    done = written.done
    assert written.count("voice_question") == done["asked"]
    assert written.rows("SELECT sum(times) FROM voice_knock WHERE door = 'ask'") == [(done["asked"],)]
    assert written.count("accounts_account", "username LIKE 'made-%' AND name = '改名（演示）'") == done["made"]
    assert written.count("imports_upload") == done["uploaded"]
    assert written.count("jobs_job", "kind = 'import.trial' AND state IN ('done', 'failed')") == done["uploaded"]
    lines = dict(written.rows("SELECT action, count(*) FROM audit_line GROUP BY action"))
    told = {"question.asked": "asked", "question.taken": "taken", "account.made": "made", "account.changed": "changed",
            "import.uploaded": "uploaded"}  # fmt: skip
    assert {action: lines.get(action) for action in told} == {action: done[name] for action, name in told.items()}


def test_no_number_is_given_twice_or_left_out(written: Written) -> None:
    numbers = sorted(str(number) for (number,) in written.rows("SELECT number FROM voice_question"))
    assert numbers == [f"Q20261122-{n:04d}" for n in range(1, len(numbers) + 1)]


def test_nobody_s_change_of_one_row_is_overwritten_unseen(written: Written) -> None:
    """Each line of the trail names who had the question before: it must be who took it in the line before."""
    taken = written.rows("SELECT account, detail FROM audit_line WHERE action = 'question.taken' ORDER BY number")
    before = [json.loads(detail)["before"] if isinstance(detail, str) else detail["before"] for _, detail in taken]
    assert before == ["", *[account for account, _ in taken[:-1]]]
    assert len({account for account, _ in taken}) == 2


def test_the_audit_trail_holds(written: Written) -> None:
    told = json.loads(run(written.home, "audit", "verify", "--json", **written.settings))
    assert (told["whole"], told["breaks"]) == (True, [])
    assert told["lines"] == written.count("audit_line")
