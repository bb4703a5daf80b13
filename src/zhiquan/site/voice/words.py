"""What kinds, states and outcomes of questions are called (来件用语)."""

from __future__ import annotations

from zhiquan.basics.words import Words

OPEN, ANSWERED = "open", "answered"

KINDS: dict[str, Words] = {
    "correction": Words("数据有误，请求更正", "a figure or fact is wrong"),
    "objection": Words("我被标记了，要申辩", "I was marked and object"),
    "complaint": Words("意见与投诉", "a complaint"),
    "data_use": Words("想用数据", "use of data"),
    "other": Words("其他询问", "another question"),
}
"""What somebody writes in for; each is a service of the service list that sets its time limit."""

STATES: dict[str, Words] = {OPEN: Words("办理中", "being handled"), ANSWERED: Words("已答复", "answered")}

OUTCOMES: dict[str, Words] = {
    "accepted": Words("采纳", "accepted"),
    "partly": Words("部分采纳", "accepted in part"),
    "declined": Words("不采纳", "not accepted"),
    "explained": Words("已说明", "explained"),
    "passed_on": Words("告知应向何处提出", "told where to ask"),
}
"""How an answer turned out."""
