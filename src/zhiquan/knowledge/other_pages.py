"""A code table, a holiday year, a district or column names as lines and grids to read (其他数据文件的展开)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.knowledge.columns import ColumnNames
from zhiquan.knowledge.holidays import YearFile
from zhiquan.knowledge.labels import ANSWERS
from zhiquan.knowledge.regions_districts import District
from zhiquan.knowledge.shapes import Shape
from zhiquan.knowledge.tables_open import CodeTable
from zhiquan.knowledge.tables_sheet import ColumnType, Source

FIRST_ROWS = 5
"""Rows of a code table that are shown."""

LONGEST_CELL = 24
"""Characters of a cell that are shown."""

Cell = Words | str | int


@dataclass(frozen=True, slots=True)
class Grid:
    """A titled table (表格)."""

    title: Words
    heads: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is told of one file (页): lines of name and value, then tables."""

    lines: tuple[tuple[Words, Cell], ...]
    grids: tuple[Grid, ...]


def code_page(table: CodeTable) -> Page:
    """A code table: edition, source, known gaps, columns and its first rows (代码表)."""
    sheet = table.sheet
    lines: list[tuple[Words, Cell]] = [
        (Words("版本", "edition"), sheet.edition),
        (Words("起始日", "from"), sheet.valid_from or Words("未知", "not known")),
        *_sources(sheet.source),
        (Words("许可", "licence"), sheet.licence),
        (Words("行数", "rows"), len(table.rows)),
        (Words("主键", "key"), ", ".join(sheet.key)),
        (Words("完整", "complete"), ANSWERS[sheet.complete]),
        *((Words("已知缺漏", "known gap"), gap) for gap in sheet.known_gaps),
    ]
    columns = tuple((column.name, column.label, _TYPES[column.type]) for column in sheet.columns)
    first = table.rows[:FIRST_ROWS]
    told = [column for column in sheet.columns if any(row[column.name] for row in first)]
    return Page(
        tuple(lines),
        (
            Grid(Words("列", "columns"), (_NAME, _LABEL, Words("类型", "type")), columns),
            Grid(
                Words(f"前 {len(first)} 行", f"first {len(first)} rows"),
                tuple(Words(column.name, column.name) for column in told),
                tuple(tuple(clipped(row[column.name]) for column in told) for row in first),
            ),
        ),
    )


def year_page(year: Shape) -> Page:
    """A holiday year: its notices, then every holiday with its days off and days worked (年度放假安排)."""
    if not isinstance(year, YearFile):
        raise TypeError(type(year).__name__)
    notices = tuple((notice.number, notice.source, ANSWERS[notice.verified]) for notice in year.notices)
    days = tuple(
        (holiday.name, spans(holiday.rest_days), spans(holiday.work_days), holiday.notice) for holiday in year.holidays
    )
    heads = (Words("节日", "holiday"), Words("放假", "days off"), Words("调休上班", "worked"), Words("通知", "notice"))
    return Page(
        (),
        (
            Grid(Words("通知", "notices"), (Words("文号", "number"), _SOURCE, Words("已核实", "verified")), notices),
            Grid(Words("安排", "schedule"), heads, days),
        ),
    )


def district_page(found: District) -> Page:
    """A district: its names, towns and zones (辖区)."""
    lines: list[tuple[Words, Cell]] = [
        (Words("代码", "code"), found.code),
        (Words("邮政编码", "postcode"), found.postcode),
        (Words("曾用代码", "former codes"), ", ".join(found.former)),
        (Words("地址中的名称", "names in addresses"), "、".join(found.aliases)),
        *_sources(found.source),
        *((Words("已知缺漏", "known gap"), gap) for gap in found.known_gaps),
    ]
    heads = (_NAME, Words("英文名", "in English"), Words("其他名称", "other names"), _ONLY_AFTER)
    towns = tuple(
        (town.code, town.name, town.name_en, _names((town.short_name, *town.aliases)), _names(town.only_after_district))
        for town in found.towns
    )
    zones = tuple(
        (zone.name, zone.name_en, _names(zone.aliases), _names(zone.only_after_district)) for zone in found.zones
    )
    return Page(
        tuple(line for line in lines if line[1]),
        (
            Grid(Words("镇街", "towns"), (Words("代码", "code"), *heads), towns),
            Grid(Words("功能区", "zones"), heads, zones),
        ),
    )


def columns_page(found: ColumnNames) -> Page:
    """The headings of one kind of row: what marks it, its fields, the sorts of rows within it (列名)."""
    lines: tuple[tuple[Words, Cell], ...] = (
        (Words("来源说明", "on the source"), found.source_note),
        (Words("标志性字段", "telling fields"), ", ".join(found.telling)),
        (Words("必填字段", "needed fields"), ", ".join(found.needed)),
        (_SHEETS, _names(found.sheets)),
    )
    fields = tuple(
        (name, _names(field.names), field.form, field.example, field.note or "") for name, field in found.fields.items()
    )
    sorts = tuple(
        (name, part.label, _names(part.telling), _names(tuple(part.headings)), _names(part.sheets))
        for name, part in found.contexts.items()
    )
    heads = (_NAME, Words("列名", "headings"), Words("形式", "form"), Words("示例", "example"), Words("说明", "note"))
    told = Words("独有的列名", "headings only there")
    own = Words("另有含义的列名", "headings of other meaning")
    return Page(
        lines,
        (
            Grid(Words("字段", "fields"), heads, fields),
            Grid(Words("细分", "sorts of rows"), (_NAME, _LABEL, told, own, _SHEETS), sorts),
        ),
    )


def spans(days: Sequence[date]) -> str:
    """Days as unbroken stretches: 10 to 12 February 2024 is ``2024-02-10—2024-02-12``."""
    return ", ".join(str(first) if first == last else f"{first}—{last}" for first, last in _stretches(sorted(days)))


def clipped(text: str) -> str:
    """A cell cut to ``LONGEST_CELL`` characters, with an ellipsis where something was cut."""
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _stretches(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    first = last = None
    for day in days:
        if first is None or last is None:
            first = last = day
        elif day == last + timedelta(days=1):
            last = day
        else:
            yield first, last
            first = last = day
    if first is not None and last is not None:
        yield first, last


def _sources(sources: Sequence[Source]) -> Iterator[tuple[Words, Cell]]:
    for source in sources:
        yield _SOURCE, source.document
        yield Words("所见副本", "copy seen"), source.seen_in


def _names(names: Sequence[str]) -> str:
    return "、".join(name for name in names if name)


_NAME = Words("名称", "name")
_LABEL = Words("含义", "meaning")
_SHEETS = Words("工作表名称", "names of sheets")
_SOURCE = Words("出处", "source")
_ONLY_AFTER = Words("须在区名之后", "only after the district's name")
_TYPES: dict[ColumnType, Words] = {
    "text": Words("文字", "text"),
    "integer": Words("整数", "whole number"),
    "decimal": Words("小数", "decimal"),
    "day": Words("日期", "day"),
    "yes_no": Words("是否（Y、N）", "Y or N"),
    "list": Words("列表（以 ; 分隔）", "list, split by ;"),
}
