"""Plan clauses, and figures that were published (规划条款与已发布数据)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from zhiquan.knowledge.plans import Plan, PlanClause
from zhiquan.register.publications import Publication
from zhiquan.search.index.record import PUBLIC, Record
from zhiquan.search.index.view import View


class Plans:
    """Clauses of every plan; those of plans with a published board, and its figures, everybody may see (规划)."""

    name = "plans"

    def records(self, view: View, ids: Collection[str] | None = None) -> Iterator[Record]:
        """Clauses in order of the plans, then figures of the newest publication of each."""
        newest = _newest(view.published)
        made: list[Record] = []
        for plan in view.knowledge.all(Plan):
            if plan.status == "confirmed":
                made += [_clause(plan, place, clause, plan.id in newest) for place, clause in enumerate(plan.clauses)]
        for name, publication in newest.items():
            made += _figures(name, publication)
        yield from (one for one in made if ids is None or one.id in ids)

    def changed(self, old: View, new: View) -> set[str] | None:
        """None when something was published or a data file differs, else nothing."""
        return set() if old.is_like(new, "publications") and old.is_like(new, "definitions") else None


def _newest(found: tuple[Publication, ...]) -> dict[str, Publication]:
    """The newest whole board of each plan."""
    newest: dict[str, Publication] = {}
    for one in sorted(found, key=lambda one: (one.published_on, one.snapshot)):
        if one.what == "board" and one.is_whole:
            newest[plan_of(one.content)] = one
    return newest


def plan_of(content: Mapping[str, Any]) -> str:
    """Id of the plan whose board a publication holds."""
    return str(content.get("asked", {}).get("plan") or content.get("board", {}).get("plan") or "")


def _clause(plan: Plan, place: int, clause: PlanClause, is_published: bool) -> Record:  # noqa: FBT001 - one of four facts
    return Record(
        id=f"clause:{plan.id}:{place}",
        kind="clause",
        title=f"{clause.number}　{clause.title}".strip(),
        texts={"body": "\n".join(clause.paragraphs)},
        days={"day": plan.from_},
        sees=[PUBLIC] if is_published else [],
        shown={"plan": plan.id, "plan_zh": plan.label.zh, "plan_en": plan.label.en, "clause": clause.number},
    )


def _figures(plan: str, publication: Publication) -> list[Record]:
    content = publication.content
    return [
        Record(
            id=f"figure:{publication.id}:{target['indicator']}",
            kind="figure",
            title=target["label"]["zh"],
            texts={"body": "\n".join([target["label"]["en"], str(target.get("text") or "")])},
            days={"day": _day(content, publication)},
            sees=[PUBLIC],
            shown={
                "plan": plan,
                "indicator": target["indicator"],
                "publication": publication.id,
                "english": target["label"]["en"],
                "value": _value(target),
            },
        )
        for target in content.get("board", {}).get("targets", [])
        if target.get("indicator") and target.get("label")
    ]


def _value(target: Mapping[str, Any]) -> str:
    value = target.get("value")
    return "" if value is None or isinstance(value, Mapping) else str(value)


def _day(content: Mapping[str, Any], publication: Publication) -> date:
    day = content.get("asked", {}).get("day") or content.get("board", {}).get("asof")
    return date.fromisoformat(day) if day else publication.published_on
