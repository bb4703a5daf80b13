"""``zhiquan figure``: one indicator on one day, down to the line of the file (一个指标)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.measures import Answering, answering, day_option, known_option, plan_option, require_past, set_option
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import print_home, snapshot_option
from zhiquan.register.rules import load_rules

_GROUPS = ("town", "holder_kind", "industry")
_LIMIT = 50


@click.command("figure")
@click.argument("indicator")
@plan_option
@day_option
@known_option
@click.option("--rows", "with_rows", is_flag=True, help="The rows counted and left out, with file and line 明细")
@click.option("--by", type=click.Choice(_GROUPS), help="Broken down by town, kind of holder or industry 分组")
@click.option("--months", type=click.IntRange(1, 600), help="So many month ends up to the day 月度序列")
@click.option("--disputed", is_flag=True, help="Counted rights whose sources differ on the status 状态不一致")
@click.option("--limit", type=click.IntRange(min=0), help="At most so many rows for people; 50 by default 行数")
@set_option
@snapshot_option
@json_option
@click.pass_obj
def figure(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    indicator: str,
    plan_id: str | None,
    day: date | None,
    known: date | None,
    with_rows: bool,
    by: str | None,
    months: int | None,
    disputed: bool,
    limit: int | None,
    choices: tuple[str, ...],
    snapshot: str | None,
    as_json: bool,
) -> None:
    """Show one indicator: value, parts, rows with file and line 查看一个指标."""
    if sum(map(bool, (by, months, disputed))) > 1:
        raise BadInput(
            Words("--by、--months、--disputed 一次只用一个", "use one of --by, --months and --disputed at a time")
        )
    asked = answering(edge, plan_id=plan_id, day=day, known=known, snapshot=snapshot, choices=choices)
    with asked as answer:
        require_past(edge, answer.day)
        if months:
            _show_months(answer, indicator, months, edge, as_json=as_json)
        elif by:
            _show_groups(answer, indicator, by, edge, as_json=as_json)
        elif disputed:
            _show_disputed(answer, indicator, edge, as_json=as_json)
        elif as_json:
            print_json(_whole(answer, indicator), schema="figure/1")
        else:
            _show(answer, indicator, edge, limit=_LIMIT if limit is None else limit, with_rows=with_rows)
        if not as_json:
            print_home(answer.opened.home, answer.opened.snapshot, edge.language)


def _head(answer: Answering, indicator: str) -> dict[str, Any]:
    """Value and parts, with the target of the plan where it has one."""
    from zhiquan.knowledge.indicators import Indicator  # noqa: PLC0415 - only for figures
    from zhiquan.measure.plain import figure_as_plain  # noqa: PLC0415 - slow to import

    definition = answer.knowledge.get(Indicator, indicator)
    told = figure_as_plain(answer.measuring.figure(indicator, answer.day))
    targets = [target for target in answer.plan.targets if target.indicator == indicator]
    version = definition.at(answer.day)
    return {
        "indicator": indicator,
        "label": definition.label,
        "unit": definition.unit,
        "plan": answer.plan.id,
        "asof": answer.day,
        "known": answer.known or answer.opened.snapshot.because.at.date(),
        "snapshot": answer.opened.snapshot.id,
        **told,
        "target": str(targets[0].value) if targets else None,
        "cmp": targets[0].cmp if targets else None,
        "verified": version.verified,
        "definition": {
            "from": version.from_,
            "cites": [{"instrument": cite.instrument, "place": cite.place} for cite in version.cites],
            "source_note": version.source_note or None,
        },
        "settings": {
            name: answer.measuring.choices.at(name, answer.day) for name in answer.knowledge.ids("parameters")
        },
    }


def _whole(answer: Answering, indicator: str) -> dict[str, Any]:
    """The figure with its rows, as ``figure/1``."""
    head = _head(answer, indicator)
    counted, left = _rows(answer, indicator)
    rows = [
        {
            "id": row["id"],
            "title": row["title"],
            "why": row["reasons"],
            "amount": row["amount"],
            "town": row["town"],
            "holder_kind": row["holder_kind"],
            "industry": row["industry"],
            "origin": row["origin"],
        }
        for row in counted
    ]
    out = [
        {"id": row["id"], "reason": _why_not(row["reasons"]), "title": row["title"], "origin": row["origin"]}
        for row in left
    ]
    return {**head, **_judged(answer, indicator), "rows": rows, "left_out": out}


def _judged(answer: Answering, indicator: str) -> dict[str, Any]:
    """Status, forecast and gap of the plan's target for the indicator; null where it has none."""
    from zhiquan.plan.board import make_board  # noqa: PLC0415 - slow to import
    from zhiquan.plan.plain import target_as_plain  # noqa: PLC0415 - likewise

    goals = {
        name: tuple(goal for goal in getattr(answer.plan, name) if goal.indicator == indicator)
        for name in ("targets", "relative")
    }
    board = make_board(answer.plan.model_copy(update=goals), answer.measuring, answer.day)
    told = target_as_plain(board.targets[0]) if board.targets else {}
    return {name: told.get(name) for name in ("status", "due", "path", "against", "forecast", "gap")}


