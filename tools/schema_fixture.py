"""Make the small home kept for each released schema, with the program of that release (各版本样例).

``python tools/schema_fixture.py SOURCE TARGET`` runs the program whose ``src`` lies in SOURCE (a check-out of the
release) and writes ``home.tar.xz`` and ``expected.json`` to TARGET, a folder under ``tests/files/schemas``. Everything
in it is made up. A release adds one folder; none is ever made again with a later program.
"""

from __future__ import annotations

import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

TODAY = "2026-01-15"
FIRST_WITH_BOARD = 3
"""Earlier layouts knew neither plans nor publications."""
_AT = datetime(2026, 1, 10, 9, tzinfo=UTC)


def make(source: Path, target: Path) -> None:
    """Write the fixture of one release."""
    with tempfile.TemporaryDirectory() as room:
        home = Path(room) / "home"
        _run(source, home, sys.executable, str(Path(__file__).resolve()), "--fill", str(home))
        layout = _layout(home)
        program = [sys.executable, "-m", "zhiquan.cli.main"]
        if layout >= FIRST_WITH_BOARD:
            _run(source, home, *program, "publish", "--plan", "changshou-2021-2025", "--as-of", "2025-12-31")
            _run(source, home, *program, "accounts", "add", "head", "--name", "科长（演示）", "--role", "head")
            _run(source, home, *program, "audit", "verify")
        told = _run(source, home, *program, "digest", "--json").splitlines()
        newest = sorted(file.stem for file in (home / "lake" / "snapshots").glob("[0-9]*.json"))[-1]
        expected = {
            "layout": layout,
            "snapshot": newest,
            "digests": [json.loads(line) for line in told if line.startswith("{")],
        }
        target.mkdir(parents=True, exist_ok=True)
        (target / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (target / "home.tar.xz").write_bytes(_packed(home))
    print(target, (target / "home.tar.xz").stat().st_size)


def fill(home: Path) -> None:
    """Load a few made-up rights and the residents of two years; runs in the program of the release."""
    from zhiquan.register.batches import Actor, Register, Source  # noqa: PLC0415 - of the release, not of this tool
    from zhiquan.register.lake.home import SCHEMA_NUMBER, LakeHome  # noqa: PLC0415 - of the release, not of this tool
    from zhiquan.register.rules import load_rules  # noqa: PLC0415 - of the release, not of this tool
    from zhiquan.register.tables import OBSERVATIONS  # noqa: PLC0415 - of the release, not of this tool

    register = Register(LakeHome(home / "lake"), load_rules(None))
    clerk = Actor("clerk", _AT)
    rights = [_right(serial) for serial in range(1, 13)]
    register.load(_tables("rights", rights, OBSERVATIONS), source=Source("演示专利.csv", sha256="1" * 64), actor=clerk)
    if SCHEMA_NUMBER >= FIRST_WITH_BOARD:
        series = [_residents(year) for year in (2023, 2024)]
        people = _tables("series", series, OBSERVATIONS)
        register.load(people, source=Source("演示人口.csv", sha256="2" * 64), actor=clerk)


def _right(serial: int) -> dict[str, Any]:
    digits = f"20181{serial:07d}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    check = "0123456789X"[sum(int(one) * weight for one, weight in zip(digits, weights, strict=True)) % 11]
    return {
        "app_no": f"{digits}.{check}",
        "filed_on": date(2018, 3, serial),
        "granted_on": date(2020, 5, serial),
        "applicants": [f"演示{serial % 4}科技有限公司"],
        "region": "500115",
        "ipc": ["C21D 9/00"],
        "title": f"演示装置{serial}",
    }


def _residents(year: int) -> dict[str, Any]:
    from decimal import Decimal  # noqa: PLC0415 - of the release, not of this tool

    told = {"name": "permanent_residents", "place": "500115", "as_of": date(year, 12, 31), "source": "演示公报"}
    return {**told, "published": date(year + 1, 3, 20), "value": Decimal(690_000)}


def _tables(kind: str, rows: list[dict[str, Any]], observations: Any) -> dict[str, Any]:  # noqa: ANN401 - of any release
    import pyarrow as pa  # noqa: PLC0415 - of the release, not of this tool

    shape = observations[kind].schema
    names = [name for name in shape.names if name in rows[0]]
    plain = [{name: row[name] for name in names} for row in rows]
    return {kind: pa.Table.from_pylist(plain, schema=pa.schema([shape.field(name) for name in names]))}


def _run(source: Path, home: Path, *command: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIQUAN_", "DJANGO_"))}
    env = {**kept, "PYTHONPATH": str(source / "src"), "ZHIQUAN_HOME": str(home), "ZHIQUAN_TODAY": TODAY}
    home.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, env=env, cwd=home.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


def _layout(home: Path) -> int:
    newest = max((home / "lake" / "snapshots").glob("[0-9]*.json"))
    return int(json.loads(newest.read_bytes())["schema_number"])


def _packed(home: Path) -> bytes:
    """The home without caches, the same bytes for the same files."""
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for file in sorted(one for one in home.rglob("*") if one.is_file()):
            path = file.relative_to(home)
            if path.parts[0] == "cache" or file.suffix == ".lock":
                continue
            entry = tarfile.TarInfo(path.as_posix())
            entry.size, entry.mode = file.stat().st_size, 0o600
            archive.addfile(entry, io.BytesIO(file.read_bytes()))
    return lzma.compress(sink.getvalue(), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    if sys.argv[1] == "--fill":
        fill(Path(sys.argv[2]))
    else:
        make(Path(sys.argv[1]).absolute(), Path(sys.argv[2]))
