"""``zhiquan rights``: the rights of the register, with their status on a day (权利清单)."""

from __future__ import annotations

from datetime import date

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.options import DayOption
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import opened, print_home, snapshot_option
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.rules import Rules, load_rules
from zhiquan.register.tables import RIGHT_KINDS

_COLUMNS = {
    "right": Words("编号", "id"),
    "kind": Words("种类", "kind"),
    "title": Words("名称", "title"),
    "status": Words("法律状态", "status"),
    "filed_on": Words("申请日", "filed"),
    "granted_on": Words("授权日", "granted"),
    "holders": Words("权利人/申请人", "holders or applicants"),
}
_GROUPS = {"在审": "pending", "有效": "in_force", "失效": "ended"}
_LIMIT = 50


@click.command("rights")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(RIGHT_KINDS)), help="Kind of right 权利种类")
@click.option("--status", "statuses", multiple=True, help="Status or group: pending, in_force, ended 法律状态")
@click.option("--on", "day", type=DayOption(), help="Day of the legal status; today by default 状态日")
@click.option("--known", type=DayOption(), help="As the register knew it on this day 知悉日")
@click.option("--place", default="", help="GB/T 2260 code or its first digits 行政区划代码")
@click.option("--holder", default="", help="Full name or id of a holder 权利人")
@click.option("--tag", default="", help="Tag 标签")
@click.option("--disputed", is_flag=True, help="Only where the source's status word says otherwise 状态不一致")
@click.option("--limit", type=click.IntRange(min=0), help="At most so many rows; 50 without --json 行数上限")
@click.option("--count", "only_count", is_flag=True, help="Only how many there are 只计数")
@snapshot_option
@json_option
@click.pass_obj
def rights(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
    day: date | None,
    known: date | None,
    place: str,
    holder: str,
    tag: str,
    disputed: bool,
    limit: int | None,
    only_count: bool,
    snapshot: str | None,
    as_json: bool,
) -> None:
    """List rights with their legal status on a day 列出权利及其某日的法律状态."""
    LakeHome(edge.settings.lake).snapshot(snapshot)
    from zhiquan.register.reading.rights import RightQuery, count_rights, list_rights  # noqa: PLC0415 - slow to import

    rules = load_rules(edge.settings.knowledge)
    query = RightQuery(
        on=day or edge.today,
        known=known,
        kinds=kinds,
        statuses=tuple(_status(word, rules) for word in statuses),
        place=place,
        holder=holder,
        tag=tag,
        is_disputed=disputed,
        limit=limit if limit is not None or as_json or only_count else _LIMIT,
    )
    with opened(edge, snapshot) as found:
        if only_count:
            count = count_rights(found.reader, query)
            _print_count(count, edge, day=query.on, snapshot=found.snapshot.id, as_json=as_json)
        elif as_json:
            for row in list_rights(found.reader, query):
                print_json({**row, "on": query.on, "snapshot": found.snapshot.id}, schema="right/1")
        else:
            _print_rights(list(list_rights(found.reader, query)), edge)
            print_home(found.home, found.snapshot, edge.language)


def _print_count(count: int, edge: Edge, *, day: date, snapshot: str, as_json: bool) -> None:
    if as_json:
        print_json({"count": count, "on": day, "snapshot": snapshot}, schema="count/1")
    else:
        click.echo(Words(f"{count} 件", f"{count} rights").to(edge.language))


def _print_rights(rows: list[dict[str, object]], edge: Edge) -> None:
    rules = load_rules(edge.settings.knowledge)
    heads = [words.to(edge.language) for words in _COLUMNS.values()]
    print_table(heads, [[_cell(name, _shown(row, name), edge, rules) for name in _COLUMNS] for row in rows])
    if not rows:
        click.echo(Words("没有符合条件的权利。", "No right fits.").to(edge.language))
    elif len(rows) == _LIMIT:
        more = Words(f"只显示前 {_LIMIT} 行；用 --limit 调整。", f"Only the first {_LIMIT} rows; see --limit.")
        click.echo(more.to(edge.language))


def _shown(row: dict[str, object], name: str) -> object:
    """One cell; who holds the right, else who applied for it."""
    return row["holders"] or row["applicants"] if name == "holders" else row[name]


def _status(word: str, rules: Rules) -> str:
    """A status or group by its id or its name in either language.

    Raises:
        BadInput: the word is none of them; they are listed.
    """
    model = rules.model
    names = {**{one: one for one in (*model.statuses, *model.groups)}, **_GROUPS}
    for one in model.statuses:
        label = rules.label(one)
        names.setdefault(label.zh, one)
        names.setdefault(label.en, one)
    if word not in names:
        listed = "、".join(f"{rules.label(one).zh}({one})" for one in model.statuses)
        raise BadInput(
            Words(f"没有法律状态 {word}", f"there is no legal status {word}"),
            where={"--status": word},
            remedy=Words(
                f"可用：在审、有效、失效，或 {listed}", f"Use pending, in_force, ended, or {', '.join(model.statuses)}"
            ),
        )
    return names[word]


def _cell(name: str, value: object, edge: Edge, rules: Rules) -> object:
    if name == "kind":
        return RIGHT_KINDS[str(value)].to(edge.language)
    if name == "status" and value:
        return rules.label(str(value)).to(edge.language)
    if isinstance(value, list):
        return "、".join(value)
    return value
