"""``zhiquan coverage``: what serves each clause of a plan (条款承接)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.measures import plan_option
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.knowledge.catalogue import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhiquan.plan.coverage import ClauseCoverage, Passage, Served


@click.command("coverage")
@plan_option
@click.option("--unserved", is_flag=True, help="Only what nothing serves yet 只看无承接")
@json_option
@click.pass_obj
def coverage(edge: Edge, *, plan_id: str | None, unserved: bool, as_json: bool) -> None:
    """List every clause of a plan with the definitions that serve it 条款由什么承接."""
    from zhiquan.plan.coverage import coverage as covered  # noqa: PLC0415 - only this command needs it
    from zhiquan.plan.plans import plan_meant  # noqa: PLC0415 - likewise

    knowledge = load_knowledge(overlay=edge.settings.knowledge)
    plan = plan_meant(knowledge, edge.settings.district, plan_id)
    clauses = covered(plan, knowledge)
    if unserved:
        clauses = [one for one in clauses if not one.served_by or any(not part.served_by for part in one.promises)]
    if as_json:
        for one in clauses:
            print_json({"plan": plan.id, **_plain(one)}, schema="clause/1")
        return
    click.echo(plan.label.to(edge.language))
    heads = [Words("条款", "clause"), Words("原文", "text"), Words("由什么承接", "served by")]
    print_table([head.to(edge.language) for head in heads], _rows(clauses, edge, only_unserved=unserved))
    open_ = sum(not part.served_by for one in clauses for part in one.promises)
    bare = sum(not one.served_by for one in clauses)
    words = Words(
        f"条款 {len(clauses)} 条，其中 {bare} 条尚无承接；点名的承诺中 {open_} 处尚无承接。",
        f"{len(clauses)} clauses, {bare} of them served by nothing yet; {open_} promises are served by nothing yet.",
    )
    click.echo(words.to(edge.language))


def _plain(one: ClauseCoverage) -> dict[str, Any]:
    return {
        "clause": one.clause,
        "title": one.title,
        "text": one.text or one.title,
        "served_by": [_served(part) for part in one.served_by],
        "promises": [_passage(part) for part in one.promises],
        "passages": [_passage(part) for part in one.passages],
    }


def _passage(part: Passage) -> dict[str, Any]:
    return {"text": part.text, "served_by": [_served(one) for one in part.served_by]}


def _served(one: Served) -> dict[str, Any]:
    return {"kind": one.kind, "id": one.id, "label": one.label}


def _rows(clauses: Iterable[ClauseCoverage], edge: Edge, *, only_unserved: bool) -> Iterable[tuple[str, str, str]]:
    nothing = Words("尚无", "nothing yet").to(edge.language)
    for one in clauses:
        if not one.promises:
            yield one.clause, one.title, nothing
        for part in one.promises:
            if only_unserved and part.served_by:
                continue
            yield one.clause, part.text, "、".join(what.label.to(edge.language) for what in part.served_by) or nothing
