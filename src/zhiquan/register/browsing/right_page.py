"""Everything the page of one right shows (权利页)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.register.browsing.asking import in_scope
from zhiquan.register.browsing.fees import FeeOutlook, PatentLife, fee_outlook
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.lists import ListName, listing
from zhiquan.register.browsing.masks import masked_title
from zhiquan.register.browsing.packed import ROWS
from zhiquan.register.browsing.prepared import PREPARED, signature
from zhiquan.register.browsing.scope import Scope, nothing_there
from zhiquan.register.browsing.statements import FieldShown, fields_of
from zhiquan.register.browsing.table import BrowseTable, day_of
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.card import ids_meant
from zhiquan.register.tables import RIGHT_KINDS

Row = dict[str, Any]

_PARTS: Mapping[str, tuple[str, Callable[[Row], Any]]] = {
    "spells": ("right_spells", lambda row: (row["known_from"], row["from"])),
    "events": ("events", lambda row: (_late(row["effective"]), _late(row["announced"]), row["kind"], row["known"])),
    "classes": ("classes", lambda row: (row["system"], row["seq"])),
    "families": ("families", lambda row: row["member"]),
    "citations": ("citations", lambda row: row["cited"]),
}
"""Field of the page to the table it is read from and the order of its rows."""

_RECORDS: tuple[ListName, ...] = ("pledges", "licences", "transfers")
_NUMBERS = ("app_no", "pub_no", "grant_no", "reg_no", "announcement")
PAGES = 512
"""Pages remembered, some 20 kB each; a snapshot does not change, so neither does its page of a day."""

READ = ("rights", "observations_rights", "holders", "right_spells", "events", "classes", "families", "citations")
"""Tables whose rows of one right its page shows."""


@dataclass(frozen=True, slots=True)
class RightPage:
    """One right (权利页).

    Args:
        right: its id.
        kind: name of its kind.
        title: its title, in English when there is no other; empty when there is none.
        status: its status today; empty when it has none.
        group: group of that status.
        row: its row of ``rights``; texts may hold personal numbers, ``fields`` have them masked.
        numbers: column and number, those it has.
        aliases: its other ids.
        fields: every property with value, statements and whether sources differ.
        disputed: names of the properties on which sources differ.
        is_status_disputed: the source's status word says otherwise than the events.
        holders: rows of ``holders`` with ``party``, the id of the party, or None; those of now first.
        spells: rows of ``right_spells``, earlier knowledge first.
        events: rows of ``events`` with ``file``, by day of effect.
        classes: rows of ``classes``.
        families: rows of ``families``.
        citations: rows of ``citations``.
        pledges: rows of ``pledges`` that name it.
        licences: rows of ``licences`` that name it.
        transfers: rows of ``transfers`` that name it.
        origins: the lines of files that speak of it, best standing first.
        fees: the next annual fee, or why it cannot be told.
    """

    right: str
    kind: Words
    title: str
    status: str
    group: str
    row: Row
    numbers: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    fields: tuple[FieldShown, ...]
    disputed: tuple[str, ...]
    is_status_disputed: bool
    holders: tuple[Row, ...]
    spells: tuple[Row, ...]
    events: tuple[Row, ...]
    classes: tuple[Row, ...]
    families: tuple[Row, ...]
    citations: tuple[Row, ...]
    pledges: tuple[Row, ...]
    licences: tuple[Row, ...]
    transfers: tuple[Row, ...]
    origins: tuple[Origin, ...]
    fees: FeeOutlook


def right_page(reader: Reader, right: str, scope: Scope, *, today: date, knowledge: Knowledge) -> RightPage:
    """Everything about one right within a scope.

    Args:
        reader: one snapshot.
        right: its id, a former id, or a number in any spelling that means one right.
        scope: what the reader may see.
        today: day of the status shown and of the fees.
        knowledge: the definitions, for fees.

    Raises:
        NotFound: there is no such right, or the scope does not hold it; the two are not told apart.
    """
    table = PREPARED.table(reader, day=today)
    place = _place(reader, table, right, scope)
    return _PAGES.get((signature(reader), place, today, knowledge), lambda: _read(reader, table, place, knowledge))


_PAGES: Kept[RightPage] = Kept(PAGES)


def _read(reader: Reader, table: BrowseTable, place: int, knowledge: Knowledge) -> RightPage:
    name = str(table.rights.ids[place].as_py())
    (row,) = ROWS.of(reader, "rights", name)
    aliases = [one["alias"] for one in listing(reader, "aliases").where("id", [name])]
    origins = table.rights.sources.of(place)
    fields = fields_of(reader, row, origins, aliases)
    printed = [row[column] for column in _NUMBERS if row[column]]  # as registrations print them
    parts = {part: _part(reader, name, part) for part in _PARTS}
    return RightPage(
        right=name,
        kind=RIGHT_KINDS.get(row["kind"] or "", Words(row["kind"] or "", row["kind"] or "")),
        title=masked_title(row["title"] or row["title_en"]),
        status=table.on.status.text(place),
        group=table.on.group.text(place),
        row=row,
        numbers=tuple((column, row[column]) for column in _NUMBERS if row[column]),
        aliases=tuple(aliases),
        fields=tuple(fields),
        disputed=tuple(field.name for field in fields if field.is_disputed),
        is_status_disputed=bool(table.rights.disputed[place]),
        holders=_holders(reader, name),
        origins=tuple(origins),
        fees=fee_outlook(knowledge, life_of(table, place), today=table.on.day),
        **parts,
        **{kind: _records(reader, kind, [name, *aliases, *printed]) for kind in _RECORDS},
    )


def life_of(table: BrowseTable, place: int) -> PatentLife:
    """What of a right decides its annual fees, from the table."""
    rights = table.rights
    return PatentLife(
        kind=rights.kind.text(place),
        group=table.on.group.text(place),
        filed_on=day_of(int(rights.filed[place])),
        granted_on=day_of(int(rights.granted[place])),
        ends_on=day_of(int(table.on.until[place])),
    )


def _place(reader: Reader, table: BrowseTable, right: str, scope: Scope) -> int:
    """Place of the one right meant, when the scope holds it."""
    place = table.rights.place_of(right)
    seen = in_scope(reader, table.rights, scope)
    if place is not None and seen[place]:
        return place
    found = [] if place is not None or scope.reach == "nothing" else _meant(reader, table, right)
    allowed = [one for one in found if seen[one]]
    if not allowed:
        remedy = Words("可用任意写法的号码或编号。", "Give a number in any spelling, or an id.")
        raise NotFound(nothing_there(right), remedy=remedy)
    return allowed[0]


def _meant(reader: Reader, table: BrowseTable, number: str) -> list[int]:
    try:
        names = ids_meant(reader, number)
    except NotFound:
        return []
    places = [table.rights.place_of(name) for name in names if not name.startswith("party:")]
    return [place for place in places if place is not None]


def _part(reader: Reader, right: str, part: str) -> tuple[Row, ...]:
    table, order = _PARTS[part]
    rows = sorted(ROWS.of(reader, table, right), key=order)
    return _with_files(reader, rows) if part == "events" else tuple(rows)


def _late(day: date | None) -> date:
    """A day to sort by; what has none comes last."""
    return day or date.max


def _with_files(reader: Reader, events: Iterable[Row]) -> tuple[Row, ...]:
    """Events with ``file``, the name of the file that tells of each; None when it was no file."""
    batches = listing(reader, "batches").where("batch", {row["batch"] for row in events if row["batch"]})
    files = {row["batch"]: row["file"] for row in batches}
    return tuple({**row, "file": files.get(row["batch"])} for row in events)


def _holders(reader: Reader, right: str) -> tuple[Row, ...]:
    rows = sorted(ROWS.of(reader, "holders", right), key=_standing)
    links = listing(reader, "party_links").where("name", {row["cleaned"] for row in rows if row["cleaned"]})
    parties = {(link["name"], link["region"]): link["party"] for link in links}
    return tuple({**row, "party": _party(row, parties)} for row in rows)


def _standing(row: Row) -> tuple[bool, str, bool, int, int]:
    """Holders first, within a role those of now, then the latest."""
    begin = row["from"].toordinal() if row["from"] else 0
    return row["role"] != "holder", row["role"], row["to"] is not None, -begin, row["seq"]


def _party(row: Row, parties: Mapping[tuple[str, str], str]) -> str | None:
    is_tied = row["role"] in {"applicant", "holder"}
    return parties.get((row["cleaned"], row["region"] or "")) if is_tied else None


def _records(reader: Reader, kind: ListName, names: list[str]) -> tuple[Row, ...]:
    """Pledges, licences or transfers that name the right, the last registered first."""
    return tuple(listing(reader, kind).where("right_numbers", names))
