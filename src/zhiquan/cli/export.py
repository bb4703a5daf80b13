"""``zhiquan export``: take a table away (导出)."""

from __future__ import annotations

from pathlib import Path

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json
from zhiquan.cli.register import leave_trail, opened, progress, snapshot_option
from zhiquan.register.reading.export import export_table
from zhiquan.register.tables import table_named


@click.command("export")
@click.argument("table")
@click.option("--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File 目标文件")
@snapshot_option
@json_option
@click.pass_obj
def export(edge: Edge, *, table: str, target: Path, snapshot: str | None, as_json: bool) -> None:
    """Write a TABLE of the register to a .csv, .jsonl or .parquet file 导出一张表."""
    name = table_named(table).name
    with opened(edge, snapshot) as found, progress(edge.language) as tell:
        rows = export_table(found.reader, name, target=target, progress=lambda done: tell("rows", done))
        leave_trail(edge, "export", name, rows=rows, snapshot=found.snapshot.id)
        made = {"table": name, "file": str(target), "rows": rows, "snapshot": found.snapshot.id}
    if as_json:
        print_json(made, schema="export/1")
    else:
        click.echo(Words(f"已写入 {target}：{rows} 行", f"wrote {target}: {rows} rows").to(edge.language))
