"""Readers see one snapshot each while a writer writes; nobody waits."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import factory
from deep import times
from zhiquan.register.batches import Register


def seen_by(made: Register) -> tuple[int, int, int, int, int]:
    """What one reader of the newest snapshot counts: each table on its own."""
    with factory.read(made) as reader:
        rows = reader.records(f"SELECT rows FROM {reader.from_('batches')}")
        stated = sum(json.loads(row["rows"]).get("rights", 0) for row in rows)
        counts = [
            reader.records(f"SELECT count(*) AS n FROM {reader.from_(name)}")[0]["n"]
            for name in ("observations_rights", "rights", "right_spells")
        ]
    return (len(rows), stated, *counts)


def test_eight_readers_each_see_one_snapshot_during_writes(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    factory.load(made, _batch(0))
    stop, seen, failed = threading.Event(), [], []

    def watch() -> None:
        try:
            while not stop.is_set():
                seen.append(seen_by(made))
        except Exception as problem:
            failed.append(problem)
            raise

    readers = [threading.Thread(target=watch) for _ in range(8)]
    for reader in readers:
        reader.start()
    loads = times(4, 20)
    for number in range(1, loads + 1):
        loaded = factory.load(made, _batch(number), day=1 + number % 28)
        if number % 3 == 0:
            made.undo(loaded.batch, actor=factory.actor(28))
    stop.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert len(set(seen)) > 1, "readers met more than one snapshot"
    for batches, stated, observations, rights, spells in set(seen):
        # each batch holds 20 rows about rights of its own, each right has one status period
        assert stated == observations == rights == spells == 20 * batches


def _batch(number: int) -> factory.Rows:
    return {
        "rights": [
            {"app_no": factory.application(number * 20 + n), "title": "甲", "status_word": "有效"} for n in range(20)
        ]
    }
