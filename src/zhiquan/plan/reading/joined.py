"""Rows of a table whose cells have run together, such as 158180 for 158 and 180 (粘连表格)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.plan.reading.columns import Column

_SIGN = "[<>≥≤＜＞≧≦]"
_TAIL = r"(?:左右|以上|以内|以下)"
_RATIO = r"\d+(?:\.\d+)?[∶:：]1"
_NUMBER = rf"[\[［]?{_SIGN}?-?(?:{_RATIO}|\d[\d.,]*[%％]?){_TAIL}?[\]］]?"
_ROW = re.compile(
    rf"(?P<name>[^\d<>≥≤＜＞≧≦—\[\]-][^<>≥≤＜＞≧≦\[\]]*?)"
    rf"(?P<cells>(?:{_NUMBER}|[—－-](?=\d|{_SIGN}|[一-鿿]))+(?:个百分点|倍)?)(?P<rest>约束性|预期性)?"
)
_CELLS_AT_END = re.compile(rf"(?:{_NUMBER}|[—－-](?=[\d<>≥≤＜＞≧≦—－-]|$))+(?:个百分点|倍)?$")
_LONGEST_RUN = 60
_NATURE = re.compile("约束性|预期性")
_GROUP = re.compile(r"^(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)])[^\d]{2,20}?(?=\d)")
_CELL = re.compile(
    rf"[\[［]?{_SIGN}?-?(?:{_RATIO}|(?:[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d*|0)(?:\.\d+)?)(?:[%％]|个百分点|倍)?{_TAIL}?[\]］]?|[—－-]"
)


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """One row (行): name with its unit, the cells as cut, 约束性 or 预期性, and the text of the row."""

    name: str
    cells: tuple[str, ...]
    nature: str
    text: str
    fit: float


def joined_rows(text: str, columns: Sequence[Column]) -> list[JoinedRow]:
    """The rows in the text behind a joined header.

    Args:
        text: everything after the header.
        columns: the columns of the header that hold values, in order.

    Returns:
        ``2氨氮排放总量（万吨）264.4238.0-10%`` with columns 2010, 2015 and change has the cells
        ``264.4``, ``238.0``, ``-10%``.
    """
    valued = [one for one in columns if one.use in ("base", "target", "change")]
    plain = re.sub(r"\s+", "", text)
    if re.search(rf"\d{{{_LONGEST_RUN}}}", plain):
        return []  # no table has such a run of digits, and cutting it would take for ever
    if len(_NATURE.findall(plain)) >= 2:
        return list(_closed_rows(plain, valued, has_unit=any(one.use == "unit" for one in columns)))
    rows: list[JoinedRow] = []
    serial = 1
    for found in _ROW.finditer(plain):
        best = max(_cuts(found["cells"], valued, str(serial + 1)), key=lambda cut: cut[0], default=None)
        if best is None:
            continue
        fit, parts, ends_with_serial = best
        number = str(serial) if plain[: found.start()].endswith(str(serial)) else ""
        rows.append(JoinedRow(found["name"], parts, "", number + found["name"] + "".join(parts), fit))
        serial += bool(ends_with_serial)
    return rows


def _closed_rows(text: str, columns: Sequence[Column], *, has_unit: bool) -> Iterator[JoinedRow]:
    """Rows that each end with 约束性 or 预期性, so that digits may stand in their names."""
    start, serial = 0, 1
    for nature in _NATURE.finditer(text):
        row = _GROUP.sub("", text[start : nature.start()])
        start = nature.end()
        cells = _CELLS_AT_END.search(row)
        if cells is None:
            continue
        # A dash before the values is the unit of an indicator that has none.
        dash = has_unit and cells[0][0] in "—－-"
        best = max(_cuts(cells[0][dash:], columns, ""), key=lambda cut: cut[0], default=None)
        if best is None:
            continue
        name = row[: cells.start() + dash]
        if name.startswith(str(serial)):
            name = name[len(str(serial)) :]
            serial += 1
        yield JoinedRow(name, best[1], nature[0], row, best[0])


def _cuts(blob: str, columns: Sequence[Column], serial: str) -> Iterator[tuple[float, tuple[str, ...], bool]]:
    """Every way to cut a run of digits into the cells of the columns, with how well it fits."""
    if len(blob) > _LONGEST_RUN:
        return
    for tail in dict.fromkeys(("", serial)):
        body = blob.removesuffix(tail) if tail and blob.endswith(tail) else blob
        if tail and body == blob:
            continue
        for parts in _split(body, len(columns)):
            fit = _fit(parts, columns)
            if fit is not None:
                yield fit + (0.05 if tail else 0), parts, bool(tail)


def _split(text: str, count: int) -> Iterator[tuple[str, ...]]:
    if count == 1:
        if _is_cell(text):
            yield (text,)
        return
    for at in range(1, len(text)):
        if _is_cell(text[:at]):
            for rest in _split(text[at:], count - 1):
                yield (text[:at], *rest)


def _is_cell(text: str) -> bool:
    return bool(_CELL.fullmatch(text))


def _fit(parts: Sequence[str], columns: Sequence[Column]) -> float | None:
    """How likely a cut is: the change column must follow from the others; else alike numbers fit best."""
    base_text = next((part for part, one in zip(parts, columns, strict=True) if one.use == "base"), "")
    goal_text = next((part for part, one in zip(parts, columns, strict=True) if one.use == "target"), "")
    base, goal = _number(base_text), _number(goal_text)
    change = next((part for part, one in zip(parts, columns, strict=True) if one.use == "change"), "")
    if goal is None:
        return None
    if base is None:
        return 1.0 if len(columns) == 1 else 0.2
    fit = _alike(base_text, goal_text, base, goal)
    stated = _number(change)
    if stated is not None and base:
        points = "点" in change
        real = goal - base if points else (goal / base - 1) * 100
        fit += 3 if abs(real - stated) <= (Decimal("0.05") if points else Decimal(1)) else -1
    return fit


def _alike(base_text: str, goal_text: str, base: Decimal, goal: Decimal) -> float:
    """Two years of one indicator are of one size; goals are rounder than results and mostly larger."""
    small, large = sorted((abs(base), abs(goal)))
    fit = float(small / large) if large else 1.0
    decimals = [len(re.sub(r"\D.*$", "", part.partition(".")[2])) for part in (base_text, goal_text)]
    whole = [len(str(int(abs(number)))) for number in (base, goal)]
    fit += 0.3 if whole[0] == whole[1] else 0.0
    fit += 0.15 if goal >= base else 0.0
    fit -= 0.3 if decimals[1] > decimals[0] else 0.0
    return fit - 0.2 * max(max(decimals) - 2, 0)


def _number(text: str) -> Decimal | None:
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    return Decimal(found[0].replace(",", "")) if found else None
