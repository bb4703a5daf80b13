"""A document as read, written as a draft of a plan for a person to confirm (规划草稿)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.plan.naming import indicator_meant
from zhiquan.plan.reading.shapes import PlanText, RelativeTarget, Target

_FRONT = "引言"
_AVERAGES = {"全市平均": "city_average", "全国平均": "national_average"}


@dataclass(frozen=True, slots=True)
class DraftWishes:
    """What the person who reads the document wants.

    Args:
        place: GB/T 2260 code of the district.
        id: id of the plan; made from the document when empty.
        period: first and last day; read from the document when None.
    """

    place: str
    id: str = ""
    period: tuple[date, date] | None = None


def draft(plan: PlanText, wishes: DraftWishes, knowledge: Knowledge) -> str:
    """The text of a draft data file: everything understood, what was doubtful as remarks above it.

    Raises:
        BadInput: the document tells no period and none was given.
    """
    first, last = wishes.period or _period(plan)
    numbers = _numbers(plan)
    places = _Places(plan, numbers)
    content: dict[str, Any] = {
        "id": wishes.id or _id(plan, first, last),
        "label": {"zh": plan.title or "未命名规划", "en": plan.title or "untitled plan"},
        "place": wishes.place,
        "from": first,
        "to": last,
        "status": "draft",
        "clauses": [
            _without_empty(
                {
                    "number": numbers[place],
                    "level": clause.level,
                    "title": clause.title or _FRONT,
                    "paragraphs": list(clause.paragraphs),
                }
            )
            for place, clause in enumerate(plan.clauses)
        ],
        "targets": [_target(one, knowledge, places) for one in plan.targets],
        "relative": [_relative(one, knowledge, places) for one in plan.relative],
        "duties": [
            _without_empty(
                {
                    "id": f"d{number:03d}",
                    "clause": places.of(one.clause, one.text),
                    "text": one.text,
                    "lead": list(one.lead),
                    "help": list(one.help),
                }
            )
            for number, one in enumerate(plan.duties, 1)
        ],
        "serves": _serves(plan, knowledge, places),
    }
    body: str = yaml.safe_dump(
        {key: value for key, value in content.items() if value != []}, allow_unicode=True, sort_keys=False, width=4000
    )
    return _remarks(plan, knowledge) + body


def _remarks(plan: PlanText, knowledge: Knowledge) -> str:
    """Lines above the draft: how to confirm it, and what was not sure."""
    lines = [
        "# 规划草稿：核对后用 zhiquan plan confirm 采用。A draft: check it, then zhiquan plan confirm.",
        "# indicator 为空的目标没有对应的指标：查 zhiquan knowledge list indicators。",
    ]
    for one in plan.targets:
        meant = indicator_meant(one.indicator, knowledge)
        if meant is not None and not meant.is_sure:
            lines.append(f"# 请核对 check: “{one.indicator}” 或为 may mean {meant.indicator}（{meant.name}）")
    lines += [f"# 存疑 unsure: {doubt.clause} {_one_line(doubt.text)}——{doubt.why}" for doubt in plan.unsure]
    return "\n".join(lines) + "\n"


def _target(one: Target, knowledge: Knowledge, places: _Places) -> dict[str, Any]:
    meant = indicator_meant(one.indicator, knowledge)
    told = {
        "indicator": meant.indicator if meant is not None and meant.is_sure else "",
        "words": one.indicator or one.text,
        "cmp": one.cmp,
        "value": _number(one.value),
        "value_max": _number(one.value_max) if one.value_max is not None else None,
        "unit": one.unit,
        "by": one.by,
        "clause": places.of(one.clause, one.text),
        "text": one.text,
        "baseline": _number(one.baseline) if one.baseline is not None else None,
        "bound": one.bound or None,
        "strength": one.strength,
        "sure": f"{one.sure:.2f}",
    }
    return _without_empty(told)


def _relative(one: RelativeTarget, knowledge: Knowledge, places: _Places) -> dict[str, Any]:
    meant = indicator_meant(one.indicator, knowledge)
    versus = next((code for words, code in _AVERAGES.items() if words in one.to), "")
    return _without_empty(
        {
            "indicator": meant.indicator if meant is not None and meant.is_sure else "",
            "words": one.indicator or one.text,
            "to": one.to,
            "versus": versus,
            "by": one.by,
            "clause": places.of(one.clause, one.text),
            "text": one.text,
        }
    )


def _serves(plan: PlanText, knowledge: Knowledge, places: _Places) -> list[dict[str, Any]]:
    """Each target that an indicator computes is served by it; the rest is for a person to tie."""
    found = []
    goals: Sequence[Target | RelativeTarget] = (*plan.targets, *plan.relative)
    for one in goals:
        meant = indicator_meant(one.indicator, knowledge)
        if meant is not None and meant.is_sure:
            found.append(
                {"clause": places.of(one.clause, one.text), "text": one.text, "by": [f"indicator:{meant.indicator}"]}
            )
    return found


class _Places:
    """The clause of the draft that some words of the document stand in; an annex may repeat a number."""

    def __init__(self, plan: PlanText, numbers: Sequence[str]) -> None:
        self._clauses = [
            (clause.number, number, "".join((clause.title + "".join(clause.paragraphs)).split()))
            for clause, number in zip(plan.clauses, numbers, strict=True)
        ]

    def of(self, clause: str, text: str) -> str:
        """The draft's number of a clause, the one that holds the words where several have it."""
        bare = "".join(text.split())
        alike = [(number, held) for own, number, held in self._clauses if own == clause]
        return next((number for number, held in alike if bare in held), alike[0][0] if alike else _FRONT)


def _numbers(plan: PlanText) -> list[str]:
    """A number for each clause: its own; the front's name; a suffix where an annex repeats one."""
    seen: dict[str, int] = {}
    found = []
    for clause in plan.clauses:
        number = clause.number or _FRONT
        seen[number] = seen.get(number, 0) + 1
        found.append(number if seen[number] == 1 else f"{number}~{seen[number]}")
    return found


def _period(plan: PlanText) -> tuple[date, date]:
    if plan.period is None:
        raise BadInput(
            Words("文件没有写明规划期", "the document tells no period"),
            remedy=Words("请用 --from 和 --to 给出起止日。", "Give the first and last day by --from and --to."),
        )
    first, last = plan.period
    return date(first, 1, 1), date(last, 12, 31)


def _id(plan: PlanText, first: date, last: date) -> str:
    digest = hashlib.sha256("\n".join(clause.whole for clause in plan.clauses).encode()).hexdigest()[:8]
    return f"plan-{first.year}-{last.year}-{digest}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _without_empty(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in ("", None, [])}