def _why_not(reasons: list[str]) -> str:
    """The reason of a row left out; a case it meets under another setting is not why."""
    return next((code for code in reasons if not code.startswith("hv")), reasons[0])


def _rows(answer: Answering, indicator: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows counted and rows left out, each with title and origin."""
    from zhiquan.knowledge.indicators import Indicator  # noqa: PLC0415 - only for figures
    from zhiquan.measure.origins import origins_of, titles_of  # noqa: PLC0415 - slow to import

    records = answer.measuring.records(indicator, answer.day)
    count = answer.knowledge.get(Indicator, indicator).at(answer.day).numerator.count
    ids = [row["id"] for row in records]
    origins = origins_of(answer.opened.reader, count, ids)
    titles = titles_of(answer.opened.reader, ids)
    told = [
        {**row, "title": row["title"] or titles.get(row["id"]), "origin": origins.get(row["id"])} for row in records
    ]
    return [row for row in told if row["counts"]], [row for row in told if not row["counts"]]


def _show(answer: Answering, indicator: str, edge: Edge, *, limit: int, with_rows: bool) -> None:
    head = _head(answer, indicator)
    print_table(("", ""), _lines(head, answer, edge))
    if not with_rows:
        return
    counted, left = _rows(answer, indicator)
    for words, rows in ((Words("计入", "counted"), counted), (Words("未计入", "left out"), left)):
        click.echo(f"\n{words.to(edge.language)} {len(rows)}")
        print_table(_row_heads(edge), (_row(row, edge) for row in rows[:limit]))
        if len(rows) > limit:
            more = Words(
                f"只显示前 {limit} 行，用 --limit 或 --json 看全部。", f"first {limit} rows; see --limit or --json."
            )
            click.echo(more.to(edge.language))


def _lines(head: dict[str, Any], answer: Answering, edge: Edge) -> Iterable[tuple[str, object]]:
    def line(zh: str, en: str, value: object) -> tuple[str, object]:
        return Words(zh, en).to(edge.language), value

    def told(words: list[dict[str, str]]) -> str:
        return "；".join(one[edge.language] for one in words)

    yield line("指标", "indicator", head["label"].to(edge.language))
    value = head["value"]
    missing = Words("算不出：缺 ", "cannot be computed: needs ").to(edge.language) + told(head["needs"])
    yield line("数值", "value", f"{value} {head['unit'].to(edge.language)}" if value is not None else missing)
    yield line("截止日", "as of", answer.day)
    yield line("分子", "numerator", head["numerator"])
    base = head["denominator"]
    if base:
        asof = f"（{base['asof']}，{base['source'] or ''}）" if base["asof"] else ""
        yield line("分母", "denominator", f"{base['value']}{asof}")
    if head["sample"]:
        yield line("有效样本", "answers", f"{head['sample']}，±{head['margin']}")
    if head["target"]:
        yield line("规划目标", "target", head["target"])
    if head["notes"]:
        yield line("说明", "notes", told(head["notes"]))
    ground = "；".join(f"{cite['instrument']} {cite['place']}" for cite in head["definition"]["cites"])
    unverified = Words("口径未核实：", "definition not verified: ").to(edge.language)
    yield line("依据", "ground", ground or f"{unverified}{head['definition']['source_note']}")


def _row_heads(edge: Edge) -> list[str]:
    heads = (
        Words("编号", "id"),
        Words("名称", "title"),
        Words("理由", "why"),
        Words("文件", "file"),
        Words("工作表", "sheet"),
        Words("行", "line"),
    )
    return [head.to(edge.language) for head in heads]


def _row(row: dict[str, Any], edge: Edge) -> list[object]:
    from zhiquan.measure.reasons import reason  # noqa: PLC0415 - only for people

    rules = load_rules(edge.settings.knowledge)
    why = "、".join(reason(code, rules).to(edge.language) for code in row["reasons"])
    origin = row["origin"] or {}
    return [row["id"], row["title"], why, origin.get("file"), origin.get("sheet"), origin.get("line")]


def _show_months(answer: Answering, indicator: str, months: int, edge: Edge, *, as_json: bool) -> None:
    from zhiquan.measure.month_ends import month_ends  # noqa: PLC0415 - only for series
    from zhiquan.measure.plain import figure_as_plain  # noqa: PLC0415 - slow to import

    days = month_ends(answer.day, months)
    made = answer.measuring.figures([indicator], days)
    if as_json:
        for one in made:
            told = figure_as_plain(one)
            print_json(
                {"indicator": indicator, "asof": one.day, **told, "snapshot": answer.opened.snapshot.id},
                schema="month/1",
            )
        return
    heads = [
        Words("月末", "month end"),
        Words("数值", "value"),
        Words("分子", "numerator"),
        Words("分母", "denominator"),
    ]
    pairs = [(one, figure_as_plain(one)) for one in made]
    rows = ((one.day, one.value, plain["numerator"], (plain["denominator"] or {}).get("value")) for one, plain in pairs)
    print_table([head.to(edge.language) for head in heads], rows)


def _show_groups(answer: Answering, indicator: str, by: str, edge: Edge, *, as_json: bool) -> None:
    from zhiquan.knowledge.indicators import Indicator  # noqa: PLC0415 - only for figures
    from zhiquan.measure.group_names import group_name  # noqa: PLC0415 - only for breakdowns

    found = answer.measuring.breakdown(indicator, answer.day, by)
    named = [
        (row, group_name(by, row["group"], answer.knowledge, place=answer.plan.place, overlay=edge.settings.knowledge))
        for row in found
    ]
    if as_json:
        for row, name in named:
            print_json({"indicator": indicator, "asof": answer.day, "by": by, **row, "label": name}, schema="group/1")
        return
    heads = [Words("分组", "group"), Words("计入", "counted"), Words("可计", "considered")]
    shown = ["counted", "considered"]
    definition = answer.knowledge.get(Indicator, indicator)
    if definition.at(answer.day).numerator.sums:
        heads.append(Words("金额（元）", "amount (yuan)"))
        shown.append("amount")
    rows = ((name.to(edge.language), *(row[key] for key in shown)) for row, name in named)
    print_table([head.to(edge.language) for head in heads], rows)


def _show_disputed(answer: Answering, indicator: str, edge: Edge, *, as_json: bool) -> None:
    """Rights considered on which the source's status word and the events disagree."""
    from zhiquan.measure.disagreement import disagreements  # noqa: PLC0415 - slow to import

    found = disagreements(answer.measuring, indicator, answer.day)
    if as_json:
        for row in found:
            print_json({"indicator": indicator, "asof": answer.day, **row}, schema="disagreement/1")
        return
    rules = load_rules(edge.settings.knowledge)
    heads = [Words("编号", "id"), Words("来源用语", "source says"), Words("日期", "on"), Words("按事件", "events say")]
    rows = (
        (row["id"], row["status_word"], row["status_word_on"], rules.label(row["status"] or "").to(edge.language))
        for row in found
    )
    print_table([head.to(edge.language) for head in heads], rows)
    click.echo(Words(f"{len(found)} 件", f"{len(found)} rights").to(edge.language))
