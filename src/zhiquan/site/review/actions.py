"""Deciding a question and taking a decision back, each with its audit line (复核操作)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.decisions import Decision, DecisionKind, decide
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.review.doubting import queue
from zhiquan.site.review.queries import decision_of

OUTSIDE = "outside"


def doubt_named(name: str) -> dict[str, Any]:
    """One open question by its id.

    Raises:
        NotFound: there is none, or it was decided meanwhile.
    """
    for doubt in queue():
        if doubt["id"] == name:
            return doubt
    raise NotFound(
        Words("没有这个待复核事项，或已有判定", "there is no such question, or it was decided"),
        where={"id": name},
        remedy=Words("看“已判定”。", "Look among those decided."),
    )


def answer(doubt: Mapping[str, Any], said: str, *, reason: str, by: Visitor) -> str:
    """Record what a person decided; returns the batch it can be taken back by.

    Args:
        doubt: the question.
        said: ``yes`` or ``no`` of two names; of an address ``yes`` for the proposed place, ``outside``, or the code
            of a district or town.
        reason: what it rests on.
        by: who decides.

    Raises:
        BadInput: the answer does not fit the question, or no reason is given.
    """
    kind, value = _meant(doubt, said)
    decision = Decision(kind=cast("DecisionKind", kind), subject=doubt["subject"], value=value, reason=reason)
    loaded = decide(house().register(), decision, actor=house().actor(by.account))
    write_line("review.decided", loaded.batch, by=by, detail={"question": doubt["id"], "kind": kind})
    return loaded.batch


def take_back(batch: str, *, by: Visitor) -> None:
    """Take a decision back; its question is open again.

    Raises:
        NotFound: there is no such decision.
        NotAllowed: the batch is a loaded file.
    """
    with house().reader() as reader:
        decision_of(reader, batch)
    house().register().undo(batch, actor=house().actor(by.account))
    write_line("review.undone", batch, by=by)


def _meant(doubt: Mapping[str, Any], said: str) -> tuple[str, str]:
    """Kind and value of the decision an answer stands for."""
    if doubt["kind"] == "same_party" and said in {"yes", "no"}:
        return ("same_party" if said == "yes" else "different_party"), doubt["value"]
    if doubt["kind"] == "place" and said == "yes" and doubt["value"]:
        return "place", doubt["value"]
    if doubt["kind"] == "place" and (said == OUTSIDE or said.isdecimal()):
        return "place", said
    raise BadInput(
        Words("这个回答不适用于该事项", "the answer does not fit the question"),
        where={"id": doubt["id"], "answer": said},
        remedy=Words("选一个答案；地址要选镇街或填区划代码。", "Choose an answer; for an address a town or a code."),
    )
