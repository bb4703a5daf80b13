"""``zhiquan template``: sheets to fill in and import (导入模板)."""

from __future__ import annotations

from pathlib import Path

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.register.intake.templates import Template, template_named, templates, write_template


@click.command("template")
@click.argument("kind", required=False)
@click.option("-o", "--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="File 目标文件")
@click.option("--list", "is_list", is_flag=True, help="Every template 列出全部模板")
@json_option
@click.pass_obj
def template(edge: Edge, *, kind: str | None, target: Path | None, is_list: bool, as_json: bool) -> None:
    """Write an XLSX sheet of one KIND to fill in and import 生成导入模板."""
    if is_list or kind is None:
        _list(edge, as_json=as_json)
        return
    overlay = edge.settings.knowledge
    found = template_named(kind, templates(overlay))
    file = target or Path(Words(f"{found.label.zh}模板.xlsx", f"{found.name}-template.xlsx").to(edge.language))
    write_template(found.name, file, language=edge.language, overlay=overlay)
    if as_json:
        print_json(_told(found) | {"file": str(file)}, schema="template/1")
    else:
        columns = len(found.columns)
        click.echo(Words(f"已写入 {file}：{columns} 列", f"wrote {file}: {columns} columns").to(edge.language))


def _list(edge: Edge, *, as_json: bool) -> None:
    known = templates(edge.settings.knowledge).values()
    if as_json:
        for found in known:
            print_json(_told(found), schema="template/1")
        return
    heads = (
        Words("模板", "template"),
        Words("名称", "label"),
        Words("行的种类", "kind of row"),
        Words("列数", "columns"),
    )
    rows = ((found.name, found.label.to(edge.language), found.kind, len(found.columns)) for found in known)
    print_table([head.to(edge.language) for head in heads], rows)


def _told(found: Template) -> dict[str, object]:
    columns = [
        {"heading": column.heading, "field": column.field, "needed": column.is_needed} for column in found.columns
    ]
    return {"template": found.name, "label": found.label, "kind": found.kind, "columns": columns}
