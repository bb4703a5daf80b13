"""What letters may tell of, and to whom each can be of use (提醒种类)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor

HITS, DEADLINES, DUTIES, ANSWERS = "hits", "deadlines", "duties", "answers"
KINDS: dict[str, Words] = {
    HITS: Words("保存的检索有新命中", "new hits of saved searches"),
    DEADLINES: Words("临近的期限", "deadlines that come near"),
    DUTIES: Words("催办和逾期的任务", "duties urged or overdue"),
    ANSWERS: Words("我提的问题有了答复", "answers to what I asked"),
}
"""Kinds of notices, in the order of a letter."""


def kinds_for(visitor: Visitor) -> list[str]:
    """The kinds that could ever tell a reader something, by the one policy."""
    is_firm = visitor.role is Role.ENTERPRISE and bool(visitor.party)
    has_deadlines = any(visitor.may(one) for one in (May.ANSWER, May.JUDGE_SCORES, May.SEE_DUTIES))
    offered = {
        HITS: visitor.may(May.WATCH),
        DEADLINES: is_firm or has_deadlines,
        DUTIES: visitor.may(May.SEE_DUTIES),
        ANSWERS: not visitor.is_public,
    }
    return [kind for kind in KINDS if offered[kind]]
