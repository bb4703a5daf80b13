"""Wide sheets of statistics turned into one value a row (宽表转长表)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiquan.knowledge.columns import heading_key, heading_unit
from zhiquan.knowledge.series_names import series_in, series_names, series_of
from zhiquan.register.intake.parts import Cell, Line
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.headings import Headings
from zhiquan.register.intake.understanding.page_lines import is_total
from zhiquan.register.intake.understanding.periods import period_end, stated_day, stated_district, stated_unit
from zhiquan.register.intake.values.texts import text_of

NARROW = ("指标", "地区", "截至日", "数值", "单位", "公布日", "来源")
"""Headings of the rows that come out; what no heading explains follows under its own."""

_BANNER = 12
_BESIDE = frozenset(["sample", "margin", "group"])
"""Columns of a series that pass through under their own heading."""

_ASIDE = frozenset(["_serial", "_survey", *_BESIDE])
_PARTS_OF_ALL = frozenset(["小计", "合计", "总计", "合计数"])


@dataclass(frozen=True, slots=True)
class Wide:
    """The plan of one wide sheet.

    Args:
        top: place of its line of headings among the first lines.
        names: headings as printed.
        fields: field of a series (``name``, ``place``, ``as_of``, ``unit``, ``published``, ``source``) to its column.
        values: columns that hold values: their periods' last days where each is a period, else their headings.
        by_period: each column of values is a period; otherwise each is a series.
        district: district the title names, as printed; empty when none.
        topic: series the sheet's title names; empty when none.
        day: last day of the period the title or banner states; empty when none.
        unit: unit the banner states for the whole sheet; empty when none.
    """

    top: int
    names: list[str]
    fields: dict[str, int]
    values: dict[int, str]
    by_period: bool
    district: str
    topic: str
    day: str
    unit: str

    @property
    def heading(self) -> list[Cell]:
        """The headings of the rows that come out."""
        return [*NARROW, *(self.names[place] for place in self._others)]

    @property
    def _others(self) -> list[int]:
        used = {*self.fields.values(), *self.values}
        return [place for place, name in enumerate(self.names) if name and place not in used]

    def rows(self, lines: Iterator[Line]) -> Iterator[Line]:
        """One line a value, with the number of the line it stands in; empty cells give none."""
        for number, cells in lines:
            if is_total(cells):
                yield number, list(cells[:1])
                continue
            others = [_at(cells, place) for place in self._others]
            for place, meaning in self.values.items():
                value = _at(cells, place)
                if text_of(value) is not None:
                    yield number, [*self._row(cells, place, meaning, value), *others]

    def _row(self, cells: Sequence[Cell], place: int, meaning: str, value: Cell) -> list[Cell]:
        stated = {field: _at(cells, column) for field, column in self.fields.items()}
        named = text_of(stated.get("name")) or self.topic
        name = named if self.by_period else self._series(meaning)
        unit = (
            heading_unit(self.names[place]) or text_of(stated.get("unit")) or heading_unit(named) or self.unit or None
        )
        day = meaning if self.by_period else (period_end(text_of(stated.get("as_of")) or "") or self.day)
        place_said, day_said = stated.get("place") or self.district, day or stated.get("as_of")
        return [name, place_said, day_said, value, unit, stated.get("published"), stated.get("source")]

    def _series(self, heading: str) -> str:
        """A column's series: its heading, or the part of the title's series it counts."""
        if series_of(heading) or not self.topic:
            return heading
        return self.topic if heading in _PARTS_OF_ALL else f"{self.topic}（{heading}）"


def wide_sheet(first: Sequence[Line], headings: Headings, *, sheet: str) -> Wide | None:
    """The plan of a sheet that holds one series a row and one period a column, or the other way round; else None.

    Args:
        first: the first lines of the sheet.
        headings: tables of names.
        sheet: its name, which may say what it is about.
    """
    for place, (_, cells) in enumerate(first[:_BANNER]):
        names = [" ".join((text_of(cell) or "").split()) for cell in cells]
        if sum(map(bool, names)) < 2 or any(looks.is_value(name) and not period_end(name) for name in names):
            continue
        title = [sheet, *(" ".join(text for cell in row if (text := text_of(cell))) for _, row in first[:place])]
        below = [row for _, row in first[place + 1 :]]
        found = _by_period(names, below, headings, title) or _by_series(names, below, headings, title)
        if found:
            fields, values, is_by_period = found
            topic = next((name for text in reversed(title) if (name := series_in(text))), None)
            return Wide(
                place, names, fields, values, is_by_period,
                next((name for text in reversed(title) if (name := stated_district(text))), ""),
                series_names()[topic].label.zh if topic else "",
                next((day for text in reversed(title) if (day := stated_day(text))), ""),
                next((unit for text in reversed(title) if (unit := stated_unit(text))), ""),
            )  # fmt: skip
    return None


def _by_period(
    names: Sequence[str], below: Sequence[Sequence[Cell]], headings: Headings, title: Sequence[str]
) -> tuple[dict[str, int], dict[int, str], bool] | None:
    """Columns that are periods, beside one of series or of places."""
    periods = {place: end for place, name in enumerate(names) if (end := period_end(name))}
    if (
        len(periods) < 2
        or len({*periods.values()}) < len(periods)
        or not all(_holds_numbers(below, place) for place in periods)
    ):
        return None
    fields = _fields(names, headings)
    if "name" not in fields:
        texts = [place for place, name in enumerate(names) if place not in periods and place not in fields.values()]
        if "place" not in fields and texts:
            fields["name"] = texts[0]
        elif not any(map(series_in, title)):
            return None
    return fields, periods, True


def _by_series(
    names: Sequence[str], below: Sequence[Sequence[Cell]], headings: Headings, title: Sequence[str]
) -> tuple[dict[str, int], dict[int, str], bool] | None:
    """Columns that are series, beside one of periods or places; nothing else may stand in the sheet."""
    fields = _fields(names, headings)
    if not fields.keys() & {"as_of", "place"} or fields.keys() & {"name", "value"}:
        return None
    known = headings.known["series", ""]
    asides = {place for place, name in enumerate(names) if known.get(heading_key(name), "") in _ASIDE}
    rest = [place for place, name in enumerate(names) if name and place not in fields.values() and place not in asides]
    if not rest or not all(_holds_numbers(below, place) for place in rest):
        return None
    told = [place for place in rest if series_of(names[place]) or heading_unit(names[place])]
    if not told and not any(map(series_in, title)):
        return None
    return fields, {place: names[place] for place in rest}, False


def _fields(names: Sequence[str], headings: Headings) -> dict[str, int]:
    known = headings.known["series", ""]
    towns = headings.known["registered_parties", ""]
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        key = heading_key(name)
        field = known.get(key) or ("place" if towns.get(key) in {"town", "region"} else "")
        if field and not field.startswith("_") and field not in _BESIDE and not series_of(name):
            found.setdefault(field, place)
    return found


def _holds_numbers(below: Sequence[Sequence[Cell]], place: int) -> bool:
    filled = [cell for row in below if text_of(cell := _at(row, place)) is not None]
    return bool(filled) and sum(looks.is_number(cell) or looks.is_share(cell) for cell in filled) >= 0.8 * len(filled)


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None
