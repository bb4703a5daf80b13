"""One right as a program reads it, from the same story its page tells (权利的数据格式)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

from zhiquan.basics.evidence import Origin
from zhiquan.measure.plain import text
from zhiquan.register.browsing.fees import FeeDue
from zhiquan.register.browsing.masks import masked_any
from zhiquan.register.browsing.right_page import RightPage
from zhiquan.register.browsing.statements import FieldShown
from zhiquan.site.api.shapes import Text
from zhiquan.site.registry.party_story import surcharge_on
from zhiquan.site.registry.right_story import Beginning, Spell, story_of

Row = dict[str, Any]


class FieldRow(BaseModel):
    """One property of a right: the value gone by, and what each source states."""

    name: str
    label: Text
    value: Any
    is_disputed: bool
    said: list[dict[str, Any]]


class RightShape(BaseModel):
    """One right."""

    id: str
    kind: str
    kind_label: Text
    title: str
    status: str
    status_label: Text
    group: str
    on: str = Field(description="Day of the status")
    numbers: dict[str, str]
    aliases: list[str]
    region: str
    town: str
    is_status_disputed: bool
    fields: list[FieldRow]
    holders: list[dict[str, Any]]
    classes: list[dict[str, Any]]
    next_fee: dict[str, Any] | None
    late_fee: dict[str, Any] | None
    parts: dict[str, int] = Field(description="How many rows each part has, to be read at …/{part}")


def origin_plain(origin: Origin) -> Row:
    """A line of a file."""
    return {
        "batch": origin.batch,
        "file": origin.file,
        "sheet": origin.sheet or None,
        "line": origin.line,
        "sha256": origin.sha256 or None,
        "known_on": origin.known_on,
    }


def right_plain(page: RightPage, *, on: date, sees_origins: bool) -> Row:
    """One right; origins only for readers who may see them."""
    story = story_of(page, on=on)
    parts = {
        name: len(make(page, on, sees_origins)) for name, make in PARTS.items() if sees_origins or name != "origins"
    }
    return {
        "id": page.right,
        "kind": page.row["kind"] or "",
        "kind_label": page.kind,
        "title": masked_any("名称", page.title),
        "status": page.status,
        "status_label": story.status,
        "group": page.group,
        "on": on,
        "numbers": dict(page.numbers),
        "aliases": page.aliases,
        "region": page.row.get("region") or "",
        "town": page.row.get("town") or "",
        "is_status_disputed": page.is_status_disputed,
        "fields": [_field(one, sees_origins=sees_origins) for one in page.fields],
        "holders": _holders(page, on, sees_origins),
        "classes": _classes(page, on, sees_origins),
        "next_fee": fee_plain(page.fees.next, on),
        "late_fee": fee_plain(page.fees.in_grace, on),
        "parts": parts,
    }


def part_rows(page: RightPage, part: str, *, on: date, sees_origins: bool) -> list[Row]:
    """The rows of one part."""
    return PARTS[part](page, on, sees_origins)


def fee_plain(fee: FeeDue | None, today: date) -> Row | None:
    """One annual fee; amounts in yuan as texts."""
    if fee is None:
        return None
    return {
        "year": fee.year,
        "compensated_years": fee.years,
        "due_on": fee.due_on,
        "grace_ends_on": fee.grace_ends_on,
        "yuan": fee.yuan,
        "surcharge_today": surcharge_on(fee, today) if fee.due_on < today else "0",
        "is_verified": fee.is_verified,
        "because": fee.evidence.says,
        "basis": [str(one) for one in fee.evidence.citations],
    }


def _field(one: FieldShown, *, sees_origins: bool) -> Row:
    first = one.statements[0].value if one.statements else None
    said = [
        {
            "value": told.value,
            "is_believed": told.is_believed,
            "differs": told.value != first,
            "known_on": told.known,
            "origin": {"batch": told.batch, "file": told.file, "sheet": told.sheet or None, "line": told.line}
            if sees_origins
            else None,
        }
        for told in one.statements
    ]
    return {
        "name": one.name, "label": one.label, "value": one.value, "is_disputed": one.is_disputed, "said": said,
    }  # fmt: skip


def _event(one: Beginning, *, sees_origins: bool) -> Row:
    return {
        "kind": one.kind,
        "effective": one.effective,
        "announced": one.announced,
        "known": one.known,
        "basis": one.basis,
        "word": one.word,
        "origins": [origin_plain(origin) for origin in one.origins] if sees_origins else [],
    }


def _events(page: RightPage, on: date, sees_origins: bool) -> list[Row]:  # noqa: FBT001 - as every part is made
    return [_event(one, sees_origins=sees_origins) for one in story_of(page, on=on).events]


def _spell(one: Spell, *, is_former: bool) -> Row:
    return {
        "status": one.status,
        "from": one.begin,
        "to": one.end,
        "known": one.known,
        "is_former": is_former,
        "events": [event.kind for event in one.events],
    }


def _spells(page: RightPage, on: date, _: bool) -> list[Row]:  # noqa: FBT001 - likewise
    story = story_of(page, on=on)
    return [
        *(_spell(one, is_former=False) for one in story.spells),
        *(_spell(one, is_former=True) for one in story.former),
    ]


def _holders(page: RightPage, on: date, _: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return [
        {"role": one.role, "name": one.name, "party": one.party, "from": one.begin, "to": one.end}
        for one in story_of(page, on=on).holders
    ]


def _origins(page: RightPage, _: date, sees_origins: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return [origin_plain(one) for one in page.origins] if sees_origins else []


def _classes(page: RightPage, _: date, __: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return [{"system": one["system"], "symbol": one["symbol"], "main": bool(one["main"])} for one in page.classes]


def plainly(rows: Iterable[Row], names: tuple[str, ...]) -> list[Row]:
    """Some columns of rows: personal numbers masked, amounts as texts without needless zeros."""
    return [{name: _value(name, row.get(name)) for name in names} for row in rows]


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - a value of any column
    return text(value) if isinstance(value, Decimal) else masked_any(name, value)


def _families(page: RightPage, _: date, __: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return plainly(page.families, ("member",))


def _citations(page: RightPage, _: date, __: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return plainly(page.citations, ("cited",))


def _pledges(page: RightPage, _: date, __: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return plainly(page.pledges, ("number", "pledgor", "pledgee", "registered_on", "ended_on", "amount"))


def _licences(page: RightPage, _: date, __: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return plainly(page.licences, ("number", "licensor", "licensee", "form", "registered_on", "ended_on", "amount"))


def _transfers(page: RightPage, _: date, __: bool) -> list[Row]:  # noqa: FBT001 - likewise
    return plainly(page.transfers, ("number", "transferor", "transferees", "registered_on", "amount"))


PARTS: dict[str, Callable[[RightPage, date, bool], list[Row]]] = {
    "events": _events,
    "spells": _spells,
    "holders": _holders,
    "origins": _origins,
    "classes": _classes,
    "families": _families,
    "citations": _citations,
    "pledges": _pledges,
    "licences": _licences,
    "transfers": _transfers,
}
"""The parts of a right that are lists, by name."""
