"""Addresses that carry their question: plan, day, day of knowledge, snapshot (带问题的网址)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from zhiquan.site.plans.answers.asking import Ask


def question(ask: Ask, *, with_snapshot: bool) -> str:
    """The question of an address: ``plan=p&asof=2025-12-31``."""
    parts = {"plan": ask.plan, "asof": ask.day.isoformat()}
    if ask.known is not None:
        parts["known"] = ask.known.isoformat()
    if with_snapshot:
        parts["snapshot"] = ask.snapshot
    return urlencode(parts)


def figure_address(ask: Ask, *, is_desk: bool, with_snapshot: bool) -> Callable[[str], str]:
    """A function that gives the address of an indicator's page for one question."""
    name = "desk-figure" if is_desk else "figure"
    asked = question(ask, with_snapshot=with_snapshot or not is_desk)
    return lambda indicator: f"{reverse(name, args=[indicator])}?{asked}"


def clauses_address(ask: Ask, *, is_desk: bool) -> str:
    """Address of the plan's clauses, to be ended by the number of one."""
    return f"{reverse('desk-clauses' if is_desk else 'clauses')}?{urlencode({'plan': ask.plan})}&clause="
