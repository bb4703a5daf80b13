"""Filling the layouts of other reporting systems from the register: every cell with its origin (报表填充)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from zhiquan.basics.days import add_months
from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.layouts import At, LayoutColumn, LayoutVersion, SheetLayout
from zhiquan.knowledge.regions_districts import District
from zhiquan.measure.figures import Figure
from zhiquan.measure.measuring import Measuring
from zhiquan.plan.duties import STATES, Progress
from zhiquan.plan.organisations import lines_of

Value: TypeAlias = str | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell (单元格).

    Attributes:
        value: what stands in it; None when it is empty.
        origin: where it comes from, or why it is empty.
        is_typed: true for a cell nobody can compute, left for a person.
    """

    value: Value
    origin: Words
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A layout filled on a day (已填报表)."""

    definition: SheetLayout
    version: LayoutVersion
    day: date
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def filled(self) -> int:
        """Cells filled from the register; numbers of rows do not count."""
        numbers = {place for place, column in enumerate(self.version.columns) if column.takes == "number"}
        return sum(
            cell.value is not None for row in self.rows for place, cell in enumerate(row) if place not in numbers
        )

    @property
    def typed(self) -> int:
        """Cells left for a person."""
        return sum(cell.is_typed for row in self.rows for cell in row)


Make: TypeAlias = Callable[[LayoutColumn], Cell]


def fill_layout(
    definition: SheetLayout,
    measuring: Measuring,
    day: date,
    *,
    home: District,
    duties: Callable[[], Sequence[Progress]],
) -> FilledSheet:
    """Fill a layout on a day.

    Args:
        definition: the layout.
        measuring: figures of the district.
        day: the day asked.
        home: the district, for its towns.
        duties: the plan's duties as they stand on the day; asked only when the layout lists them.

    Raises:
        NotFound: the layout was not in force on the day.
    """
    version = definition.at(day)
    makers: dict[str, Callable[[], Iterator[Make]]] = {
        "line": lambda: _lines(version, measuring, day),
        "town": lambda: _towns(version, measuring, day, home),
        "pledge": lambda: _records(version, measuring, day, ("pledges", "registered_on", "number")),
        "title": lambda: _records(version, measuring, day, ("titles_awards", "from", "holder")),
        "duty": lambda: _duties(version, duties(), day),
    }
    rows = [tuple(_cell(column, make, number) for column in version.columns)
            for number, make in enumerate(makers[version.each](), 1)]  # fmt: skip
    return FilledSheet(definition, version, day, tuple(rows))


def day_at(at: At, day: date) -> date:
    """The day a column is of. ``day_at("month_before", date(2025, 9, 30))`` is 2025-08-31."""
    if at == "month_before":
        return day.replace(day=1) - timedelta(days=1)
    return add_months(day, -12) if at == "year_before" else day


def _cell(column: LayoutColumn, make: Make, number: int) -> Cell:
    if column.needs is not None:
        says = Words(f"登记库没有：{column.needs.zh}", f"not in the register: {column.needs.en}")
        return Cell(None, says, is_typed=True)
    if column.takes == "number":
        return Cell(Decimal(number), Words("行序", "number of the row"))
    return make(column)


def _lines(version: LayoutVersion, measuring: Measuring, day: date) -> Iterator[Make]:
    names = list(dict.fromkeys(line.indicator for line in version.lines))
    days = sorted({day, *(day_at(column.at, day) for column in version.columns)})
    made = {(one.indicator, one.day): one for one in measuring.figures(names, days)}
    for line in version.lines:
        definition = measuring.knowledge.get(Indicator, line.indicator)
        label = line.label or definition.label
        words = {"label": label, "unit": definition.unit}

        def make(column: LayoutColumn, definition: Indicator = definition, words: Mapping[str, Any] = words) -> Cell:
            if column.takes in words:
                told = words[column.takes]
                return Cell(told.zh, Words(f"指标 {definition.id} 的定义", f"definition of {definition.id}"))
            then = made[definition.id, day_at(column.at, day)]
            return _change(made[definition.id, day], then) if column.takes == "change" else _figure(then)

        yield make


def _figure(figure: Figure) -> Cell:
    if figure.value is None:
        needs = "；".join(one.zh for one in figure.needs) or "无数据"
        needs_en = "; ".join(one.en for one in figure.needs) or "no data"
        return Cell(None, Words(f"算不出：{needs}", f"cannot be computed: {needs_en}"))
    origin = Words(
        f"指标 {figure.indicator}，{figure.day}，分子 {figure.numerator}",
        f"indicator {figure.indicator} on {figure.day}, numerator {figure.numerator}",
    )
    return Cell(figure.value, origin)


def _change(now: Figure, then: Figure) -> Cell:
    if now.value is None or then.value is None:
        return Cell(None, Words("两期有一期算不出", "one of the two cannot be computed"))
    says = Words(f"{now.day} 减 {then.day}，指标 {now.indicator}", f"{now.day} less {then.day}, {now.indicator}")
    return Cell(now.value - then.value, says)


def _towns(version: LayoutVersion, measuring: Measuring, day: date, home: District) -> Iterator[Make]:
    counted: dict[tuple[str, date], dict[str, int]] = {}
    for column in version.columns:
        key = (column.indicator, day_at(column.at, day))
        if column.indicator and key not in counted:
            found = measuring.breakdown(column.indicator, key[1], "town")
            counted[key] = {row["group"]: row["counted"] for row in found if row["group"]}
    for town in home.towns:

        def make(column: LayoutColumn, name: str = town.name, code: str = town.code) -> Cell:
            if column.field:
                return Cell({"name": name, "code": code}[column.field], Words("区划表", "table of districts"))
            on = day_at(column.at, day)
            says = Words(f"指标 {column.indicator}，{on}，{name}", f"indicator {column.indicator} on {on}, {name}")
            return Cell(Decimal(counted[column.indicator, on].get(code, 0)), says)

        yield make


def _records(version: LayoutVersion, measuring: Measuring, day: date, about: tuple[str, str, str]) -> Iterator[Make]:
    table, dated, then = about
    reader = measuring.reader
    begin = {"month": day.replace(day=1), "year": day.replace(month=1, day=1), "all": date.min}[version.window]
    lines = lines_of(reader, table)
    rows = reader.records(
        f"""SELECT * FROM {reader.from_(table)} WHERE "{dated}" BETWEEN $begin AND $day
            AND (region IS NULL OR starts_with(region, $place)) ORDER BY "{dated}", "{then}", key""",
        {"begin": begin, "day": day, "place": measuring.asked.place},
    )
    for row in rows:
        origin = lines.get(row["key"])
        says = Words(str(origin), str(origin)) if origin else Words(f"登记 {row['key']}", f"record {row['key']}")

        def make(column: LayoutColumn, row: Mapping[str, Any] = row, says: Words = says) -> Cell:
            value = row[column.field]
            return Cell("；".join(value) if isinstance(value, list) else value, says)

        yield make


def _duties(version: LayoutVersion, duties: Sequence[Progress], day: date) -> Iterator[Make]:
    begin = {"month": day.replace(day=1), "year": day.replace(month=1, day=1), "all": None}[version.window]
    for one in duties:
        if begin is not None and not (one.duty.due_on and begin <= one.duty.due_on):
            continue
        fields = _fields(one)
        says = Words(str(one.duty.origin), str(one.duty.origin)) if one.duty.origin else Words(
            f"任务 {one.duty.number}", f"duty {one.duty.number}"
        )  # fmt: skip

        def make(column: LayoutColumn, fields: Mapping[str, Value] = fields, says: Words = says) -> Cell:
            return Cell(fields[column.field], says)

        yield make


def _fields(one: Progress) -> dict[str, Value]:
    duty = one.duty
    return {
        "number": duty.number,
        "clause": duty.clause or None,
        "text": duty.text,
        "lead": duty.lead.text or None,
        "helpers": duty.helpers.text or None,
        "due_on": duty.due_on,
        "state": STATES[one.state].zh,
        "evidence": "；".join(proof.says.zh for proof in one.proofs if proof.holds) or None,
        "gap": duty.gap or None,
        "late_days": Decimal(one.late_days) if one.late_days else None,
    }
