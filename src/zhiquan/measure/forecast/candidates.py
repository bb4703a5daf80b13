"""What could close a gap, by name: applications, fees, rights of unknown place (可补来源)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from zhiquan.basics.days.patent_years import grace_end
from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.forecast.days import NEVER, ages, day_of, number
from zhiquan.measure.forecast.exact import fee_yuan, in_grace
from zhiquan.measure.forecast.materials import Materials
from zhiquan.measure.forecast.outcomes import is_stock, stocks_of
from zhiquan.measure.forecast.shapes import WhatIf
from zhiquan.measure.forecast.stocks import Stock, fee_chances, grant_chances, pending_places

NAMED = 200
"""At most so many of each sort are named, the likeliest first; the totals count all."""


@dataclass(frozen=True, slots=True)
class Application:
    """A pending application (在审申请): months since filing, chance of grant by the end."""

    id: str
    title: str
    holder: str
    filed: date
    months: int
    chance: float


@dataclass(frozen=True, slots=True)
class Fee:
    """An annual fee that keeps a counted right (待缴年费): patent year, due day, end of grace, yuan, chance unpaid."""

    id: str
    title: str
    holder: str
    year: int
    due: date
    grace_end: date
    yuan: Decimal | None
    risk: float


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A right in force that would count if its holder proved to be of the district (归属不明)."""

    id: str
    title: str
    holder: str


_Application = tuple[float, str, int]
_Fee = tuple[float, str, str, int, int]


def candidates(
    materials: Materials, indicator: str, day: date, until: date
) -> tuple[list[_Application], list[_Fee], list[_Fee], list[str]]:
    """Ids with what orders them: applications, fees to come, fees in grace, rights of unknown place."""
    definition, version = materials.knowledge.get(Indicator, indicator), materials.version(indicator, day)
    applications: list[_Application] = []
    fees: list[_Fee] = []
    grace: list[_Fee] = []
    unplaced: list[str] = []
    if not is_stock(definition, version):
        return applications, fees, grace, unplaced
    on, end = number(day), number(until)
    for stock in stocks_of(materials, indicator, day):
        applications += _applications(stock, on, end)
        ahead, late = _fees(stock, on, end)
        fees += ahead
        grace += late
    if version.numerator.count == "stock":
        for kind in version.numerator.kinds:
            whole = materials.whole(kind).cut(on, on if materials.measuring.asked.known else NEVER)
            unplaced += [str(one) for one in whole.right[whole.in_force(on) & ~whole.is_home]]
    return sorted(applications, key=_first), sorted(fees, key=_first), sorted(grace, key=_first), sorted(unplaced)


def _first(one: tuple[Any, ...]) -> tuple[Any, ...]:
    """The likeliest first, then by id."""
    return (-one[0], *one[1:])


def _applications(stock: Stock, on: int, end: int) -> list[_Application]:
    places = pending_places(stock, on)
    chance = grant_chances(stock, places, np.array([end]), WhatIf())[:, 0]
    lives = stock.lives
    return [
        (round(float(one), 4), str(lives.right[place]), int(lives.filed[place]))
        for one, place in zip(chance, places, strict=True)
    ]


def _fees(stock: Stock, on: int, end: int) -> tuple[list[_Fee], list[_Fee]]:
    place = stock.counted.place[stock.counted.since <= on]
    due, chance = fee_chances(stock, place, on, WhatIf())
    ahead = (due > on) & (due <= end) & (chance > 0)
    late = in_grace(due, stock, place, on)
    lives = stock.lives

    def listed(which: np.ndarray) -> list[_Fee]:
        rows, columns = np.nonzero(which)
        return [
            (round(float(chance[row, column]), 4), str(lives.right[place[row]]), lives.kind, int(column) + 2,
             int(due[row, column]))
            for row, column in zip(rows, columns, strict=True)
        ]  # fmt: skip

    return listed(ahead), listed(late)


def named(
    materials: Materials, found: tuple[list[_Application], list[_Fee], list[_Fee], list[str]], on: int
) -> dict[str, Any]:
    """The first of each sort with title and holder."""
    applications, fees, grace, unplaced = found[0][:NAMED], found[1][:NAMED], found[2][:NAMED], found[3][:NAMED]
    ids = {*(one[1] for one in applications), *(one[1] for one in (*fees, *grace)), *unplaced}
    names = _names(materials, sorted(ids))

    def fee(one: _Fee) -> Fee:
        risk, name, kind, year, due = one
        last = day_of(due)
        yuan = materials.once(("yuan", kind, year, last.year), lambda: fee_yuan(materials.knowledge, kind, year, last))
        return Fee(name, *names[name], year=year, due=last, grace_end=grace_end(last), yuan=yuan, risk=risk)

    return {
        "pending": tuple(
            Application(name, *names[name], filed=day_of(filed), months=_months(filed, on), chance=chance)
            for chance, name, filed in applications
        ),
        "renewals": tuple(fee(one) for one in fees),
        "grace": tuple(fee(one) for one in grace),
        "unplaced": tuple(Unplaced(name, *names[name]) for name in unplaced),
    }


def _months(filed: int, on: int) -> int:
    return int(ages(np.array([filed]), on)[0])


def _names(materials: Materials, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Title and first holder of each right."""
    if not ids:
        return {}
    reader = materials.measuring.reader
    keys = reader.with_keys(pa.array(ids, pa.string()), name="forecast_named")
    rows = reader.records(f"""
        SELECT "right", coalesce(title, '') AS title, coalesce(holders, applicants, [])[1] AS holder
        FROM {reader.from_("rights")} SEMI JOIN {keys} ON key = "right"
    """)
    return {row["right"]: (row["title"], row["holder"] or "") for row in rows}
