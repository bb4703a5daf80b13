"""``zhiquan forecast``: what is known exactly, the range, what if, and how past forecasts did (预测)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.measures import Answering, answering, day_option, known_option, plan_option, set_option
from zhiquan.cli.options import DayOption
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import print_home, snapshot_option

if TYPE_CHECKING:
    from zhiquan.measure.forecast import Forecast, Gap, WhatIf


@click.command("forecast")
@click.argument("indicator")
@plan_option
@day_option
@known_option
@click.option("--until", type=DayOption(), help="Day it is made for; the target's last day by default 预测到")
@click.option("--target", type=str, help="Value to reach; the plan's by default 目标值")
@click.option("--base", type=str, help="Another denominator, in ones, such as a population 假设分母")
@click.option("--renewal", type=click.FloatRange(0, 1), help="Share of fees falling due that is paid 假设缴费比例")
@click.option("--grants", type=click.FloatRange(0, 100), help="Factor on the chances of grant 假设授权倍数")
@click.option("--filings", type=click.FloatRange(0, 100), help="Factor on new applications 假设申请倍数")
@click.option("--back-test", "with_trials", is_flag=True, help="Also how past forecasts did 回测")
@set_option
@snapshot_option
@json_option
@click.pass_obj
def forecast(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    indicator: str,
    plan_id: str | None,
    day: date | None,
    known: date | None,
    until: date | None,
    target: str | None,
    base: str | None,
    renewal: float | None,
    grants: float | None,
    filings: float | None,
    with_trials: bool,
    choices: tuple[str, ...],
    snapshot: str | None,
    as_json: bool,
) -> None:
    """Forecast one indicator, ask what if, and see when the target is reached 预测与假设."""
    asked = answering(edge, plan_id=plan_id, day=day, known=known, snapshot=snapshot, choices=choices)
    with asked as answer:
        from zhiquan.measure.forecast import WhatIf, back_test, gap  # noqa: PLC0415 - slow to import
        from zhiquan.measure.forecast import forecast as make  # noqa: PLC0415 - likewise

        what_if = WhatIf(_number("--base", base), renewal, grants, filings)
        last, goal, cmp = _goal(answer, indicator, until, _number("--target", target))
        made = make(answer.measuring, indicator, day=answer.day, until=last, what_if=what_if)
        missing = None
        if goal is not None and made.mid is not None:
            missing = gap(answer.measuring, indicator, day=answer.day, until=last, target=goal, cmp=cmp, forecast=made)
        tried = back_test(answer.past_at, indicator, day=answer.day) if with_trials else None
        reached = made.reached(goal, cmp) if goal is not None and made.mid is not None else (None, None)
        if as_json:
            print_json(
                {
                    **made.as_plain(),
                    "plan": answer.plan.id,
                    "target": goal,
                    "cmp": cmp,
                    "reached": {"mid": reached[0], "careful": reached[1]},
                    "gap": missing.as_plain() if missing is not None else None,
                    "back_test": tried.as_plain() if tried is not None else None,
                    "snapshot": answer.opened.snapshot.id,
                },
                schema="forecast/1",
            )
            return
        _print(made, missing, reached, what_if, edge)
        if tried is not None:
            click.echo(tried.says.to(edge.language))
        print_home(answer.opened.home, answer.opened.snapshot, edge.language)


def _goal(
    answer: Answering, indicator: str, until: date | None, target: Decimal | None
) -> tuple[date, Decimal | None, str]:
    """Last day, value and comparison: those asked, else those of the plan.

    Raises:
        BadInput: the day forecast for is not after the day of the figure.
    """
    from zhiquan.plan.board import CHANGES  # noqa: PLC0415 - slow to import

    goals = [goal for goal in answer.plan.targets if goal.indicator == indicator and goal.cmp not in CHANGES]
    due = date(goals[0].by, 12, 31) if goals and goals[0].by else answer.plan.to
    last = until or due
    if last <= answer.day:
        raise BadInput(
            Words("预测的日期须晚于截止日", "the day forecast for must be later than the day of the figure"),
            where={"until": last, "as-of": answer.day},
            remedy=Words("用 --as-of 或 --until 调整；已结束的规划没有预测。", "See --as-of and --until."),
        )
    value = target if target is not None else (goals[0].value if goals else None)
    return last, value, "le" if goals and goals[0].cmp == "le" else "ge"


def _number(option: str, text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text)
    except ArithmeticError:
        raise BadInput(
            Words("须为数字", "a number is needed"),
            where={option: text},
            remedy=Words("例如 20 或 1500.5。", "For instance 20 or 1500.5."),
        ) from None


def _print(
    made: Forecast, missing: Gap | None, reached: tuple[date | None, date | None], what_if: WhatIf, edge: Edge
) -> None:
    def told(zh: str, en: str) -> str:
        return Words(zh, en).to(edge.language)

    if made.mid is None:
        needs = "；".join(need.to(edge.language) for need in made.needs)
        click.echo(told(f"不能预测：缺 {needs}", f"cannot be forecast: needs {needs}"))
        return
    click.echo(told(f"到 {made.until}：", f"by {made.until}: ") + f"{made.low} – {made.mid} – {made.high}")
    click.echo(made.method.to(edge.language))
    supposed = [name for name in ("base_change", "renewal", "grants", "filings") if getattr(what_if, name) is not None]
    if supposed:
        listed = ", ".join(f"{name} = {getattr(what_if, name)}" for name in supposed)
        click.echo(told(f"假设：{listed}", f"supposed: {listed}"))
    print_table((told("确知部分", "known exactly"), ""), _known(made, edge))
    points = [point for place, point in enumerate(made.path) if place % 6 == 0 or point.day == made.until]
    heads = (told("日期", "day"), told("低", "low"), told("中", "mid"), told("高", "high"))
    print_table(heads, ((point.day, point.low, point.mid, point.high) for point in points))
    if missing is not None:
        click.echo(missing.says.to(edge.language))
        never = told("到期后三年内仍达不到", "not within three years after the day")
        mid, careful = (str(one) if one else never for one in reached)
        click.echo(told(f"达标日：中位 {mid}，稳妥 {careful}", f"reached: middle {mid}, careful end {careful}"))


def _known(made: Forecast, edge: Edge) -> Iterable[tuple[str, object]]:
    known = made.known
    rows = (
        (Words("现在计入", "counted now"), known.stands),
        (Words("到期前届满", "expire before the day"), sum(one.count for one in known.expiring)),
        (Words("将在确定日期计入", "come to count on known days"), sum(one.count for one in known.entering)),
        (Words("期间应缴年费（笔）", "annual fees falling due"), sum(one.count for one in known.fees)),
        (Words("滞纳期内", "in the months of grace"), known.in_grace),
        (Words("在审", "pending"), sum(one.count for one in known.pending)),
        (Words("估计已失效未公告", "expected lapsed, not yet announced"), round(known.unannounced, 1)),
    )
    return ((words.to(edge.language), value) for words, value in rows)
