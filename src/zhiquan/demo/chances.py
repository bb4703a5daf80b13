"""Streams of chance and gazette days for the demo data (随机序列)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta


def stream(seed: int, topic: str) -> random.Random:
    """A stream of its own for one topic, so that a change in one topic leaves the others as they were."""
    return random.Random(f"{seed}/{topic}")  # noqa: S311 - reproducible demo data, no secret


def weighted(chance: random.Random, weights: Mapping[str, float]) -> str:
    """One key, drawn by weight."""
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def day_in(chance: random.Random, first: date, last: date) -> date:
    """A day from ``first`` to ``last``, both included."""
    return first + timedelta(days=chance.randint(0, (last - first).days))


def after(day: date, chance: random.Random, low: int, high: int) -> date:
    """A day ``low`` to ``high`` days later."""
    return day + timedelta(days=chance.randint(low, high))


def gazette_day(day: date) -> date:
    """The first Tuesday or Friday from ``day`` on, when the patent gazette appears.

    ``gazette_day(date(2025, 12, 31))`` is 2026-01-02.
    """
    return day + timedelta(days=min((1 - day.weekday()) % 7, (4 - day.weekday()) % 7))


def anniversary(day: date, years: int) -> date:
    """The same day ``years`` later; 28 February for a leap day. ``anniversary(date(2020, 2, 29), 1)`` is 2021-02-28."""
    if (day.month, day.day) == (2, 29) and (day.year + years) % 4:
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)
