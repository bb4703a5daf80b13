"""A small office in a home of its own, and processes that work in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from factory import application, load, register
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.rules import load_rules

TESTS = Path(__file__).parent
PROGRAM = [sys.executable, "-m", "zhiquan.cli.main"]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process that works in ``home`` and in no other place."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIQUAN_", "DJANGO_"))}
    return {**kept, "ZHIQUAN_HOME": str(home), "PYTHONPATH": str(TESTS), **more}


def run(home: Path, *words: str, expected: int = 0, **more: str) -> str:
    """Run one command of the program in ``home``, with ``more`` variables set; what it printed."""
    return _run(home, words, expected=expected, more=more)


def _run(home: Path, words: Sequence[str], *, expected: int, more: Mapping[str, str]) -> str:
    done = subprocess.run(
        [*PROGRAM, "--lang", "en", *words],
        env=surroundings(home, **more),
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout + done.stderr


def rows(first: int, count: int) -> list[dict[str, str]]:
    """Rows of made-up rights, ``count`` of them from a serial number on."""
    return [{"app_no": application(serial), "title": f"演示装置 {serial}"} for serial in range(first, first + count)]


def make_office(home: Path, **more: str) -> Path:
    """A home with two loads, an account, an upload, a data file of its own and a line of a command."""
    register(home / "lake")
    made = Register(LakeHome(home / "lake"), load_rules(None))
    load(made, {"rights": rows(1, 40)}, day=1, name="a.csv")
    load(made, {"rights": rows(30, 30)}, day=2, name="b.csv")
    _run(home, ("accounts", "add", "clerk", "--name", "某人（演示）", "--role", "officer"), expected=0, more=more)
    run(home, "export", "rights", "--to", str(home.parent / "taken.csv"))
    _run(home, ("audit", "verify"), expected=0, more=more)
    (home / "knowledge").mkdir()
    (home / "drafts").mkdir()
    (home / "drafts" / "plan.json").write_text('{"note": "演示数据"}', "utf-8")
    return home


class Busy:
    """A process that works in a home until it is told to stop."""

    def __init__(self, work: str, home: Path, **more: str) -> None:
        self._stop = home.parent / f"stop-{work}"
        env = surroundings(home, **more)
        script = Path(__file__).with_name("busy_process.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), work, str(home), str(self._stop)], env=env, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "at work\n"

    def end(self) -> int:
        """Let it end; how often it did its work."""
        self._stop.touch()
        told, _ = self._process.communicate(timeout=120)
        assert self._process.returncode == 0
        return int(told.split()[-1])


def wait_for(what: Path, *, seconds: float = 60) -> None:
    """Wait until a file is there."""
    end = time.monotonic() + seconds
    while not what.exists():
        assert time.monotonic() < end, f"{what} never came"
        time.sleep(0.02)
