"""Events by months of age, with the exposure they rest on (月龄表).

Small cells lean on their neighbours: exposure ``n`` with ``d`` events is read as ``(d + k * pooled) / (n + k)``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhiquan.measure.forecast.days import Days, Numbers, ages

AGES = 180
"""Months of age told apart; older applications have no chance left."""

_GRANT_WEIGHT = 24.0


@dataclass(frozen=True, slots=True)
class AgeTable:
    """Chances by months of age (按月龄的概率).

    Attributes:
        exposure: application-months seen at each age; events: how many happened there.
        hazard: events a month, shrunk; total: hazard added up to the beginning of each age, one entry more.
    """

    exposure: Numbers
    events: Numbers
    hazard: Numbers
    total: Numbers

    def added(self, age: Numbers) -> Numbers:
        """Hazard added up from age nought to ``age`` months."""
        found: Numbers = np.interp(age, np.arange(AGES + 1.0), self.total)
        return found


def age_table(origin: Days, entry: Days, event: Days, window: tuple[int, int]) -> AgeTable:
    """Events by months since ``origin`` within a window of days.

    Args:
        origin: day each age counts from.
        entry: first day each was at risk.
        event: day of the event or ``NEVER``.
        window: first and last day looked at; who has no event by the last day is censored there.

    Returns:
        The table; those who can no longer have the event but are not known to stay at risk.
    """
    first, last = window
    start = np.maximum(entry, first)
    stop = np.minimum(event, last)
    seen = stop > start
    low, high = ages(origin[seen], start[seen]), ages(origin[seen], stop[seen])
    exposure = _months_at(high) - _months_at(low)
    happened = seen & (event <= last)
    at = ages(origin[happened], event[happened]).astype(np.int64)
    events: Numbers = np.bincount(at[at < AGES], minlength=AGES).astype(np.float64)
    pooled = near(events, 4) / np.maximum(near(exposure, 4), 1e-9)
    pooled[near(exposure, 4) < 1.0] = 0.0
    hazard = (events + _GRANT_WEIGHT * pooled) / (exposure + _GRANT_WEIGHT)
    return AgeTable(exposure, events, hazard, np.concatenate([[0.0], np.cumsum(hazard)]))


def _months_at(age: Numbers) -> Numbers:
    """Months spent at each month of age by those who reached ``age``, all together."""
    whole = np.clip(age.astype(np.int64), 0, AGES - 1)
    passed = len(age) - np.cumsum(np.bincount(whole, minlength=AGES))
    parts = np.bincount(whole, weights=np.clip(age - whole, 0.0, 1.0), minlength=AGES)
    return np.asarray(passed + parts, dtype=np.float64)


def near(values: Numbers, reach: int) -> Numbers:
    """Sums over ``reach`` neighbours on either side."""
    whole = np.convolve(values, np.ones(2 * reach + 1))
    found: Numbers = whole[reach : len(whole) - reach]
    return found
