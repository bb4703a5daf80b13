"""One party as its page tells it: tiles, table of rights, fees with their state (主体页叙述)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.register.browsing.fees import FeeDue, Surcharge
from zhiquan.register.browsing.party_page import FeeRow, PartyPage
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.registry.naming import LEVELS, REASONS, TITLE_KINDS, kind_word, place_name, shown_day, status_word
from zhiquan.site.registry.party_money import NOT_EASED, Eased, ReliefShown, Watch, eased_fees, reliefs_shown, watches

SHOWN = 50
"""Fees, and events, a page lists; the file of fees has more."""
GROUP_ORDER = ("in_force", "pending", "ended", "")
_TILES = (
    (Words("有效发明专利", "inventions in force"), ("invention_patent",)),
    (Words("实用新型和外观设计", "utility models and designs"), ("utility_model", "design_patent")),
    (Words("有效注册商标", "marks in force, by class"), ("trademark",)),
    (Words("马德里与海外", "Madrid and overseas"), ("madrid_registration", "overseas_patent")),
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tile:
    """One number at the head of the page (概况格)."""

    label: Words
    rights: int
    pending: int
    query: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """Rights of one kind by group of status (种类行)."""

    kind: str
    label: Words
    numbers: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee as printed: what is owed when paid today (年费行)."""

    row: FeeRow
    surcharge: Decimal
    is_late: bool
    is_pledged: bool
    eased: Eased = NOT_EASED

    @property
    def total(self) -> Decimal:
        """Fee and surcharge, in yuan."""
        return self.row.fee.yuan + self.surcharge


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One title or award as printed (称号行)."""

    row: Row
    kind: Words
    is_quoted: bool
    level: Words
    end: date | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class PartyStory:
    """Everything the page of a party prints (主体页)."""

    page: PartyPage
    region: str
    tiles: tuple[Tile, ...]
    kinds: tuple[KindRow, ...]
    late: int
    owed: tuple[FeeLine, ...]
    owed_in_all: int
    titles: tuple[TitleLine, ...]
    names: tuple[tuple[Row, Words], ...]
    events: tuple[tuple[Row, Words], ...]
    is_part: bool
    watches: tuple[Watch, ...]
    reliefs: tuple[ReliefShown, ...]
    is_own: bool

    @property
    def at_risk(self) -> tuple[Watch, ...]:
        """Running pledges one of whose rights has ended or may lapse."""
        return tuple(one for one in self.watches if one.is_at_risk)


def party_story(page: PartyPage, visitor: Visitor) -> PartyStory:
    """A party as its page tells it today."""
    today, knowledge = house().today, house().knowledge()
    late, owed = page.in_grace, fee_lines(page, today, most=SHOWN)
    with house().reader() as reader:
        eased = eased_fees(reader, knowledge, [one.row for one in owed], today=today)
        watched = watches(reader, page, today=today)
    return PartyStory(
        page=page,
        region=place_name(page.region) if page.region else "",
        tiles=tuple(_tiles(page)),
        kinds=tuple(_kinds(page)),
        late=len(late),
        owed=tuple(replace(one, eased=eased.get((one.row.right, one.row.fee.year), NOT_EASED)) for one in owed),
        owed_in_all=len(late) + page.fees_in_all,
        titles=tuple(_title(row, today) for row in page.titles),
        names=tuple((row, REASONS.get(row["reason"], Words(row["reason"], row["reason"]))) for row in page.names),
        events=tuple((row, status_word(row["kind"])) for row in page.events[:SHOWN]),
        is_part=visitor.role is Role.UNIT,
        watches=tuple(watched),
        reliefs=tuple(reliefs_shown(knowledge, today)),
        is_own=visitor.role is Role.ENTERPRISE,
    )


def fee_lines(page: PartyPage, today: date, *, most: int | None = None) -> tuple[FeeLine, ...]:
    """The fees that can still be paid late, then those due within 12 months, each by day; the first ``most``."""
    pledged = {number for row in page.pledges if row["ended_on"] is None for number in row["right_numbers"] or ()}
    return tuple(_fee(row, pledged, today) for row in (*page.in_grace, *page.fees)[:most])


def surcharge_on(fee: FeeDue, day: date) -> Decimal:
    """What lateness adds when the fee is paid on a day; nothing before it is due, all of it after the grace."""
    steps: tuple[Surcharge, ...] = fee.surcharges
    begun = [step.yuan for step in steps if step.first <= day]
    return begun[-1] if begun else Decimal(0)


def _tiles(page: PartyPage) -> list[Tile]:
    tiles = []
    for label, kinds in _TILES:
        held = {
            group: sum(one.rights for one in page.counts if one.kind in kinds and one.group == group)
            for group in GROUP_ORDER
        }
        query = "&".join(f"kind={kind}" for kind in kinds)
        tiles.append(Tile(label, held["in_force"], held["pending"], query))
    return tiles


def _kinds(page: PartyPage) -> list[KindRow]:
    held = {(one.kind, one.group): one.rights for one in page.counts}
    rows = []
    for kind in dict.fromkeys(kind for kind, _ in held):
        numbers = tuple((group, held.get((kind, group), 0)) for group in GROUP_ORDER)
        rows.append(KindRow(kind, kind_word(kind), numbers, sum(number for _, number in numbers)))
    return sorted(rows, key=lambda row: (-row.total, row.kind))


def _fee(row: FeeRow, pledged: set[str], today: date) -> FeeLine:
    numbers = {row.number, row.right, row.right.partition(":CN")[2]}
    is_late = row.fee.due_on < today
    return FeeLine(row, surcharge_on(row.fee, today) if is_late else Decimal(0), is_late, bool(numbers & pledged))


def _title(row: Row, today: date) -> TitleLine:
    known = TITLE_KINDS.get(row["kind"])
    level = LEVELS.get(row["level"] or "", Words(row["level"] or "", row["level"] or ""))
    end = shown_day(row["to"])
    return TitleLine(
        row, known or Words(row["kind"], row["kind"]), known is None, level, end, end is not None and end < today
    )
