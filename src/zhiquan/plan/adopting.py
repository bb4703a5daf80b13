"""Taking a confirmed draft into use: as a data file of the office, and as rows of the register (规划采用)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.definition_files import DefinitionFile, read_definition
from zhiquan.knowledge.plans import Plan
from zhiquan.register.batches import Actor, Loaded, Register, Source
from zhiquan.register.tables import OBSERVATIONS

_DRAFT = re.compile(r"""^status:\s*["']?draft["']?\s*$""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A plan taken into use: where its data file lies, and the batch of its rows."""

    plan: Plan
    file: Path
    loaded: Loaded


def read_draft(path: Path) -> Plan:
    """A draft file as a plan, checked in itself.

    Raises:
        BadDefinition: naming file, entry, line, rule and remedy.
    """
    found = read_definition(DefinitionFile(path, is_own=True), Plan)
    assert isinstance(found, Plan)  # the model asked for
    return found


def adopt(path: Path, *, register: Register, overlay: Path, actor: Actor) -> Adopted:
    """Confirm a draft: write it among the office's own data files and load its items into the register.

    Args:
        path: the draft, named by its id.
        register: the register.
        overlay: folder of the office's own data files.
        actor: who confirms it.

    Raises:
        BadDefinition: the draft is wrong, or names an indicator that does not exist.
        NotAllowed: another plan of that id is in use.
        BadInput: the file has another ending than ``.yaml``.
    """
    if path.suffix != ".yaml":
        raise BadInput(
            Words("草稿须是 .yaml 文件", "a draft is a .yaml file"),
            where={"file": path},
            remedy=Words(
                "先用 zhiquan plan read FILE --draft 写出草稿。", "Write one with zhiquan plan read FILE --draft."
            ),
        )
    plan = read_draft(path)
    text = _DRAFT.sub("status: confirmed", path.read_text("utf-8"), count=1)
    place = overlay / "plans" / path.name
    _require_free(place, text, overlay)
    place.parent.mkdir(parents=True, exist_ok=True)
    before = place.read_text("utf-8") if place.exists() else None
    place.write_text(text, "utf-8")
    try:
        confirmed = load_knowledge(overlay=overlay).get(Plan, plan.id)
        if confirmed.status != "confirmed":
            raise BadInput(
                Words("草稿的 status 一行读不懂", "the draft's line status cannot be read"),
                where={"file": path},
                remedy=Words("请写作一行：status: draft", "Write it on one line: status: draft"),
            )
        loaded = register.load(
            rows_of(confirmed), source=Source(path.name, authority="office", action="entry"), actor=actor
        )
    except BaseException:
        if before is None:
            place.unlink()
        else:
            place.write_text(before, "utf-8")
        raise
    return Adopted(confirmed, place, loaded)


def _require_free(place: Path, text: str, overlay: Path) -> None:
    known = load_knowledge(overlay=overlay)
    if place.stem in known.ids("plans") and not (place.exists() and place.read_text("utf-8") == text):
        raise NotAllowed(
            Words(f"已有编号为 {place.stem} 的规划", f"a plan with the id {place.stem} is in use"),
            where={"file": place},
            remedy=Words(
                "请换一个 id；更正已采用的规划请直接改其数据文件。", "Choose another id, or edit the file in use."
            ),
        )


def rows_of(plan: Plan) -> dict[str, pa.Table]:
    """The items of a plan as rows of the tables ``plans`` and ``duties``."""
    rows = {"plans": [*_items(plan)], "duties": [*_duties(plan)]}
    return {kind: _table(kind, listed) for kind, listed in rows.items() if listed}


def _items(plan: Plan) -> Iterator[dict[str, Any]]:
    def item(number: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - values of any column
        return {"plan": plan.id, "item": number, "kind": kind, "status": plan.status, "place": plan.place, **more}

    yield item("plan", "plan", title=plan.label.zh, **{"from": plan.from_, "to": plan.to})
    for clause in plan.clauses:
        serves = [by for part in plan.serves if part.clause == clause.number for by in part.by]
        yield item(
            f"clause:{clause.number}",
            "clause",
            clause=clause.number,
            level=clause.level,
            title=clause.title,
            text="\n".join(clause.paragraphs),
            serves=list(dict.fromkeys(serves)),
        )
    for number, target in enumerate(plan.targets, 1):
        yield item(
            f"target:{number}",
            "target",
            clause=target.clause,
            text=target.text,
            indicator=target.indicator or target.words,
            cmp=target.cmp,
            value=target.value,
            value_max=target.value_max,
            unit=target.unit,
            by=date(target.by, 12, 31) if target.by else None,
            sure=target.sure,
        )
    for number, one in enumerate(plan.relative, 1):
        yield item(
            f"relative:{number}",
            "relative",
            clause=one.clause,
            text=one.text,
            indicator=one.indicator or one.words,
            versus=one.versus or one.to,
            by=date(one.by, 12, 31) if one.by else None,
        )
    for number, mark in enumerate(plan.milestones, 1):
        yield item(f"milestone:{number}", "milestone", indicator=mark.indicator, value=mark.value, by=mark.day)


def _duties(plan: Plan) -> Iterator[dict[str, Any]]:
    for duty in plan.duties:
        yield {
            "plan": plan.id,
            "number": duty.id,
            "clause": duty.clause,
            "text": duty.text,
            "lead": "、".join(duty.lead) or None,
            "helpers": list(duty.help),
            "source": "plan",
        }


def _table(kind: str, rows: list[dict[str, Any]]) -> pa.Table:
    shape = OBSERVATIONS[kind].schema
    names = [name for name in shape.names if any(name in row for row in rows)]
    return pa.Table.from_pylist(rows, schema=pa.schema([shape.field(name) for name in names]))
