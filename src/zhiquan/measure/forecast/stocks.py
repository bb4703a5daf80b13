"""What becomes of the rights that count and of the applications pending, expected and simulated (存量推演)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhiquan.measure.forecast.age_tables import AGES
from zhiquan.measure.forecast.chances import PATHS, SEED, counts, factors, goes_on, resampled
from zhiquan.measure.forecast.days import MONTH, Days, Grid, Numbers, ages, anniversaries
from zhiquan.measure.forecast.grant_rates import GrantRates
from zhiquan.measure.forecast.lapse_rates import FEE_YEARS, LapseRates
from zhiquan.measure.forecast.lives import Lives
from zhiquan.measure.forecast.members import Members
from zhiquan.measure.forecast.shapes import WhatIf

_LEAST_STILL = 0.02
_CHUNK = 50_000
_LAPSE_SPREAD, _GRANT_SPREAD, _FILING_SPREAD = 0.1, 0.04, 0.08
"""Relative spread of a whole future's lapses, grants and filings beyond what the past window shows."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything known of one kind as of the day (一类权利的存量).

    Attributes:
        lives: cut to what was known, home rights only; counted: those that count.
        renewed: share of ended terms that are renewed; None for kinds that are not renewed.
    """

    lives: Lives
    counted: Members
    grants: GrantRates
    lapses: LapseRates
    renewed: float | None


@dataclass(frozen=True, slots=True)
class Flows:
    """Expected changes of the counted rights at each step of a grid (期望变动).

    Attributes:
        stands: counted on the day as on record.
        lost: expected lapses and other early ends; step 0 holds those not yet told.
        ended: rights whose term, or time to count, ends; entered: rights that come to count on known days.
        renewable: rights whose term ends and may be renewed.
    """

    stands: int
    lost: Numbers
    ended: Numbers
    entered: Numbers
    renewable: Numbers


def fee_chances(stock: Stock, place: Days, day: int, what_if: WhatIf) -> tuple[Days, Numbers]:
    """Due days of the annual fees of some rights and the chance that each is not paid.

    Returns:
        Two arrays of a row for each right and a column for each anniversary of filing; a fee that is paid, not owed
        or beyond the term has chance 0. Due days before ``day`` have the chance that a lapse is not told yet.
    """
    lives, rates = stock.lives, stock.lapses
    due = anniversaries(lives.filed[place], FEE_YEARS)
    years = np.broadcast_to(np.arange(FEE_YEARS), due.shape)
    owed = (due > lives.granted[place][:, None]) & (due < lives.ended[place][:, None])
    if not lives.has_fees:
        return due, np.zeros(due.shape)
    ahead = rates.chance[years] if what_if.renewal is None else np.full(due.shape, 1 - what_if.renewal)
    open_yet = (due <= day) & (due > rates.through - rates.slowest)
    behind = np.where(open_yet, rates.hidden(years, due), 0.0)
    return due, np.where(owed, np.where(due > day, ahead, behind), 0.0)


def expected_flows(stock: Stock, day: int, grid: Grid, what_if: WhatIf) -> Flows:
    """What is to be expected of the rights that count, some tens of thousands of them at a time."""
    total = len(stock.counted.place)
    parts = [_flows_of(stock, slice(start, start + _CHUNK), day, grid, what_if) for start in range(0, total, _CHUNK)]
    lost, ended, entered, renewable = (
        np.sum([part[number] for part in parts], axis=0) if parts else np.zeros(grid.steps) for number in range(4)
    )
    return Flows(int(np.sum(stock.counted.since <= day)), lost, ended, entered, renewable)


def _flows_of(
    stock: Stock, part: slice, day: int, grid: Grid, what_if: WhatIf
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    place, since, until = stock.counted.place[part], stock.counted.since[part], stock.counted.until[part]
    alive = _alive(stock, place, day, grid, what_if)
    steps = np.arange(grid.steps)
    enters, leaves = grid.place(since)[:, None], grid.place(until)[:, None]
    before = np.concatenate([np.ones((len(place), 1)), alive[:, :-1]], axis=1)
    counts_before = (enters < steps) & (steps <= leaves) | ((enters == 0) & (steps == 0))
    lost = np.sum(np.where(counts_before & (steps < leaves), before - alive, 0.0), axis=0)
    entered = np.sum(np.where((enters == steps) & (steps > 0) & (steps < leaves), alive, 0.0), axis=0)
    leaving = np.where(counts_before & (steps == leaves), before, 0.0)
    if stock.renewed is None:
        return lost, leaving.sum(axis=0), entered, np.zeros(grid.steps)
    return lost, np.zeros(grid.steps), entered, leaving.sum(axis=0)


def _alive(stock: Stock, place: Days, day: int, grid: Grid, what_if: WhatIf) -> Numbers:
    """Chance of each right to be alive at each step, the end of its term apart."""
    due, chance = fee_chances(stock, place, day, what_if)
    hit = chance > 0
    row, column = np.nonzero(hit)
    step = grid.place(due[hit])
    inside = step < grid.steps
    risk = np.zeros((len(place), grid.steps))
    np.add.at(risk, (row[inside], step[inside]), -np.log1p(-np.minimum(chance[row, column][inside], 0.9999)))
    passed = np.diff(grid.points, prepend=day) / MONTH
    found: Numbers = np.exp(-np.cumsum(risk + stock.lapses.other * passed, axis=1))
    return found


def grant_chances(stock: Stock, chosen: Days, points: Days, what_if: WhatIf) -> Numbers:
    """Chance of each pending application to be granted by each day: a row for each, rising from left to right.

    Those not granted include some refused unnoticed; the register's own share of them is taken out.
    """
    rates = stock.grants
    age = ages(stock.lives.filed[chosen], rates.through)
    factor = 1.0 if what_if.grants is None else what_if.grants
    ahead = age[:, None] + (points - rates.through)[None, :] / MONTH
    hazard = rates.by_age.added(ahead) - rates.by_age.added(age)[:, None]
    still = rates.still[np.clip(age.astype(np.int64), 0, AGES - 1)][:, None]
    found: Numbers = np.minimum((1 - np.exp(-factor * np.maximum(hazard, 0.0))) / np.maximum(still, _LEAST_STILL), 1.0)
    return found


def pending_places(stock: Stock, day: int) -> Days:
    """Entries of the applications pending on the day."""
    return np.flatnonzero(stock.lives.pending(day)).astype(np.int64)


def new_grants(stock: Stock, grid: Grid, generator: np.random.Generator, what_if: WhatIf) -> Numbers:
    """Expected grants at each step of applications not yet seen on the day: one row a path."""
    rates = stock.grants
    begin = rates.seen_through
    months = int(np.ceil((grid.points[-1] - begin) / MONTH)) + 1
    coming = resampled(generator, rates.arrivals, months)
    seen = max(float(rates.arrivals.sum()), 1.0)
    coming = coming * factors(generator, float(np.hypot(_FILING_SPREAD, 1 / np.sqrt(seen))))
    if what_if.filings is not None:
        ahead = begin + np.arange(months) * MONTH >= grid.points[0]
        coming = coming * np.where(ahead, what_if.filings, 1.0)
    granted = _lagged(coming, _lag_shares(rates, months, what_if))
    added = np.concatenate([np.zeros((PATHS, 1)), np.cumsum(granted, axis=1)], axis=1)
    start = max(rates.through, begin)
    marks = np.concatenate([[start], np.maximum(grid.points, start)])
    at = (marks - begin) / MONTH
    low = np.minimum(at.astype(np.int64), months - 1)
    told = added[:, low] + (added[:, low + 1] - added[:, low]) * (at - low)
    found: Numbers = np.maximum(np.diff(told, axis=1), 0.0)
    return found


def _lag_shares(rates: GrantRates, months: int, what_if: WhatIf) -> Numbers:
    """Share of new applications granted so many months after they are first seen."""
    factor = 1.0 if what_if.grants is None else what_if.grants
    edges = np.maximum(np.arange(months + 1) - 0.5, 0.0)
    by_then = 1 - np.exp(-factor * rates.by_lag.added(edges))
    shares: Numbers = (1 - rates.at_once) * np.diff(by_then)
    shares[0] += rates.at_once * (factor if rates.at_once >= 1 else min(factor, 1 / max(rates.at_once, 1e-9)))
    return shares


def _lagged(coming: Numbers, shares: Numbers) -> Numbers:
    found = np.zeros_like(coming)
    for lag, share in enumerate(shares):
        if share > 0:
            found[:, lag:] += coming[:, : coming.shape[1] - lag] * share
    return found


def simulate(stock: Stock, day: int, grid: Grid, what_if: WhatIf) -> Numbers:
    """Rights that count at each step: one row a path, one column a step (模拟路径)."""
    generator = np.random.default_rng(SEED)
    flows = expected_flows(stock, day, grid, what_if)
    kept = _kept(stock, flows, generator, what_if)
    fresh = _fresh(stock, day, grid, generator, what_if)
    found: Numbers = np.maximum(kept, 0.0) + fresh
    return found


def _kept(stock: Stock, flows: Flows, generator: np.random.Generator, what_if: WhatIf) -> Numbers:
    """Of the rights that count now, or will on known days, those left."""
    known = float(stock.lapses.lapses.sum())
    spread = 0.0 if what_if.renewal is not None else float(np.hypot(_LAPSE_SPREAD, 1 / np.sqrt(known + 2)))
    losing = factors(generator, spread)
    lost = counts(flows.lost * losing, generator.random((PATHS, len(flows.lost))))
    total = flows.stands + np.cumsum(flows.entered - flows.ended) - np.cumsum(lost, axis=1)
    if stock.renewed is None:
        generator.random((PATHS, len(flows.lost)))
        return np.asarray(total, dtype=np.float64)
    share = stock.renewed if what_if.renewal is None else what_if.renewal
    dropped = counts(flows.renewable * (1 - share) * losing, generator.random((PATHS, len(flows.lost))))
    dropped = np.minimum(dropped, flows.renewable)
    return np.asarray(total - np.cumsum(dropped, axis=1), dtype=np.float64)


def _fresh(stock: Stock, day: int, grid: Grid, generator: np.random.Generator, what_if: WhatIf) -> Numbers:
    """Rights granted from the day on that count, those left of them."""
    rates = stock.grants
    spread = np.sqrt(_GRANT_SPREAD**2 + 1 / (rates.granted + 2) + rates.spread**2 / 3)
    going = factors(generator, float(spread))
    arriving = new_grants(stock, grid, generator, what_if) * going
    mean = arriving
    if rates.from_pending:
        chances = grant_chances(stock, pending_places(stock, day), grid.points, what_if)
        mean = mean + np.diff(chances.sum(axis=0), prepend=0.0) * going
    mean[:, :1] *= goes_on(float(mean[:, 0].mean()), generator)
    passed = np.diff(grid.points, prepend=grid.points[0]) / MONTH
    counting = mean * stock.counted.share * factors(generator, stock.counted.spread) + stock.counted.late * passed
    granted = counts(counting, generator.random(mean.shape))
    monthly = _young_loss(stock, what_if)
    left = np.exp(-monthly * passed)
    alive = np.zeros_like(granted)
    alive[:, 0] = granted[:, 0]
    for step in range(1, grid.steps):
        alive[:, step] = alive[:, step - 1] * left[step] + granted[:, step]
    return alive


def _young_loss(stock: Stock, what_if: WhatIf) -> float:
    """Chance a month that a right just granted is lost."""
    chance = float(stock.lapses.chance[1:5].mean()) if stock.lives.has_fees else 0.0
    if what_if.renewal is not None and stock.lives.has_fees:
        chance = 1 - what_if.renewal
    return float(-np.log1p(-min(chance, 0.9999)) / 12) + stock.lapses.other
