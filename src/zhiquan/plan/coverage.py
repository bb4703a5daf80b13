"""What serves each clause of a plan, and which clauses nothing serves (条款承接)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.plans import Plan, PlanClause
from zhiquan.register.tables import RIGHT_KINDS, TABLES

MECHANISMS: dict[str, Words] = {
    "publication": Words("发布与复核：冻结看板，逐位重算", "publication: a frozen board, recomputed digit for digit"),
}
"""What is served by the product itself rather than by a definition."""


@dataclass(frozen=True, slots=True)
class Served:
    """One thing that serves: its kind, id and name."""

    kind: str
    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a clause and what serves it; empty when nothing does yet."""

    text: str
    served_by: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause with what serves it; ``promises`` are the passages somebody named, served or not."""

    clause: str
    title: str
    text: str
    served_by: tuple[Served, ...]
    promises: tuple[Passage, ...]
    passages: tuple[Passage, ...]


def coverage(plan: Plan, knowledge: Knowledge) -> list[ClauseCoverage]:
    """Every clause of the plan in its order.

    Raises:
        BadDefinition: the plan names something that does not exist.
    """
    return [_clause(plan, clause, knowledge) for clause in plan.clauses]


def served(name: str, knowledge: Knowledge, plan: str) -> Served:
    """What one ``kind:id`` stands for.

    Raises:
        BadDefinition: there is no such thing.
    """
    kind, _, rest = name.partition(":")
    label = _LABELS[kind](rest, knowledge) if kind in _LABELS else None
    if label is None:
        raise BadDefinition(
            Words(f"规划所指的 {name} 不存在", f"the plan names {name}, which does not exist"),
            where={"file": f"plans/{plan}.yaml", "value": name},
            remedy=Words("请改正 serves 中的编号。", "Correct the id under serves."),
        )
    return Served(kind, rest, label)


def _definition(kind: str) -> Callable[[str, Knowledge], Words | None]:
    def label(name: str, knowledge: Knowledge) -> Words | None:
        return knowledge.definition(kind, name).label if name in knowledge.ids(kind) else None

    return label


def _register(name: str, _: Knowledge) -> Words | None:
    if name in RIGHT_KINDS:
        return RIGHT_KINDS[name]
    return TABLES[name].says if name in TABLES else None


_LABELS: dict[str, Callable[[str, Knowledge], Words | None]] = {
    "indicator": _definition("indicators"),
    "appraisal": _definition("appraisals"),
    "sheet": _definition("sheets"),
    "register": _register,
    "mechanism": lambda name, _: MECHANISMS.get(name),
}
"""Kind of thing to how its name is found."""


def _clause(plan: Plan, clause: PlanClause, knowledge: Knowledge) -> ClauseCoverage:
    named = [
        Passage(part.text, tuple(served(one, knowledge, plan.id) for one in part.by))
        for part in plan.serves
        if part.clause == clause.number
    ]
    passages = tuple(
        Passage(
            sentence,
            tuple(dict.fromkeys(one for part in named if _holds(sentence, part.text) for one in part.served_by)),
        )
        for sentence in sentences(clause)
    )
    return ClauseCoverage(
        clause=clause.number,
        title=clause.title,
        text="".join(clause.paragraphs),
        served_by=tuple(dict.fromkeys(one for part in named for one in part.served_by)),
        promises=tuple(named),
        passages=passages,
    )


def sentences(clause: PlanClause) -> Iterator[str]:
    """The sentences of a clause, each with its mark."""
    for paragraph in clause.paragraphs:
        yield from (part for part in re.findall(r"[^。；！？]+[。；！？]*", paragraph) if part.strip())


def _holds(sentence: str, words: str) -> bool:
    bare = ["".join(text.split()) for text in (sentence, words)]
    return bare[1] in bare[0] or bare[0] in bare[1]
