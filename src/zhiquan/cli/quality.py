"""``zhiquan quality``: what is missing, contradictory, unidentified, unassigned or left out (数据质量)."""

from __future__ import annotations

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import opened, print_home, snapshot_option
from zhiquan.register.reading.quality import quality_counts, quality_rows
from zhiquan.register.reading.quality_checks import CHECKS, GROUPS, Check

_LIMIT = 50


@click.command("quality")
@click.argument("check", required=False, type=click.Choice([check.id for check in CHECKS]))
@click.option("--limit", type=click.IntRange(min=0), help="At most so many rows; 50 without --json 行数上限")
@snapshot_option
@json_option
@click.pass_obj
def quality(edge: Edge, *, check: str | None, limit: int | None, snapshot: str | None, as_json: bool) -> None:
    """Count what is wrong in the register, or list the rows of one CHECK 数据质量."""
    home, today = edge.settings.district, edge.today
    with opened(edge, snapshot) as found:
        if check is None:
            counts = quality_counts(found.reader, today=today, home=home)
            _print_counts(counts, edge, snapshot=found.snapshot.id, as_json=as_json)
        else:
            asked = next(one for one in CHECKS if one.id == check)
            bound = limit if limit is not None or as_json else _LIMIT
            rows = quality_rows(found.reader, asked, today=today, home=home, limit=bound)
            for row in rows if as_json else ():
                said = {"check": row.check, "subject": row.subject, "shown": row.shown, "detail": row.detail}
                print_json({**said, "snapshot": found.snapshot.id}, schema="quality_row/1")
            if not as_json:
                _print_rows(asked, [[row.subject, row.shown, row.detail] for row in rows], edge)
        if not as_json:
            print_home(found.home, found.snapshot, edge.language)


def _print_counts(counts: dict[str, int], edge: Edge, *, snapshot: str, as_json: bool) -> None:
    language = edge.language
    asked = [one for one in CHECKS if one.id in counts]
    rows = [[GROUPS[one.group].to(language), one.id, one.says.to(language), counts[one.id]] for one in asked]
    if as_json:
        for one in asked:
            said = {"check": one.id, "group": one.group, "says": one.says, "remedy": one.remedy}
            print_json({**said, "count": counts[one.id], "snapshot": snapshot}, schema="quality/1")
        return
    heads = (Words("类别", "group"), Words("检查", "check"), Words("说明", "what"), Words("行数", "rows"))
    print_table([head.to(language) for head in heads], [row for row in rows if row[3]])
    if not any(counts.values()):
        click.echo(Words("没有发现问题。", "Nothing found.").to(language))
    else:
        click.echo(Words("逐行查看：zhiquan quality 检查名", "Row by row: zhiquan quality CHECK").to(language))


def _print_rows(check: Check, rows: list[list[str]], edge: Edge) -> None:
    language = edge.language
    click.secho(check.says.to(language), bold=True)
    heads = (Words("编号", "id"), Words("名称", "name"), Words("详情", "detail"))
    print_table([head.to(language) for head in heads], rows)
    click.echo(check.remedy.to(language) if rows else Words("没有这样的行。", "No such row.").to(language))
