"""One right as its page tells it: why its status is what it is, what each source says (权利页叙述)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.instruments import Instrument
from zhiquan.register.browsing.fees import FeeDue
from zhiquan.register.browsing.masks import masked_any
from zhiquan.register.browsing.right_page import RightPage
from zhiquan.register.browsing.statements import FieldShown
from zhiquan.register.reading.asof import FOREVER
from zhiquan.register.reading.card import Statement
from zhiquan.site.office.house import house
from zhiquan.site.registry.naming import (
    BASES,
    NUMBER_WORDS,
    ROLE_WORDS,
    group_look,
    place_name,
    shown_day,
    shown_value,
    status_word,
)

LONG = 90
"""Characters of a value above which it is folded."""

_TOLD = frozenset({"kind", "title", "status_word_on", "place_score", "standard_applicants"})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beginning:
    """One event, as printed, with the lines of files that tell it (事件).

    ``known`` is the day it was first learned of; ``word`` the source's own word.
    """

    kind: Words
    effective: date | None
    announced: date | None
    known: date | None
    basis: Words
    word: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """One period of one status as known now, with the events that began it (状态区间)."""

    status: Words
    look: str
    icon: str
    begin: date | None
    end: date | None
    known: date | None
    place: str
    events: tuple[Beginning, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one source states of a property, as printed (一处陈述)."""

    value: Any
    is_quoted: bool
    statement: Statement
    differs: bool

    @property
    def sheet_in_address(self) -> str:
        """The sheet as an address carries it."""
        return self.statement.sheet or "-"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the right, as printed (一项著录)."""

    field: FieldShown
    value: Any
    is_quoted: bool
    said: tuple[Said, ...]

    @property
    def is_long(self) -> bool:
        """True for a text that is folded."""
        return isinstance(self.value, str) and len(self.value) > LONG

    @property
    def beginning(self) -> str:
        """The first characters of a long text."""
        return f"{self.value[:LONG]}…" if self.is_long else ""


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder, applicant or inventor in one period, as printed (一段权利人)."""

    role: Words
    name: str
    party: str
    begin: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One place in a law as printed: the name of the text, the article (引文)."""

    name: str
    place: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """One annual fee with the law it rests on (年费及依据)."""

    fee: FeeDue
    cites: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the page of a right prints (权利页)."""

    page: RightPage
    status: Words
    look: str
    icon: str
    town: str
    numbers: tuple[tuple[Words, str], ...]
    spells: tuple[Spell, ...]
    former: tuple[Spell, ...]
    events: tuple[Beginning, ...]
    properties: tuple[Property, ...]
    disputed: tuple[Property, ...]
    holders: tuple[Holder, ...]
    next_fee: Owed | None
    late_fee: Owed | None


def story_of(page: RightPage, *, on: date) -> Story:
    """A right as its page tells it on a day."""
    look, icon = group_look(page.group)
    now = [row for row in page.spells if row["known_to"] >= FOREVER]
    properties = tuple(_property(field) for field in page.fields if field.name not in _TOLD)
    title = tuple(_property(field) for field in page.fields if field.name == "title" and field.is_disputed)
    place = page.row.get("town") or page.row.get("region") or ""
    return Story(
        page=page,
        status=status_word(page.status or page.group),
        look=look,
        icon=icon,
        town=place_name(place) if place else "",
        numbers=tuple((NUMBER_WORDS[column], number) for column, number in page.numbers),
        spells=tuple(_spell(row, page.events, on) for row in sorted(now, key=lambda row: row["from"])),
        former=tuple(_spell(row, (), on) for row in page.spells if row["known_to"] < FOREVER),
        events=told(page.events),
        properties=properties,
        disputed=(*title, *(one for one in properties if one.field.is_disputed)),
        holders=tuple(_holder(row) for row in page.holders),
        next_fee=_owed(page.fees.next),
        late_fee=_owed(page.fees.in_grace),
    )


def told(rows: Sequence[Row]) -> tuple[Beginning, ...]:
    """Events as printed; what several sources tell alike is one event, known since the first."""
    alike: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault((row["kind"], row["effective"], row["basis"] == "computed"), []).append(row)
    return tuple(_beginning(several) for several in alike.values())


def _beginning(rows: list[Row]) -> Beginning:
    first = min(rows, key=lambda row: row["known"])
    basis = BASES.get(first["basis"] or "", Words(first["basis"] or "", first["basis"] or ""))
    words = [row["word"] for row in rows if row.get("word")]
    return Beginning(
        kind=status_word(first["kind"]),
        effective=first["effective"],
        announced=min((row["announced"] for row in rows if row["announced"]), default=None),
        known=shown_day(first["known"]),
        basis=basis,
        word=str(masked_any("法律状态", words[0])) if words else "",
        origins=tuple(
            Origin(row["batch"], row.get("file") or "", row.get("sheet") or "", row["line"], "", row["known"])
            for row in rows
            if row.get("batch") and row.get("line") is not None
        ),
    )


def _spell(row: Row, events: Sequence[Row], on: date) -> Spell:
    look, icon = group_look(row["group"])
    place = "is-now" if row["from"] <= on < row["to"] else ("is-done" if row["to"] <= on else "is-next")
    began = told([event for event in events if event["effective"] == row["from"]])
    end = shown_day(row["to"])
    return Spell(status_word(row["status"]), look, icon, row["from"], end, shown_day(row["known_from"]), place, began)


def _owed(fee: FeeDue | None) -> Owed | None:
    if fee is None:
        return None
    knowledge, cites = house().knowledge(), []
    for citation in dict.fromkeys(fee.evidence.citations):
        text = knowledge.get(Instrument, citation.instrument)
        cites.append(Cited(text.label.zh, citation.place, text.verified))
    return Owed(fee, tuple(cites))


def _property(field: FieldShown) -> Property:
    value, is_quoted = shown_value(field.name, field.value)
    first = field.statements[0].value if field.statements else None
    said = tuple(Said(*shown_value(field.name, one.value), one, differs=one.value != first) for one in field.statements)
    return Property(field, value, is_quoted, said)


def _holder(row: Row) -> Holder:
    role = ROLE_WORDS.get(row["role"], Words(row["role"], row["role"]))
    name = str(masked_any("权利人", row["name"] or ""))
    return Holder(role, name, row["party"] or "", row["from"], shown_day(row["to"]))
