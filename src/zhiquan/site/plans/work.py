"""Long work on plans: reading documents, taking plans into use, publishing, verifying, warming (规划作业)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.plan.adopting import adopt
from zhiquan.plan.publishing import board_content, publication_id
from zhiquan.register.publications import publish as keep
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.actions import ask_for
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.asking import Ask, desk_ask, own_plans
from zhiquan.site.plans.answers.reading import board_answer, figure_answer, public_rows, work_out_record
from zhiquan.site.plans.drafts.making import make_draft
from zhiquan.site.plans.drafts.storing import adopted, draft_file, read_draft_state
from zhiquan.site.plans.queries import Frozen, frozen_board, frozen_boards
from zhiquan.site.plans.verifying import make_bundle_file, verdict


def read_document(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Read an uploaded document into a draft: ``{draft, language}``."""
    tell("reading", 0)
    make_draft(request["draft"], by=visitor.account)
    return {"address": _address(request, "plan-draft", request["draft"])}


def adopt_draft(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Take a confirmed draft into use: ``{draft, version, language}``.

    Raises:
        NotAllowed: somebody saved the draft meanwhile.
        BadDefinition: the draft is wrong.
    """
    state = read_draft_state(request["draft"])
    if state.version != request["version"]:
        raise NotAllowed(
            Words("草稿在这期间又改过", "the draft was changed meanwhile"),
            where={"draft": state.name, "version": state.version},
            remedy=Words("打开草稿核对后再采用。", "Open the draft, check it, and take it into use again."),
        )
    tell("writing", 0)
    home = house()
    done = adopt(
        draft_file(state), register=home.register(), overlay=home.settings.knowledge, actor=home.actor(visitor.account)
    )
    adopted(state, plan=done.plan.id)
    write_line("plan.adopted", done.plan.id, by=visitor, detail={"batch": done.loaded.batch})
    if done.plan.place != home.settings.district:
        return {"address": _address(request, "plans"), "plan": done.plan.id}
    return {"address": f"{_address(request, 'board')}?plan={done.plan.id}", "plan": done.plan.id}


def publish_board(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Freeze a board: ``{plan, asof, known, snapshot, language}``.

    Its figures are made ready for the public by a job of their own: what stops that one leaves the board published.
    """
    tell("figures", 0)
    ask = desk_ask({name: request.get(name) or "" for name in ("plan", "asof", "known", "snapshot")})
    home = house()
    snapshot = home.snapshot(ask.snapshot)
    with home.reader(snapshot.id) as reader:
        overlay = home.settings.knowledge
        content = board_content(reader, home.knowledge(), ask.asked, snapshot=snapshot, overlay=overlay)
    name = publication_id(content)
    actor = home.actor(visitor.account)
    keep(home.register(), id=name, what="board", content=content, actor=actor, snapshot_id=snapshot.id)
    with transaction.atomic():
        write_line("board.published", name, by=visitor, detail={"plan": ask.plan, "day": ask.day.isoformat()})
        ask_for("answers.warm", name, _warming(ask, request), by=visitor)
    return {"address": _address(request, "desk-publication", name), "publication": name}


def verify_board(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Recompute a publication: ``{publication, language}``."""
    tell("figures", 0)
    frozen = frozen_board(request["publication"])
    found = verdict(frozen)
    write_line("board.verified", frozen.name, by=visitor, detail={"equal": found["equal"]})
    return {"address": _address(request, "publication-check", frozen.name), "equal": found["equal"]}


def make_bundle(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Write the evidence bundle of a publication: ``{publication, language}``."""
    tell("writing", 0)
    frozen = frozen_board(request["publication"])
    make_bundle_file(frozen)
    write_line("board.bundled", frozen.name, by=visitor)
    name = "desk-publication" if request.get("desk") else "publication"
    return {"address": _address(request, name, frozen.name)}


def warm_answers(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Work out boards, figures and back-tests before somebody asks for them, and what the public reads of them.

    The request names one board, ``{plan, asof, known, snapshot}``; one that names none means every plan in use
    and the latest publication of each.
    """
    del visitor
    named = {name: request.get(name) or "" for name in ("plan", "asof", "known", "snapshot")}
    asks = [desk_ask(named)] if named["plan"] else [desk_ask({"plan": plan.id}) for plan in own_plans()]
    for frozen in _published_of(asks if named["plan"] else None):
        _warm_public(frozen, tell)
    for ask in asks:
        _warm(ask, tell)
        tell("forecast", 0)
        work_out_record(ask)
    first = asks[-1]
    tail = f"?plan={first.plan}&asof={first.day.isoformat()}" if named["plan"] else ""
    return {"address": f"{_address(request, 'board')}{tail}"}


def _warm(ask: Ask, tell: Telling) -> None:
    """Have the board and every figure of its targets."""
    names = [one["indicator"] for one in board_answer(ask)["targets"] if one["indicator"]]
    wanted = list(dict.fromkeys(names))
    for done, name in enumerate(wanted):
        tell("figures", done, len(wanted))
        figure_answer(ask, name)


def _published_of(asks: list[Ask] | None) -> list[Frozen]:
    """The publications that answer some questions; the latest of each plan without any."""
    whole = [one for one in frozen_boards() if one.is_whole]
    if asks is not None:
        return [one for one in whole if one.ask in asks]
    return list({one.ask.plan: one for one in reversed(whole)}.values())


def _warm_public(frozen: Frozen, tell: Telling) -> None:
    """Have what the public pages of a publication read: its board, figures, and their public rows."""
    _warm(frozen.ask, tell)
    names = dict.fromkeys(one["indicator"] for one in frozen.board["targets"] if one["indicator"])
    for name in names:
        tell("figures", 0)
        public_rows(frozen.ask, name)


def _warming(ask: Ask, request: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of the job that makes a board ready: the very question that was published."""
    known = ask.known.isoformat() if ask.known else ""
    asked = {"plan": ask.plan, "asof": ask.day.isoformat(), "known": known, "snapshot": ask.snapshot}
    return {**asked, "language": request.get("language") or "zh-hans"}


def _address(request: Mapping[str, Any], name: str, *args: str) -> str:
    """An address in the language the job was asked in."""
    with translation.override(request.get("language") or "zh-hans"):
        return reverse(name, args=args)
