"""How long the counted rights still run and how their annual fees stand, as groups of a figure (剩余年限与年费状态)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from zhiquan.basics.days.patent_years import patent_year
from zhiquan.basics.words import Words
from zhiquan.measure.plain import words_as_plain
from zhiquan.register.browsing.fees import FEE_KINDS, PatentLife, fee_days
from zhiquan.register.reading.asof import FOREVER
from zhiquan.register.rules import Rules, load_rules
from zhiquan.site.plans.answers.session import Session

TERM, FEE = "term", "fee"
"""The two ways to tell rights apart."""

OVER, LONGEST = "over", 20
"""Past its term and still counted, as a mark in its months of renewal; terms from here on are one group."""

LATE, LATER, NO_MORE = "late", "later", "none"
"""A fee whose day has come and that can still be paid; one that is far off; none until the term ends."""

_AHEAD = (90, 180)
"""Days within which a fee falls due: what the desk of an enterprise tells, and half a year."""

_FEE_WORDS = {
    LATE: Words("应缴日已到，仍可缴", "day reached, still payable"),
    "90": Words("90 天内到期", "due within 90 days"),
    "180": Words("91 至 180 天到期", "due in 91 to 180 days"),
    LATER: Words("180 天后到期", "due after 180 days"),
    NO_MORE: Words("届满前不再有年费", "no fee until the term ends"),
}
"""The groups of fees in the order shown."""


@dataclass(frozen=True, slots=True)
class Life:
    """What a day says of a right's term and annual fee; None where the register cannot tell (期限与年费).

    Args:
        term: group of the whole years left.
        fee: group of the annual fee.
        ends_on: last day of protection.
        due_on: day the fee falls due that the group speaks of.
    """

    term: str | None = None
    fee: str | None = None
    ends_on: date | None = None
    due_on: date | None = None


_LIVES = f"""
    WITH spells AS (
        SELECT "right", status, "group", "from", "to",
               lag("group") OVER (PARTITION BY "right" ORDER BY "from") AS "before"
        FROM {{right_spells}} SEMI JOIN {{ids}} ON key = "right"
        WHERE CASE WHEN $known::DATE IS NULL THEN known_to = DATE '{FOREVER}'
              ELSE known_from <= $known AND known_to > $known END
    ), now AS (
        SELECT "right", "group" FROM spells WHERE "from" <= $day AND "to" > $day
    ), expiring AS (
        SELECT "right", min("from") AS "after" FROM spells
        WHERE status = 'expired' AND "before" = 'in_force' AND "to" > $day GROUP BY "right"
    ), stated AS (
        SELECT "right", greatest(
                   arg_max(effective, (basis = 'dated', rank, known)) FILTER (kind = 'term_end'),
                   max("until" + 1) FILTER (kind = 'renewed')
               ) + coalesce(
                   arg_max("days", (basis = 'dated', rank, known)) FILTER (kind = 'term_compensated'), 0
               )::INTEGER AS "after"
        FROM {{events}} SEMI JOIN {{ids}} ON key = "right" ANTI JOIN expiring USING ("right")
        WHERE kind IN ('term_end', 'renewed', 'term_compensated') AND ($known::DATE IS NULL OR known <= $known)
        GROUP BY "right"
    )
    SELECT r."right", kind, filed_on, granted_on, coalesce("group", '') AS "group",
           coalesce(expiring."after", stated."after", expires_on + 1) AS "after"
    FROM {{rights}} r SEMI JOIN {{ids}} ON key = r."right"
    LEFT JOIN now USING ("right") LEFT JOIN expiring USING ("right") LEFT JOIN stated USING ("right")
