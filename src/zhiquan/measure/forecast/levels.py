"""Yearly surveys and shares of a stock: held or drifting a little, ranged by their own past changes (水平与比率)."""

from __future__ import annotations

from datetime import date

import numpy as np

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import IndicatorVersion
from zhiquan.measure.forecast.chances import PATHS, SEED
from zhiquan.measure.forecast.days import Days, Grid, Numbers, day_of, months_back, number
from zhiquan.measure.forecast.lives import FEE_KINDS
from zhiquan.measure.forecast.materials import Materials
from zhiquan.measure.forecast.ranges import Outcome, cannot, range_of
from zhiquan.measure.forecast.shapes import WhatIf

LEAST_VALUES = 4
"""Yearly values a survey needs to be forecast."""

LEAST_MONTHS = 12
_MONTHS = 60
_DRIFT_WEIGHT, _CHANGE_WEIGHT, _USUAL_CHANGE = 4.0, 2.0, 1.5
_Z80 = 1.2816
_LEAST_SPREAD = 0.3
_MOST = 100.0


def level_outcome(materials: Materials, indicator: str, day: date, grid: Grid, *, seen: date | None = None) -> Outcome:
    """A score measured again each year: its last value, a shrunk drift, and changes like those from year to year."""
    version = materials.version(indicator, day)
    rows = [row for row in materials.measuring.series(version.numerator.series) if row["as_of"] <= day]
    known = seen or materials.measuring.asked.known
    rows = [row for row in rows if known is None or row["published"] is None or row["published"] <= known]
    latest = {row["as_of"]: row for row in rows}
    if len(latest) < LEAST_VALUES:
        need = Words(
            f"至少 {LEAST_VALUES} 年的公布数（现有 {len(latest)} 年）",
            f"at least {LEAST_VALUES} yearly values ({len(latest)} loaded)",
        )
        return cannot(grid, (need,))
    values = np.array([float(row["value"]) for row in latest.values()])
    days = np.array([number(one) for one in latest], np.int64)
    last = latest[max(latest)]
    margin = float(last["margin"]) / 1.96 if last.get("margin") else _sampling(values[-1], last.get("sample"))
    paths = _walks(values, days, grid, margin)
    said = Words(
        f"以 {day_of(days[-1])} 的数为起点，漂移按 {len(values)} 年的变化收缩，八成范围取自历年变化与抽样误差",
        f"from the value of {day_of(days[-1])}, drift shrunk from {len(values)} yearly values, range from changes "
        "between years and sampling error; 80 % range",
    )
    return Outcome(grid, range_of(paths), said, is_value=True)


def _sampling(score: float, sample: object) -> float:
    """Standard error of a score of 0 to 100 at most, from the number of answers; 0 when it is not stated."""
    count = float(str(sample)) if sample else 0.0
    return float(np.sqrt(max(score * (100 - score), 0.0) / count)) if count else 0.0


def _walks(values: Numbers, days: Days, grid: Grid, margin: float) -> Numbers:
    generator = np.random.default_rng(SEED)
    changes = np.diff(values)
    count = len(changes)
    drift = changes.sum() / (count + _DRIFT_WEIGHT)
    squares = np.sum((changes - changes.mean()) ** 2) + _CHANGE_WEIGHT * _USUAL_CHANGE**2
    spread = float(np.sqrt(squares / (count - 1 + _CHANGE_WEIGHT)))
    gap = float(np.median(np.diff(days)))
    surveys = np.maximum(np.floor((grid.points - days[-1]) / gap + 0.02), 0).astype(np.int64)
    shocks = generator.standard_t(count + 2, (PATHS, int(surveys.max()) + 1)) * spread
    trend = drift + generator.standard_normal((PATHS, 1)) * spread / np.sqrt(count + _DRIFT_WEIGHT)
    shocks[:, 0] = 0.0
    walk = values[-1] + np.cumsum(shocks, axis=1) + trend * np.arange(shocks.shape[1])
    # The published value itself is certain; each later one is measured anew.
    noise = np.where(surveys > 0, generator.standard_normal((PATHS, 1)) * margin, 0.0)
    top = _MOST if values.max() <= _MOST else np.inf
    found: Numbers = np.clip(walk[:, surveys] + noise, 0.0, top)
    return found


