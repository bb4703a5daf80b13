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
from zhiquan.register.rules import Rules, load_rules
from zhiquan.register.tables import RIGHT_KINDS
from zhiquan.register.tables.facts import BELIEF, CLASS_LISTS, FACTS, RELATED

_HIDDEN = {"right", "identified", "events"}
_LABELS = {
    column.name: column.says for column in (*FACTS, *CLASS_LISTS, *RELATED, *BELIEF) if column.name not in _HIDDEN
}
_NAMED = {"status", "kind", "status_stated"}
_FOREVER = "9999-12-31"
_SPELLS = {
    "status": Words("法律状态", "status"),
    "from": Words("起", "from"),
    "to": Words("止", "to"),
    "known_from": Words("知悉起", "known from"),
    "known_to": Words("知悉止", "known to"),
}
_EVENTS = {
    "kind": Words("事件", "event"),
    "effective": Words("生效", "effective"),
    "announced": Words("公告", "announced"),
    "known": Words("知悉", "known"),
    "basis": Words("依据", "basis"),
    "word": Words("来源用语", "source's word"),
}
_BASES = {
    "dated": Words("来源载明日期", "dated by the source"),
    "computed": Words("按期限推算", "reckoned from the term"),
    "word": Words("仅有状态用语，按数据日期", "status word only, on the day of the data"),
}


@click.command("show")
@click.argument("number")
@snapshot_option
@json_option
@click.pass_obj
def show(edge: Edge, *, number: str, snapshot: str | None, as_json: bool) -> None:
    """Show a right or party by NUMBER in any spelling, id or full name 按号码、编号或名称查看."""
    rules = load_rules(edge.settings.knowledge)
    with opened(edge, snapshot) as found:
        for name in ids_meant(found.reader, number):
            if name.startswith("party:"):
                card = party_card(found.reader, name)
                schema = "party-card/1"
            else:
                card = right_card(found.reader, name)
                schema = "right-card/1"
            if as_json:
                print_json(_plain(card), schema=schema)
            elif name.startswith("party:"):
                _print_party(card, edge.language)
            else:
                _print_right(card, edge.language, rules)
        if not as_json:
            print_home(found.home, found.snapshot, edge.language)


def _plain(card: dict[str, Any]) -> dict[str, Any]:
    statements = [dataclasses.asdict(statement) for statement in card.get("statements", [])]
    return card | ({"statements": statements} if "statements" in card else {})


def _print_right(card: dict[str, Any], language: Language, rules: Rules) -> None:
    row = card["right"]
    click.secho(f"{row['right']}  {row['title'] or ''}", bold=True)
    statements: list[Statement] = card["statements"]
    heads = (
        Words("项目|现采用的值|出处|另有陈述", "field|believed value|origin|other statements").to(language).split("|")
    )
    print_table(heads, _value_rows(row, statements, language, rules))
    if card["disputed"]:
        names = "、".join(_LABELS[name].to(language) for name in card["disputed"])
        click.echo(Words(f"来源不一致：{names}", f"Sources differ on: {names}").to(language))
    _print_periods(_SPELLS, card["spells"], language, rules)
    _print_periods(_EVENTS, card["events"], language, rules)
    for name in card["aliases"]:
        click.echo(Words(f"又称 {name}", f"also {name}").to(language))


def _value_rows(row: dict[str, Any], statements: list[Statement], language: Language, rules: Rules) -> list[list[str]]:
    rows = []
    for field, label in _LABELS.items():
        said = [one for one in statements if one.field == field]
        value = row.get(field, said[0].value if said else None)
        if value in (None, "", []):
            continue
        others = [f"{_text(one.value)}（{_origin(one)}）" for one in said[1:] if one.value != said[0].value]
        shown = _named(field, value, language, rules) if field in _NAMED else _text(value)
        rows.append([label.to(language), shown, _origin(said[0]) if said else "", "\n".join(others)])
    return rows


def _print_periods(columns: dict[str, Words], rows: list[dict[str, Any]], language: Language, rules: Rules) -> None:
    """Periods or events as a table; statuses, events and bases by their names."""
    print_table(
        [words.to(language) for words in columns.values()],
        [[_named(name, row[name], language, rules) for name in columns] for row in rows],
    )


def _named(column: str, value: object, language: Language, rules: Rules) -> str:
    if column in _NAMED and value:
        words = RIGHT_KINDS.get(str(value)) or rules.label(str(value))
        return words.to(language)
    if column == "basis":
        return _BASES[str(value)].to(language)
    return _day(value)


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
