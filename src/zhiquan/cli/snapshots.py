"""``zhiquan snapshots`` and ``zhiquan digest``: moments of the register, and proof of their content (快照)."""

from __future__ import annotations

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import opened, print_home, progress, snapshot_option
from zhiquan.register.lake.digest import ALGORITHM, lake_digest
from zhiquan.register.lake.home import LakeHome


@click.command("snapshots")
@json_option
@click.pass_obj
def snapshots(edge: Edge, *, as_json: bool) -> None:
    """List the snapshots kept, the last first, and why each was made 列出快照."""
    home = LakeHome(edge.settings.lake)
    newest = home.newest()
    rows = []
    for name in reversed(home.shelf.ids()):
        snapshot = home.shelf.read(name)
        made = {
            "snapshot": name,
            "is_current": name == newest.id,
            **snapshot.because.as_json(),
            "product": snapshot.product,
            "rows": sum(state.rows for state in snapshot.tables.values()),
            "definitions": snapshot.definitions,
        }
        rows.append(made)
        if as_json:
            print_json(made, schema="snapshot/1")
    if not as_json:
        heads = (
            Words("快照|动作|对象|经办人|时间|总行数", "snapshot|action|subject|by|at|rows")
            .to(edge.language)
            .split("|")
        )
        names = ("snapshot", "action", "subject", "by", "at", "rows")
        print_table(heads, [[row[name] for name in names] for row in rows])
        print_home(home, newest, edge.language)


@click.command("digest")
@snapshot_option
@json_option
@click.pass_obj
def digest(edge: Edge, *, snapshot: str | None, as_json: bool) -> None:
    """Content hash of every table: equal for equal content, whatever the order 各表内容摘要."""
    with opened(edge, snapshot) as found, progress(edge.language) as tell:
        names = sorted(found.snapshot.tables)
        done: list[str] = []

        def started(name: str) -> None:
            done.append(name)
            tell("tables", len(done))

        digests = lake_digest(found.reader, names, progress=started)
        home, current = found.home, found.snapshot
    if as_json:
        print_json({name: f"{ALGORITHM}:{value}" for name, value in digests.items()}, schema="digest/1")
    else:
        heads = Words(f"表|{ALGORITHM} 摘要", f"table|{ALGORITHM} digest").to(edge.language).split("|")
        print_table(heads, digests.items())
    print_home(home, current, edge.language)
