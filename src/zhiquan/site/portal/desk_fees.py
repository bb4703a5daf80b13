"""Annual fees on the desk of an enterprise, as the core reckons them (企业年费待办)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.browsing.party_page import party_page
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.portal.keeping import definitions_digest, kept_answer

_AHEAD = timedelta(days=90)


def fee_items(house: House, visitor: Visitor, *, ahead: timedelta = _AHEAD) -> Iterator[Item]:
    """Fees of the visitor's party within 90 days or as told, and those in their months of grace."""
    key = (house.current(), house.today, visitor.party, definitions_digest(house), ahead.days)
    found: list[dict[str, Any]] = kept_answer(house, "desk-fees-2", key, lambda: _fees_due(house, visitor, ahead))
    for one in found:
        late, due, last = one["is_late"], one["due_on"], one["last_day"]
        yield Item(
            kind="fee",
            due=date.fromisoformat(last if late else due),
            what=Words(one["title"], one["title"]),
            is_quoted=True,
            note=one["number"],
            mark=str(one["year"]),
            do=_pay_words(one),
            why=_late_words(due, last) if late else _due_words(due, last),
            address=reverse("desk-right", args=[one["right"]]),
        )


def _pay_words(one: dict[str, Any]) -> Words:
    """What to do about a fee; whether a late one was paid is not in the register."""
    year, yuan = one["year"], one["yuan"]
    if one["is_late"]:
        return Words(
            f"核对第 {year} 年年费缴了没有；没缴就补缴 {yuan} 元和滞纳金",
            f"see whether the fee of year {year} was paid; if not, pay {yuan} yuan and the surcharge",
        )
    if years := one["years"]:
        return Words(
            f"一次缴清期限补偿期 {years} 年的年费 {yuan} 元",
            f"pay at once the fee of {years} compensated years: {yuan} yuan",
        )
    return Words(f"缴第 {year} 年年费 {yuan} 元", f"pay the fee of year {year}: {yuan} yuan")


def _late_words(due: str, last: str) -> Words:
    return Words(
        f"{due} 已到期；若未缴，宽限到 {last}，过后权利终止",
        f"fell due on {due}; if unpaid, grace ends on {last} and the right lapses",
    )


def _due_words(due: str, last: str) -> Words:
    if due == last:
        return Words("没有宽限，逾期不能补缴", "no grace follows: it cannot be paid late")
    return Words(f"逾期有 6 个月宽限，到 {last}", f"six months of grace follow, to {last}")


def _fees_due(house: House, visitor: Visitor, ahead: timedelta) -> list[dict[str, Any]]:
    """Fees of the visitor's party that fall due soon, and those in their months of grace."""
    with house.reader() as reader:
        try:
            page = party_page(reader, visitor.party, scope_of(visitor), today=house.today, knowledge=house.knowledge())
        except NotFound:
            return []  # the account's party is not in the register (yet)
    near = [row for row in page.fees if row.fee.due_on <= house.today + ahead]
    return [
        {
            "right": row.right,
            "title": row.title or row.number,
            "number": row.number,
            "year": row.fee.year,
            "years": row.fee.years,
            "yuan": f"{row.fee.yuan:,f}",
            "due_on": row.fee.due_on.isoformat(),
            "last_day": row.fee.grace_ends_on.isoformat(),
            "is_late": is_late,
        }
        for rows, is_late in ((near, False), (page.in_grace, True))
        for row in rows
    ]
