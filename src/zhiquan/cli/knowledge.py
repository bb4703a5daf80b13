"""``zhiquan knowledge``: check, list and show the data files: law, events, fees, terms, codes (知识目录)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from zhiquan.basics.days import parse_day
from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge, no_such_kind
from zhiquan.knowledge.check_up import check_everything
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.other_kinds import OTHER_KINDS, Entry, other_entries
from zhiquan.knowledge.outline import Line, outline
from zhiquan.knowledge.shapes import Cite, Definition, Version, Versioned

UNVERIFIED = Words("未核实", "unverified")
LABELS = {kind: spec.label for kind, spec in KINDS.items()} | {kind: spec.label for kind, spec in OTHER_KINDS.items()}
"""Every kind that can be listed and shown, with its name."""


@click.group()
def knowledge() -> None:
    """Data files of law, events, fees, terms, codes and holidays 法律与规则数据."""


@knowledge.command()
@json_option
@click.pass_obj
def check(edge: Edge, /, *, as_json: bool) -> None:
    """Read and cross-check every data file 检查全部数据文件. Exit code 1: problems were found."""
    found = check_everything(edge.settings.knowledge, edge.language)
    if as_json:
        counts = {kind: asdict(count) for kind, count in found.counts.items()}
        print_json({"counts": counts, "problems": found.problems}, schema="knowledge-check/1")
    else:
        heads = (Words("种类", "kind"), Words("文件", "files"), UNVERIFIED, Words("本单位", "own"))
        rows = (
            (f"{LABELS[kind].to(edge.language)} {kind}", count.files, count.unverified, count.own)
            for kind, count in found.counts.items()
        )
        print_table([head.to(edge.language) for head in heads], rows)
        for problem in found.problems:
            click.echo(problem)
        done = Words(f"问题 {len(found.problems)} 个", f"problems: {len(found.problems)}")
        click.echo(done.to(edge.language))
    if found.problems:
        raise click.exceptions.Exit(1)


@knowledge.command(name="list")
@click.argument("kind", required=False)
@json_option
@click.pass_obj
def list_(edge: Edge, /, kind: str | None, *, as_json: bool) -> None:
    """Definitions, code tables, holiday years or districts of one KIND, or of all 列出数据文件."""
    _need_kind(kind)
    entries = _summaries(edge.settings.knowledge, [kind] if kind else LABELS)
    if as_json:
        for entry in entries:
            print_json(entry, schema="knowledge/1")
        return
    heads = (Words("种类", "kind"), Words("编号", "id"), Words("名称", "label"), Words("版本", "versions"))
    rows = (
        (
            entry["kind"],
            entry["id"],
            entry["label"].to(edge.language),
            ", ".join(str(version) for version in entry["versions"]),
            _mark(edge.language, is_verified=entry["verified"]),
        )
        for entry in entries
    )
    print_table([*(head.to(edge.language) for head in heads), ""], rows)


@knowledge.command()
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--on", "on", metavar="DAY", help="The version in force on that day 适用日: 2026-11-22")
@json_option
@click.pass_obj
def show(edge: Edge, /, kind: str, id_: str, *, on: str | None, as_json: bool) -> None:
    """One data file, each value beside the law it rests on 显示内容及依据."""
    _need_kind(kind)
    if kind in OTHER_KINDS:
        _show_other(edge, kind, id_, as_json=as_json)
        return
    known = load_knowledge(overlay=edge.settings.knowledge)
    found = known.definition(kind, id_)
    day = parse_day(on) if on else None
    versions = _versions(found, day)
    if as_json:
        told = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if day and versions:
            told["versions"] = [version.model_dump(mode="json", by_alias=True) for version in versions]
        print_json(_summary(known, kind, found) | {"definition": told}, schema="definition/1")
        return
    _print_heading(kind, found.id, found.label, edge.language, is_verified=found.is_verified)
    if isinstance(found, Instrument) and day:
        click.echo(_standing(found, day).to(edge.language))
    names = partial(_name_of, known)
    _print_lines(known, outline(found, names), edge.language)
    for version in versions:
        click.echo(_heading(version).to(edge.language))
        _print_lines(known, outline(version, names), edge.language)


def _need_kind(kind: str | None) -> None:
    if kind is not None and kind not in LABELS:
        raise no_such_kind(kind, LABELS)


def _summaries(overlay: Path | None, kinds: Iterable[str]) -> Iterator[dict[str, Any]]:
    known = load_knowledge(overlay=overlay)
    for kind in kinds:
        if kind in OTHER_KINDS:
            yield from (_other_summary(kind, entry) for entry in other_entries(kind, overlay))
        else:
            yield from (_summary(known, kind, known.definition(kind, name)) for name in known.ids(kind))


def _show_other(edge: Edge, kind: str, name: str, *, as_json: bool) -> None:
    overlay, language = edge.settings.knowledge, edge.language
    entry = OTHER_KINDS[kind].entry(name, overlay)
    if as_json:
        told = entry.model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        print_json(_other_summary(kind, entry) | {"definition": told}, schema="definition/1")
        return
    page = OTHER_KINDS[kind].page(name, overlay)
    _print_heading(kind, entry.id, entry.label, language, is_verified=entry.is_verified)
    if page.lines:
        heads = (Words("项", "entry"), Words("值", "value"))
        print_table(
            [head.to(language) for head in heads], [[_cell(cell, language) for cell in row] for row in page.lines]
        )
    for grid in page.grids:
        if grid.rows:
            click.echo(f"\n{grid.title.to(language)}")
            rows = [[_cell(cell, language) for cell in row] for row in grid.rows]
            print_table([head.to(language) for head in grid.heads], rows)


def _cell(cell: object, language: Language) -> str:
    return cell.to(language) if isinstance(cell, Words) else str(cell)


def _print_heading(kind: str, name: str, label: Words, language: Language, *, is_verified: bool) -> None:
    click.echo(f"{label.to(language)}  {kind}/{name}  {_mark(language, is_verified=is_verified)}".rstrip())


def _name_of(known: Knowledge, kind: str, name: str) -> Words:
    return known.definition(kind, name).label


def _versions(found: Definition, day: date | None) -> list[Version]:
    """The versions to show: all, or the one of ``day``."""
    if not isinstance(found, Versioned):
        return []
    return [found.at(day)] if day else list(found.versions)


def _heading(version: Version) -> Words:
    zh, en = f"自 {version.from_} 起", f"from {version.from_}"
    if version.to:
        zh, en = f"{zh}，至 {version.to} 前", f"{en} up to {version.to}"
    if not version.from_verified:
        zh, en = f"{zh}（起始日未核实）", f"{en} (first day unverified)"
    return Words(zh, en)


def _summary(known: Knowledge, kind: str, found: Definition) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": found.id,
        "label": found.label,
        "versions": [version.from_ for version in _versions(found, None)],
        "verified": found.is_verified,
        "own": known.files(kind)[found.id].is_own,
    }


def _other_summary(kind: str, entry: Entry) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": entry.id,
        "label": entry.label,
        "versions": [entry.edition] if entry.edition else [],
        "verified": entry.is_verified,
        "own": entry.is_own,
    }


def _mark(language: Language, *, is_verified: bool) -> str:
    return "" if is_verified else UNVERIFIED.to(language)


def _standing(found: Instrument, day: date) -> Words:
    stands = found.is_in_force(day)
    if stands is None:
        return Words("施行日期未核实", "its dates in force are not verified")
    return (
        Words(f"{day} 在施行", f"in force on {day}")
        if stands
        else Words(f"{day} 不在施行期内", f"not in force on {day}")
    )


def _print_lines(known: Knowledge, lines: Iterable[Line], language: Language) -> None:
    heads = (Words("项", "entry"), Words("值", "value"), Words("依据", "rests on"))
    told = [(line.label.to(language), line.value.to(language), _grounds(known, line, language)) for line in lines]
    before = ["", *(grounds for _, _, grounds in told)]
    same = Words("同上", "same").to(language)
    rows = [(*row[:2], same if row[2] and row[2] == last else row[2]) for row, last in zip(told, before, strict=False)]
    if rows:
        print_table([head.to(language) for head in heads], rows)


def _grounds(known: Knowledge, line: Line, language: Language) -> str:
    places = "; ".join(_place(known, cite, language) for cite in line.cites)
    if line.is_verified:
        return places
    note = f"{UNVERIFIED.to(language)}: {line.source_note}".removesuffix(": ")
    return " ".join(part for part in (places, note) if part)


def _place(known: Knowledge, cite: Cite, language: Language) -> str:
    label = known.definition("instruments", cite.instrument).label.to(language)
    return f"{label} {cite.place}".strip()
