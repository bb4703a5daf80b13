"""Everything the page of one right shows (权利页)."""

from __future__ import annotations

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
from zhiquan.register.browsing.masks import masked_title
from zhiquan.register.browsing.prepared import PREPARED, signature
from zhiquan.register.browsing.scope import Scope, nothing_there
from zhiquan.register.browsing.statements import FieldShown, fields_of
from zhiquan.register.browsing.table import BrowseTable, day_of
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.card import ids_meant
from zhiquan.register.reading.rights import right_row
from zhiquan.register.tables import RIGHT_KINDS

_PARTS = {
    "spells": ("right_spells", '"known_from", "from"'),
    "events": ("events", '"effective" NULLS LAST, "announced", "kind", "known"'),
    "classes": ("classes", '"system", "seq"'),
    "families": ("families", '"member"'),
    "citations": ("citations", '"cited"'),
}
_RECORDS = ("pledges", "licences", "transfers")
_NUMBERS = ("app_no", "pub_no", "grant_no", "reg_no", "announcement")
PAGES = 512
"""Pages remembered, some 20 kB each; a snapshot does not change, so neither does its page of a day."""

Row = dict[str, Any]


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
    row = right_row(reader, name) or {}
    aliases = _aliases(reader, name)
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


def _aliases(reader: Reader, right: str) -> list[str]:
    rows = reader.records(f"SELECT alias FROM {reader.from_('aliases')} WHERE id = ? ORDER BY alias", [right])
    return [row["alias"] for row in rows]


def _part(reader: Reader, right: str, part: str) -> tuple[Row, ...]:
    table, order = _PARTS[part]
    source = reader.from_(table, value=right)
    if part == "events":
        sql = f"""SELECT e.*, b.file FROM {source} e LEFT JOIN {reader.from_("batches")} b ON b.batch = e.batch
                  WHERE e."right" = ? ORDER BY {order}"""
    else:
        sql = f'SELECT * FROM {source} WHERE "right" = ? ORDER BY {order}'
    return tuple(reader.records(sql, [right]))


def _holders(reader: Reader, right: str) -> tuple[Row, ...]:
    sql = f"""
        SELECT h.*, l.party FROM {reader.from_("holders", value=right)} h
        LEFT JOIN {reader.from_("party_links")} l ON h.role IN ('applicant', 'holder')
            AND l.name = h.cleaned AND l.region = coalesce(h.region, '')
        WHERE h."right" = ? ORDER BY h.role <> 'holder', h.role, h."to" IS NOT NULL, h."from" DESC, h.seq
    """
    return tuple(reader.records(sql, [right]))


def _records(reader: Reader, kind: str, names: list[str]) -> tuple[Row, ...]:
    """Pledges, licences or transfers that name the right, the last registered first."""
    sql = f"""SELECT * FROM {reader.from_(kind)} WHERE list_has_any(right_numbers, ?)
              ORDER BY registered_on DESC NULLS LAST, number"""
    return tuple(reader.records(sql, [names]))
