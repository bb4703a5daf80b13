"""Goals without a number of their own: 达全市平均水平, 全覆盖, 零发生 (相对目标)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.sections import Section
from zhiquan.plan.reading.sentences import pieces, sentences, widened
from zhiquan.plan.reading.shapes import RelativeTarget
from zhiquan.plan.reading.turns import past_before
from zhiquan.plan.reading.years import Calendar, When, times

_REACH = r"(?:达到|达|高于|超过|优于|赶上|不低于|接近|位居|居|进入|保持|保持在|力争达到)"
_TO = (
    re.compile(rf"{_REACH}[^，。；、]{{0,10}}?(?P<to>(?:[^，。；、达高超不]{{0,8}})(?:平均|先进|领先)(?:水平|值))"),
    re.compile(r"(?P<to>(?:不超过|不高于|不低于|恢复到|保持在|控制在|低于|高于)(?:19|20)\d\d年(?:的)?(?:同期)?水平)"),
    re.compile(r"(?P<to>零(?:发生|增长|排放|填埋|伤亡|事故|新增|容忍|死亡|输入|外排|进京|上行|积压|延误|跑动))"),
    re.compile(
        r"(?:实现|基本实现|达到|做到|确保)?[^，。；]{2,40}?(?P<to>(?:全|100%全)(?:面)?(?:覆盖|达标))(?![一-鿿])"
    ),
    re.compile(r"(?:实现|基本实现)?(?P<to>全部(?:[一-鿿]{2,4}))(?![一-鿿])"),
    re.compile(r"(?P<to>(?:与|和)[^，。；]{2,14}?(?:基本)?(?:同步|持平|相当|一致))(?![一-鿿])"),
)
_CLOSING = re.compile(r"(?:达到|达|高于|超过|优于|赶上|不低于|实现|基本|趋|[与和])+$")
_OPENING = re.compile(
    r"^(?:其中|到|至|(?:19|20)\d\d年[底末前]*|[，,]|[“\"]?十[一二三四五六七八]五[”\"]?(?:期间|时期|末)"
    rf"|{one_of(plan_words().strength)}|基本实现|实现|达到|做到|基本)+"
)


def relative_targets(section: Section, calendar: Calendar) -> Iterator[RelativeTarget]:
    """The relative goals of a section, where a year rules them or the section is one of goals.

    ``每万人高价值发明专利达全市平均水平`` under 到2025年 gives that indicator, to ``全市平均水平``, by 2025.
    """
    lead: When | None = None
    for line in section.lines:
        if line.cells:
            continue
        lead = lead if section.states_goals else None
        for _, sentence in sentences(widened(line.text)):
            stated = [when for when in times(sentence, calendar) if not when.base and when.year]
            yield from _in_sentence(section, sentence, stated, lead, calendar)
            opening = [when for when in stated if when.leads]
            lead = opening[-1] if opening and section.states_goals else lead


def _in_sentence(
    section: Section, sentence: str, stated: list[When], lead: When | None, calendar: Calendar
) -> Iterator[RelativeTarget]:
    for piece in pieces(sentence, []):
        text = sentence[piece.start : piece.end].strip(" 。；，、")
        found = next((match for pattern in _TO if (match := pattern.search(text))), None)
        if found is None:
            continue
        when = next((one for one in reversed(stated) if one.start < piece.end), lead)
        if past_before(section, sentence[: piece.start + found.start()], when, calendar):
            continue
        if when is None and not section.states_goals:
            continue
        name = _OPENING.sub("", _CLOSING.sub("", text[: found.start("to")])) or text
        yield RelativeTarget(name, found["to"], when.year if when else None, section.number, text)
