"""Backing up, verifying and restoring a register of 100,000 rights, beside plain ways to keep the same files (备份).

``python benchmarks/backup.py [--rights 100000] [--home FOLDER]`` fills a home (or takes a copy of ``--home`` as
``benchmarks/serving.py`` keeps it), runs ``zhiquan backup`` and then what an administrator would do by hand with the
very files of the back-up: ``cp -a`` and ``sha256sum`` there and back, and ``tar`` with ``zstd``. Neither of these takes
a desk in use at one moment, nor tells a file that was added. Printed per step are seconds and processor seconds, beside
those of a program that only starts, then one line of JSON. The restored register must be the one backed up, snapshot
and files byte for byte.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import load
import serving
from served_site import environment
from zhiquan.register.lake.home import LakeHome

ZHIQUAN = (sys.executable, "-m", "zhiquan.cli.main")
START = "from zhiquan.site.starting import start; start(makes_home=False)"
Figures = dict[str, float]


def main() -> None:
    """Fill a home, keep it in each way, tell."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="zhiquan-backup-") as name:
        room = Path(name)
        filled = Path(options.home) if options.home else room / "filled"
        if not (filled / "demo" / "lake" / "DEMO").exists():
            filled.mkdir(parents=True, exist_ok=True)
            serving.fill(filled, options.rights)
        home = load.copied(filled, room / "home")
        found = _ours(room, home) | _plain(room)
        kept = [one.stat().st_size for one in (room / "kept").rglob("*") if one.is_file()]
        packed = (room / "kept.tar.zst").stat().st_size
        rights = LakeHome(home / "lake").current().tables["rights"].rows
    print(f"{'step':<28}{'seconds':>10}{'CPU s':>10}")
    for step, figures in found.items():
        print(f"{step:<28}{figures['seconds']:>10.2f}{figures['cpu_s']:>10.2f}")
    print(f"{rights:,} rights; {len(kept)} files, {sum(kept) / 2**20:.1f} MiB, packed {packed / 2**20:.1f} MiB")
    print(f"load average {os.getloadavg()[0]:.1f}")
    sums = {"rights": rights, "files": len(kept), "bytes": sum(kept), "packed_bytes": packed}
    print(json.dumps({"schema": "backup_benchmark/1", **sums, "steps": found}))


def _ours(room: Path, home: Path) -> dict[str, Figures]:
    """``zhiquan backup`` there and back; what is restored must be what was there."""
    own = environment(home, **load.SETTINGS)
    kept, back = str(room / "kept"), room / "back"
    found = {
        "zhiquan, starting": _measured([sys.executable, "-c", START], own),
        "zhiquan backup create": _measured([*ZHIQUAN, "backup", "create", kept], own),
        "zhiquan backup verify": _measured([*ZHIQUAN, "backup", "verify", kept], own),
        "zhiquan backup restore": _measured([*ZHIQUAN, "backup", "restore", kept, "--into", str(back)], own),
    }
    _require_same(LakeHome(home / "lake"), LakeHome(back / "lake"))
    return found


def _require_same(one: LakeHome, other: LakeHome) -> None:
    snapshot = one.current()
    assert other.current().id == snapshot.id
    files = [(name, file.name) for name, table in snapshot.tables.items() for file in table.files]
    assert all(filecmp.cmp(one.table(name) / file, other.table(name) / file, shallow=False) for name, file in files)


def _plain(room: Path) -> dict[str, Figures]:
    """The same files copied, hashed and packed by the system's own programs, written through to disk as ours are."""
    steps = {
        "cp, sha256sum": "cp -a kept copy && cd copy && find . -type f -exec sha256sum {} + >../sums && sync -f .",
        "sha256sum --check": "cd copy && sha256sum --quiet --check ../sums",
        "cp back": "cp -a copy again && sync -f again",
        "tar, zstd": "tar -I 'zstd -3 -T2' -cf kept.tar.zst kept && sync -f kept.tar.zst",
        "zstd --test": "zstd -q --test kept.tar.zst",
        "zstd, tar back": "mkdir unpacked && tar -I zstd -xf kept.tar.zst -C unpacked && sync -f unpacked",
    }
    return {step: _measured(["sh", "-ec", line], dict(os.environ), room) for step, line in steps.items()}


def _measured(words: Sequence[str], environ: dict[str, str], folder: Path | None = None) -> Figures:
    """Seconds by the clock and of the processors, of one command that must succeed."""
    begun = time.perf_counter()
    process = subprocess.Popen(words, env=environ, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return {"seconds": seconds, "cpu_s": used.ru_utime + used.ru_stime}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rights", type=int, default=100_000)
    parser.add_argument("--home", help="a folder to keep the filled home in, for a second run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
