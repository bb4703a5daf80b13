"""Rows of the register that a unit ticked to prove a duty: references, never a typed figure (登记册证据).

A proof is a person's decision, kept as an observation: which rows, counted by which indicator, at which snapshot.
Whether the rows count is asked of the register again each time, so a right that lapses proves nothing any more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.origins import origins_of, titles_of
from zhiquan.register.browsing.masks import masked_title
from zhiquan.register.lake.reader import Reader
from zhiquan.register.publications import publications

KIND: Literal["duty_proof"] = "duty_proof"
"""Kind of decision in the register."""

PUBLISHED = "published"
"""What ``of`` is for a row of a publication: ``id`` is then ``publication/indicator``."""

_VERDICTS = {"met": Words("已达成", "met"), "missed": Words("未达成", "missed")}


@dataclass(frozen=True, slots=True)
class TickedRow:
    """One row referred to (引用的行).

    Attributes:
        of: id of the indicator that counts it, or ``published``.
        id: id of the right or key of the record; of a published figure ``publication/indicator``.
    """

    of: str
    id: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """One act of proving a duty (一次登记证据).

    Attributes:
        batch: the decision's batch, by which it is taken back.
        unit: number of the unit that proves its own part; empty when the office proves the duty for all.
        snapshot: newest snapshot when the rows were ticked.
        filed_on, by: when and by which account; note: its reason.
    """

    batch: str
    number: str
    unit: str
    rows: tuple[TickedRow, ...]
    snapshot: str
    filed_on: date | None
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What the register says of a referred row (行的事实): the day it counts from, and the days it counts on."""

    says: Words
    since: date | None = None
    periods: tuple[tuple[date, date], ...] = ()
    origin: Origin | None = None

    def counts(self, day: date) -> bool:
        """True when the row counts on the day."""
        return any(begin <= day < end for begin, end in self.periods)


Facts: TypeAlias = Mapping[TickedRow, Fact]


@dataclass(frozen=True, slots=True)
class UnitProof:
    """How far one unit's rows prove a duty (单位证据): ``late_days`` None while a row of it does not count."""

    unit: str
    late_days: int | None
    rows: tuple[tuple[TickedRow, Fact], ...] = field(default=())


def value_of(rows: Iterable[TickedRow], *, snapshot: str, unit: str) -> str:
    """A proof as the text a decision keeps."""
    listed = [{"of": row.of, "id": row.id} for row in sorted(set(rows), key=lambda row: (row.of, row.id))]
    return json.dumps({"snapshot": snapshot, "unit": unit, "rows": listed}, ensure_ascii=False, sort_keys=True)


def subject_of(plan: str, number: str) -> str:
    """What a proof is about: ``plan|number of the duty``."""
    return f"{plan}|{number}"


def ticked_of(reader: Reader, plan: str) -> dict[str, list[Ticked]]:
    """Every proof of a plan's duties by the duty's number, the earliest first."""
    rows = reader.records(
        f"""
        SELECT d.batch, d.subject, d.value, d.author, d.day, d.reason FROM {reader.from_("observations_decisions")} d
        JOIN {reader.from_("batches")} b ON b.batch = d.batch
        WHERE d.kind = $kind AND starts_with(d.subject, $plan) ORDER BY b.loaded_at, d.batch
        """,
        {"kind": KIND, "plan": subject_of(plan, "")},
    )
    found: dict[str, list[Ticked]] = defaultdict(list)
    for row in rows:
        number = row["subject"].partition("|")[2]
        told = json.loads(row["value"])
        listed = tuple(TickedRow(one["of"], one["id"]) for one in told["rows"])
        found[number].append(
            Ticked(
                batch=row["batch"],
                number=number,
                unit=told["unit"],
                rows=listed,
                snapshot=told["snapshot"],
                filed_on=row["day"],
                by=row["author"] or "",
                note=row["reason"] or "",
            )
        )
    return dict(found)


