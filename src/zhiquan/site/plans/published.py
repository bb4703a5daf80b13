"""A published board with the month ends before it (已发布看板的呈现)."""

from __future__ import annotations

from typing import Any

from zhiquan.site.plans.answers.reading import board_answer
from zhiquan.site.plans.answers.session import tidy
from zhiquan.site.plans.queries import Frozen


def published_answer(frozen: Frozen) -> dict[str, Any]:
    """A published board for its page: the numbers as they were published, with the month ends before them."""
    now = board_answer(frozen.ask)
    found = {(one["indicator"], one["due"]): one for one in now["targets"]}
    targets = []
    for target in frozen.board["targets"]:
        beside = found.get((target["indicator"], target["due"]), {})
        more = {"history": beside.get("history", []), "milestones": beside.get("milestones", [])}
        targets.append({**target, "numerator": tidy(target["numerator"]), **more})
    return {**now, **frozen.board, "targets": targets}