"""
"""Rights with their status on the day and ``after``, the first day after the term: the end of the status where the
term ends it; where something else did, the term its events state; else the last day believed."""


def lives_of(held: Session, ids: Sequence[str]) -> dict[str, Life]:
    """Terms and fees of rights on the day asked; a lapse that came later has no say in them.

    Returns:
        By right: a patent filed 2020-03-02 that ends on 2040-03-01 has on 2026-11-25 the term ``"13"`` and the fee
        ``"180"``, due 2027-03-02.
    """
    name = held.reader.with_keys(pa.array(sorted(set(ids)), pa.string()), name="site_life_ids")
    tables = {table: held.reader.from_(table) for table in ("rights", "right_spells", "events")}
    asked = {"day": held.ask.day, "known": held.ask.known}
    rules = load_rules(held.overlay)
    return {
        row["right"]: _life(rules, held.ask.day, row)
        for row in held.reader.records(_LIVES.format(ids=name, **tables), asked)
    }


def term_group(last: date | None, day: date) -> str | None:
    """Whole years left on a day until the first day after the term.

    Returns:
        With the last day 2040-03-01, on 2026-11-25, ``"13"``; ``"over"`` from 2040-03-02 on.
    """
    if last is None:
        return None
    if last < day:
        return OVER
    return str(min(patent_year(day, last + timedelta(days=1)) - 1, LONGEST))


def life_groups(codes: Sequence[str | None], by: str) -> list[dict[str, Any]]:
    """The groups of counted rows in their natural order, those without one last; none when no row has one.

    Args:
        codes: group of each counted row.
        by: ``term`` or ``fee``.

    Returns:
        Rows ``{group, label, counted}``; of the years left every year up to the longest, of the fees those that occur.
    """
    counted = Counter(codes)
    known = [code for code in counted if code is not None]
    if not known:
        return []
    shown: list[str | None] = [*(_years(known) if by == TERM else (code for code in _FEE_WORDS if counted[code]))]
    if counted[None]:
        shown.append(None)
    return [{"group": code, "label": words_as_plain(_words(by, code)), "counted": counted[code]} for code in shown]


def _life(rules: Rules, day: date, row: dict[str, Any]) -> Life:
    ends_on = row["after"] - timedelta(days=1) if row["after"] else None
    term = term_group(ends_on, day)
    if row["kind"] not in FEE_KINDS or row["group"] != "in_force" or row["filed_on"] is None or row["filed_on"] > day:
        return Life(term, ends_on=ends_on)
    fee, due_on = _fee(rules, day, row)
    return Life(term, fee, ends_on, due_on)


def _fee(rules: Rules, day: date, row: dict[str, Any]) -> tuple[str, date | None]:
    """Group and due day of the annual fee of a patent in force, as ``fee_days`` tells."""
    life = PatentLife(row["kind"], row["group"], row["filed_on"], row["granted_on"], row["after"])
    days = fee_days(life, term_ends=rules.term_end(life.kind, {"filed": row["filed_on"]}), day=day)
    if days.late is not None:
        return LATE, days.late.due_on
    if days.next is None:
        return NO_MORE, None
    due_on = days.next.due_on
    if due_on == day:
        return LATE, due_on
    return next((str(ahead) for ahead in _AHEAD if (due_on - day).days <= ahead), LATER), due_on


def _years(codes: Sequence[str]) -> list[str]:
    longest = max((int(code) for code in codes if code != OVER), default=-1)
    return [*([OVER] if OVER in codes else []), *(str(years) for years in range(longest + 1))]


def _words(by: str, code: str | None) -> Words:
    if code is None:
        return Words("期限不明", "no last day known") if by == TERM else Words("推算不出", "cannot be told")
    if by == FEE:
        return _FEE_WORDS[code]
    if code == OVER:
        return Words("已过期限，仍计入", "past its term, still counted")
    years = int(code)
    if years == 0:
        return Words("不足 1 年", "under 1 year")
    if years == LONGEST:
        return Words(f"满 {LONGEST} 年", f"{LONGEST} years or more")
    return Words(f"满 {years} 年，不足 {years + 1} 年", f"{years} to under {years + 1} years")
