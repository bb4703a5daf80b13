"""Sheets of figures: value, last year's value, change, and what cannot be computed yet (指标表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.days import add_months
from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.sheets import FigureSheet, SheetRow, SheetVersion
from zhiquan.measure.figures import Figure
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.plain import figure_as_plain, text, words_as_plain


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of a sheet on one day (表行).

    Attributes:
        part: heading it stands under.
        indicator: id of the statistic; empty for a row that cannot be computed yet.
        value: its value; None when it cannot be computed, then ``needs`` says what is missing.
        before: the value a year before; None when that cannot be computed or was not counted yet.
        change: ``value - before`` in the unit; None when one of them is missing.
        better: whether the change is for the better; None without a change.
        figure: the figure with numerator, denominator and notes.
    """

    id: str
    part: Words
    label: Words
    unit: Words
    indicator: str = ""
    value: Decimal | None = None
    before: Decimal | None = None
    change: Decimal | None = None
    better: bool | None = None
    needs: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    figure: Figure | None = None
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet on one day, compared with ``before``, the same day a year earlier (指标表)."""

    definition: FigureSheet
    version: SheetVersion
    day: date
    before: date
    lines: tuple[SheetLine, ...]


def make_sheet(definition: FigureSheet, measuring: Measuring, day: date) -> Sheet:
    """A sheet on one day.

    Args:
        definition: what its rows are.
        measuring: figures of the district, cumulative ones counted since its period began.
        day: the day asked.

    Raises:
        NotFound: the sheet was not in force on the day, or an indicator it names is not known.
    """
    version = definition.at(day)
    earlier = add_months(day, -12)
    wanted = [row.indicator for part in version.parts for row in part.rows if row.indicator]
    made = measuring.figures(list(dict.fromkeys(wanted)), [earlier, day])
    figures = {(one.indicator, one.day): one for one in made}
    lines = [
        _computed(row, part.label, measuring, figures[row.indicator, day], figures[row.indicator, earlier])
        if row.indicator
        else _missing(row, part.label)
        for part in version.parts
        for row in part.rows
    ]
    return Sheet(definition, version, day, earlier, tuple(lines))


def _computed(row: SheetRow, part: Words, measuring: Measuring, now: Figure, then: Figure) -> SheetLine:
    indicator = measuring.knowledge.get(Indicator, row.indicator)
    was_counted = indicator.behaves != "flow" or then.day >= measuring.asked.since
    before = then.value if was_counted else None
    change = now.value - before if now.value is not None and before is not None else None
    better = (change > 0) == (indicator.better == "more") if change else None
    return SheetLine(
        id=row.id,
        part=part,
        label=row.label or indicator.label,
        unit=indicator.unit,
        indicator=row.indicator,
        value=now.value,
        before=before,
        change=change,
        better=better,
        needs=now.needs,
        notes=(*now.notes, *([row.note] if row.note else []), *([] if was_counted else [_NOT_COUNTED])),
        figure=now,
        is_verified=indicator.at(now.day).verified,
    )


def _missing(row: SheetRow, part: Words) -> SheetLine:
    assert row.label is not None
    assert row.needs is not None
    notes = (row.note,) if row.note else ()
    return SheetLine(row.id, part, row.label, Words("", ""), needs=(row.needs,), notes=notes)


def line_as_plain(made: Sheet, line: SheetLine) -> dict[str, Any]:
    """A row as ``sheet/1``: values are texts, ``trace`` is the figure with its parts; null where there is nothing."""
    return {
        "sheet": made.definition.id,
        "asof": made.day,
        "before_on": made.before,
        "row": line.id,
        "part": words_as_plain(line.part),
        "label": words_as_plain(line.label),
        "unit": words_as_plain(line.unit) if line.unit.zh else None,
        "indicator": line.indicator or None,
        "value": text(line.value),
        "before": text(line.before),
        "change": text(line.change),
        "is_better": line.better,
        "needs": [words_as_plain(need) for need in line.needs],
        "notes": [words_as_plain(note) for note in line.notes],
        "verified": line.is_verified,
        "trace": figure_as_plain(line.figure) if line.figure else None,
    }


_NOT_COUNTED = Words("累计自规划期首日起算，一年前尚未开始", "counted since the plan began, less than a year ago")
