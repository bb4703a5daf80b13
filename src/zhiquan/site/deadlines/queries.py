"""Whose feed an address is, and what deadlines stand in it (订阅查询)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zhiquan.site.deadlines.actions import digest_of
from zhiquan.site.deadlines.models import Feed
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_fees import fee_items
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.portal.desk_objections import objection_items
from zhiquan.site.portal.desk_register import duty_items
from zhiquan.site.portal.desk_work import work_items

AHEAD = timedelta(days=366)
"""How far ahead deadlines are told."""


def feed_of(token: str) -> Feed | None:
    """The feed of a token; None when it is unknown or revoked, or its account may not sign in any more."""
    found = Feed.objects.select_related("account").filter(digest=digest_of(token), revoked_at=None).first()
    if found is None or not found.account.is_active or found.account.must_change_password:
        return None
    return found


def open_feed(account: str) -> Feed | None:
    """The feed an account has open."""
    return Feed.objects.filter(account__username=account, revoked_at=None).first()


def deadlines_of(office: House, visitor: Visitor) -> list[Item]:
    """Everything with a last day that a reader may see: questions, duties, fees, objections; the earliest first."""
    every = [*work_items(office, visitor)]
    if office.is_filled():
        every += _of_register(office, visitor)
    dated = [one for one in every if one.due is not None]
    return sorted(dated, key=lambda one: (one.due or date.max, one.kind, one.address))


def _of_register(office: House, visitor: Visitor) -> Iterator[Item]:
    if visitor.may(May.SEE_DUTIES):
        yield from duty_items(office, visitor, ahead=AHEAD)
    if visitor.may(May.JUDGE_SCORES):
        yield from objection_items(office, visitor)
    if visitor.role is Role.ENTERPRISE and visitor.party:
        yield from fee_items(office, visitor, ahead=AHEAD)
