"""``zhiquan batches`` and ``zhiquan undo``: what was loaded, and taking it back (批次)."""

from __future__ import annotations

import json
from datetime import datetime

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import actor_of, opened, print_home, progress, register_of, snapshot_option

_COLUMNS = {
    "batch": Words("批次", "batch"),
    "action": Words("动作", "action"),
    "file": Words("文件", "file"),
    "rows": Words("行数", "rows"),
    "authority": Words("来源级别", "authority"),
    "as_of": Words("数据日期", "as of"),
    "loaded_at": Words("装载时间", "loaded"),
    "by": Words("经办人", "by"),
}


@click.command("batches")
@snapshot_option
@json_option
@click.pass_obj
def batches(edge: Edge, *, snapshot: str | None, as_json: bool) -> None:
    """List what was loaded, the last first 列出装载批次."""
    with opened(edge, snapshot) as found:
        rows = found.reader.records(f"SELECT * FROM {found.reader.from_('batches')} ORDER BY loaded_at DESC, batch")
        for row in rows:
            row["rows"] = json.loads(row["rows"])
            row["mapping"] = json.loads(row["mapping"])
            if as_json:
                print_json(row, schema="batch/1")
        if not as_json:
            heads = [words.to(edge.language) for words in _COLUMNS.values()]
            print_table(heads, [[_cell(row[name]) for name in _COLUMNS] for row in rows])
            print_home(found.home, found.snapshot, edge.language)


@click.command("undo")
@click.argument("batch")
@json_option
@click.pass_obj
def undo(edge: Edge, *, batch: str, as_json: bool) -> None:
    """Take one BATCH back, as if it had never been loaded 撤销一个批次."""
    register = register_of(edge)
    register.home.current()
    with progress(edge.language) as tell:
        snapshot = register.undo(batch, actor=actor_of(edge), progress=tell)
    if as_json:
        print_json({"batch": batch, "snapshot": snapshot.id}, schema="undo/1")
    else:
        done = Words(f"已撤销 {batch}；快照 {snapshot.id}", f"took back {batch}; snapshot {snapshot.id}")
        click.echo(done.to(edge.language))


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dict):
        return ", ".join(f"{kind} {count}" for kind, count in value.items())
    return value
