"""A process whose children write to a lake and are killed while they do; see ``test_kills``.

It reads one JSON order per line and answers with one line. Orders: ``root`` of the lake, ``action`` (load or undo),
``point`` at which the child kills itself (a stage and a number of steps within it), or ``seconds`` after which it is
killed, or neither.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import factory
from zhiquan.register import batches
from zhiquan.register.batches import Register
from zhiquan.register.lake import delta, files
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.shelf import Shelf

FIRST: factory.Rows = {
    "rights": [
        {"app_no": factory.application(n), "title": f"旧{n}", "applicants": [f"甲{n % 7}"], "status_word": "有效"}
        for n in range(60)
    ],
    "pledges": [{"number": "P1", "pledgor": "甲1"}],
}
SECOND: factory.Rows = {
    "rights": [
        {"app_no": factory.application(n), "title": f"新{n}", "applicants": [f"乙{n % 5}"], "status_word": "未缴年费"}
        for n in range(30, 90)
    ],
    "pledges": [{"number": "P1", "pledgor": "乙1"}, {"number": "P2"}],
}
THIRD: factory.Rows = {"rights": [{"app_no": factory.application(n), "title": f"再{n}"} for n in range(20, 40)]}


def act(made: Register, action: str) -> None:
    """Load the second batch, or take the first one back."""
    if action == "load":
        factory.load(made, SECOND, day=2)
    else:
        tables = factory.tables(FIRST)
        first = batches.batch_id(factory.source(), sorted(tables), content=batches.hash_of_rows(tables))
        made.undo(first, actor=factory.actor(2))


STAGES = ("begin", "append", "derive", "commit", "publish")


def watch(root: Path, point: tuple[str, int]) -> None:
    """Note each step of a write in ``<root>.trace`` as stage and number; die at step ``point``.

    Steps are numbered within their stage: threads of the engine may write more or fewer row groups in another run.
    """
    trace = os.open(root.with_suffix(".trace"), os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    stage, seen = "begin", 0
    one_at_a_time = threading.Lock()  # tables are committed by several threads

    def step(name: str) -> None:
        nonlocal stage, seen
        begun, _, moment = name.partition(":")
        with one_at_a_time:
            seen = 1 if moment == "before" and begun in STAGES and begun != stage else seen + 1
            stage = begun if moment == "before" and begun in STAGES else stage
            os.write(trace, f"{stage} {seen} {name}\n".encode())
            if (stage, seen) == point:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(place: Any, attribute: str, name: str) -> None:
        inner: Callable[..., Any] = getattr(place, attribute)

        def told(*given: Any, **named: Any) -> Any:
            step(f"{name}:before")
            result = inner(*given, **named)
            step(f"{name}:after")
            return result

        setattr(place, attribute, told)

    around(batches, "_append_all", "append")
    around(batches, "derive", "derive")
    around(files.PartWriter, "write", "rows")
    around(Reader, "save", "copy")
    around(delta, "commit", "commit")
    around(Shelf, "publish", "publish")
    around(Path, "rename", "rename")
    around(os, "fsync", "fsync")


def serve() -> None:
    """Answer orders until there are no more."""
    assert factory.rules().status_model.single.any()
    factory.rules().read_word("general", "有效")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _live(order)
        if order.get("seconds"):
            time.sleep(order["seconds"])
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"killed": os.WIFSIGNALED(status), "code": status}) + "\n")
        sys.stdout.flush()


def _live(order: dict[str, Any]) -> None:
    root = Path(order["root"])
    watch(root, tuple(order.get("point", ("", 0))))
    act(Register(LakeHome(root), factory.rules()), order["action"])
    os._exit(0)


if __name__ == "__main__":
    serve()
