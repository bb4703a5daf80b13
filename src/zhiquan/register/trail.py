"""Lines that commands leave about sensitive reads and upkeep, chained by hash (命令留痕).

Writes to the register are told by its snapshots; what changes no snapshot (exports, evidence bundles, pruning) is told
here, so that the desk's audit trail can take it over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

FILE = "trail.jsonl"


@dataclass(frozen=True, slots=True)
class Left:
    """One line a command left (留痕).

    Args:
        at: when, aware.
        by: who ran the command.
        action: what was done, such as ``export``.
        subject: what it was done to: a table or an id.
        detail: JSON values that matter later.
        previous: hash of the line before; empty in the first.
        hash: hash of this line, 64 hex digits.
    """

    at: datetime
    by: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    previous: str
    hash: str


def leave_line(  # noqa: PLR0913 - what a line says
    root: Path, *, at: datetime, by: str, action: str, subject: str, detail: Mapping[str, Any] | None = None
) -> None:
    """Add one line to the lake's trail; it is on disk when this returns.

    Args:
        root: folder of the lake.
        at: when, aware.
        by: who.
        action: what was done.
        subject: what it was done to; never personal data.
        detail: JSON values.
    """
    root.mkdir(parents=True, exist_ok=True)
    file = root / FILE
    with FileLock(root / "trail.lock"):
        _cut_torn_end(file)
        previous = _last_hash(file)
        said = {
            "at": at.isoformat(), "by": by, "action": action, "subject": subject, "detail": dict(detail or {}),
            "previous": previous,
        }  # fmt: skip
        line = json.dumps({**said, "hash": _hash(said)}, ensure_ascii=False)
        with file.open("a", encoding="utf-8") as handle:
            handle.write(line + "\n")
            handle.flush()
            os.fsync(handle.fileno())


def read_trail(root: Path) -> Iterator[Left]:
    """The lines of a lake's trail, oldest first."""
    for said in _said(root / FILE):
        yield Left(
            datetime.fromisoformat(said["at"]),
            said["by"],
            said["action"],
            said["subject"],
            said["detail"],
            said["previous"],
            said["hash"],
        )


def broken_trail(root: Path) -> list[int]:
    """Numbers of the lines, from 1, that were changed or whose predecessor is missing."""
    found, previous = [], ""
    for number, said in enumerate(_said(root / FILE), start=1):
        stated = said.pop("hash")
        if stated != _hash(said) or said["previous"] != previous:
            found.append(number)
        previous = stated
    return found


def _cut_torn_end(file: Path) -> None:
    """Take away a line that a crash cut off: it was never left."""
    if not file.exists():
        return
    content = file.read_bytes()
    if content and not content.endswith(b"\n"):
        with file.open("r+b") as handle:
            handle.truncate(content.rfind(b"\n") + 1)


def _said(file: Path) -> Iterator[dict[str, Any]]:
    if not file.exists():
        return
    with file.open(encoding="utf-8") as handle:
        for line in handle:
            if line.endswith("\n"):  # a line cut off by a crash was never left
                yield json.loads(line)


def _last_hash(file: Path) -> str:
    last = ""
    for said in _said(file):
        last = said["hash"]
    return last


def _hash(said: Mapping[str, Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