def share_outcome(  # noqa: PLR0913 - what a forecast rests on
    materials: Materials, indicator: str, day: date, grid: Grid, what_if: WhatIf, *, seen: date | None = None
) -> Outcome:
    """A share: held at its last settled value, with the range of its own changes over as many months."""
    settled = _settled(materials, indicator, day, seen)
    days = tuple(months_back(settled, back) for back in range(_MONTHS, -1, -1))
    found = materials.values(indicator, days)
    values = np.array([float(value) for value in found if value is not None])
    if len(values) < LEAST_MONTHS or found[-1] is None:
        need = Words(f"至少 {LEAST_MONTHS} 个月的数", f"values of at least {LEAST_MONTHS} months")
        return cannot(grid, (need,))
    ahead = np.maximum((grid.points - number(settled)) / 30.4, 0.0)
    spread = _change(values, ahead)
    middle = _supposed(materials, indicator, day, np.full(grid.steps, values[-1]), ahead, what_if)
    ends = np.stack([middle - _Z80 * spread, middle, middle + _Z80 * spread])
    is_percent = materials.version(indicator, day).rate == "percent"
    said = Words(
        f"保持 {settled} 的数（其后的终止尚未全部公告），范围取自 {len(values)} 个月自身的变化；范围为八成把握"
        if settled < day
        else f"保持现值，范围取自 {len(values)} 个月自身的变化；范围为八成把握",
        f"the value of {settled} held, range from its own changes over {len(values)} months; 80 % range",
    )
    return Outcome(grid, np.clip(ends, 0.0, _MOST if is_percent else np.inf), said, is_value=True)


def _settled(materials: Materials, indicator: str, day: date, seen: date | None) -> date:
    """The last day whose lapses are all told, for shares that rest on lapses; else the day itself."""
    version = materials.version(indicator, day)
    rests_on_lapses = version.numerator.count in {"fees_kept", "survivors"}
    return settled_day(materials, version, day, seen) if rests_on_lapses else day


def settled_day(materials: Materials, version: IndicatorVersion, day: date, seen: date | None) -> date:
    """The last day up to ``day`` whose lapses are all told, for the kinds a definition counts."""
    settled = number(day)
    for kind in version.numerator.kinds:
        if kind in FEE_KINDS:
            lapses = materials.rates(kind, day, seen)[2]
            settled = min(settled, lapses.through - lapses.slowest)
    return day_of(settled)


def _change(values: Numbers, ahead: Numbers) -> Numbers:
    """Spread of the change after so many months, from past changes over that span or the longest usable one."""
    longest = max(1, len(values) // 3)
    spans = np.arange(1, longest + 1)
    seen = np.array([np.sqrt(np.mean((values[span:] - values[:-span]) ** 2)) for span in spans])
    seen = np.maximum.accumulate(np.maximum(seen, _LEAST_SPREAD * np.sqrt(spans / 12)))
    inside = np.interp(ahead, np.concatenate([[0], spans]), np.concatenate([[0.0], seen]))
    found: Numbers = np.where(ahead > longest, seen[-1] * np.sqrt(ahead / longest), inside)
    return found


def _supposed(  # noqa: PLR0913, PLR0917 - what a supposition changes
    materials: Materials, indicator: str, day: date, middle: Numbers, ahead: Numbers, what_if: WhatIf
) -> Numbers:
    """The middle when another share of annual fees is paid: the twelve months looked at fill with it."""
    if what_if.renewal is None or materials.version(indicator, day).numerator.count != "fees_kept":
        return middle
    filled = np.clip(ahead / 12, 0.0, 1.0)
    found: Numbers = middle * (1 - filled) + 100 * what_if.renewal * filled
    return found
