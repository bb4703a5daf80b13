"""What people do with plans: ask for publications, checks, bundles; upload, save and adopt drafts (规划操作)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.actions import ask_for
from zhiquan.site.jobs.models import Job
from zhiquan.site.plans.answers.asking import Ask, desk_ask
from zhiquan.site.plans.drafts.storing import DraftState
from zhiquan.site.plans.queries import Frozen


def ask_to_publish(given: Mapping[str, str], *, by: Visitor) -> Job:
    """Queue the publication of the board as it is seen now: its snapshot is fixed here.

    Raises:
        BadInput: the day has not come.
    """
    ask = desk_ask(given)
    return ask_for("board.publish", f"{ask.plan} {ask.day}", _question(ask), by=by)


def ask_to_warm(given: Mapping[str, str], *, by: Visitor) -> Job:
    """Queue the back-tests and figures of a board."""
    ask = desk_ask(given)
    return ask_for("answers.warm", f"{ask.plan} {ask.day}", _question(ask), by=by)


def ask_to_verify(frozen: Frozen, *, by: Visitor) -> Job:
    """Queue the recomputation of a publication."""
    return ask_for("board.verify", frozen.name, {"publication": frozen.name, **_language()}, by=by)


def ask_for_bundle(frozen: Frozen, *, by: Visitor, from_desk: bool) -> Job:
    """Queue the evidence bundle of a publication."""
    request = {"publication": frozen.name, "desk": from_desk, **_language()}
    return ask_for("board.bundle", frozen.name, request, by=by)


def ask_to_read(state: DraftState, *, by: Visitor) -> Job:
    """Queue the reading of an uploaded document."""
    write_line("plan.uploaded", state.name, by=by, detail={"file": state.file, "sha256": state.sha256})
    return ask_for("plan.read", state.file, {"draft": state.name, **_language()}, by=by)


def ask_to_adopt(state: DraftState, *, by: Visitor) -> Job:
    """Queue the adoption of a draft as it is now."""
    request = {"draft": state.name, "version": state.version, **_language()}
    return ask_for("plan.adopt", str(state.content["id"]), request, by=by)


def _question(ask: Ask) -> dict[str, str]:
    return {
        "plan": ask.plan,
        "asof": ask.day.isoformat(),
        "known": ask.known.isoformat() if ask.known else "",
        "snapshot": ask.snapshot,
        **_language(),
    }


def _language() -> dict[str, str]:
    return {"language": get_language() or "zh-hans"}