def facts_of(measuring: Measuring, rows: Iterable[TickedRow], day: date) -> dict[TickedRow, Fact]:
    """What the register says of rows on a day; one that is not there has no periods and says so."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.of].add(row.id)
    found: dict[TickedRow, Fact] = {}
    for of, ids in sorted(wanted.items()):
        made = _published(measuring.reader, ids) if of == PUBLISHED else _counted(measuring, of, sorted(ids), day)
        found |= {TickedRow(of, one): fact for one, fact in made.items()}
    return found


def _counted(measuring: Measuring, indicator: str, ids: Sequence[str], day: date) -> dict[str, Fact]:
    if indicator not in measuring.knowledge.ids("indicators"):
        gone = Words(f"没有指标 {indicator}", f"there is no indicator {indicator}")
        return {one: Fact(gone) for one in ids}
    definition = measuring.knowledge.get(Indicator, indicator)
    rows = measuring.rows(indicator, day)
    some = rows.filter(rows["counts"], rows["id"].isin(list(ids))).select("id", "title", "from", "to")
    periods: dict[str, list[tuple[date, date]]] = defaultdict(list)
    titles: dict[str, str] = {}
    for row in measuring.reader.records(measuring.sql_of(some)):
        periods[row["id"]].append((row["from"], row["to"]))
        if row["title"]:
            titles[row["id"]] = row["title"]
    titles = titles_of(measuring.reader, ids) | titles
    origins = origins_of(measuring.reader, definition.at(day).numerator.count, ids)
    label = definition.label
    found = {}
    for one in ids:
        held = tuple(sorted(periods[one])) if one in periods else ()
        name = f"{masked_title(titles[one])}（{one}）" if titles.get(one, one) != one else one
        since = held[0][0] if held else None
        says = Words(f"{name}：自 {since} 计入“{label.zh}”", f"{name}: counted as {label.en} since {since}")
        if not held:
            says = Words(f"{name}：不计入“{label.zh}”", f"{name}: not counted as {label.en}")
        found[one] = Fact(says, since, held, _origin(origins.get(one)))
    return found


def _published(reader: Reader, ids: Iterable[str]) -> dict[str, Fact]:
    """Published figures count from their day on unless their target was missed."""
    held = {one.id: one for one in publications(reader) if one.what == "board" and one.is_whole}
    found = {}
    for one in ids:
        name, _, indicator = one.partition("/")
        rows = held[name].content["board"]["targets"] if name in held else []
        target = next((row for row in rows if row["indicator"] == indicator), None)
        found[one] = published_fact(held[name].content["asked"]["day"], name, target) if target else Fact(
            Words(f"没有发布过 {one}", f"{one} was not published")
        )  # fmt: skip
    return found


def published_fact(day: str, name: str, target: Mapping[str, Any]) -> Fact:
    """A published target as evidence: it counts from the day of its figures when it was met."""
    since = date.fromisoformat(day)
    verdict = _VERDICTS.get(target["status"] or "", Words("未判定", "not judged"))
    label, value = target["label"], target["value"]
    says = Words(
        f"发布 {name}：{label['zh']} {day} 为 {value}，{verdict.zh}",
        f"publication {name}: {label['en']} on {day} is {value}, {verdict.en}",
    )
    is_met = target["status"] == "met"
    return Fact(says, since, ((since, date.max),) if is_met else ())


def unit_proofs(filed: Iterable[Ticked], facts: Facts, *, due: date | None, day: date) -> tuple[UnitProof, ...]:
    """What each unit's ticked rows come to on a day; all of them must count."""
    by_unit: dict[str, dict[TickedRow, None]] = defaultdict(dict)
    for one in filed:
        by_unit[one.unit] |= dict.fromkeys(one.rows)
    found = []
    for unit, rows in by_unit.items():
        told = tuple((row, facts[row]) for row in rows)
        late = None
        if told and all(fact.counts(day) for _, fact in told):
            last = max(fact.since for _, fact in told if fact.since is not None)
            late = max(0, (last - due).days) if due else 0
        found.append(UnitProof(unit, late, told))
    return tuple(found)


def _origin(told: Mapping[str, Any] | None) -> Origin | None:
    if told is None:
        return None
    loaded = date.fromisoformat(str(told["loaded"])[:10])
    return Origin("", told["file"] or "", told["sheet"] or "", told["line"], told["sha256"] or "", loaded)
