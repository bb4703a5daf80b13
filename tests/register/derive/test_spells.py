"""Status on a day as known on another: the spells agree with a plain replay of the events."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa

import factory
from deep import times
from zhiquan.register.derive.spells import spells_of
from zhiquan.register.tables.rights import EVENTS, RIGHT_SPELLS

Event = dict[str, Any]
FIRST = date(2000, 1, 1)
IN_FORCE = {"in_force", "in_force_partial"}
QUALITY = {"dated": 2, "computed": 1, "word": 0}


def event(kind: str, effective: str, *, known: str = "2024-06-01", basis: str = "dated", **more: Any) -> Event:
    days = {"effective": date.fromisoformat(effective), "known": date.fromisoformat(known)}
    more = {name: date.fromisoformat(v) if name in {"announced", "until"} and v else v for name, v in more.items()}
    return {"right": "r", "kind": kind, "basis": basis, "rank": 30, **days, **more}


def spells(*events: Event) -> list[dict[str, Any]]:
    table = pa.Table.from_pylist(list(events), schema=EVENTS.schema)
    found: list[dict[str, Any]] = spells_of(table, factory.rules()).to_pylist()
    return found


def on(found: list[dict[str, Any]], day: str, known: str = "2026-01-01") -> str | None:
    return status_in(found, date.fromisoformat(day), date.fromisoformat(known))


def status_in(found: list[dict[str, Any]], day: date, known: date) -> str | None:
    hits = [s for s in found if s["from"] <= day < s["to"] and s["known_from"] <= known < s["known_to"]]
    assert len(hits) <= 1, "periods of one day of knowledge overlap"
    return hits[0]["status"] if hits else None


GRANTED = (event("filed", "2010-01-04"), event("granted", "2012-05-02"), event("term_end", "2030-01-04"))


def test_periods_follow_filing_grant_and_end_of_term() -> None:
    found = spells(*GRANTED)
    assert [(s["status"], s["group"], str(s["from"]), str(s["to"])) for s in found] == [
        ("pending", "pending", "2010-01-04", "2012-05-02"),
        ("in_force", "in_force", "2012-05-02", "2030-01-04"),
        ("expired", "ended", "2030-01-04", "9999-12-31"),
    ]


def test_a_lapse_learned_later_looks_back_but_earlier_knowledge_stays() -> None:
    found = spells(*GRANTED, event("lapsed_fee", "2024-01-04", known="2025-03-01"))
    assert on(found, "2024-12-31", known="2025-02-28") == "in_force"
    assert on(found, "2024-12-31", known="2025-03-01") == "lapsed_fee"
    assert on(found, "2024-01-03", known="2025-03-01") == "in_force"
    assert on(found, "2031-01-01", known="2025-03-01") == "lapsed_fee"


def test_a_restored_right_is_in_force_again_and_still_expires() -> None:
    found = spells(*GRANTED, event("lapsed_fee", "2024-01-04"), event("restored", "2024-06-10"))
    assert [on(found, day) for day in ("2024-06-09", "2024-06-10", "2030-01-04")] == [
        "lapsed_fee",
        "in_force",
        "expired",
    ]


def test_nothing_brings_a_right_into_force_after_its_term() -> None:
    found = spells(*GRANTED, event("lapsed_fee", "2029-01-04"), event("restored", "2030-02-01"))
    assert on(found, "2030-01-31") == "lapsed_fee"
    assert on(found, "2030-02-01") == "expired"


def test_invalidation_in_full_holds_from_the_grant() -> None:
    found = spells(*GRANTED, event("invalidated_full", "2012-05-02", announced="2020-07-01", known="2024-07-01"))
    assert on(found, "2015-01-01", known="2024-06-30") == "in_force"
    assert on(found, "2015-01-01", known="2024-07-01") == "invalidated"
    assert on(found, "2031-01-01") == "invalidated"
    assert on(found, "2012-05-01") == "pending"


def test_a_reversal_announced_after_the_invalidation_undoes_it_in_whatever_order_they_come() -> None:
    void = event("invalidated_full", "2012-05-02", announced="2020-07-01")
    back = event("invalidation_reversed", "2012-05-02", announced="2021-09-01")
    for events in ((void, back), (back, void), (back, void, void)):
        assert on(spells(*GRANTED, *events), "2015-01-01") == "in_force"
    again = event("invalidated_full", "2012-05-02", announced="2022-02-02")
    assert on(spells(again, back, void, *GRANTED), "2015-01-01") == "invalidated"


def test_invalidation_in_part_leaves_the_rest_in_force_to_the_end() -> None:
    found = spells(*GRANTED, event("invalidated_partial", "2012-05-02", announced="2020-07-01"))
    assert on(found, "2015-01-01") == "in_force_partial"
    assert on(found, "2030-01-04") == "expired"


def test_compensation_adds_days_to_the_term_even_when_its_end_is_stated_too() -> None:
    # 2030-01-04 and 100 days: January has 28 left with the 4th, so 28 + 28 + 31 = 87 to April 1, and 13 more
    found = spells(*GRANTED, event("term_compensated", "2024-01-01", days=100, until="2030-04-13"))
    assert on(found, "2030-04-13") == "in_force"
    assert on(found, "2030-04-14") == "expired"


def test_a_renewal_moves_the_end_without_a_gap() -> None:
    mark = (event("registered", "2010-03-01"), event("term_end", "2020-03-01"))
    found = spells(*mark, event("renewed", "2020-03-01", until="2030-02-28", known="2024-06-02"))
    assert on(found, "2020-03-01", known="2024-06-01") == "expired"
    assert on(found, "2020-03-01", known="2024-06-02") == "in_force"
    assert [on(found, day) for day in ("2030-02-28", "2030-03-01")] == ["in_force", "expired"]


def test_of_two_days_of_grant_the_better_stated_one_counts() -> None:
    word, tool = event("granted", "2011-01-01", basis="word"), event("granted", "2012-01-01")
    office = event("granted", "2013-01-01") | {"rank": 50}
    assert on(spells(word, tool), "2011-06-01") is None
    assert on(spells(word, tool), "2012-01-01") == "in_force"
    assert on(spells(word, tool, office), "2012-06-01") is None


def test_no_usable_event_makes_no_period() -> None:
    undated = event("filed", "2010-01-04") | {"effective": None}
    assert spells(undated) == spells() == []
    assert spells_of(EVENTS.empty(), factory.rules()).schema == RIGHT_SPELLS.schema


# --- the same, against a replay that shares nothing with the kernel but the model ---

KINDS = [
    "filed", "published", "examination_entered", "granted", "granted", "term_end", "term_end", "lapsed_fee",
    "lapsed_fee", "restored", "restored", "invalidated_full", "invalidated_partial", "invalidation_reversed",
    "invalidation_reversed", "term_compensated", "renewed", "refused", "deemed_withdrawn", "withdrawn", "abandoned",
    "ended_stated", "expired_stated", "registered", "revoked", "deregistered", "narrowed", "transferred", "pledged",
]  # fmt: skip


def history(chance: random.Random) -> list[Event]:
    """A few events of one right, on few days, learned on few days, so that they often meet."""
    days = [FIRST + timedelta(days=chance.randrange(40)) for _ in range(6)]
    learned = [FIRST + timedelta(days=50 + n) for n in range(chance.randint(1, 4))]
    return [_made(chance, days, learned) for _ in range(chance.randint(1, 9))]


def _made(chance: random.Random, days: list[date], learned: list[date]) -> Event:
    kind = chance.choice(KINDS)
    extra: dict[str, Any] = {"announced": chance.choice([None, *days])}
    if kind == "term_compensated":
        extra |= {"days": chance.randrange(9), "until": chance.choice([None, days[0]])}
    if kind == "renewed":
        extra |= {"until": chance.choice([None, chance.choice(days) + timedelta(days=9)])}
    return {
        "right": "r",
        "kind": kind,
        "effective": chance.choice(days),
        "known": chance.choice(learned),
        "basis": chance.choice(list(QUALITY)),
        "rank": chance.choice([20, 30, 50]),
        **extra,
    }


def replay(events: list[Event], day: date, known: date) -> str | None:
    """The status on ``day`` by what was known on ``known``, event by event."""
    told = [one for one in events if one["known"] <= known]
    term = _end_of_term(told)
    status = "none"
    for one in sorted(_that_count(told), key=_turn):
        if one["effective"] > day:
            break
        if term is not None and one["effective"] >= term and status in IN_FORCE:
            status = "expired"
        status = factory.rules().model.after(status, one["kind"])
    if term is not None and day >= term and status in IN_FORCE:
        status = "expired"
    return None if status == "none" else status


def _turn(one: Event) -> tuple[Any, ...]:
    model = factory.rules().model
    place = model.order[model.event_code(one["kind"])]
    return one["effective"], place, one["announced"] or one["known"], one["known"], model.event_code(one["kind"])


def _standing(one: Event) -> tuple[Any, ...]:
    told = one["announced"] or date.min
    return QUALITY[one["basis"]], one["rank"], one["known"], told, one["effective"], one.get("days") or 0


def _that_count(told: list[Event]) -> list[Event]:
    model = factory.rules().model
    kept = [one for one in told if one["kind"] not in {"term_end", "renewed", "term_compensated"}]
    single = {name for name in model.events if model.single[model.event_code(name)]}
    best = {name: max((one for one in kept if one["kind"] == name), key=_standing, default=None) for name in single}
    return [one for one in kept if one["kind"] not in single or one is best[one["kind"]]]


def _end_of_term(told: list[Event]) -> date | None:
    ends = [one for one in told if one["kind"] == "term_end"]
    if not ends:
        return None
    end: date = max(ends, key=_standing)["effective"]
    for one in told:
        if one["kind"] == "renewed" and one.get("until"):
            end = max(end, one["until"] + timedelta(days=1))
    added = [one for one in told if one["kind"] == "term_compensated"]
    return end + timedelta(days=max(added, key=_standing)["days"]) if added else end


def test_status_on_any_day_agrees_with_a_plain_replay() -> None:
    chance = random.Random(20240601)
    histories = [history(chance) for _ in range(times(500, 10_000))]
    named = [{**one, "right": f"r{n:05d}"} for n, events in enumerate(histories) for one in events]
    chance.shuffle(named)
    table = pa.Table.from_pylist(named, schema=EVENTS.schema)
    found: dict[str, list[dict[str, Any]]] = {}
    for spell in spells_of(table, factory.rules()).to_pylist():
        found.setdefault(spell["right"], []).append(spell)
    for n, events in enumerate(histories):
        mine = found.get(f"r{n:05d}", [])
        for _ in range(12):
            day = FIRST + timedelta(days=chance.randrange(60))
            known = FIRST + timedelta(days=chance.randrange(49, 56))
            assert status_in(mine, day, known) == replay(events, day, known), (events, day, known)


def test_periods_of_one_day_of_knowledge_follow_each_other_without_gap() -> None:
    chance = random.Random(5)
    for _ in range(times(200, 2000)):
        found = spells(*history(chance))
        for known in sorted({spell["known_from"] for spell in found}):
            then = sorted(
                (spell["from"], spell["to"]) for spell in found if spell["known_from"] <= known < spell["known_to"]
            )
            assert all(one[1] == after[0] for one, after in pairwise(then))
            assert all(start < end for start, end in then)
