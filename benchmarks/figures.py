"""Figures: every indicator over 60 month ends of the demo district, and ten million rights on one day.

``python benchmarks/figures.py [--rights 10000000]`` prints a table and then one line of JSON. Each part runs in a
process of its own, so that its peak memory is its own. The rights of the large part are made up: written straight as
the register's files with every column, one in thirty-one in the city asked about; only those have an abstract.
The peer is one hand-written DuckDB query for one of the figures over the same files.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from abstracts import distributions, pair_model
from zhiquan.demo.tour import files_of, fill
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.month_ends import month_ends
from zhiquan.measure.question import Question
from zhiquan.measure.sources import NEEDED
from zhiquan.register.batches import Register
from zhiquan.register.intake.importing import Office
from zhiquan.register.intake.understanding.headings import load_headings
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import DataFile, TableState
from zhiquan.register.lake.reader import Reader
from zhiquan.register.rules import load_rules
from zhiquan.register.tables import TABLES
from zhiquan.register.tables.shapes import type_name

Figures = dict[str, float]
TODAY = date(2026, 11, 25)
PATENT = (
    *("invention_patents", "invention_patents_per_10k", "high_value_patents", "high_value_patents_per_10k"),
    *("utility_models", "design_patents", "annual_fees_kept", "invention_survival", "enterprise_share"),
)
FILE_ROWS = 1_000_000
POOL = 5_000
"""Abstracts the made-up rights share, drawn from the character pairs of real ones."""


def main() -> None:
    """Measure everything, or one part when a process of this program asks for it."""
    options = _options()
    with tempfile.TemporaryDirectory() as room:
        if options.part:
            figures = PARTS[options.part](Path(options.room), options.rights)
            figures["peak_mib"] = _peak()
            print(json.dumps(figures))
            return
        _demo(Path(room) / "demo")
        found = {"60 months, all indicators": _measured("months", room, options.rights)}
        _large(Path(room) / "large", options.rights)
        for part in ("city", "district", "peer"):
            found[f"{options.rights:,} rights, one day: {part}"] = _measured(part, room, options.rights)
    for name, figures in found.items():
        told = "  ".join(f"{key} {value:,.2f}" for key, value in figures.items())
        print(f"{name:50} {told}")
    print(json.dumps({"schema": "figures_benchmark/1", "rights": options.rights, "figures": found}))


def months(room: Path, rights: int) -> Figures:
    """All indicators, 60 month ends, from a cold session; then again in the same process."""
    del rights
    home = LakeHome(room / "demo" / "lake")
    knowledge = load_knowledge()
    names, days = knowledge.ids("indicators"), month_ends(date(2025, 12, 31), 60)
    taken = []
    for _ in range(2):
        with Reader(home.tables, home.current().tables, memory=512) as reader:
            start = time.perf_counter()
            asked = Measuring(reader, Setting(knowledge), Question("500115", date(2021, 1, 1)))
            made = asked.figures(names, days)
            taken.append(time.perf_counter() - start)
    return {"figures": len(made), "seconds": taken[0], "again_seconds": taken[1]}


def city(room: Path, rights: int) -> Figures:
    """All patent indicators of a city on one day."""
    return _one_day(room, "500000", rights)


def district(room: Path, rights: int) -> Figures:
    """All patent indicators of a district on one day."""
    return _one_day(room, "500115", rights)


def peer(room: Path, rights: int) -> Figures:
    """A hand-written query for one figure, inventions of the city in force, over the same files."""
    del rights
    folder = room / "large"
    start = time.perf_counter()
    with duckdb.connect(config={"threads": 2}) as engine:
        (count,) = engine.execute(f"""
            SELECT count(*) FROM '{folder}/rights/data/*.parquet' r JOIN '{folder}/right_spells/data/*.parquet' s
            ON s."right" = r."right"
            WHERE r.kind = 'invention_patent' AND r.region LIKE '50%' AND s."group" = 'in_force'
            AND s."from" <= DATE '2025-12-31' AND s."to" > DATE '2025-12-31' AND s.known_to = DATE '9999-12-31'
        """).fetchall()[0]
    return {"seconds": time.perf_counter() - start, "inventions": float(count)}


def _one_day(room: Path, place: str, rights: int) -> Figures:
    del rights
    folder = room / "large"
    states = {name: _state(folder / name, name) for name in NEEDED}
    with Reader(folder, states, memory=2048) as reader:
        start = time.perf_counter()
        asked = Measuring(reader, Setting(load_knowledge()), Question(place, date(2021, 1, 1)))
        made = {figure.indicator: figure for figure in asked.figures(PATENT, [date(2025, 12, 31)])}
        taken = time.perf_counter() - start
    stock = made["invention_patents"].numerator or 0
    valued = made["high_value_patents"].numerator or 0
    return {"seconds": taken, "inventions": float(stock), "high_value": float(valued)}


def _demo(room: Path) -> None:
    """The demo district, imported as an office would."""
    room.mkdir()
    register = Register(LakeHome(room / "lake"), load_rules(None))
    office = Office(register, load_headings(None), "500115", None)
    files = files_of(room / "files", today=TODAY)
    for _ in fill(office, files, today=TODAY):
        pass


def _large(folder: Path, rights: int) -> None:
    """Tables of so many rights, written as the register's files."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "4GB"}) as engine:
        texts = pair_model().texts(POOL, seed=1)
        print(json.dumps(distributions(pair_model(), texts), ensure_ascii=False))
        engine.register("pool", pa.table({"texts": pa.array([texts], pa.list_(pa.string()))}))
        for name in NEEDED:
            place = folder / name / "data"
            place.mkdir(parents=True)
            if name not in _ROWS:
                pq.write_table(TABLES[name].empty(), place / "empty.parquet")
                continue
            given = _ROWS[name]
            schema = TABLES[name].schema
            columns = ", ".join(f'CAST({given.get(field.name, "NULL")} AS {_sql_type(field.type)}) AS "{field.name}"'
                                for field in schema)  # fmt: skip
            for first in range(0, rights, FILE_ROWS):
                rows = f"SELECT {columns} FROM range({first}, {min(first + FILE_ROWS, rights)}) t(n)"
                engine.execute(
                    f"COPY ({rows}) TO '{place}/{first:08d}.parquet' (COMPRESSION zstd, COMPRESSION_LEVEL 1)"
                )


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "VARCHAR[]"
    names = {pa.date32(): "DATE", pa.int32(): "INTEGER", pa.bool_(): "BOOLEAN"}
    return "DECIMAL(28, 6)" if pa.types.is_decimal(kind) else names.get(kind, "VARCHAR")


