"""Pruning keeps month ends, recent and published snapshots, and every file a kept one names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import factory
from zhiquan.basics.errors import NotAllowed, NotFound
from zhiquan.register.batches import Register
from zhiquan.register.lake.retention import plan_sweep, sweep
from zhiquan.register.lake.writer import Writer


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def load(made: Register, number: int, *, month: int, day: int) -> str:
    rows = {"rights": [{"app_no": factory.application(1), "title": f"第{number}版"}]}
    return factory.load(made, rows, month=month, day=day, year=2025).snapshot


def test_month_ends_published_recent_and_newest_snapshots_are_kept(made: Register) -> None:
    # the empty register was made in June 2024, the last of its month
    created = made.home.current().id
    ids = [
        load(made, n, month=month, day=day)
        for n, (month, day) in enumerate([(1, 5), (1, 20), (2, 1), (2, 3), (3, 1), (3, 2)])
    ]
    planned = plan_sweep(made.home, published={ids[2]}, today=date(2025, 3, 31), keep_days=30)
    assert planned.kept == (created, ids[1], ids[2], ids[3], ids[4], ids[5])
    assert planned.retired == (ids[0],)
    alone = plan_sweep(made.home, published=set(), today=date(2025, 3, 31), keep_days=29)
    assert set(planned.kept) - set(alone.kept) == {ids[2], ids[4]}


def test_nothing_a_kept_snapshot_names_is_deleted_and_the_rest_goes(made: Register) -> None:
    ids = [load(made, n, month=1, day=n + 1) for n in range(4)]
    digests = {name: factory.digests(made, name) for name in (ids[1], ids[3])}
    planned = plan_sweep(made.home, published={ids[1]}, today=date(2026, 1, 1), keep_days=30)
    assert planned.size == sum(file.stat().st_size for file in planned.files) > 0
    sweep(made.home, planned)
    assert {name: factory.digests(made, name) for name in digests} == digests
    assert not any(file.exists() for file in planned.files)
    again = plan_sweep(made.home, published={ids[1]}, today=date(2026, 1, 1), keep_days=30)
    assert (again.retired, again.files, again.size) == ((), (), 0)


def test_a_pruned_snapshot_says_so_by_its_whole_or_leading_id(made: Register) -> None:
    ids = [load(made, n, month=1, day=n + 1) for n in range(2)]
    sweep(made.home, plan_sweep(made.home, published=set(), today=date(2026, 1, 1), keep_days=30))
    assert made.home.shelf.pruned() == [ids[0]]
    for name in (ids[0], ids[0][:8]):
        with pytest.raises(NotFound) as refused:
            made.home.snapshot(name)
        assert "was pruned" in factory.said(refused)


def test_planning_touches_nothing(made: Register) -> None:
    load(made, 1, month=1, day=1)
    load(made, 2, month=1, day=2)
    before = factory.data_files(made), made.home.shelf.ids()
    plan_sweep(made.home, published=set(), today=date(2026, 1, 1), keep_days=0)
    assert (factory.data_files(made), made.home.shelf.ids()) == before


def test_files_of_a_write_that_ends_after_the_plan_stay(made: Register) -> None:
    load(made, 1, month=1, day=1)
    orphan = made.home.table("rights") / "data" / "part-orphan.parquet"
    orphan.write_bytes(b"left behind")
    with Writer(made.home, memory=300) as writer:
        writer.append("batches", [])
        during = plan_sweep(made.home, published=set(), today=date(2025, 1, 1), keep_days=30)
        with pytest.raises(NotAllowed):
            sweep(made.home, during, wait=0.1)
    load(made, 2, month=1, day=2)
    named = tuple(made.home.tables / file for file in factory.data_files(made))
    sweep(made.home, replace(during, files=named))
    assert not orphan.exists()
    assert factory.rows_of(made, "rights")[0]["title"] == "第2版"
