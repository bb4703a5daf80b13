"""A forecast of one indicator: known parts, model, range, path (预测)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.measure.figures import series_needed
from zhiquan.measure.forecast.days import Grid, Numbers, day_of
from zhiquan.measure.forecast.materials import Materials, materials_of
from zhiquan.measure.forecast.outcomes import outcome_of
from zhiquan.measure.forecast.shapes import Forecast, PathPoint, WhatIf
from zhiquan.measure.forecast.values import base_ahead, value_of
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.rates import rounded

MONTHS_PAST = 36
"""Months past the end that a path goes on, to find the day a target is reached."""

_AS_SUPPOSED = WhatIf()


def forecast(
    measuring: Measuring, indicator: str, *, day: date, until: date, what_if: WhatIf = _AS_SUPPOSED
) -> Forecast:
    """The value of an indicator on a later day, with an 80 % range (预测).

    What is known exactly comes first: rights whose term ends, fees falling due, applications pending. The value is that
    of legal effect: lapses not yet announced on ``day`` are expected, so the path may begin below the printed figure.

    Args:
        measuring: the session of figures; its day of knowledge limits what is used.
        indicator: id of the indicator.
        day: the day forecast from; nothing effective later is used but the ends of terms.
        until: the day forecast for, after ``day``.
        what_if: what to suppose instead of what the past says.

    Returns:
        The forecast; low, middle and high are None when something is missing, then ``needs`` says what.

    Raises:
        BadInput: ``until`` is not after ``day``.
        NotFound: the indicator is not known.
    """
    if until <= day:
        raise BadInput(
            Words("预测的终点须晚于起点", "a forecast ends after the day it begins"),
            where={"day": day, "until": until},
            remedy=Words("请给出更晚的日期。", "Give a later day."),
        )
    materials = materials_of(measuring)
    key = ("forecast", indicator, day, until, what_if)
    return materials.once(key, lambda: _forecast(materials, indicator, day, until, what_if))


def _forecast(materials: Materials, indicator: str, day: date, until: date, what_if: WhatIf) -> Forecast:
    definition, version = materials.knowledge.get(Indicator, indicator), materials.version(indicator, day)
    found = outcome_of(materials, indicator, day, Grid.of(day, until, MONTHS_PAST), what_if)
    base = _base(materials, version, day, until, what_if)
    needs = list(found.needs)
    wanted = version.denominator
    if wanted is not None and wanted.series and base is None:
        needs.append(series_needed(wanted.series, wanted.at))
    counted = [] if found.ends is None or found.is_value else _counts(found.ends, sums=version.numerator.sums)
    rows: list[_Ends] = []
    if found.ends is not None and not needs:
        if found.is_value:
            rows = [_ends(rounded(_number(one), definition.places) for one in column) for column in found.ends.T]
        else:
            rows = [_ends(value_of(definition, version, one, base) for one in column) for column in counted]
    low, mid, high = rows[found.grid.end] if rows else (None, None, None)
    return Forecast(
        indicator=indicator,
        day=day,
        until=until,
        low=low,
        mid=mid,
        high=high,
        path=tuple(PathPoint(day_of(point), *row) for point, row in zip(found.grid.points, rows, strict=False)),
        method=_with_base(found.method, base),
        needs=tuple(needs),
        known=found.known,
        base_used=base,
        counted=counted[found.grid.end] if counted else None,
    )


def _base(materials: Materials, version: IndicatorVersion, day: date, until: date, what_if: WhatIf) -> Decimal | None:
    """The denominator used: the supposed one, else the last on record; None for an indicator without one."""
    if version.denominator is None or not version.denominator.series:
        return None
    if what_if.base_change is not None:
        return what_if.base_change
    used = base_ahead(materials, version, day, until)
    return None if used is None else used.value


_Ends = tuple[Decimal, Decimal, Decimal]


def _ends(values: Iterable[Decimal]) -> _Ends:
    low, mid, high = values
    return low, mid, high


def _counts(ends: Numbers, *, sums: bool) -> list[_Ends]:
    """Numerators at each step: whole rights, or yuan to the fen."""
    places = 2 if sums else 0
    return [_ends(max(rounded(_number(one), places), Decimal(0)) for one in column) for column in ends.T]


def _number(value: float) -> Decimal:
    return Decimal(repr(round(float(value), 6)))


def _with_base(method: Words, base: Decimal | None) -> Words:
    if base is None:
        return method
    people = f"{base.normalize():f}"
    return Words(f"{method.zh}；分母沿用 {people}", f"{method.en}; denominator {people} carried on")
