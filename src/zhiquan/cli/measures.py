"""What the commands on figures share: the plan meant, the snapshot, the day (指标命令共用)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.options import DayOption
from zhiquan.cli.register import Opened, opened
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge

if TYPE_CHECKING:
    from zhiquan.knowledge.plans import Plan
    from zhiquan.measure.measuring import Measuring

_YEARS_TRIED = 7

plan_option = click.option("--plan", "plan_id", metavar="ID", help="Plan; the district's latest by default 规划")
"""Which plan is meant."""

day_option = click.option(
    "--as-of", "day", type=DayOption(), help="Day of the figure; today, or the plan's last day once it is over 截止日"
)
"""The day asked."""

known_option = click.option("--known", type=DayOption(), help="As the register knew it on this day 知悉日")
"""The day of knowledge."""

set_option = click.option(
    "--set",
    "choices",
    multiple=True,
    metavar="NAME=VALUE",
    help="A setting asked for instead, for this answer only 参数",
)
"""A setting of ``knowledge list parameters`` asked for instead."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A plan, a snapshot open for reading and figures over it.

    ``past_at`` gives figures as known on a day, cumulative ones since years before the plan, to try past forecasts.
    """

    plan: Plan
    day: date
    known: date | None
    knowledge: Knowledge
    opened: Opened
    measuring: Measuring
    overrides: dict[str, str]
    past_at: Callable[[date | None], Measuring]


@contextmanager
def answering(  # noqa: PLR0913 - what a question is made of
    edge: Edge,
    *,
    plan_id: str | None,
    day: date | None,
    known: date | None = None,
    snapshot: str | None = None,
    choices: tuple[str, ...] = (),
) -> Iterator[Answering]:
    """Everything a command on figures needs, for as long as it runs."""
    from zhiquan.measure.measuring import Measuring, Setting  # noqa: PLC0415 - slow to import
    from zhiquan.measure.question import Question  # noqa: PLC0415 - slow to import
    from zhiquan.plan.plans import default_day, plan_meant  # noqa: PLC0415 - only commands on plans need it

    settings = edge.settings
    knowledge = load_knowledge(overlay=settings.knowledge)
    plan = plan_meant(knowledge, settings.district, plan_id)
    overrides = read_choices(choices, knowledge)
    with opened(edge, snapshot) as found:
        setting = Setting(knowledge, settings.knowledge, overrides)

        def past_at(seen: date | None) -> Measuring:
            return Measuring(found.reader, setting, Question(plan.place, _long_before(plan.from_), seen))

        measuring = Measuring(found.reader, setting, Question(plan.place, plan.from_, known))
        yield Answering(
            plan, day or default_day(plan, edge.today), known, knowledge, found, measuring, overrides, past_at
        )


def require_past(edge: Edge, day: date) -> None:
    """Refuse a day that has not come: what will be is forecast, not counted.

    Raises:
        BadInput: the day is after today.
    """
    if day > edge.today:
        raise BadInput(
            Words(f"{day} 还没有到", f"{day} has not come yet"),
            where={"--as-of": day, "today": edge.today},
            remedy=Words("将来的数用 zhiquan forecast。", "For what is to come use zhiquan forecast."),
        )


def _long_before(day: date) -> date:
    """A day early enough that cumulative figures have a past to try forecasts on."""
    return date(day.year - _YEARS_TRIED, 1, 1)


def read_choices(choices: tuple[str, ...], knowledge: Knowledge) -> dict[str, str]:
    """Settings given as ``NAME=VALUE``.

    Raises:
        BadInput: there is no such setting, or it has no such value.
    """
    from zhiquan.knowledge.parameters import Parameter  # noqa: PLC0415 - only these commands need it

    found: dict[str, str] = {}
    for given in choices:
        name, mark, value = given.partition("=")
        if not mark or name not in knowledge.ids("parameters"):
            listed = ", ".join(knowledge.ids("parameters"))
            raise BadInput(
                Words(f"没有参数 {name}", f"there is no setting {name}"),
                where={"--set": given},
                remedy=Words(f"写作 名称=值；可用：{listed}", f"Write NAME=VALUE; settings: {listed}"),
            )
        parameter = knowledge.get(Parameter, name)
        values = [choice.value for choice in parameter.choices]
        if values and not parameter.unit and value not in values:
            allowed = ", ".join(values)
            raise BadInput(
                Words(f"参数 {name} 没有值 {value}", f"setting {name} has no value {value}"),
                where={"--set": given},
                remedy=Words(f"可用：{allowed}", f"Values: {allowed}"),
            )
        if parameter.unit and value not in values and not value.replace(".", "", 1).isdecimal():
            raise BadInput(
                Words(f"参数 {name} 的值须为数字", f"setting {name} takes a number"),
                where={"--set": given},
                remedy=Words(f"单位：{parameter.unit.zh}", f"unit: {parameter.unit.en}"),
            )
        found[name] = value
    return found
