"""``zhiquan show``: one right or party, with where every value came from (查看一项)."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import opened, print_home, snapshot_option
from zhiquan.register.reading.card import Statement, ids_meant, party_card, right_card
from zhiquan.register.tables.facts import BELIEF, CLASS_LISTS, FACTS, RELATED

_LABELS = {column.name: column.says for column in (*FACTS, *CLASS_LISTS, *RELATED, *BELIEF)}
_FOREVER = "9999-12-31"


@click.command("show")
@click.argument("number")
@snapshot_option
@json_option
@click.pass_obj
def show(edge: Edge, *, number: str, snapshot: str | None, as_json: bool) -> None:
    """Show a right or party by NUMBER in any spelling, id or full name 按号码、编号或名称查看."""
    with opened(edge, snapshot) as found:
        for name in ids_meant(found.reader, number):
            if name.startswith("party:"):
                card = party_card(found.reader, name)
                schema, printer = "party-card/1", _print_party
            else:
                card = right_card(found.reader, name)
                schema, printer = "right-card/1", _print_right
            if as_json:
                print_json(_plain(card), schema=schema)
            else:
                printer(card, edge.language)
        if not as_json:
            print_home(found.home, found.snapshot, edge.language)


def _plain(card: dict[str, Any]) -> dict[str, Any]:
    statements = [dataclasses.asdict(statement) for statement in card.get("statements", [])]
    return card | ({"statements": statements} if "statements" in card else {})


def _print_right(card: dict[str, Any], language: Language) -> None:
    row = card["right"]
    click.secho(f"{row['right']}  {row['title'] or ''}", bold=True)
    statements: list[Statement] = card["statements"]
    heads = (
        Words("项目|现采用的值|出处|另有陈述", "field|believed value|origin|other statements").to(language).split("|")
    )
    print_table(heads, _value_rows(row, statements, language))
    if card["disputed"]:
        names = "、".join(_LABELS[name].to(language) for name in card["disputed"])
        click.echo(Words(f"来源不一致：{names}", f"Sources differ on: {names}").to(language))
    _print_spells(card["spells"], language)
    _print_events(card["events"], language)
    for name in card["aliases"]:
        click.echo(Words(f"又称 {name}", f"also {name}").to(language))


def _value_rows(row: dict[str, Any], statements: list[Statement], language: Language) -> list[list[str]]:
    rows = []
    for field, label in _LABELS.items():
        said = [one for one in statements if one.field == field]
        value = row.get(field, said[0].value if said else None)
        if value in (None, "", []) or field == "right":
            continue
        others = [f"{_text(one.value)}（{_origin(one)}）" for one in said[1:] if one.value != said[0].value]
        rows.append([label.to(language), _text(value), _origin(said[0]) if said else "", "\n".join(others)])
    return rows


def _print_spells(spells: list[dict[str, Any]], language: Language) -> None:
    heads = Words("法律状态|起|止|知悉起|知悉止", "status|from|to|known from|known to").to(language).split("|")
    names = ("status", "from", "to", "known_from", "known_to")
    print_table(heads, [[_day(spell[name]) for name in names] for spell in spells])


def _print_events(events: list[dict[str, Any]], language: Language) -> None:
    heads = (
        Words("事件|生效|公告|知悉|依据|来源用语", "event|effective|announced|known|basis|word").to(language).split("|")
    )
    names = ("kind", "effective", "announced", "known", "basis", "word")
    print_table(heads, [[_day(event[name]) for name in names] for event in events])


def _print_party(card: dict[str, Any], language: Language) -> None:
    row = card["party"]
    click.secho(f"{row['party']}  {row['name']}", bold=True)
    heads = Words("名称或代码|行政区划|得分|理由", "name or code|district|score|reason").to(language).split("|")
    print_table(heads, [[name[key] for key in ("name", "region", "score", "reason")] for name in card["names"]])
    held = len(card["rights"])
    click.echo(Words(f"现持有 {held} 项权利", f"holds {held} rights now").to(language))
    for right in card["rights"][:20]:
        click.echo(f"  {right}")


def _origin(statement: Statement) -> str:
    where = f" · {statement.sheet}" if statement.sheet else ""
    return f"{statement.file}{where} · {statement.line}"


def _text(value: object) -> str:
    text = "；".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 160 else text[:157] + "…"


def _day(value: object) -> str:
    text = "" if value is None else str(value)
    return "" if text == _FOREVER else text
