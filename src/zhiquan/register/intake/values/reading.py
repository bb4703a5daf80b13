"""The reader of one column, by what the register keeps in it (列读取)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

import pyarrow as pa

from zhiquan.knowledge.columns import heading_unit
from zhiquan.knowledge.series_names import series_of
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values import lists, plan_days, symbols, vocabularies
from zhiquan.register.intake.values.days import DayReader, day_style
from zhiquan.register.intake.values.events import Word, stated_events
from zhiquan.register.intake.values.figures import amounts, decimals, margins, unit_size, whole_numbers
from zhiquan.register.intake.values.places import Lookup, place_codes, series_places
from zhiquan.register.intake.values.problems import Column
from zhiquan.register.intake.values.texts import one_line, text_of
from zhiquan.register.tables import OBSERVATIONS
from zhiquan.register.tables.plan_records import PLAN_KINDS
from zhiquan.register.tables.shapes import AMOUNT, DAY, LARGE, NUMBER, STATED_EVENTS, TEXTS, WHOLE

ColumnReader: TypeAlias = Callable[[Sequence[Cell]], Column]
"""Reads the cells of one column in a piece of rows."""

_LONG = frozenset(["abstract", "claims", "goods", "measures", "text"])
_LAST_DAYS = frozenset(["expires_on", "to", "ended_on", "due_on", "by", "done_on"])
_PLAIN_LISTS = frozenset(["indicators", "serves", "became"])
_NUMBERS = frozenset(["reg_no", "number", "certificate", "code", "holder_code", "agency"])


@dataclass(frozen=True, slots=True)
class Lookups:
    """What readers ask the definitions (查询).

    Args:
        event: event of a tool's word.
        region: six-digit code of a district's name.
        town: nine-digit code of a town's name in the home district.
        home: six-digit code of the home district, which statistics without a place are about; empty when unknown.
    """

    event: Word
    region: Lookup
    town: Lookup
    home: str = ""


def reader_of(  # noqa: PLR0911, PLR0913 - what a column is known by; one answer for each type
    kind: str, field: str, *, heading: str, sample: Sequence[Cell], lookups: Lookups, right: str = ""
) -> ColumnReader:
    """The reader of one column.

    Args:
        kind: kind of row.
        field: column of the register.
        heading: heading as printed, for the unit it states.
        sample: some of its cells, for separators and the style of days.
        lookups: answers of the definitions.
        right: kind of right of all rows, when the file tells: numbers of marks are no patent numbers.
    """
    type_ = OBSERVATIONS[kind].schema.field(field).type
    if field == "app_no" and right not in {"", "invention_patent", "utility_model", "design_patent", "overseas_patent"}:
        return symbols.numbers
    special = _special(kind, field, lookups)
    if special is not None:
        return special
    if type_ == DAY:
        end: Literal["first", "last"] = "last" if field in _LAST_DAYS else "first"
        if kind in PLAN_KINDS:
            return plan_days.PlanDayReader(day_style(sample), end=end).read
        return DayReader(day_style(sample, takes_periods=kind == "series"), of_period=end).read
    if type_ == TEXTS:
        return _list_reader(field, sample)
    if type_ == STATED_EVENTS:
        return partial(stated_events, event_of=lookups.event)
    figures = {AMOUNT: amounts, WHOLE: whole_numbers, LARGE: whole_numbers, NUMBER: decimals}
    if type_ in figures:
        return partial(figures[type_], scale=unit_size(heading_unit(heading)))
    if type_ != pa.string():
        raise TypeError(f"no reader for {type_}")
    return _long if field in _LONG else _short


def _special(kind: str, field: str, lookups: Lookups) -> ColumnReader | None:
    """Readers of columns that hold more than plain text."""
    if field == "kind" and kind == "rights":
        return vocabularies.kinds
    if kind == "series" and field == "name":
        return _series
    if kind == "series" and field == "place":
        return partial(series_places, region=lookups.region, town=lookups.town, home=lookups.home)
    simple: dict[str, ColumnReader] = {
        "country": vocabularies.countries,
        "app_no": symbols.application_numbers,
        "pub_no": symbols.publication_numbers,
        "grant_no": symbols.publication_numbers,
        "main_class": symbols.main_symbols,
        "nice": lists.nice_classes,
        "region": partial(place_codes, digits=6, named=lookups.region),
        "place": partial(place_codes, digits=6, named=lookups.region),
        "town": partial(place_codes, digits=9, named=lookups.town),
        "margin": margins,
    }
    if kind in PLAN_KINDS:
        simple |= {"year": plan_days.years, "level": plan_days.levels}
    if field in simple:
        return simple[field]
    return symbols.numbers if field in _NUMBERS else None


def _list_reader(field: str, sample: Sequence[Cell]) -> ColumnReader:
    separator = lists.separator_of_lists(sample)
    items: dict[str, Callable[[str], str | None]] = {
        "ipc": symbols.as_symbol,
        "cpc": symbols.as_symbol,
        "gbt4754": lists.as_code,
        "sei": lists.as_code,
        "family": symbols.as_document,
        "cites": symbols.as_document,
        "designations": vocabularies.as_country,
        "holder_codes": symbols.as_credit_code,
        "right_numbers": _as_number,
    }
    if field in _PLAIN_LISTS:
        return lists.plain_lists
    one = items.get(field)
    if one is None:
        return lists.ListReader(separator, one=lists.as_name, are_names=field not in {"tags", "similar_groups"}).read
    splits_commas = field in {"holder_codes", "designations", "gbt4754", "sei"} and separator in {"", "、"}
    return lists.ListReader("," if splits_commas else separator, one=one).read


def _series(cells: Sequence[Cell]) -> Column:
    """Ids of the series that are known by name, others as printed on one line."""
    texts = [text_of(cell) for cell in cells]
    return Column([(series_of(text) or one_line(text)) if text else None for text in texts])


def _as_number(text: str) -> str | None:
    return "".join(text.split()) or None


def _short(cells: Sequence[Cell]) -> Column:
    return Column([one_line(text) if (text := text_of(cell)) else None for cell in cells])


def _long(cells: Sequence[Cell]) -> Column:
    return Column([text_of(cell) for cell in cells])
