"""Turns of phrase around numbers: 由…提高到…, 分别达到…和…, 以年均…的速度增长 (数量句式)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.comparing import Binding, binding
from zhiquan.plan.reading.quantities import Quantity
from zhiquan.plan.reading.sections import Section
from zhiquan.plan.reading.years import Calendar, When

JOINS = "、和及与以 ，"
"""Letters that join two values of one list."""

_PAST = re.compile(one_of(plan_words().past))
_PAST_MILD = re.compile(one_of(plan_words().past_mild))
_FROM_NOW = re.compile(
    r"(?:由|从|在|比|较|对|将|把|完成|利用|依托|盘活|整合|改造|提升|巩固)(?:目前|现有|当前|去年|上年)"
)
_CHANGE_TO = re.compile(
    r"^\s*(?:的)?(?:提高|提升|增加|增长|上升|扩大|发展|下降|降低|减少|缩短|压缩|压减|降|增|升|调整|缩小)(?:到|至|为)?"
)
_PACE = re.compile(r"的?(?:平均)?(?:速度|增速|幅度|速率)(?:递增|增长|提高|提升|(?P<fall>递减|下降|降低|减少))")


def past_before(section: Section, before: str, when: When | None, calendar: Calendar) -> bool:
    """Whether what follows tells of the past: an earlier year rules it, or words such as 已 stand before it.

    Args:
        section: where it stands.
        before: its sentence up to it.
        when: the year that rules it, None when none does.
        calendar: years of the document.
    """
    if when is not None and when.year is not None:
        return calendar.is_over(when.year) or bool(_PAST.search(_FROM_NOW.sub("", before[when.end :])))
    if section.tells_past or not (section.headings or section.annex):
        return True
    plain = _FROM_NOW.sub("", before)
    return bool(_PAST.search(plain)) or (not section.states_goals and bool(_PAST_MILD.search(plain)))


def run_of(sentence: str, numbers: Sequence[Quantity], at: int) -> tuple[int, int]:
    """Place and length of the run of values a number stands in: 55% in 65%和55% is (1, 2)."""
    first = last = at
    while first and not sentence[numbers[first - 1].end : numbers[first].start].strip(JOINS):
        first -= 1
    while last + 1 < len(numbers) and not sentence[numbers[last].end : numbers[last + 1].start].strip(JOINS):
        last += 1
    return at - first, last - first + 1


def is_word(sentence: str, number: Quantity) -> bool:
    """一 or 两 before a unit is mostly no number: 一个体系, 两个关口."""
    if not number.spoken or number.kind not in ("count", "measure") or number.value != 1 or number.after:
        return False
    return number.unit[0] not in "万亿" and binding(
        sentence[max(number.start - 8, 0) : number.start], number
    ).kind not in ("ge", "le")


def is_start(before: str, after: str) -> bool:
    """由52%提高到72%: the first number is where it starts from."""
    return bool(re.search(r"(?:由|从)[^，]*$", before)) and bool(_CHANGE_TO.match(after))


def paced(bound: Binding, after: str) -> Binding:
    """以年均10%的速度增长: the change is named behind the number."""
    found = _PACE.match(after)
    if not found:
        return bound
    return replace(bound, cmp="decrease" if found["fall"] else "increase", kind="fall" if found["fall"] else "rise")


def opens(sentence: str, when: When) -> bool:
    """A year stands at the opening of its sentence, at most behind a label such as 具体指标：."""
    before = sentence[: when.start]
    before = before.rsplit("：", 1)[-1] if "：" in before and len(before) <= 14 else before
    return not before.strip(" —-到至在力争确保（(一二三四五六七八九十）)、.．123456789")


def dues(sentence: str, when: When) -> bool:
    """2022年底前: the day one thing is due, which rules its own sentence and not what follows."""
    return bool(re.match(r"\s*年?[底末]?(?:之|以)?前", sentence[when.end :]))


def together(stated: Sequence[When]) -> bool:
    """Years joined as in 到2025年和2030年."""
    return all(0 <= other.start - one.end <= 2 for one, other in pairwise(stated))
