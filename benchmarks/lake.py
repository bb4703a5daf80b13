"""The lake's speed, growth and memory, beside the plain ways to keep the same rows, in one run.

``python benchmarks/lake.py [--rows 300000] [--large]`` prints a table and then one line of JSON. Each part runs
in a process of its own, so that its peak memory is its own. Figures are for the machine they were made on.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyarrow as pa

import lake_peers
import made_rights
from zhiquan.register.batches import Actor, Register, Source
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.reader import Reader
from zhiquan.register.rules import load_rules

ROWS = 300_000
NEW = 2_000
Figures = dict[str, float]


def main() -> None:
    """Measure everything, or one part when a process of this program asks for it."""
    options = _options()
    if options.part:
        with tempfile.TemporaryDirectory() as room:
            figures = PARTS[options.part](Path(room), options.rows)
        figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))
        return
    found = {f"load {rows:,}": _measured("load", rows) for rows in _sizes(large=options.large)}
    found |= {f"{part} at {options.rows:,}": _measured(part, options.rows) for part in ("changes", "merge", "rewrite")}
    _print(found)
    print(
        json.dumps({"schema": "lake_benchmark/1", "rows": options.rows, "figures": found, "exponent": _growth(found)})
    )


def load(room: Path, rows: int) -> Figures:
    """Load rows about so many rights into an empty lake."""
    made = _register(room)
    return {"seconds": _timed(lambda: _load(made, made_rights.rows(rows), "first"))}


def changes(room: Path, rows: int) -> Figures:
    """New rows, updates of random rights and look-ups in a lake of that size; each to a published snapshot."""
    made = _register(room)
    _load(made, made_rights.rows(rows), "first")
    fresh, updates = [], []
    for turn in range(3):
        new = list(made_rights.rows(NEW, first=rows + turn * NEW))
        fresh.append(_timed(partial(_load, made, new, f"new{turn}")))
        updates.append(_timed(partial(_load, made, [_updates(rows, seed=turn)], f"update{turn}")))
    chance = random.Random(1)
    names = [f"patent:CN{made_rights.application(chance.randrange(rows))}" for _ in range(20)]
    looked = [_timed(partial(_one, made, name)) for name in names]
    with Reader(made.home.tables, made.home.current().tables, memory=300) as reader:
        open_ = [_timed(partial(_find, reader, name)) for name in names]
    return {
        "new_rows_s": statistics.median(fresh),
        "updates_s": statistics.median(updates),
        "one_right_ms": statistics.median(looked) * 1000,
        "one_right_open_reader_ms": statistics.median(open_) * 1000,
    }


def merge(room: Path, rows: int) -> Figures:
    """The plain Delta way: one table of rights, two merges of 2,000 rows."""
    return lake_peers.merged(room, rows, new=NEW, updates=_updates(rows, seed=0))


def rewrite(room: Path, rows: int) -> Figures:
    """The plain file way: one Parquet file read whole, changed, and written again."""
    return lake_peers.rewritten(room, rows, new=NEW, updates=_updates(rows, seed=0))


PARTS: dict[str, Callable[[Path, int], Figures]] = {
    "load": load,
    "changes": changes,
    "merge": merge,
    "rewrite": rewrite,
}


def _updates(rows: int, *, seed: int) -> pa.RecordBatch:
    """Another title and status word for random rights."""
    numbers = random.Random(seed).sample(range(rows), NEW)
    return pa.RecordBatch.from_pydict(
        {
            "app_no": [made_rights.application(n) for n in numbers],
            "title": [f"变更后的名称{n}-{seed}（演示数据）" for n in numbers],
            "status_word": ["未缴年费" if n % 2 else "授权" for n in numbers],
        }
    )


def _register(room: Path) -> Register:
    made = Register(LakeHome(room / "lake"), load_rules(None))
    made.create(actor=_actor())
    return made


def _load(made: Register, rows: Iterable[pa.RecordBatch], name: str) -> None:
    made.load({"rights": rows}, source=Source(f"{name}.csv", sha256=name), actor=_actor())


def _actor() -> Actor:
    return Actor("benchmark", datetime.now(tz=UTC))


def _one(made: Register, name: str) -> None:
    """One right by id from nothing: find the snapshot, start an engine, read."""
    with Reader(made.home.tables, made.home.current().tables, memory=300) as reader:
        _find(reader, name)


def _find(reader: Reader, name: str) -> None:
    sql = f"""SELECT * FROM {reader.from_("rights", value=name)} WHERE "right" = ?"""
    assert len(reader.records(sql, [name])) == 1


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _sizes(*, large: bool) -> list[int]:
    return [10_000, 100_000, *([1_000_000] if large else [])]


def _measured(part: str, rows: int) -> Figures:
    """Figures of one part, from a process of its own."""
    order = [sys.executable, str(Path(__file__)), "--part", part, "--rows", str(rows)]
    answer = subprocess.run(order, check=True, capture_output=True, text=True).stdout
    figures: Figures = json.loads(answer.splitlines()[-1])
    return figures


def _growth(found: dict[str, Figures]) -> float:
    """Exponent of cost: 1 is cost in step with rows; from the two largest loads."""
    sizes = {int(name.split()[1].replace(",", "")): one["seconds"] for name, one in found.items() if "seconds" in one}
    (few, less), (many, more) = sorted(sizes.items())[-2:]
    return round(math.log(more / less) / math.log(many / few), 2)


def _print(found: dict[str, Figures]) -> None:
    print(f"{'part':<24}{'figure':<28}{'value':>12}")
    for part, figures in found.items():
        for name, value in figures.items():
            print(f"{part:<24}{name:<28}{value:>12,.2f}")
    print(f"{'growth of load':<24}{'exponent':<28}{_growth(found):>12}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rights in the lake for changes and look-ups")
    parser.add_argument("--large", action="store_true", help="load 1,000,000 rows too")
    parser.add_argument("--part", choices=PARTS, help="measure one part in this process")
    return parser.parse_args()


if __name__ == "__main__":
    main()
