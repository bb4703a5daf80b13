"""Lines for what was done outside the site: every snapshot of the register, every line the commands left (并入审计).

A snapshot says itself what was written, by whom and when, so no write to the register escapes the trail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from zhiquan.register.lake.home import LakeHome
from zhiquan.register.trail import read_trail
from zhiquan.site.audit.actions import append
from zhiquan.site.audit.chain import Said
from zhiquan.site.audit.models import Head, Line

REGISTER, COMMAND = "register", "command"
_WRITTEN = "snapshot."


def collect(home: LakeHome) -> int:
    """Bring the trail up to date with the register; returns the number of lines added. Run twice, it adds none."""
    added = 0
    with transaction.atomic():
        Head.objects.get_or_create(id=1)
        Head.objects.select_for_update().get(id=1)
        known = set(Line.objects.filter(source=REGISTER).values_list("subject", flat=True))
        for said in _snapshots(home, known):
            append(said)
            added += 1
        seen = set(Line.objects.filter(source=COMMAND).values_list("detail__trail", flat=True))
        for left in read_trail(home.root):
            if left.hash not in seen:
                append(
                    Said(left.at, left.by, "", COMMAND, left.action, left.subject, {"trail": left.hash, **left.detail})
                )
                added += 1
    return added


def unrecorded(home: LakeHome) -> list[str]:
    """Ids of snapshots the trail does not know; empty after :func:`collect`."""
    known = set(Line.objects.filter(source=REGISTER).values_list("subject", flat=True))
    return [name for name in _ids(home) if name not in known]


def vanished(home: LakeHome) -> list[str]:
    """Ids of snapshots the trail knows and the register no longer has, not even as a pruned trace."""
    held = set(_ids(home))
    known = Line.objects.filter(source=REGISTER).order_by("number").values_list("subject", flat=True)
    return [name for name in known if name not in held]


def _ids(home: LakeHome) -> list[str]:
    return sorted({*home.shelf.ids(), *home.shelf.pruned()})


def _snapshots(home: LakeHome, known: set[str]) -> Iterator[Said]:
    for name in _ids(home):
        if name in known:
            continue
        file = home.shelf.folder / f"{name}.json"
        if not file.exists():
            file = home.shelf.folder / "pruned" / f"{name}.json"
        because = json.loads(file.read_bytes())["because"]
        yield Said(
            datetime.fromisoformat(because["at"]),
            because["by"],
            "",
            REGISTER,
            _WRITTEN + because["action"],
            name,
            {"about": because["subject"]},
        )
