"""Chance that an annual fee is not paid, how late lapses are told, and how marks are renewed (未缴率与续展率)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhiquan.measure.forecast.age_tables import near
from zhiquan.measure.forecast.days import MONTH, NEVER, Days, Numbers, anniversaries
from zhiquan.measure.forecast.grant_rates import through_day
from zhiquan.measure.forecast.lives import Lives

FEE_WINDOW = 60
"""Months of the past that chances of lapse are taken from."""

FEE_YEARS = 19
_LAPSE_WEIGHT = 40.0
_PRIOR_LAPSE, _PRIOR_WEIGHT = 0.05, 20.0
_DELAY_DAYS = 245
_MANY_FEES = 200.0


@dataclass(frozen=True, slots=True)
class LapseRates:
    """Chance that an annual fee is not paid, by patent year completed (各年度年费未缴率).

    Attributes:
        exposure, lapses: fees due and rights lapsed, entry 0 for the first anniversary of filing.
        chance: of lapse, shrunk to neighbours and to the rate of all years.
        delay: days from due day to announcement, sorted; silent: share of lapses announced by so many days.
        through: last announcement on record.
        is_assumed: no lapse is on record, so a rate is supposed.
        other: chance a month that a right ends otherwise before its term.
    """

    exposure: Numbers
    lapses: Numbers
    chance: Numbers
    delay: Days
    through: int
    is_assumed: bool
    other: float

    @property
    def slowest(self) -> int:
        """Days after which an unpaid fee is as good as always announced."""
        return int(np.quantile(self.delay, 0.99)) + 7

    def told_share(self, days: Numbers) -> Numbers:
        """Share of lapses announced ``days`` after the due day."""
        found: Numbers = np.searchsorted(self.delay, days, side="right") / len(self.delay)
        return found

    def hidden(self, years: Days, due: Days) -> Numbers:
        """Chance that a right without announcement had its fee of ``due`` unpaid all the same."""
        chance = self.chance[years]
        told = self.told_share((self.through - due).astype(np.float64))
        found: Numbers = chance * (1 - told) / np.maximum(1 - chance * told, 1e-9)
        return found


def lapse_rates(lives: Lives, day: int, seen: int) -> LapseRates:
    """Chances of lapse as of ``day``; due days whose lapses may not be told yet are left out of the exposure."""
    if not lives.has_fees:
        none = np.zeros(FEE_YEARS)
        return LapseRates(none, none, none, _delays(np.empty(0, np.int64)), seen, False, _other_ends(lives, day))
    lapsed = lives.lapsed & (lives.ended <= day)
    due = anniversaries(lives.filed, FEE_YEARS)
    place = _unpaid(lives, due, lapsed)
    end_due = np.where(lapsed, due[np.arange(len(place)), place], NEVER)
    wait = (lives.told - end_due)[lapsed & (lives.told > end_due)]
    delay = _delays(wait)
    told = lives.told[lapsed & (lives.told <= seen)]
    through = min(through_day(told, min(lives.learned, seen)), seen) if len(told) else min(lives.learned, seen, day)
    last = min(day, through - int(np.quantile(delay, 0.99)) - 7)
    first = last - round(FEE_WINDOW * MONTH)
    stands = (due > lives.granted[:, None]) & (due < lives.expires[:, None]) & (due > first) & (due <= last)
    alive = np.where(lapsed[:, None], due <= end_due[:, None], due < lives.ended[:, None])
    exposure = np.sum(stands & alive, axis=0).astype(np.float64)
    hit = stands & lapsed[:, None] & (due == end_due[:, None])
    lapses = np.sum(hit, axis=0).astype(np.float64)
    is_assumed = bool(lapses.sum() == 0 and exposure.sum() > _MANY_FEES)
    chance = np.full(FEE_YEARS, _PRIOR_LAPSE) if is_assumed else _lapse_chance(lapses, exposure)
    return LapseRates(exposure, lapses, chance, delay, through, is_assumed, _other_ends(lives, day))


def _delays(wait: Days) -> Days:
    """Days from due day to announcement, sorted; about eight months where fewer than twenty are on record."""
    told = wait[(wait > 150) & (wait < 400)]
    return np.sort(told) if len(told) >= 20 else np.array([_DELAY_DAYS - 35, _DELAY_DAYS, _DELAY_DAYS + 25])


def _unpaid(lives: Lives, due: Days, lapsed: np.ndarray) -> Days:
    """Place of the anniversary whose fee was not paid: the one on the day of lapse, else the last half a year before.

    Lapse goes back to the due day; a bare status word only tells that it had happened by then.
    """
    exact = np.argmin(np.abs(due - lives.ended[:, None]), axis=1)
    is_near = np.abs(due[np.arange(len(exact)), exact] - lives.ended) <= 31
    before = np.maximum(np.sum(due <= lives.ended[:, None] - 180, axis=1) - 1, 0)
    found: Days = np.where(is_near | ~lapsed, exact, before)
    return found


def _lapse_chance(lapses: Numbers, exposure: Numbers) -> Numbers:
    """Each year leans on its two neighbours, these on all years, all on one supposed rate of little weight."""
    overall = (lapses.sum() + _PRIOR_LAPSE * _PRIOR_WEIGHT) / (exposure.sum() + _PRIOR_WEIGHT)
    around = (near(lapses, 2) + _LAPSE_WEIGHT * overall) / (near(exposure, 2) + _LAPSE_WEIGHT)
    found: Numbers = (lapses + _LAPSE_WEIGHT * around) / (exposure + _LAPSE_WEIGHT)
    return found


def _other_ends(lives: Lives, day: int) -> float:
    """Chance a month that a right ends before its term by anything but an unpaid fee or the end of its term."""
    had = lives.granted <= day
    ended = had & (lives.ended <= day)
    others = np.sum(ended & ~lives.lapsed & ~lives.expired & (lives.ended > lives.granted))
    months = np.sum(np.minimum(lives.ended, day)[had] - lives.granted[had]) / MONTH
    return float(others / months) if months > 0 else 0.0


def renewal_share(lives: Lives, day: int) -> tuple[float, int]:
    """Share of marks that lived past the end of a ten-year term, and of how many (续展率).

    Terms that ended between one and six years ago are looked at: a renewal can be told late. Few are shrunk to 60 %.
    """
    had = lives.granted <= day
    terms = anniversaries(lives.granted[had], 40)[:, 9::10]
    came = (terms <= day - 365) & (terms > day - 6 * 365) & (lives.ended[had][:, None] >= terms - 3)
    lived = came & (lives.ended[had][:, None] > terms + 3)
    count = int(came.sum())
    return float((lived.sum() + 0.6 * 10) / (count + 10)), count
