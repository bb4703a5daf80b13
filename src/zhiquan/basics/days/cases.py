"""A period written down as a small file a lawyer can read (期限案例文件)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast, get_args

from zhiquan.basics.days.reading import length_from, parse_day
from zhiquan.basics.days.term import (
    CountFrom,
    DeemedService,
    Direction,
    Extension,
    Restart,
    Roll,
    Suspension,
    Term,
)
from zhiquan.basics.errors import BadInput
from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words

KEYS = (
    *("case", "why", "expect", "start", "event", "length", "direction", "count_from", "roll"),
    *("suspensions", "extensions", "restarts", "deemed_service", "cites"),
)
"""Every key a case may have; ``start`` and ``length`` are needed."""

NO_SCHEDULE = "no schedule"
"""``expect`` of a case whose year has no published schedule."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """One period with its label and, in checked files, the day expected (期限案例).

    ``expect`` is ``None`` when the file states none, and ``NO_SCHEDULE`` when the answer should be that.
    """

    label: str
    term: Term
    expect: date | str | None = None


def read_case(entry: object, *, file: str) -> Case:
    """The case in one mapping of a YAML or JSON file.

    Args:
        entry: the mapping as parsed.
        file: named in every message.

    Raises:
        BadInput: an unknown or missing key, or a value that cannot be used; names file, key and allowed keys.
    """
    keys = _mapping(entry, KEYS, needed=("start", "length"), where={"file": file})
    where = {"file": file} | ({"case": keys["case"]} if "case" in keys else {})
    try:
        return Case(str(keys.get("case", "")), _term(keys), _expected(keys.get("expect")))
    except BadInput as problem:
        raise BadInput(problem.message, remedy=problem.remedy, where=where | problem.where) from problem


def _term(keys: Mapping[str, Any]) -> Term:
    return Term(
        start=parse_day(keys["start"]),
        length=length_from(keys["length"]),
        event=str(keys.get("event") or ""),
        direction=cast("Direction", _choice(keys, "direction", get_args(Direction), "after")),
        count_from=cast("CountFrom", _choice(keys, "count_from", get_args(CountFrom), "next_day")),
        roll=cast("Roll | None", _choice(keys, "roll", get_args(Roll), None)),
        suspensions=_each(keys, "suspensions", _suspension),
        extensions=_each(keys, "extensions", _extension),
        restarts=_each(keys, "restarts", _restart),
        deemed_service=_deemed_service(keys.get("deemed_service")),
        citations=_each(keys, "cites", _citation),
    )


def _suspension(entry: object) -> Suspension:
    keys = _mapping(entry, ("from", "to", "reason"), needed=("from", "to"), where={"in": "suspensions"})
    return Suspension(_day(keys["from"]), _day(keys["to"]), str(keys.get("reason") or ""))


def _extension(entry: object) -> Extension:
    keys = _mapping(entry, ("length", "reason"), needed=("length",), where={"in": "extensions"})
    return Extension(length_from(keys["length"]), str(keys.get("reason") or ""))


def _restart(entry: object) -> Restart:
    keys = _mapping(entry, ("day", "reason"), needed=("day",), where={"in": "restarts"})
    return Restart(_day(keys["day"]), str(keys.get("reason") or ""))


def _deemed_service(entry: object) -> DeemedService | None:
    if entry is None:
        return None
    keys = _mapping(entry, ("days", "reason"), needed=(), where={"in": "deemed_service"})
    days = keys.get("days", 30)
    if not isinstance(days, int) or isinstance(days, bool):
        raise BadInput(
            Words("公告天数须为整数", "the days of the announcement are a whole number"), where={"days": days}
        )
    return DeemedService(days, str(keys.get("reason") or ""))


def _citation(entry: object) -> Citation:
    if isinstance(entry, str):
        return Citation(entry)
    keys = _mapping(entry, ("instrument", "place"), needed=("instrument",), where={"in": "cites"})
    return Citation(str(keys["instrument"]), str(keys.get("place") or ""))


def _expected(value: object) -> date | str | None:
    return value if value is None or value == NO_SCHEDULE else parse_day(value)


def _day(value: object) -> date:
    day = parse_day(value)
    return day.date() if isinstance(day, datetime) else day


def _each(keys: Mapping[str, Any], key: str, read: Callable[[object], T]) -> tuple[T, ...]:
    entries = keys.get(key) or ()
    if not isinstance(entries, list | tuple):
        raise BadInput(Words(f"{key} 须为列表", f"{key} is a list"), where={"key": key, "value": entries})
    return tuple(read(entry) for entry in entries)


def _choice(keys: Mapping[str, Any], key: str, allowed: Collection[str], default: str | None) -> str | None:
    value = keys.get(key)
    if value is None:
        return default
    if value not in allowed:
        raise BadInput(
            Words(f"{key} 的值不能用", f"{key} cannot have this value"),
            where={"key": key, "value": value, "allowed": " / ".join(allowed)},
        )
    return str(value)


def _mapping(
    entry: object, allowed: Collection[str], *, needed: Collection[str], where: Mapping[str, object]
) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping):
        raise BadInput(Words("此处须为“键: 值”", "keys and values are expected here"), where={**where, "value": entry})
    unknown = [str(key) for key in entry if key not in allowed]
    missing = [key for key in needed if entry.get(key) is None]
    if unknown or missing:
        problem = Words("不认识的键", "unknown key") if unknown else Words("缺少必需的键", "a needed key is missing")
        raise BadInput(problem, where={**where, "key": ", ".join(unknown or missing), "allowed": ", ".join(allowed)})
    return entry
