"""What was filled in and decided for an appraisal: claims, bonus, deductions, objections, corrections (考核填报)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisal_words import barred_count
from zhiquan.knowledge.appraisals import Named
from zhiquan.plan.organisations import Directory, Unit, clean, lines_of
from zhiquan.register.lake.reader import Reader

KINDS: dict[str, Words] = {
    "evidence": Words("核定", "stated by the office"),
    "claim": Words("自评", "claim"),
    "bonus": Words("加分", "bonus"),
    "deduction": Words("扣分", "deduction"),
    "objection": Words("异议", "objection"),
    "correction": Words("更正", "correction"),
}
"""What each kind of input is called."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing filled in or decided (填报项).

    Attributes:
        item: the item's words as printed.
        value: points; None where only words are given.
        note: the reason.
        decided_on, by: when and by whom it was decided or raised.
    """

    unit: str
    item: str
    kind: str
    value: Decimal | None = None
    full: Decimal | None = None
    proof: str = ""
    note: str = ""
    decided_on: date | None = None
    by: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of one year (年度填报).

    Attributes:
        of: number of a unit to its inputs.
        unknown: inputs of units nobody answers to.
        refused: inputs that count clicks, logins or check-ins: they touch no score.
    """

    of: dict[str, list[Input]] = field(default_factory=dict)
    unknown: list[Input] = field(default_factory=list)
    refused: list[Input] = field(default_factory=list)


def inputs_of(reader: Reader, year: int, *, units: Directory, day: date, today: date) -> Inputs:
    """The inputs of one year by unit; what was decided after ``today`` is not there yet.

    Args:
        reader: the snapshot.
        year: year appraised.
        units: who exists when.
        day: day the units are appraised on; inputs of a unit that ended go to those that came after it.
        today: last day of a decision that counts.
    """
    lines = lines_of(reader, "appraisal_inputs")
    table = reader.from_("appraisal_inputs")
    rows = reader.records(f"SELECT * FROM {table} WHERE year = ? ORDER BY decided_on NULLS FIRST, key", [year])
    found = Inputs()
    for row in rows:
        if row["decided_on"] is not None and row["decided_on"] > today:
            continue
        one = Input(
            unit=row["organisation"] or "",
            item=row["item"] or "",
            kind=row["kind"] or "claim",
            value=row["value"],
            full=row["full"],
            proof=row["proof"] or "",
            note=row["note"] or "",
            decided_on=row["decided_on"],
            by=row["by"] or "",
            origin=lines.get(row["key"]),
        )
        if barred_count(one.item) or barred_count(row["rule"] or ""):
            found.refused.append(one)
            continue
        meant: tuple[Unit, ...] = units.named(one.unit, day).units
        for unit in meant:
            found.of.setdefault(unit.number, []).append(one)
        found.unknown.extend([] if meant else [one])
    return found


def speaks_of(one: Input, named: Named) -> bool:
    """True when the input's words mean the item: its id, label or one of its names."""
    return clean(one.item) in {clean(word) for word in (named.id, named.label.zh, named.label.en, *named.names)}


def of_kind(inputs: Iterable[Input], kind: str) -> list[Input]:
    """The inputs of one kind."""
    return [one for one in inputs if one.kind == kind]
