"""Made-up worlds with known chances, and small registers to forecast from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factory import application, load, read, register, rules
from zhiquan.measure.forecast.days import MONTH, NEVER, Days, anniversaries, number
from zhiquan.measure.forecast.grant_rates import grant_rates
from zhiquan.measure.forecast.lapse_rates import lapse_rates
from zhiquan.measure.forecast.lives import Lives
from zhiquan.measure.forecast.members import Spans, members
from zhiquan.measure.forecast.stocks import Stock
from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.question import Question
from zhiquan.register.batches import Register

HOME = "500115"
GRANTED_SHARE = 0.6
LAPSE_FIRST, LAPSE_GROWTH = 0.04, 0.005
START, END = number(date(2006, 1, 1)), number(date(2025, 12, 31))


@dataclass(frozen=True)
class World:
    """Inventions filed from 2006 to 2025, with everything that ever becomes of them."""

    lives: Lives

    def stock(self, day: date) -> Stock:
        """What could be known of them on a day."""
        on = number(day)
        cut = self.lives.cut(on, on)
        granted = self.lives.granted < NEVER
        spans = Spans(self.lives.right[granted], self.lives.granted[granted], self.lives.ended[granted],
                      np.zeros(int(granted.sum()), np.bool_))  # fmt: skip
        counted = members(spans, self.lives, cut, on)
        return Stock(cut, counted, grant_rates(cut, on), lapse_rates(cut, on, on), None)


def make_world(seed: int, *, a_month: float = 25.0) -> World:
    """Sixty in a hundred are granted after 14 to 26 months; a fee of year n is unpaid in 4 % + n * 0.5 %."""
    chance = np.random.default_rng(seed)
    count = chance.poisson(a_month * (END - START) / MONTH)
    filed = np.sort(chance.integers(START, END, count)).astype(np.int64)
    decided = filed + chance.integers(round(14 * MONTH), round(26 * MONTH), count)
    is_granted = chance.random(count) < GRANTED_SHARE
    granted = np.where(is_granted, decided, NEVER)
    due = anniversaries(filed, 20)
    unpaid = chance.random(due.shape) < LAPSE_FIRST + LAPSE_GROWTH * np.arange(1, 21)
    hit = unpaid & (due > granted[:, None])
    hit[:, 19] = False
    first = np.argmax(hit, axis=1)
    lapsed = hit.any(axis=1)
    expires = due[:, 19]
    ended = np.where(is_granted, np.where(lapsed, due[np.arange(count), first], expires), decided)
    told = np.where(lapsed, ended + chance.integers(196, 268, count), ended)
    return World(
        Lives(
            kind="invention_patent",
            right=np.array([f"patent:{place:06d}" for place in range(count)]),
            filed=filed,
            visible=filed + chance.integers(round(4 * MONTH), round(13 * MONTH), count),
            granted=granted,
            ended=ended,
            told=told,
            expires=np.where(is_granted, expires, NEVER),
            lapsed=np.asarray(lapsed, dtype=np.bool_),
            expired=is_granted & ~lapsed,
            is_home=np.ones(count, np.bool_),
            first=filed,
            learned=NEVER,
        )
    )


@pytest.fixture(scope="session")
def world_of() -> Callable[[int], World]:
    kept: dict[int, World] = {}

    def made(seed: int) -> World:
        if seed not in kept:
            kept[seed] = make_world(seed)
        return kept[seed]

    return made


def lives_of(rows: Sequence[dict[str, Any]], *, kind: str = "invention_patent") -> Lives:
    """Lives written down by hand: ``filed`` and whatever else happened, as dates."""

    def days(name: str, default: str = "") -> Days:
        found = [row.get(name) or (row.get(default) if default else None) for row in rows]
        return np.array([NEVER if day is None else number(day) for day in found], np.int64)

    return Lives(
        kind=kind,
        right=np.array([f"patent:{place:04d}" for place in range(len(rows))]),
        filed=days("filed"),
        visible=days("visible", "filed"),
        granted=days("granted"),
        ended=days("ended", "expires"),
        told=days("told", "ended"),
        expires=days("expires"),
        lapsed=np.array([bool(row.get("lapsed")) for row in rows]),
        expired=np.array([bool(row.get("granted")) and not row.get("lapsed") for row in rows]),
        is_home=np.ones(len(rows), np.bool_),
        first=days("filed"),
        learned=number(date(2026, 1, 1)),
    )


@pytest.fixture(scope="session")
def by_hand() -> Callable[..., Lives]:
    return lives_of


def patent(serial: int, filed: date, granted: date | None, **more: Any) -> dict[str, Any]:
    """One row about an invention of the district."""
    row: dict[str, Any] = {
        "app_no": application(serial, year=filed.year),
        "title": f"演示发明{serial}",
        "filed_on": filed,
        "applicants": ["演示甲有限公司"],
        "region": HOME,
    }
    if granted is not None:
        row["granted_on"] = granted
    return row | more


def lapse(due: date, *, days: int = 230) -> dict[str, Any]:
    """A lapse announced so many days after its due day."""
    return {"event": "lapsed_fee", "effective": due, "announced": due + timedelta(days=days)}


def measuring(made: Register, *, known: date | None = None, since: date = date(2015, 1, 1)) -> Measuring:
    """A session of figures of the district."""
    return Measuring(read(made), Setting(rules().knowledge), Question(HOME, since, known))


Asking = Callable[..., Measuring]


@pytest.fixture(scope="session")
def asking() -> Asking:
    return measuring


def population(value: int, year: int, *, place: str = HOME) -> dict[str, Any]:
    """A published number of residents at the end of a year."""
    return {
        "name": "permanent_residents",
        "place": place,
        "as_of": date(year, 12, 31),
        "published": date(year + 1, 3, 20),
        "value": Decimal(value),
        "unit": "人",
        "source": "演示统计公报",
    }


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Eight years of a small district: a grant each fortnight, lapses, applications pending, a population, pledges."""
    made = register(tmp_path_factory.mktemp("district") / "lake")
    rows = []
    for place in range(208):
        filed = date(2016, 1, 4) + timedelta(days=14 * place)
        granted = filed + timedelta(days=480 + 37 * (place % 7))
        more: dict[str, Any] = {"published_on": filed + timedelta(days=200)}
        if place % 3 == 2:
            refused = {"event": "refused", "effective": granted, "announced": granted}
            rows.append(
                patent(place + 1, filed, None, **more, **({"events": [refused]} if granted < date(2024, 1, 1) else {}))
            )
            continue
        due = date(filed.year + 3 + place % 2, filed.month, min(filed.day, 28))
        if place % 11 == 1 and due < date(2023, 4, 1):
            more["events"] = [lapse(due)]
        rows.append(patent(place + 1, filed, granted if granted < date(2024, 1, 1) else None, **more))
    rows.append(patent(900, date(2004, 6, 10), date(2007, 1, 3)))
    series = [population(690_000 + 1_000 * (year - 2018), year) for year in range(2018, 2024)]
    scores = [
        {
            "name": "ip_protection_satisfaction",
            "place": HOME,
            "as_of": date(year, 12, 31),
            "value": Decimal(value),
            "unit": "分",
        }
        for year, value in ((2019, "78.1"), (2020, "79.0"), (2021, "80.2"), (2022, "80.1"), (2023, "81.0"))
    ]
    pledges = [
        {
            "number": f"演示Y{place:03d}",
            "registered_on": date(2019, 1, 15) + timedelta(days=40 * place),
            "pledgor": "演示甲有限公司",
            "region": HOME,
            "right_kind": "invention_patent",
            "amount": Decimal(1_000_000 * (1 + place % 4)),
        }
        for place in range(44)
    ]
    load(made, {"rights": rows, "series": [*series, *scores], "pledges": pledges}, day=2, month=1, year=2024)
    return made


@pytest.fixture(scope="session")
def figures(district: Register) -> Measuring:
    return measuring(district)


@pytest.fixture
def one_register(tmp_path: Path) -> Callable[[Sequence[dict[str, Any]]], Register]:
    """A register of a few rights told by hand, and a population of 10,000."""

    def made(rows: Sequence[dict[str, Any]]) -> Register:
        found = register(tmp_path / "lake")
        load(found, {"rights": rows, "series": [population(10_000, 2022)]}, day=2, month=1, year=2024)
        return found

    return made