_FILED = "DATE '2004-01-01' + CAST(n % 7300 AS INTEGER)"
_IS_HOME = "n % 31 = 0"
_ROWS: dict[str, dict[str, str]] = {
    "rights": {
        "right": "'patent:CN' || lpad(CAST(n AS VARCHAR), 12, '0')",
        "kind": "CASE n % 10 WHEN 0 THEN 'design_patent' WHEN 1 THEN 'utility_model' WHEN 2 THEN 'utility_model' "
        "ELSE 'invention_patent' END",
        "identified": "true",
        "region": f"CASE WHEN {_IS_HOME} THEN CASE WHEN n % 62 = 0 THEN '500115' ELSE '500112' END "
        "ELSE '3' || lpad(CAST(10000 + n % 900 AS VARCHAR), 5, '0') END",
        "title": "'一种电池管理方法' || CAST(n AS VARCHAR) || '（演示数据）'",
        "abstract": f"CASE WHEN {_IS_HOME} THEN (SELECT texts FROM pool)[1 + n % {POOL}] END",
        "filed_on": _FILED,
        "granted_on": f"CASE WHEN n % 3 > 0 THEN {_FILED} + 700 END",
        "holders": "['演示企业' || CAST(n % 200000 AS VARCHAR) || CASE WHEN n % 9 = 0 THEN '大学' ELSE '有限公司' END]",
        "main_class": "['H01M10/0525', 'C21D9/00', 'G06F21/00', 'B25J9/16', 'A47B1/00'][1 + n % 5]",
    },
    "right_spells": {
        "right": "'patent:CN' || lpad(CAST(n AS VARCHAR), 12, '0')",
        "status": "CASE WHEN n % 3 > 0 THEN 'in_force' ELSE 'pending' END",
        "group": "CASE WHEN n % 3 > 0 THEN 'in_force' ELSE 'pending' END",
        "from": f"CASE WHEN n % 3 > 0 THEN {_FILED} + 700 ELSE {_FILED} END",
        "to": f"CASE WHEN n % 7 = 0 THEN {_FILED} + 2900 ELSE {_FILED} + 7305 END",
        "known_from": "DATE '2024-06-01'",
        "known_to": "DATE '9999-12-31'",
    },
    "classes": {
        "right": "'patent:CN' || lpad(CAST(n AS VARCHAR), 12, '0')",
        "system": "'ipc'",
        "symbol": "['H01M10/0525', 'C21D9/00', 'G06F21/00', 'B25J9/16', 'A47B1/00'][1 + n % 5]",
        "seq": "1",
        "main": "true",
    },
    "families": {
        "right": "'patent:CN' || lpad(CAST(n AS VARCHAR), 12, '0')",
        "member": "CASE WHEN n % 40 = 0 THEN 'US' || CAST(10000000 + n AS VARCHAR) || 'B2' "
        "ELSE 'CN' || CAST(100000000 + n AS VARCHAR) || 'A' END",
        "country": "CASE WHEN n % 40 = 0 THEN 'US' ELSE 'CN' END",
    },
}
"""Columns of each table as DuckDB makes them from a running number ``n``; all others are empty."""


def _state(folder: Path, name: str) -> TableState:
    """The table as a manifest would list it."""
    columns = {column.name: type_name(column.type) for column in TABLES[name].columns}
    files = []
    for file in sorted((folder / "data").glob("*.parquet")):
        rows = pq.ParquetFile(file).metadata.num_rows
        files.append(DataFile(f"data/{file.name}", rows, file.stat().st_size, None, None))
    return TableState(0, columns, tuple(files))


PARTS = {"months": months, "city": city, "district": district, "peer": peer}


def _measured(part: str, room: str, rights: int) -> Figures:
    words = [sys.executable, __file__, "--part", part, "--room", room, "--rights", str(rights)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def _peak() -> float:
    """Most memory this program held, in MiB; the usual call also counts what its parent held when it began."""
    line = next(line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rights", type=int, default=10_000_000)
    parser.add_argument("--part", choices=list(PARTS))
    parser.add_argument("--room")
    return parser.parse_args()


if __name__ == "__main__":
    main()
