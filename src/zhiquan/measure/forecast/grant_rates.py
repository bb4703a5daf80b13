"""Chance of grant of pending applications, and how fast new ones arrive (授权概率与新申请)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhiquan.measure.forecast.age_tables import AGES, AgeTable, age_table, near
from zhiquan.measure.forecast.days import MONTH, Days, Numbers, ages
from zhiquan.measure.forecast.lives import Lives

ARRIVING = 24
"""Months of the past that new applications are drawn from."""

WINDOW = 36
"""Months of the past that chances of grant are taken from."""

_SILENCE = 4.0
"""Events awaited but not on record that show a list to have ended: a chance of one in fifty."""


@dataclass(frozen=True, slots=True)
class GrantRates:
    """Chance of grant (授权概率).

    Attributes:
        by_age: of visible applications, by months since filing, those refused unnoticed included.
        by_lag: of applications from the day they can be seen, by months since then.
        at_once: share of new ones that are seen only when granted.
        still: share known to be pending among those not granted, by months since filing.
        arrivals: applications newly seen in each of the last ``ARRIVING`` months, oldest first, at their last pace.
        from_pending: pending applications can be used; else grants are taken as a stream of their own.
        through: last day up to which grants are on record; seen_through: likewise new applications.
        granted: grants in the window.
        spread: relative spread of grants from one quarter to the next beyond chance.
    """

    by_age: AgeTable
    by_lag: AgeTable
    at_once: float
    still: Numbers
    arrivals: Numbers
    from_pending: bool
    through: int
    seen_through: int
    granted: int
    spread: float


def grant_rates(lives: Lives, day: int) -> GrantRates:
    """Chances of grant as of ``day``, from lives cut to what was known then."""
    through = through_day(lives.granted, day)
    uses_pending = _holds_applications(lives, day)
    visible = lives.visible if uses_pending else lives.granted
    shown = visible <= day
    filed, granted, visible = lives.filed[shown], lives.granted[shown], visible[shown]
    window = (through - round(WINDOW * MONTH), through)
    by_age = age_table(filed, visible, granted, window)
    by_lag = age_table(visible, visible, granted, window)
    recent = (visible > window[0]) & (visible <= through)
    seen_through = through_day(visible, day)
    return GrantRates(
        by_age=by_age,
        by_lag=by_lag,
        at_once=float(np.mean(granted[recent] <= visible[recent])) if recent.any() else 0.0,
        still=_still_pending(lives, day),
        arrivals=_at_last_pace(_per_month(visible, seen_through, WINDOW)),
        from_pending=uses_pending,
        through=through,
        seen_through=seen_through,
        granted=int(np.sum((granted > window[0]) & (granted <= through))),
        spread=_spread(_per_month(granted, through, WINDOW)),
    )


def through_day(days: Days, day: int) -> int:
    """The last day up to which days of this sort are on record (记录截止日).

    Returns:
        ``day``, or the last one on record when at least four more were awaited since: the list has not been renewed
        then. A silence of more than a year is taken for real.
    """
    past = days[days <= day]
    if len(past) == 0:
        return day
    last = int(past.max())
    rate = np.sum(past > last - round(WINDOW * MONTH)) / (WINDOW * MONTH)
    is_late = (day - last) * rate > _SILENCE and 14 < day - last <= 366
    return last if is_late else day


def _holds_applications(lives: Lives, day: int) -> bool:
    """True when the register holds pending applications, and those that failed, well enough to reckon with.

    As many should be pending as arrive in the time a grant takes; a third of that is asked for. Without any that
    failed, everything on record was granted in the end, and chances would come out too high.
    """
    done = (lives.granted <= day) & (lives.granted > day - round(WINDOW * MONTH)) & (lives.granted > lives.visible)
    if not done.any():
        return bool(lives.pending(day).any()) and lives.kind not in {"utility_model", "design_patent"}
    waits = np.mean(ages(lives.visible[done], lives.granted[done]))
    awaited = np.sum(done) / WINDOW * waits
    open_now = lives.pending(day) & (ages(lives.filed, day) < 60)
    is_old = ages(lives.filed, day) > 36
    failed = np.sum(is_old & (lives.granted > day))
    granted = np.sum(is_old & (lives.granted <= day))
    return bool(np.sum(open_now) >= awaited / 3 and (failed > 0.02 * granted))


def _still_pending(lives: Lives, day: int) -> Numbers:
    """Share known to be pending among those not granted, by months since filing, from neighbours of six months."""
    not_granted = (lives.granted > day) & (lives.filed <= day) & (lives.visible <= day)
    age = ages(lives.filed[not_granted], day).astype(np.int64)
    is_open = (lives.ended > day)[not_granted]
    inside = age < AGES
    everyone = near(np.bincount(age[inside], minlength=AGES).astype(np.float64), 6)
    open_ones = near(np.bincount(age[inside & is_open], minlength=AGES).astype(np.float64), 6)
    found: Numbers = (open_ones + 2.0) / (everyone + 2.0)
    return found


def _per_month(days: Days, through: int, months: int) -> Numbers:
    """How many days fall into each of the last ``months`` months before ``through``, oldest first."""
    back = np.floor((through - days[(days <= through)]) / MONTH).astype(np.int64)
    counted: Numbers = np.bincount(back[back < months], minlength=months)[:months][::-1].astype(np.float64)
    return counted


def _at_last_pace(monthly: Numbers) -> Numbers:
    """The last 24 of 36 months, each raised or lowered to the pace at their end.

    Growth a year is that of the later half over the earlier; with ``n`` events it counts ``n / (n + 100)`` of itself.
    What was growing is not supposed to grow on.
    """
    half = len(monthly) // 2
    earlier, later = monthly[:half].sum(), monthly[half:].sum()
    growth = np.log((later + 5) / (earlier + 5)) / (half / 12) * (monthly.sum() / (monthly.sum() + 100))
    back = np.arange(len(monthly) - 1, -1, -1) + 0.5
    found: Numbers = (monthly * np.exp(growth * back / 12))[-ARRIVING:]
    return found


def _spread(monthly: Numbers) -> float:
    """Relative standard deviation of quarters around their trend beyond that of chance; 0 with nothing to see."""
    quarters = monthly.reshape(-1, 3).sum(axis=1)
    mean = float(quarters.mean())
    if mean <= 0:
        return 0.0
    place = np.arange(len(quarters)) - (len(quarters) - 1) / 2
    left = quarters - mean - place * (place @ quarters) / (place @ place)
    variance = float(left @ left) / (len(quarters) - 2)
    return float(np.sqrt(max(0.0, variance - mean))) / mean
