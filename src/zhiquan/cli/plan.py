"""``zhiquan plan``: read a policy document, confirm what was understood, list plans (规划)."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.options import DayOption
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import actor_of, register_of
from zhiquan.knowledge.catalogue import load_knowledge

if TYPE_CHECKING:
    from zhiquan.plan.reading.shapes import PlanText


@click.group("plan")
def plan() -> None:
    """Read policy documents and keep plans 规划的读入与确认."""


@plan.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--draft", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write a draft data file 写出草稿"
)
@click.option("--id", "name", default="", help="Id of the draft 规划编号")
@click.option("--place", default="", help="GB/T 2260 code; the home district by default 区划")
@click.option("--from", "first", type=DayOption(), help="First day, when the document tells none 起")
@click.option("--to", "last", type=DayOption(), help="Last day 止")
@json_option
@click.pass_obj
def read(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    file: Path,
    out: Path | None,
    name: str,
    place: str,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> None:
    """Read FILE (.txt, .docx, .pdf): clauses, targets, duties, and what is unsure 读规划文件."""
    from zhiquan.plan.drafting import DraftWishes, draft  # noqa: PLC0415 - only this command needs it
    from zhiquan.plan.reading.contract import as_contract  # noqa: PLC0415 - likewise
    from zhiquan.plan.reading.reading import read_plan  # noqa: PLC0415 - likewise

    if (first is None) != (last is None):
        raise BadInput(Words("--from 与 --to 须同时给出", "give both --from and --to, or neither"))
    found = read_plan(file)
    if as_json:
        print_json(as_contract(found), schema="plan-text/1")
    else:
        _print(found, edge)
    if out is not None:
        if out.exists():
            raise BadInput(
                Words("草稿文件已存在", "the draft file exists"),
                where={"--draft": out},
                remedy=Words("请换一个文件名。", "Choose another name."),
            )
        period = (first, last) if first is not None and last is not None else None
        wishes = DraftWishes(place or edge.settings.district, name or out.stem, period)
        out.write_text(draft(found, wishes, load_knowledge(overlay=edge.settings.knowledge)), "utf-8")
        words = Words(
            f"草稿已写入 {out}。核对后运行 zhiquan plan confirm {out}",
            f"wrote the draft {out}. Check it, then run zhiquan plan confirm {out}",
        )
        sys.stderr.write(words.to(edge.language) + "\n")


def _print(found: PlanText, edge: Edge) -> None:
    def head(*words: Words) -> list[str]:
        return [one.to(edge.language) for one in words]

    click.echo(found.title)
    counts = Words(
        f"标题 {len(found.headings)}，条款 {len(found.clauses)}，数值目标 {len(found.targets)}，"
        f"相对目标 {len(found.relative)}，任务 {len(found.duties)}，存疑 {len(found.unsure)}",
        f"headings {len(found.headings)}, clauses {len(found.clauses)}, targets {len(found.targets)}, "
        f"relative targets {len(found.relative)}, duties {len(found.duties)}, unsure {len(found.unsure)}",
    )
    click.echo(counts.to(edge.language) + "\n")
    for heading in found.headings:
        click.echo(f"{'  ' * (heading.level - 1)}{heading.number}{heading.text}")
    click.echo("")
    columns = head(
        Words("条款", "clause"),
        Words("指标", "indicator"),
        Words("比较", "how"),
        Words("值", "value"),
        Words("单位", "unit"),
        Words("年", "by"),
        Words("把握", "sure"),
    )
    rows = (
        (
            one.clause,
            one.indicator,
            one.cmp,
            f"{one.value:f}" + (f"–{one.value_max:f}" if one.value_max is not None else ""),
            one.unit,
            one.by,
            f"{one.sure:.2f}",
        )
        for one in found.targets
    )
    print_table(columns, rows, title=Words("数值目标", "Targets").to(edge.language))
    for relative in found.relative:
        click.echo(Words(f"相对目标：{relative.text}", f"relative: {relative.text}").to(edge.language))
    owed = ((one.clause, one.text, "、".join(one.lead), "、".join(one.help)) for one in found.duties)
    duties = head(Words("条款", "clause"), Words("任务", "duty"), Words("牵头", "lead"), Words("配合", "help"))
    print_table(duties, owed, title=Words("任务分工", "Duties").to(edge.language))
    doubts = ((one.clause, one.value_text, one.text, one.why) for one in found.unsure)
    unsure = head(Words("条款", "clause"), Words("数", "number"), Words("原文", "words"), Words("为何存疑", "why"))
    print_table(unsure, doubts, title=Words("存疑", "Unsure").to(edge.language))


@plan.command("confirm")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def confirm(edge: Edge, *, file: Path, as_json: bool) -> None:
    """Take a checked draft into use 确认并采用草稿."""
    from zhiquan.plan.adopting import adopt  # noqa: PLC0415 - only this command needs it

    done = adopt(file, register=register_of(edge), overlay=edge.settings.knowledge, actor=actor_of(edge))
    if as_json:
        print_json(
            {
                "plan": done.plan.id,
                "file": done.file.name,
                "batch": done.loaded.batch,
                "snapshot": done.loaded.snapshot,
            },
            schema="plan/1",
        )
        return
    name, batch, board = done.plan.id, done.loaded.batch, f"zhiquan board --plan {done.plan.id}"
    words = Words(
        f"已采用规划 {name}：{done.file}，批次 {batch}。\n看板：{board}",
        f"plan {name} is in use: {done.file}, batch {batch}.\nboard: {board}",
    )
    click.echo(words.to(edge.language))
    loose = sum(not goal.indicator for goal in done.plan.targets)
    if loose:
        untied = Words(
            f"有 {loose} 个目标没有对应的指标，看板上不判定；区划 {done.plan.place}。",
            f"{loose} targets have no indicator and will not be judged; district {done.plan.place}.",
        )
        click.echo(untied.to(edge.language))


@plan.command("list")
@json_option
@click.pass_obj
def listed(edge: Edge, *, as_json: bool) -> None:
    """List the plans of the district 列出规划."""
    from zhiquan.plan.plans import plans_of  # noqa: PLC0415 - only this command needs it

    found = plans_of(load_knowledge(overlay=edge.settings.knowledge), edge.settings.district)
    if as_json:
        for one in found:
            print_json(
                {
                    "id": one.id,
                    "label": one.label,
                    "from": one.from_,
                    "to": one.to,
                    "status": one.status,
                    "is_demo": one.is_demo,
                    "targets": len(one.targets) + len(one.relative),
                    "clauses": len(one.clauses),
                    "duties": len(one.duties),
                },
                schema="plan/1",
            )
        return
    heads = [
        Words("编号", "id"),
        Words("名称", "name"),
        Words("起", "from"),
        Words("止", "to"),
        Words("状态", "status"),
    ]
    words = {"draft": Words("草稿", "draft"), "confirmed": Words("已确认", "confirmed")}
    rows = (
        (one.id, one.label.to(edge.language), one.from_, one.to, words[one.status].to(edge.language)) for one in found
    )
    print_table([head.to(edge.language) for head in heads], rows)
