"""``zhiquan knowledge``: check, list and show the data files: law, events, fees, terms (知识目录)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from zhiquan.basics.days import parse_day
from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge
from zhiquan.knowledge.check_up import check_everything
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.outline import Line, outline
from zhiquan.knowledge.shapes import Cite, Definition, Version, Versioned

UNVERIFIED = Words("未核实", "unverified")


@click.group()
def knowledge() -> None:
    """Data files of law, events, fees and terms 法律与规则数据."""


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
            (f"{KINDS[kind].label.to(edge.language)} {kind}", count.files, count.unverified, count.own)
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
    """Definitions of one KIND, or of all 列出定义."""
    known = load_knowledge(overlay=edge.settings.knowledge)
    entries = [
        (name, known.definition(name, entry)) for name in ([kind] if kind else KINDS) for entry in known.ids(name)
    ]
    if as_json:
        for name, found in entries:
            print_json(_summary(known, name, found), schema="knowledge/1")
        return
    heads = (Words("种类", "kind"), Words("编号", "id"), Words("名称", "label"), Words("版本", "versions"))
    rows = (
        (name, found.id, found.label.to(edge.language), _first_days(found), _mark(found, edge.language))
        for name, found in entries
    )
    print_table([*(head.to(edge.language) for head in heads), ""], rows)


@knowledge.command()
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--on", "on", metavar="DAY", help="The version in force on that day 适用日: 2026-11-22")
@json_option
@click.pass_obj
def show(edge: Edge, /, kind: str, id_: str, *, on: str | None, as_json: bool) -> None:
    """One definition, each value beside the law it rests on 显示定义及依据."""
    known = load_knowledge(overlay=edge.settings.knowledge)
    found = known.definition(kind, id_)
    day = parse_day(on) if on else None
    versions = _versions(found, day)
    if as_json:
        told = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if day and versions:
            told["versions"] = [version.model_dump(mode="json", by_alias=True) for _, version in versions]
        print_json(_summary(known, kind, found) | {"definition": told}, schema="definition/1")
        return
    click.echo(f"{found.label.to(edge.language)}  {kind}/{found.id}  {_mark(found, edge.language)}".rstrip())
    if isinstance(found, Instrument) and day:
        click.echo(_standing(found, day).to(edge.language))
    _print_lines(known, outline(found, edge.language), edge.language)
    for place, version in versions:
        click.echo(_heading(version).to(edge.language))
        _print_lines(known, outline(version, edge.language, ("versions", place)), edge.language)


def _versions(found: Definition, day: date | None) -> list[tuple[int, Version]]:
    """The versions to show with their places: all, or the one of ``day``."""
    if not isinstance(found, Versioned):
        return []
    wanted = found.at(day) if day else None
    return [(n, version) for n, version in enumerate(found.versions) if wanted is None or version is wanted]


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
        "versions": [version.from_ for _, version in _versions(found, None)],
        "verified": found.is_verified,
        "own": known.files(kind)[found.id].is_own,
    }


def _first_days(found: Definition) -> str:
    return ", ".join(version.from_.isoformat() for _, version in _versions(found, None))


def _mark(found: Definition, language: Language) -> str:
    return "" if found.is_verified else UNVERIFIED.to(language)


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
    told = [(line.path, line.value, _grounds(known, line, language)) for line in lines]
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
