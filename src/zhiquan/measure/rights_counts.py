"""Counts over rights: stock in force, those of a window, fees kept, survivors, used indications (权利计数)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from zhiquan.knowledge.indicators import Numerator
from zhiquan.measure.choices import Choices
from zhiquan.measure.intervals import day, overlapping, rows, together, year_end
from zhiquan.measure.question import Question
from zhiquan.measure.sources import Sources

IN_FORCE = "in_force"
_LAST_FEE_YEAR = 19


@dataclass(frozen=True, slots=True)
class Count:
    """One count to be made: the tables, the question, what is counted and the settings in force on ``day``."""

    tables: Sources
    asked: Question
    numerator: Numerator
    choices: Choices
    day: date

    def window(self) -> str:
        """Which days count: ``always``, ``period`` or ``year``, as the definition or a setting says."""
        wanted = self.numerator.setting
        return self.choices.at(wanted, self.day) if wanted else self.numerator.window

    def rights(self) -> ir.Table:
        """The rights considered."""
        return self.tables["measure_mine"]


def stock(count: Count) -> ir.Table:
    """Rights in force on the day (有效量); others are told by their legal status then."""
    lived = _with_spells(count)
    lived = lived.mutate(unit=_unit(lived, count), wanted=_wanted(lived, count))
    stands = lived["stands"] & lived["is_home"]
    reason = ibis.cases(
        (~lived["is_home"], "place_unknown"),
        (lived["status"].isnull(), "no_status"),
        (lived["stands"] & ~lived["wanted"], "other_sort"),
        else_=lived["status"],
    )
    return rows(
        lived,
        key=lived["right"],
        unit=lived["unit"],
        since=lived["from"],
        until=lived["to"],
        counts=stands & lived["wanted"],
        base=stands,
        reason=reason,
    )


def _with_spells(count: Count) -> ir.Table:
    """Rights with each period of their status: ``stands`` while in force; one row without status when none."""
    rights = count.rights()
    spells = count.tables["measure_spells"]
    joined = rights.left_join(spells, rights["right"] == spells["of"])
    return joined.mutate(stands=(joined["group"] == IN_FORCE).fill_null(False)).drop("of", "group")


def _unit(rights: ir.Table, count: Count) -> ir.Value:
    """What is counted once: the right, or the product whatever route protects it."""
    if count.numerator.once != "product":
        return rights["right"]
    return ibis.coalesce(rights["product"], rights["right"])


def _wanted(rights: ir.Table, count: Count) -> ir.Value:
    """False for holders of another kind and for registrations that a setting leaves out."""
    wanted: ir.Value = ibis.literal(True)
    if count.numerator.holder_kind:
        wanted = (rights["holder_kind"] == count.numerator.holder_kind).fill_null(False)
    setting = count.numerator.setting
    if setting == "gi_includes_farm_registrations" and count.choices.at(setting, count.day) == "omitted":
        farm = rights["form"].contains("农产品").fill_null(False) | rights["right"].startswith("gi:AGI")
        wanted = wanted & ~farm
    return wanted


def dated(count: Count) -> ir.Table:
    """Rights counted by one day of theirs: cumulative since the period began, or those of the year (流量)."""
    rights = count.rights()
    on = rights[str(count.numerator.day)]
    if count.numerator.or_day:
        on = ibis.coalesce(on, rights[count.numerator.or_day])
    rights = rights.mutate(on=on)
    on = rights["on"]
    window = count.window()
    late_enough = on >= day(count.asked.since) if window == "period" else ibis.literal(True)
    until = year_end(on) if window == "year" else None
    has_day = on.notnull()
    reason = ibis.cases(
        (~rights["is_home"], "place_unknown"),
        (~has_day, "no_day"),
        (~late_enough.fill_null(False), "before_period"),
        else_="dated",
    )
    counts = rights["is_home"] & has_day & late_enough
    return rows(rights, key=rights["right"], since=on, until=until, counts=counts, reason=reason)


def fees_kept(count: Count) -> ir.Table:
    """Rights whose annual fee fell due in the twelve months before the day, and that stood on (年费维持).

    A row runs for a year from the due day; it counts when the right was in force on the due day itself, for lapse
    goes back to that day.
    """
    lived = _with_spells(count).filter(lambda t: t["stands"] & t["filed_on"].notnull())
    years = count.tables["measure_years"]
    crossed = lived.cross_join(years)
    first = crossed["filed_on"]
    leap = (first.month() == 2) & (first.day() == 29)
    month_day = ibis.ifelse(leap, 28, first.day())
    crossed = crossed.mutate(
        due=ibis.date(first.year() + crossed["n"], first.month(), month_day),
        over=ibis.date(first.year() + crossed["n"] + 1, first.month(), month_day),
    )
    owed = crossed.filter((crossed["from"] < crossed["due"]) & (crossed["due"] <= crossed["to"]))
    kept = owed["to"] > owed["due"]
    reason = ibis.cases((~owed["is_home"], "place_unknown"), (kept, "fee_kept"), else_="lapsed_on_due_day")
    return rows(
        owed,
        key=owed["right"],
        since=owed["due"],
        until=owed["over"],
        counts=kept & owed["is_home"],
        base=owed["is_home"],
        reason=reason,
    )


def survivors(count: Count) -> ir.Table:
    """Rights granted between N and N+1 years before the day, and those of them still in force (存活)."""
    years = int(count.numerator.years or 0)
    lived = _with_spells(count).filter(lambda t: t["granted_on"].notnull() & t["status"].notnull())
    lived = lived.mutate(
        begins=(lived["granted_on"] + ibis.interval(years=years)).cast("date"),
        ends=(lived["granted_on"] + ibis.interval(years=years + 1)).cast("date"),
    )
    lived = overlapping(lived, since="begins", until="ends")
    reason = ibis.cases((~lived["is_home"], "place_unknown"), (lived["stands"], "alive"), else_=lived["status"])
    return rows(
        lived,
        key=lived["right"],
        since=lived["since"],
        until=lived["until"],
        counts=lived["stands"] & lived["is_home"],
        base=lived["is_home"],
        reason=reason,
    )


def used_indications(count: Count) -> ir.Table:
    """Indications in force, and those of them with an authorised user of the special mark (专用标志使用)."""
    lived = _with_spells(count)
    lived = lived.mutate(unit=_unit(lived, count))
    stands = lived["stands"] & lived["is_home"]
    idle = rows(
        lived,
        key=lived["right"],
        unit=lived["unit"],
        since=lived["from"],
        until=lived["to"],
        counts=ibis.literal(False),
        base=stands,
        reason=ibis.cases((~lived["is_home"], "place_unknown"), (lived["stands"], "no_user"), else_=lived["status"]),
    )
    users = (
        count.tables["measure_home"]
        .filter(lambda t: t["kind"] == "gi_mark_user")
        .select(user="right", of_product="product")
    )
    spells = count.tables["measure_spells"].filter(lambda t: t["group"] == IN_FORCE)
    spells = spells.select(who="of", used_from="from", used_to="to")
    users = users.join(spells, users["user"] == spells["who"])
    both = lived.filter(stands).join(users, lived["unit"] == users["of_product"])
    both = overlapping(both, since="used_from", until="used_to")
    used = rows(
        both,
        key=both["right"],
        unit=both["unit"],
        since=both["since"],
        until=both["until"],
        counts=ibis.literal(True),
        reason="has_user",
    ).distinct()
    return together([idle, used])
