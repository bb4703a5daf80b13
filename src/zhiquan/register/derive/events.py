"""Legal events of rights, from the days, events and status words their rows state (法律事件推导)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.knowledge.terms import TermStart
from zhiquan.register.derive.groups import Groups
from zhiquan.register.rules import Rules
from zhiquan.register.tables.rights import EVENTS

PATENTS = ("invention_patent", "utility_model", "design_patent", "overseas_patent")
GRANTED = (*PATENTS, "plant_variety")
"""Kinds that are granted; the others are registered."""

Rows = npt.NDArray[np.int64]


def events_of(groups: Groups, kinds: pa.Array, granted: pa.Array, rules: Rules) -> pa.Table:
    """All events of the rights in ``groups``, in the shape of table ``events`` and in its row order.

    Args:
        groups: statements by right.
        kinds: believed kind of each right.
        granted: believed day of grant of each right, for events that take effect from the grant.
        rules: model, terms, vocabularies.
    """
    rows = groups.rows
    kind_of_row = np.asarray(kinds.to_pylist(), dtype=object)[groups.of_row]
    parts = [
        _from_day(rows, "filed_on", lambda _: "filed", kind_of_row),
        _from_day(rows, "published_on", _publication_event, kind_of_row),
        _from_day(rows, "granted_on", lambda kind: "granted" if kind in GRANTED else "registered", kind_of_row),
        _term_stated(rows, kind_of_row),
        _term_computed(rows, kind_of_row, rules),
        _stated(groups, granted, rules),
        _from_words(groups, kind_of_row, granted, rules),
    ]
    return pa.concat_tables(parts)


def _publication_event(kind: str) -> str:
    return "preliminarily_published" if kind == "trademark" else "published"


def _from_day(rows: pa.Table, column: str, event: Callable[[str], str], kinds: npt.NDArray[Any]) -> pa.Table:
    """One event per row that states a day in ``column``."""
    places = np.flatnonzero(pc.is_valid(rows[column]).to_numpy(zero_copy_only=False))
    names = [event(kind) for kind in kinds[places]]
    return _made(rows, places, kind=names, effective=rows[column].take(pa.array(places)), basis="dated")


def _term_stated(rows: pa.Table, kinds: npt.NDArray[Any]) -> pa.Table:
    """The end of term that marks and other registrations state; for patents the law is reckoned instead."""
    stated = pc.is_valid(rows["expires_on"]).to_numpy(zero_copy_only=False)
    places = np.flatnonzero(stated & ~np.isin(kinds, PATENTS))
    ends = pc.add(rows["expires_on"].take(pa.array(places)), pa.scalar(timedelta(days=1))).cast(pa.date32())
    return _made(rows, places, kind=["term_end"] * len(places), effective=ends, basis="dated")


def _term_computed(rows: pa.Table, kinds: npt.NDArray[Any], rules: Rules) -> pa.Table:
    """The end of the legal term, from the days each row states."""
    known: dict[tuple[Any, ...], date | None] = {}
    starts = ("filed_on", "granted_on", "created_on", "first_used_on", "expires_on")
    listed = zip(kinds, *(rows[name].to_pylist() for name in starts), strict=True)
    ends: list[date | None] = []
    for facts in listed:
        if facts not in known:
            known[facts] = _term_end(rules, facts)
        ends.append(known[facts])
    places = np.flatnonzero([end is not None for end in ends])
    days = pa.array([ends[place] for place in places], pa.date32())
    return _made(rows, places, kind=["term_end"] * len(places), effective=days, basis="computed")


def _term_end(rules: Rules, facts: tuple[Any, ...]) -> date | None:
    kind, filed, granted, created, used, stated = facts
    if stated is not None and kind not in PATENTS:
        return None
    days: dict[TermStart, date | None] = {
        "filed": filed,
        "granted": granted,
        "registered": granted,
        "created": created,
        "first_exploited": used,
        "published": used,
    }
    return rules.term_end(kind, {start: day for start, day in days.items() if day is not None})


def _stated(groups: Groups, granted: pa.Array, rules: Rules) -> pa.Table:
    """Events the rows list, with the day each takes effect by the model."""
    column = groups.rows["events"].combine_chunks()
    places = pc.list_parent_indices(column).to_numpy(zero_copy_only=False).astype(np.int64)
    items = pc.list_flatten(column).to_pylist()
    keep = [place for place, item in enumerate(items) if item["event"] in rules.codes]
    grants = granted.to_pylist()
    of_row = groups.of_row
    chosen = [items[place] for place in keep]
    origin = places[keep] if keep else np.empty(0, np.int64)
    effective = [
        effective_day(rules.effects[item["event"]], item, grants[of_row[row]])
        for item, row in zip(chosen, origin, strict=True)
    ]
    return _made(
        groups.rows,
        origin,
        kind=[item["event"] for item in chosen],
        effective=pa.array(effective, pa.date32()),
        basis="dated",
        more={name: [item[name] for item in chosen] for name in ("announced", "until", "days", "word")},
    )


def effective_day(effect: str, item: dict[str, Any], granted: date | None) -> date | None:
    """The first day of an event's effect.

    Args:
        effect: ``stated``, ``announced``, ``grant`` or ``due_day``, from the model.
        item: the event with its ``effective`` and ``announced`` days, either of which may be None.
        granted: day of grant, for what is void from the start.
    """
    stated: date | None = item["effective"]
    announced: date | None = item["announced"]
    if effect == "grant":
        return granted or stated or announced
    if effect == "announced":
        return announced or stated
    return stated or announced


def _from_words(groups: Groups, kinds: npt.NDArray[Any], granted: pa.Array, rules: Rules) -> pa.Table:
    """What bare status words tell when nothing dated does: it holds from the day the source describes,
    or from the grant when the model has it void from the start.

    A word that ends a right ends it then; one that it is in force grants it then when no row gives a day of grant,
    and restores it when an earlier word had ended it.
    """
    rows = groups.rows
    places = np.flatnonzero(pc.is_valid(rows["status_word"]).to_numpy(zero_copy_only=False))
    said = rows.select(["tool", "status_word", "as_of"]).take(pa.array(places)).to_pylist()
    pairs = [(row["tool"], row["status_word"]) for row in said]
    meaning = {pair: _status_of_word(rules, *pair) for pair in set(pairs)}
    no_grant = pc.is_null(granted).to_pylist()
    of_row = groups.of_row[places].tolist()
    ended: dict[int, date] = {}
    for right, pair, row in zip(of_row, pairs, said, strict=True):
        if rules.groups.get(meaning[pair]) == "ended":
            ended[right] = min(row["as_of"], ended.get(right, row["as_of"]))
    events: list[str | None] = []
    for place, right, pair, row in zip(places, of_row, pairs, said, strict=True):
        status = meaning[pair]
        if rules.groups.get(status) == "ended":
            events.append(rules.event_to.get(status))
        elif rules.groups.get(status) == "in_force" and right in ended and ended[right] < row["as_of"]:
            events.append("restored")
        elif rules.groups.get(status) == "in_force" and no_grant[right]:
            events.append("granted" if kinds[place] in GRANTED else "registered")
        else:
            events.append(None)
    keep = [number for number, event in enumerate(events) if event]
    chosen = places[keep] if keep else np.empty(0, np.int64)
    named = [event for event in events if event]
    grants = granted.take(pa.array(groups.of_row[chosen])).to_pylist()
    days = [
        effective_day(rules.effects[event], {"effective": said[number]["as_of"], "announced": None}, grant)
        for event, number, grant in zip(named, keep, grants, strict=True)
    ]
    return _made(
        rows,
        chosen,
        kind=named,
        effective=pa.array(days, pa.date32()),
        basis="word",
        more={"word": [pairs[number][1] for number in keep]},
    )


def _status_of_word(rules: Rules, tool: str, word: str) -> str:
    """Status a word stands for; empty when it is unknown, or tells of the end of a term, which is reckoned."""
    reading = rules.read_word(tool, word)
    status = reading.status if reading else None
    return "" if status is None or status == "expired" else status


def _made(  # noqa: PLR0913 - one column each
    rows: pa.Table,
    places: Rows,
    *,
    kind: Sequence[str],
    effective: pa.Array | pa.ChunkedArray,
    basis: str,
    more: dict[str, list[Any]] | None = None,
) -> pa.Table:
    """Event rows for the source rows at ``places``."""
    taken = rows.select(["right", "known", "rank", "batch", "sheet", "line"]).take(pa.array(places))
    made: dict[str, Any] = {name: taken[name] for name in taken.column_names}
    made |= {"kind": pa.array(kind, pa.string()), "effective": effective, "basis": [basis] * len(places)}
    made |= more or {}
    schema = EVENTS.schema
    nulls = {field.name: pa.nulls(len(places), field.type) for field in schema}
    return pa.table({field.name: made.get(field.name, nulls[field.name]) for field in schema}, schema=schema)
