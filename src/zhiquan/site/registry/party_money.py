"""What a party's fees come to under the reliefs the law knows, and how its pledged rights fare (减缴与质押看护)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from zhiquan.basics.days.patent_years import patent_year
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.fee_tables import Relief
from zhiquan.knowledge.fees import ReliefClaim, annual_fee
from zhiquan.knowledge.shapes import RightKind
from zhiquan.register.browsing.fees import PatentLife
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.lists import listing
from zhiquan.register.browsing.party_page import FeeRow, PartyPage
from zhiquan.register.browsing.prepared import PREPARED, signature
from zhiquan.register.browsing.right_page import life_of
from zhiquan.register.browsing.table import BrowseTable
from zhiquan.register.lake.reader import Reader

ALONE = "fee_relief_85"
"""The relief of one payer who qualifies; whether one does is not in the register."""

OPEN = "open_licence_15"
"""The relief while an open licence runs, which the register does know."""

_OPEN_WORDS = ("open", "开放许可")


@dataclass(frozen=True, slots=True)
class Eased:
    """What a fee comes to under reliefs (减缴后年费).

    Attributes:
        if_entitled: with the relief of a payer who qualifies, in yuan; None when it does not reach this year.
        open_licence: as an open licence on record makes it; None without one.
    """

    if_entitled: Decimal | None = None
    open_licence: Decimal | None = None


NOT_EASED = Eased()
"""No relief reaches the fee."""


@dataclass(frozen=True, slots=True)
class ReliefShown:
    """One relief with who may have it (减缴条件)."""

    id: str
    label: Words
    who: Words
    share: Decimal
    years_from_grant: int | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Watch:
    """One running pledge and how its rights fare (质押看护).

    Attributes:
        row: the row of ``pledges``.
        late: fees of its rights that are past due and can still be paid.
        soon: fees of its rights that fall due within 12 months.
        ended: rights of it that are no longer in force.
        unknown: numbers that name no right of the register.
    """

    row: Mapping[str, Any]
    late: tuple[FeeRow, ...]
    soon: int
    ended: tuple[str, ...]
    unknown: int

    @property
    def yuan(self) -> Decimal | None:
        """The secured amount in yuan, without needless places."""
        told: Decimal | None = self.row["amount"]
        return told.quantize(Decimal(1)) if told is not None and told == told.to_integral_value() else told

    @property
    def is_at_risk(self) -> bool:
        """True when a right of it has ended or may lapse."""
        return bool(self.late or self.ended)


def eased_fees(
    reader: Reader, knowledge: Knowledge, rows: Sequence[FeeRow], *, today: date
) -> dict[tuple[str, int], Eased]:
    """What fees come to under reliefs, by right and patent year."""
    table = PREPARED.table(reader, day=today)
    licensed = _openly_licensed(reader, today) if rows else frozenset()
    places = ((row, table.rights.place_of(row.right)) for row in rows)
    return {
        (row.right, row.fee.year): _eased(knowledge, row, life_of(table, place), is_open=row.right in licensed)
        for row, place in places
        if place is not None
    }


def reliefs_shown(knowledge: Knowledge, day: date) -> list[ReliefShown]:
    """The reliefs of annual fees in force on a day."""
    found = []
    for one in knowledge.all(Relief):
        try:
            version = one.at(day)
        except NotFound:
            continue
        who = Words(version.who.zh, version.who.en)
        label = Words(one.label.zh, one.label.en)
        found.append(ReliefShown(one.id, label, who, version.share, version.years_from_grant, version.verified))
    return sorted(found, key=lambda one: -one.share)


def watches(reader: Reader, page: PartyPage, *, today: date) -> list[Watch]:
    """The running pledges of a party, those at risk first."""
    running = [row for row in page.pledges if row["ended_on"] is None or row["ended_on"] > today]
    rights = _pledged(reader) if running else {}
    table = PREPARED.table(reader, day=today)
    found = []
    for row in running:
        numbers = row["right_numbers"] or ()
        own = {rights[number] for number in numbers if number in rights}
        places = {right: table.rights.place_of(right) for right in own}
        late = tuple(one for one in page.in_grace if one.right in own)
        soon = sum(one.right in own for one in page.fees)
        ended = tuple(sorted(one for one, place in places.items() if place is not None and _has_ended(table, place)))
        found.append(Watch(row, late, soon, ended, sum(number not in rights for number in numbers)))
    return sorted(found, key=lambda one: (not one.is_at_risk, str(one.row["registered_on"])))


def _has_ended(table: BrowseTable, place: int) -> bool:
    return table.on.group.text(place) == "ended"


def _eased(knowledge: Knowledge, row: FeeRow, life: PatentLife, *, is_open: bool) -> Eased:
    granted = patent_year(life.filed_on, life.granted_on) if life.filed_on and life.granted_on else None
    entitled = _payable(knowledge, row, life.kind, ReliefClaim((ALONE,), granted)) if granted else None
    licensed = _payable(knowledge, row, life.kind, ReliefClaim((OPEN,), granted)) if is_open else None
    return Eased(entitled, licensed)


def _payable(knowledge: Knowledge, row: FeeRow, kind: str, claim: ReliefClaim) -> Decimal | None:
    """The fee with a relief; None when the relief takes nothing off."""
    try:
        made = annual_fee(knowledge, kind=cast("RightKind", kind), year=row.fee.year, on=row.fee.due_on, relief=claim)
    except (BadInput, NotFound):
        return None
    return made.payable if made.relief else None


_OPEN_KEPT: Kept[frozenset[str]] = Kept(8)


def _openly_licensed(reader: Reader, today: date) -> frozenset[str]:
    """Every right with an open licence on record that runs today; worked out once per snapshot and day."""
    return _OPEN_KEPT.get((signature(reader), today), lambda: _read_open(reader, today))


def _read_open(reader: Reader, today: date) -> frozenset[str]:
    words = ", ".join(f"'{word}'" for word in _OPEN_WORDS)
    rows = reader.records(
        f"""SELECT DISTINCT unnest(right_numbers) AS number FROM {reader.from_("licences")}
            WHERE form IN ({words}) AND (registered_on IS NULL OR registered_on <= $1)
            AND (ended_on IS NULL OR ended_on > $1)""",
        [today],
    )
    named = _named(reader, [row["number"] for row in rows])
    return frozenset(named.values())


_PLEDGED_KEPT: Kept[dict[str, str]] = Kept(2)


def _pledged(reader: Reader) -> dict[str, str]:
    """The right each number in a pledge means; worked out once per snapshot."""
    return _PLEDGED_KEPT.get(signature(reader), lambda: _read_pledged(reader))


def _read_pledged(reader: Reader) -> dict[str, str]:
    numbers = listing(reader, "pledges").rows["right_numbers"].combine_chunks().flatten()
    return _named(reader, numbers.unique().to_pylist())


def _named(reader: Reader, numbers: Sequence[str]) -> dict[str, str]:
    """The right each number means: an id, a former id, or a number as registrations print it."""
    if not numbers:
        return {}
    rows = reader.records(
        f"""WITH told AS (SELECT unnest($1::VARCHAR[]) AS number),
            known AS (
                SELECT "right" AS name, "right" FROM {reader.from_("rights")}
                UNION ALL SELECT alias, id FROM {reader.from_("aliases")}
                UNION ALL SELECT app_no, "right" FROM {reader.from_("rights")} WHERE app_no IS NOT NULL
                UNION ALL SELECT reg_no, "right" FROM {reader.from_("rights")} WHERE reg_no IS NOT NULL
            )
            SELECT number, min(known."right") AS "right" FROM told JOIN known ON known.name = told.number GROUP BY 1""",
        [list(numbers)],
    )
    return {row["number"]: row["right"] for row in rows}
