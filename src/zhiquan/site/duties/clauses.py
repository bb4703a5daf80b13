"""The plan's text with what proves each promise of it (条款与证据)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.plans import Plan, PlanClause
from zhiquan.measure.plain import words_as_plain
from zhiquan.plan.coverage import ClauseCoverage, coverage
from zhiquan.plan.organisations import clean
from zhiquan.site.duties.passages import marked

KIND_WORDS: dict[str, tuple[str, Words]] = {
    "indicator": ("board", Words("指标", "indicator")),
    "register": ("rights", Words("登记", "register")),
    "appraisal": ("scales", Words("考核", "appraisal")),
    "sheet": ("report", Words("指标表", "sheet")),
    "mechanism": ("link", Words("机制", "mechanism")),
}
"""Kind of what serves a promise: icon and word."""

_CHINESE = re.compile("[一二三四五六七八九十百零〇]+")


@lru_cache(maxsize=16)
def clauses_of(plan_id: str, knowledge: Knowledge) -> list[dict[str, Any]]:
    """Every clause with its text cut at its promises.

    Returns:
        ``place`` from 1, ``number shown_number title heading paragraphs promises``; a promise has ``no text served``,
        its number 0 when the words overlap another's in the text. ``heading`` is 2 for the highest clauses.
    """
    plan = knowledge.get(Plan, plan_id)
    named = {one.clause: one for one in coverage(plan, knowledge)}
    found: list[dict[str, Any]] = []
    heading = 1
    above: list[PlanClause] = []
    for place, clause in enumerate(plan.clauses, 1):
        heading = min(heading + 1, max(clause.level, 1) + 1)
        above = [one for one in above if one.level < clause.level]
        shown = shown_number(clause.number, above[-1].number if above else "")
        found.append(
            {"place": place, "heading": heading, "shown_number": shown, **_clause(clause, named[clause.number])}
        )
        above.append(clause)
    return found


def shown_number(number: str, parent: str) -> str:
    """A clause's number as printed before its title.

    Returns:
        ``shown_number("三（二）", "三")`` is ``（二）``, ``shown_number("三", "")`` is ``三、``.
    """
    own = number.removeprefix(parent) or number
    if _CHINESE.fullmatch(own):
        return f"{own}、"
    return own if own.endswith(("）", ")")) else f"{own} "


def _clause(clause: PlanClause, told: ClauseCoverage) -> dict[str, Any]:
    pieces, order = marked(clause.paragraphs, [part.text for part in told.promises])
    promises = [
        {
            "no": order[at],
            "text": part.text,
            "served": [{"kind": one.kind, "id": one.id, "label": words_as_plain(one.label)} for one in part.served_by],
        }
        for at, part in enumerate(told.promises)
    ]
    promises.sort(key=lambda one: (not one["no"], one["no"]))
    return {
        "number": clause.number,
        "title": clause.title,
        "is_preface": clause.title == clause.number,
        "paragraphs": pieces,
        "promises": promises,
    }


def with_evidence(
    clauses: Iterable[Mapping[str, Any]], facts: Mapping[str, Any], duties: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Clauses with the values behind their promises and the duties that stand on them.

    A clause ``is_bare`` when nothing at all speaks for it, ``has_gap`` when that holds for one of its promises.
    """
    of_clause: dict[str, list[Mapping[str, Any]]] = {}
    for one in duties:
        of_clause.setdefault(clean(one["clause"] or ""), []).append(one)
    found = []
    for clause in clauses:
        own = of_clause.get(clean(clause["number"]), [])
        promises = [
            {**part, "served": [_evidence(one, facts) for one in part["served"]]} for part in clause["promises"]
        ]
        is_text = bool(clause["paragraphs"]) and not clause["is_preface"]
        is_bare = is_text and not own and not any(part["served"] for part in promises)
        has_gap = is_bare or any(not part["served"] for part in promises)
        found.append({**clause, "promises": promises, "duties": own, "is_bare": is_bare, "has_gap": has_gap})
    return found


def _evidence(one: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    kind, name = one["kind"], one["id"]
    icon, word = KIND_WORDS[kind]
    told: dict[str, Any] = {**one, "icon": icon, "word": word, "target": None, "figure": None, "rows": None}
    if kind == "indicator":
        told["target"] = facts["targets"].get(name)
        told["figure"] = facts["figures"].get(name) if told["target"] is None else None
    elif kind == "register":
        told["rows"] = facts["rows"].get(name)
    return told


def totals_of(clauses: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How much is promised and how much of it has something that speaks for it.

    Returns:
        Counts ``clauses`` with text, ``bare`` of them, ``promises``, ``served`` and ``unserved`` of them, ``duties``.
    """
    every = list(clauses)
    parts = [part for one in every for part in one["promises"]]
    served = sum(bool(part["served"]) for part in parts)
    return {
        "clauses": sum(bool(one["paragraphs"]) and not one["is_preface"] for one in every),
        "bare": sum(one["is_bare"] for one in every),
        "promises": len(parts),
        "served": served,
        "unserved": len(parts) - served,
        "duties": sum(len(one["duties"]) for one in every),
    }
