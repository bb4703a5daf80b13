"""Works in a home until a file appears: ``python busy_process.py lake|desk|prune HOME STOP``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from factory import load
from made_office import rows
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.retention import plan_sweep, sweep
from zhiquan.register.rules import load_rules


def loads(home: Path) -> Callable[[int], None]:
    """Load one more file into the register."""
    made = Register(LakeHome(home / "lake"), load_rules(None))

    def once(number: int) -> None:
        load(made, {"rights": rows(1000 + 20 * number, 20)}, day=3, name=f"{number}.csv")

    return once


def works(home: Path) -> Callable[[int], None]:
    """Send in a file, note it on the desk with its audit line; drop every third one again."""
    os.environ["ZHIQUAN_HOME"] = str(home)
    from zhiquan.site.starting import start  # noqa: PLC0415 - once the home is named

    start()
    from django.db import transaction  # noqa: PLC0415 - after Django is ready

    from zhiquan.site.audit.actions import write_line  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.gate.policy import Role  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.gate.visitor import Visitor  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.imports import storing  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.imports.models import DISCARDED, Upload  # noqa: PLC0415 - after Django is ready

    clerk = Visitor(Role.OFFICER, "clerk", "某人（演示）")

    def once(number: int) -> None:
        stored = storing.store(home / "uploads", f"{number}.csv", [f"演示数据 {number}".encode()], limit=10**6)
        with transaction.atomic():
            made = Upload.objects.create(name=stored.name, sha256=stored.sha256, size=stored.size, account="clerk")
            write_line("import.uploaded", made.id, by=clerk, detail={"number": number})
        if number % 3 == 0:
            with transaction.atomic():
                Upload.objects.filter(pk=made.pk).update(state=DISCARDED)
                write_line("import.discarded", made.id, by=clerk)
            storing.drop(home / "uploads", stored.sha256)

    return once


def prunes(home: Path) -> Callable[[int], None]:
    """Clear away all but the newest snapshot."""
    lake = LakeHome(home / "lake")

    def once(number: int) -> None:
        del number
        sweep(lake, plan_sweep(lake, published=set(), today=date(2030, 1, 1), keep_days=0))

    return once


def main() -> None:
    """Work, say so once the first piece is done, and say at the end how many there were."""
    work, home, stop = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    once = {"lake": loads, "desk": works, "prune": prunes}[work](home)
    done = 0
    while not stop.exists():
        once(done)
        done += 1
        time.sleep(0.1)
        if done == 1:
            print("at work", flush=True)  # noqa: T201 - the test waits for it
    print(done)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
