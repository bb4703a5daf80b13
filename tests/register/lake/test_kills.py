"""A writer killed at any moment leaves the lake as it was before or after, and nothing to the next writer."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable

import factory
from deep import times
from register.lake import nursery
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.retention import plan_sweep, sweep

ACTIONS = ("load", "undo")
MOMENTS = times(5, 50)


class Nursery:
    """Starts writers that die."""

    def __init__(self) -> None:
        tests = Path(__file__).parents[2]
        self._process = subprocess.Popen(
            [sys.executable, str(Path(nursery.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(tests), "PATH": ""},
        )

    def order(self, root: Path, action: str, **more: float | tuple[str, int]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"root": str(root), "action": action, **more}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def ward() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake that holds the first batch."""
    root = tmp_path_factory.mktemp("kills") / "base"
    factory.load(factory.register(root), nursery.FIRST)
    return root


def copy_of(base: Path, name: str) -> Register:
    root = base.with_name(name)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base, root)
    return Register(LakeHome(root), factory.rules())


Step = tuple[str, int, str]
"""Stage, number within the stage, and what was about to happen or had."""


def steps_of(made: Register) -> list[Step]:
    lines = made.home.root.with_suffix(".trace").read_text().splitlines()
    parts = [line.split() for line in lines]
    return [(stage, int(number), name) for stage, number, name in parts]


def moments(steps: list[Step], count: int, seed: int) -> list[tuple[str, int]]:
    """Steps at which to die, the same ones each time, with every stage among them."""
    chance = random.Random(seed)
    places = [(stage, number) for stage, number, _ in steps]
    stages = sorted({stage for stage, _ in places})
    chosen = {chance.choice([place for place in places if place[0] == stage]) for stage in stages}
    while len(chosen) < min(count, len(places)):
        chosen.add(chance.choice(places))
    return sorted(chosen)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_killed_writer_leaves_all_or_nothing_and_nothing_to_the_next(ward: Nursery, base: Path, action: str) -> None:
    whole = copy_of(base, f"whole-{action}")
    assert ward.order(whole.home.root, action) == {"killed": False, "code": 0}
    outcomes = {}
    for state in (copy_of(base, "as-before"), whole):
        digests = factory.digests(state)
        factory.load(state, nursery.THIRD, day=3)
        outcomes[json.dumps(digests)] = factory.digests(state)
    hit = set()
    for moment in moments(steps_of(whole), MOMENTS, seed=7):
        victim = copy_of(base, "victim")
        if ward.order(victim.home.root, action, point=moment)["killed"]:
            hit.add(steps_of(victim)[-1][0])
        expected = outcomes[json.dumps(factory.digests(victim))]
        factory.load(victim, nursery.THIRD, day=3)
        assert factory.differing(factory.digests(victim), expected) == []
    assert {"derive", "commit", "publish"} <= hit


@pytest.mark.parametrize("action", ACTIONS)
def test_a_writer_killed_after_any_time_leaves_all_or_nothing(ward: Nursery, base: Path, action: str) -> None:
    whole = copy_of(base, f"late-{action}")
    ward.order(whole.home.root, action)
    allowed = [factory.digests(copy_of(base, "before")), factory.digests(whole)]
    chance = random.Random(11)
    for _ in range(times(2, 10)):
        victim = copy_of(base, "timed")
        ward.order(victim.home.root, action, seconds=chance.uniform(0.02, 0.6))
        assert factory.digests(victim) in allowed


def test_after_a_kill_the_delta_log_says_what_the_manifest_says_and_orphans_go(ward: Nursery, base: Path) -> None:
    whole = copy_of(base, "dry")
    ward.order(whole.home.root, "load")
    between = next((stage, n) for stage, n, name in reversed(steps_of(whole)) if name == "commit:before")
    victim = copy_of(base, "torn")
    assert ward.order(victim.home.root, "load", point=between)["killed"]
    for _ in range(2):
        factory.load(victim, nursery.FIRST)  # known already: it only brings the tables back
    heads = {folder.name: DeltaTable(folder).version() for folder in victim.home.tables.iterdir()}
    factory.load(victim, nursery.FIRST)
    assert {folder.name: DeltaTable(folder).version() for folder in victim.home.tables.iterdir()} == heads
    factory.load(victim, nursery.THIRD, day=3)
    named = victim.home.current().tables
    for name, state in named.items():
        logged = {uri.rpartition("/")[2] for uri in DeltaTable(victim.home.table(name)).file_uris()}
        assert logged == {file.name.rpartition("/")[2] for file in state.files}, name
    before = factory.digests(victim)
    orphans = factory.data_files(victim) - kept_files(victim)
    assert orphans
    planned = plan_sweep(victim.home, published=set(), today=date(2024, 6, 3), keep_days=30)
    sweep(victim.home, planned)
    assert factory.data_files(victim) == kept_files(victim)
    assert factory.digests(victim) == before


def kept_files(made: Register) -> set[str]:
    shelf = made.home.shelf
    return {
        f"{table}/{file.name}"
        for name in shelf.ids()
        for table, state in shelf.read(name).tables.items()
        for file in state.files
    }
