"""``zhiquan parties``: the parties of the register and how their names are tied (主体)."""

from __future__ import annotations

from typing import Any

import click

from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import opened, print_home, snapshot_option
from zhiquan.register.lake.home import LakeHome

_COLUMNS = {
    "party": Words("编号", "id"),
    "name": Words("名称", "name"),
    "code": Words("统一社会信用代码", "credit code"),
    "region": Words("行政区划", "district"),
    "names": Words("名称数", "names"),
    "rights": Words("名下权利", "rights held"),
}
_NAMES = {
    "name": Words("名称或代码", "name or code"),
    "region": Words("行政区划", "district"),
    "score": Words("得分", "score"),
    "reason": Words("理由", "reason"),
}
_GROUPS = {
    "label": Words("集团", "group"),
    "reason": Words("理由", "reason"),
    "others": Words("其他成员", "other members"),
}
_REASONS = {
    "same_name": Words("同名", "same name"),
    "credit_code": Words("信用代码", "credit code"),
    "spelling": Words("写法不同", "other spelling"),
    "decision": Words("人工决定", "decision"),
    "tool": Words("检索工具的标准化申请人", "a tool's standardised applicant"),
    "branch": Words("分支机构或下属", "branch or part"),
    "core": Words("字号相同", "same distinctive name"),
}
_LIMIT = 50


@click.command("parties")
@click.option("--name", default="", help="Full name, id or code of one party, or a part of names 名称")
@click.option("--region", default="", help="GB/T 2260 code or its first digits 行政区划代码")
@click.option("--limit", type=click.IntRange(min=0), help="At most so many; 50 without --json 行数上限")
@snapshot_option
@json_option
@click.pass_obj
def parties(  # noqa: PLR0913 - one parameter per option
    edge: Edge, *, name: str, region: str, limit: int | None, snapshot: str | None, as_json: bool
) -> None:
    """List parties, those with most rights first; with a full name, how it is tied 列出主体."""
    LakeHome(edge.settings.lake).snapshot(snapshot)
    from zhiquan.register.reading.card import party_card  # noqa: PLC0415 - slow to import
    from zhiquan.register.reading.known_names import parties_meant  # noqa: PLC0415 - likewise
    from zhiquan.register.reading.parties import PartyQuery, list_parties  # noqa: PLC0415 - likewise

    most = limit if limit is not None or as_json else _LIMIT
    with opened(edge, snapshot) as found:
        rows = list(list_parties(found.reader, PartyQuery(name=name, region=region, limit=most)))
        meant = set(parties_meant(found.reader, name) if name.strip() else [])
        told = [row["party"] for row in rows if row["party"] in meant or len(rows) == 1]
        detail = {party: party_card(found.reader, party) for party in told}
        for row in rows if as_json else ():
            print_json(row | _more(detail.get(row["party"])), schema="party/1")
        if not as_json:
            _print_list(rows, edge.language, limit=most)
            for row in rows:
                if row["party"] in detail:
                    _print_card(detail[row["party"]], edge.language)
            print_home(found.home, found.snapshot, edge.language)


def _more(card: dict[str, Any] | None) -> dict[str, Any]:
    """What is told of one party only: its names with score and reason, groups, former ids."""
    return {} if card is None else {"links": card["names"], "groups": card["groups"], "aliases": card["aliases"]}


def _print_list(rows: list[dict[str, Any]], language: Language, *, limit: int | None) -> None:
    print_table([words.to(language) for words in _COLUMNS.values()], [[row[name] for name in _COLUMNS] for row in rows])
    if not rows:
        click.echo(Words("没有符合条件的主体。", "No party fits.").to(language))
    elif len(rows) == limit:
        more = Words(f"只显示前 {limit} 行；用 --limit 调整。", f"Only the first {limit} rows; see --limit.")
        click.echo(more.to(language))


def _print_card(card: dict[str, Any], language: Language) -> None:
    for columns, rows in ((_NAMES, card["names"]), (_GROUPS, card["groups"])):
        if rows:
            click.echo()
            heads = [words.to(language) for words in columns.values()]
            print_table(heads, [[_cell(name, row[name], language) for name in columns] for row in rows])


def _cell(name: str, value: object, language: Language) -> object:
    if name == "score":
        return f"{value:.2f}"
    return _REASONS[str(value)].to(language) if name == "reason" else value
