"""What is known exactly of rights that count: ends, fees, grace, applications by age (确知部分)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce

import numpy as np

from zhiquan.basics.days.patent_years import GRACE_MONTHS
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.fees import annual_fee
from zhiquan.knowledge.shapes import RightKind
from zhiquan.measure.forecast.days import (
    Days,
    Numbers,
    ages,
    day_of,
    month_end,
    months_after,
    number,
)
from zhiquan.measure.forecast.shapes import FeesDue, Known, MonthCount, Pending, WhatIf
from zhiquan.measure.forecast.stocks import Stock, fee_chances, grant_chances, pending_places


def known_parts(stocks: list[Stock], knowledge: Knowledge, day: date, until: date) -> Known:
    """The exact parts of all kinds together."""
    return reduce(_together, (_known(stock, knowledge, day, until) for stock in stocks), Known())


def _known(stock: Stock, knowledge: Knowledge, day: date, until: date) -> Known:
    on, end = number(day), number(until)
    counted = stock.counted
    now = counted.since <= on
    due, chance = fee_chances(stock, counted.place[now], on, WhatIf())
    return Known(
        stands=int(now.sum()),
        expiring=_by_month(counted.until[now & (counted.until <= end)]),
        entering=_by_month(counted.since[~now & (counted.since <= end)]),
        fees=_fees(stock, knowledge, due, chance, (day, until)),
        in_grace=int(np.sum(in_grace(due, stock, counted.place[now], on).any(axis=1))),
        pending=_pending(stock, on, end),
        unannounced=float(np.sum(1 - np.prod(1 - np.where(due <= on, chance, 0.0), axis=1))),
    )


def in_grace(due: Days, stock: Stock, place: Days, day: int) -> np.ndarray:
    """Which annual fees, of a matrix of due days, fell due and may still be paid late on the day."""
    if not stock.lives.has_fees:
        return np.zeros(due.shape, np.bool_)
    owed = (due > stock.lives.granted[place][:, None]) & (due < stock.lives.ended[place][:, None])
    last = months_after(due, np.full(due.shape, GRACE_MONTHS))
    return np.asarray(owed & (due <= day) & (last >= day))


def fee_yuan(knowledge: Knowledge, kind: str, year: int, on: date) -> Decimal | None:
    """The full annual fee of a patent year; None where no tariff is known."""
    try:
        return annual_fee(knowledge, kind=_kind(kind), year=year, on=on).full
    except (BadInput, NotFound):
        return None


def _kind(kind: str) -> RightKind:
    return kind  # type: ignore[return-value] # kinds of the register are kinds of the definitions


def _fees(
    stock: Stock, knowledge: Knowledge, due: Days, chance: Numbers, period: tuple[date, date]
) -> tuple[FeesDue, ...]:
    on, end = (number(day) for day in period)
    falls = (due > on) & (due <= end) & (chance > 0)
    found = []
    for column in np.flatnonzero(falls.any(axis=0)):
        days = due[:, column][falls[:, column]]
        year = int(column) + 2
        yuan = fee_yuan(knowledge, stock.lives.kind, year, period[0])
        first, last = day_of(days.min()), day_of(days.max())
        found.append(FeesDue(stock.lives.kind, year, len(days), yuan, first, last))
    return tuple(found)


def _pending(stock: Stock, on: int, end: int) -> tuple[Pending, ...]:
    places = pending_places(stock, on)
    chance = grant_chances(stock, places, np.array([end]), WhatIf())[:, 0]
    years = (ages(stock.lives.filed[places], on) // 12).astype(np.int64)
    return tuple(
        Pending(stock.lives.kind, int(year), int(np.sum(years == year)), round(float(chance[years == year].sum()), 2))
        for year in np.unique(years)
    )


def _by_month(days: Days) -> tuple[MonthCount, ...]:
    months, count = np.unique(days.astype("datetime64[D]").astype("datetime64[M]"), return_counts=True)
    firsts = months.astype("datetime64[D]").astype(np.int64)
    return tuple(MonthCount(month_end(day_of(first)), int(one)) for first, one in zip(firsts, count, strict=True))


def _together(one: Known, other: Known) -> Known:
    return Known(
        stands=one.stands + other.stands,
        expiring=_added(one.expiring, other.expiring),
        entering=_added(one.entering, other.entering),
        fees=one.fees + other.fees,
        in_grace=one.in_grace + other.in_grace,
        pending=one.pending + other.pending,
        unannounced=one.unannounced + other.unannounced,
    )


def _added(one: tuple[MonthCount, ...], other: tuple[MonthCount, ...]) -> tuple[MonthCount, ...]:
    found: dict[date, int] = {}
    for month in (*one, *other):
        found[month.day] = found.get(month.day, 0) + month.count
    return tuple(MonthCount(day, count) for day, count in sorted(found.items()))
