"""One question with its snapshot open, for as long as an answer is worked out (计算会话)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.figures import Figure
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.month_ends import month_ends
from zhiquan.measure.plain import figure_as_plain
from zhiquan.plan.publishing import measuring_for
from zhiquan.register.lake.reader import Reader
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.asking import Ask

MONTHS = 60
History = list[list[str | int | None]]
"""Month ends: day, value, numerator, denominator."""


@dataclass(frozen=True, slots=True)
class Session:
    """A question with everything it is worked out from (计算会话)."""

    ask: Ask
    plan: Plan
    knowledge: Knowledge
    overlay: Path
    reader: Reader
    measuring: Measuring

    def definition(self, indicator: str) -> Indicator:
        """The definition of an indicator."""
        return self.knowledge.get(Indicator, indicator)


@contextmanager
def session(ask: Ask) -> Iterator[Session]:
    """Open the snapshot a question names."""
    home = house()
    knowledge, overlay = home.knowledge(), home.settings.knowledge
    plan = knowledge.get(Plan, ask.plan)
    with home.reader(ask.snapshot) as reader:
        yield Session(ask, plan, knowledge, overlay, reader, measuring_for(reader, knowledge, plan, ask.asked, overlay))


def histories(held: Session, indicators: list[str], day: date) -> dict[str, History]:
    """Month ends of some indicators up to a day, and the day itself.

    Stocks and levels reach five years back; cumulative counts begin with the plan.
    """
    flows = [name for name in indicators if held.definition(name).behaves == "flow"]
    others = [name for name in indicators if name not in flows]
    ends = [*month_ends(day, MONTHS), day]
    found: dict[str, History] = {name: [] for name in indicators}
    for names, first in ((flows, held.plan.from_), (others, date.min)):
        days = sorted({end for end in ends if end >= first})
        defined = [name for name in names if held.definition(name).versions[0].from_ <= min(days, default=day)]
        for figure in held.measuring.figures(defined, days):
            if figure.value is not None:
                found[figure.indicator].append(_point(figure))
    return found


def tidy(value: object) -> object:
    """A count without needless zeros: ``81.800000`` is ``81.8``; others as they are."""
    if isinstance(value, str) and "." in value:
        return f"{Decimal(value).normalize():f}"
    return value


def tidy_figure(figure: Figure) -> dict[str, object]:
    """A figure for JSON with its numerator as it is to be read."""
    told = figure_as_plain(figure)
    return {**told, "numerator": tidy(told["numerator"])}


def _point(figure: Figure) -> list[str | int | None]:
    told = tidy_figure(figure)
    base = told["denominator"]
    numerator = told["numerator"]
    assert numerator is None or isinstance(numerator, (str, int))
    return [
        figure.day.isoformat(),
        str(told["value"]),
        numerator,
        base["value"] if isinstance(base, dict) else None,
    ]
