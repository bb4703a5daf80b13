"""``zhiquan board``: the targets of a plan with value, status, forecast and gap (规划看板)."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.measures import Answering, answering, day_option, known_option, plan_option, require_past, set_option
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import print_home, snapshot_option

if TYPE_CHECKING:
    from zhiquan.plan.board import Board, TargetState
    from zhiquan.plan.trials import TrackRecord

_HEADS = (
    Words("目标", "target"),
    Words("现值", "value"),
    Words("目标值", "to reach"),
    Words("状态", "status"),
    Words("应到", "path"),
    Words("预测（八成把握）", "forecast (80%)"),
    Words("回测命中", "back-test"),
    Words("算法", "made of"),
    Words("差额", "gap"),
)


@click.command("board")
@plan_option
@day_option
@known_option
@click.option("--no-forecast", is_flag=True, help="Leave forecasts out 不预测")
@click.option("--no-back-test", is_flag=True, help="Leave out how past forecasts did 不回测")
@set_option
@snapshot_option
@json_option
@click.pass_obj
def board(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    plan_id: str | None,
    day: date | None,
    known: date | None,
    no_forecast: bool,
    no_back_test: bool,
    choices: tuple[str, ...],
    snapshot: str | None,
    as_json: bool,
) -> None:
    """Show the targets of a plan: value, status, forecast, what closes the gap 规划看板."""
    asked = answering(edge, plan_id=plan_id, day=day, known=known, snapshot=snapshot, choices=choices)
    with asked as answer:
        require_past(edge, answer.day)
        from zhiquan.plan.board import make_board  # noqa: PLC0415 - slow to import
        from zhiquan.plan.plain import board_as_plain  # noqa: PLC0415 - likewise

        made = make_board(answer.plan, answer.measuring, answer.day, with_forecast=not no_forecast)
        records = {} if no_back_test else _records(made, answer, edge)
        if as_json:
            known_day = known or answer.opened.snapshot.because.at.date()
            told = board_as_plain(made, known=known_day, snapshot=answer.opened.snapshot.id)
            print_json(_with_records(told, records), schema="board/1")
            return
        _print(made, answer, edge, records)
        print_home(answer.opened.home, answer.opened.snapshot, edge.language)


def _records(made: Board, answer: Answering, edge: Edge) -> dict[str, TrackRecord]:
    """How past forecasts of the targets shown with a range did."""
    from zhiquan.plan.trials import track_records  # noqa: PLC0415 - slow to import

    wanted = [one.goal.indicator for one in made.targets if one.ahead is not None and one.ahead.mid is not None]
    folder = edge.settings.home / "cache" / "back-tests"
    snapshot = answer.opened.snapshot.id
    return track_records(list(dict.fromkeys(wanted)), answer.past_at, day=made.day, snapshot=snapshot, folder=folder)


def _with_records(told: dict[str, Any], records: dict[str, TrackRecord]) -> dict[str, Any]:
    """The board with each forecast's track record beside its range."""
    for target in told["targets"]:
        record = records.get(target["indicator"])
        if target["forecast"] is not None and record is not None:
            target["forecast"]["back_test"] = {
                "coverage": record.coverage,
                "trials": record.trials,
                "months": record.months,
                "says": record.says,
            }
    return told


def _print(made: Board, answer: Answering, edge: Edge, records: dict[str, TrackRecord]) -> None:
    from zhiquan.plan.judging import STATUSES  # noqa: PLC0415 - only for people

    plan = made.plan
    click.echo(plan.label.to(edge.language))
    over = made.day >= plan.to
    when = Words(
        f"数据截至 {made.day}" + ("（规划期已结束：结账）" if over else ""),
        f"as of {made.day}" + (" (the plan is over: closing account)" if over else ""),
    )
    click.echo(when.to(edge.language))
    told = [
        f"{(STATUSES[status] if status else Words('暂不判定', 'not judged')).to(edge.language)} {count}"
        for status, count in made.counts().items()
    ]
    click.echo("  ".join(told) + "\n")
    print_table([head.to(edge.language) for head in _HEADS], [_row(target, edge, records) for target in made.targets])
    _print_notes(made, edge)
    _print_others(answer, edge)


def _row(target: TargetState, edge: Edge, records: dict[str, TrackRecord]) -> list[object]:
    from zhiquan.measure.plain import text  # noqa: PLC0415 - likewise
    from zhiquan.plan.judging import STATUSES  # noqa: PLC0415 - only for people

    figure, ahead = target.figure, target.ahead
    value = text(figure.value) if figure else None
    made_of = ""
    if figure is not None and figure.numerator is not None:
        base = text(figure.base.value) if figure.base else figure.considered
        made_of = f"{figure.numerator.normalize():f}" + (f" ÷ {base}" if base else "")
    mark = "" if target.is_verified else "*"
    goal = text(target.goal.value) or (Words("待公布", "not published") if target.goal.versus else Words("", "")).to(
        edge.language
    )
    status = (
        STATUSES[target.status].to(edge.language)
        if target.status
        else Words("暂不判定", "not judged").to(edge.language)
    )
    has_range = ahead is not None and ahead.mid is not None
    return [
        target.label.to(edge.language) + mark,
        f"{value} {target.unit.to(edge.language)}"
        if value is not None
        else Words("算不出", "cannot be computed").to(edge.language),
        goal,
        status,
        text(target.path.value) if target.path else None,
        f"{text(ahead.low)} – {text(ahead.high)}" if ahead is not None and has_range else None,
        _hits(records.get(target.goal.indicator), edge),
        made_of,
        target.gap.says.to(edge.language) if target.gap is not None else None,
    ]


def _hits(record: TrackRecord | None, edge: Edge) -> str | None:
    """Share of past values inside the range, with the number of trials and the horizon."""
    if record is None or record.coverage is None:
        return None
    share = f"{record.coverage * 100:.0f}%"
    return Words(
        f"{share}（{record.trials} 次，{record.months} 个月）",
        f"{share} ({record.trials} trials, {record.months} months)",
    ).to(edge.language)


def _print_notes(made: Board, edge: Edge) -> None:
    """What is missing, what to know, and which definitions are not verified."""
    for target in made.targets:
        label = target.label.to(edge.language)
        for need in target.needs:
            click.echo(Words(f"缺：{label}——{need.zh}", f"missing: {label}: {need.en}").to(edge.language))
        if target.figure is not None:
            for note in target.figure.notes:
                click.echo(Words(f"注：{label}——{note.zh}", f"note: {label}: {note.en}").to(edge.language))
    if any(not target.is_verified for target in made.targets):
        click.echo(
            Words(
                "* 口径未核实，见 zhiquan knowledge show indicators。",
                "* definition not verified, see zhiquan knowledge show indicators.",
            ).to(edge.language)
        )


def _print_others(answer: Answering, edge: Edge) -> None:
    from zhiquan.plan.plans import plans_of  # noqa: PLC0415 - only for people

    others = [plan for plan in plans_of(answer.knowledge, answer.plan.place) if plan.id != answer.plan.id]
    if others:
        listed = "、".join(f"{plan.id}" for plan in others)
        words = Words(f"其他规划：{listed}（--plan）", f"other plans: {listed} (--plan)")
        sys.stderr.write(words.to(edge.language) + "\n")
