"""``zhiquan import`` killed at any moment: the register is as before or complete, and no trace stays."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factory
from deep import times
from register.intake import office
from zhiquan.register.batches import Register
from zhiquan.register.intake.importing import Office
from zhiquan.register.intake.outcomes import Imported
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.retention import plan_sweep, sweep

MOMENTS = times(5, 20)
ROWS = 2_000
HEAD = "申请号,专利名称,申请人,申请日,法律状态"


def patents(file: Path, first: int, count: int, *, holder: str) -> Path:
    lines = (
        f"{factory.application(n)},一种装置{n},{holder}{n % 40}有限公司,2020-03-0{n % 9 + 1},有效"
        for n in range(first, first + count)
    )
    file.write_text("\n".join([HEAD, *lines, ""]), encoding="gb18030")
    return file


@dataclass(frozen=True)
class Ward:
    """Files to import and the homes to import them into.

    Args:
        folder: holds both.
        seconds: how long the import takes when nobody disturbs it.
    """

    folder: Path
    seconds: float = 0

    def start(self, home: Path, *words: str) -> subprocess.Popen[str]:
        """The program as a process of its own."""
        settings = {"ZHIQUAN_HOME": str(home), "ZHIQUAN_TODAY": "2024-06-01", "ZHIQUAN_LANGUAGE": "zh"}
        return subprocess.Popen(
            [sys.executable, "-m", "zhiquan.cli.main", *words],
            env={**os.environ, **settings},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, home: Path, *words: str) -> list[dict[str, Any]]:
        """What the program printed as JSON; it must succeed."""
        process = self.start(home, *words, "--json")
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return [json.loads(line) for line in out.splitlines()]

    def copy(self, name: str, of: str) -> Path:
        """A new home that is like another."""
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.folder / of, home)
        return home


def register(home: Path) -> Register:
    return Register(LakeHome(home / "lake"), factory.rules())


def digests(home: Path) -> dict[str, str]:
    """Digest of every table; of the batches, what they say without the moment of loading."""
    made = register(home)
    batches = [{**row, "loaded_at": None} for row in factory.rows_of(made, "batches")]
    return {**factory.digests(made), "batches": json.dumps(batches, default=str, sort_keys=True)}


def take(home: Path, file: Path) -> Imported:
    """The same import within this process, which is quicker; always by the same person on the same day."""
    return office.take(Office(register(home), office.headings(), office.HOME, None), file)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """Homes ``before`` and ``after`` the import that is going to be killed, and how the next import leaves each."""
    folder = tmp_path_factory.mktemp("杀")
    patents(folder / "一.csv", 1, 60, holder="演示甲")
    patents(folder / "二.csv", 30, ROWS, holder="演示乙")
    patents(folder / "三.csv", 50, 60, holder="演示丙")
    factory.register(folder / "before" / "lake")
    take(folder / "before", folder / "一.csv")
    made = Ward(folder)
    began = time.monotonic()
    made.run(made.copy("after", "before"), "import", "二.csv")
    return replace(made, seconds=time.monotonic() - began)


def test_an_import_killed_at_any_moment_leaves_all_or_nothing_and_nothing_to_the_next(ward: Ward) -> None:
    states = {json.dumps(digests(ward.folder / state)): state for state in ("before", "after")}
    following = {}
    for state in states.values():
        take(ward.copy(f"{state}-next", state), ward.folder / "三.csv")
        following[state] = digests(ward.folder / f"{state}-next")
    chance = random.Random(20)
    killed = 0
    for _ in range(MOMENTS):
        victim = ward.copy("victim", "before")
        process = ward.start(victim, "import", "二.csv")
        time.sleep(chance.uniform(0.2, 1) * ward.seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        state = states[json.dumps(digests(victim))]
        take(victim, ward.folder / "三.csv")
        assert factory.differing(digests(victim), following[state]) == []
        assert left_over(victim) == []
    assert killed


def left_over(home: Path) -> list[str]:
    """Files in the lake that are neither its own nor swept away by the next clearing."""
    made = register(home)
    sweep(made.home, plan_sweep(made.home, published=set(), today=date(2024, 6, 1), keep_days=3650))
    named = {
        made.home.table(table) / file.name
        for name in made.home.shelf.ids()
        for table, state in made.home.shelf.read(name).tables.items()
        for file in state.files
    }
    known = {made.home.lock, *(made.home.root / "snapshots").glob("*.json")}
    return [
        str(file.relative_to(home))
        for file in home.rglob("*")
        if file.is_file() and file not in named | known and "_delta_log" not in file.parts
    ]


def test_the_same_file_again_changes_nothing_and_says_so(ward: Ward) -> None:
    home = ward.copy("again", "after")
    before = digests(home)
    shutil.copy(ward.folder / "二.csv", ward.folder / "二（副本）.csv")
    (told,) = ward.run(home, "import", "二（副本）.csv")
    assert (told["is_new"], told["rows"], told["unchanged"], told["loaded"]) == (False, ROWS, ROWS, 0)
    assert digests(home) == before
    process = ward.start(home, "import", "二.csv")
    out, _ = process.communicate()
    assert (process.returncode, "装载过" in out, "未作改动" in out) == (0, True, True)


def test_two_imports_at_once_wait_for_each_other_and_both_get_in(ward: Ward) -> None:
    one_by_one = ward.copy("in-turn", "after")
    take(one_by_one, ward.folder / "三.csv")
    home = ward.copy("at-once", "before")
    both = [ward.start(home, "import", name, "--json") for name in ("二.csv", "三.csv")]
    told = [json.loads(process.communicate(timeout=300)[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [one["rows"] for one in told] == [ROWS, 60]
    assert len({one["snapshot"] for one in told}) == 2
    made = register(home)
    assert len(factory.rows_of(made, "rights")) == len(factory.rows_of(register(one_by_one), "rights"))
    assert len(factory.rows_of(made, "batches")) == 3
