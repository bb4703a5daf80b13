"""The data files shown on pages of their own: code tables, holiday years, districts, column names (其他数据文件)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.columns import column_ids, column_names_of
from zhiquan.knowledge.holidays import read_year, year_files
from zhiquan.knowledge.other_pages import Page, code_page, columns_page, district_page, year_page
from zhiquan.knowledge.regions_districts import district, district_files
from zhiquan.knowledge.shapes import Shape
from zhiquan.knowledge.tables_open import open_sheet, open_table, table_ids


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a list (条目).

    Attributes:
        edition: edition or first day, as the file states it.
        is_own: true for the office's own file.
        model: the file as read, for machines.
    """

    id: str
    label: Words
    edition: str
    is_verified: bool
    is_own: bool
    model: Shape


@dataclass(frozen=True, slots=True)
class OtherKind:
    """One kind of such files (种类): its name, its ids, one entry, one page."""

    label: Words
    ids: Callable[[Path | None], tuple[str, ...]]
    entry: Callable[[str, Path | None], Entry]
    page: Callable[[str, Path | None], Page]


def other_entries(kind: str, overlay: Path | None) -> Iterator[Entry]:
    """Every entry of one kind, in order of ids."""
    for name in OTHER_KINDS[kind].ids(overlay):
        yield OTHER_KINDS[kind].entry(name, overlay)


def _code_entry(name: str, overlay: Path | None) -> Entry:
    sheet, folder = open_sheet(name, overlay)
    return Entry(name, sheet.label, sheet.edition, sheet.verified, _is_own(folder, overlay), sheet)


def _year_entry(name: str, overlay: Path | None) -> Entry:
    files = year_files(overlay)
    if name not in files:
        years = ", ".join(files)
        raise NotFound(
            Words(f"没有 {name} 年的放假安排", f"no holiday schedule for {name}"),
            remedy=Words(f"已有：{years}", f"Held: {years}"),
        )
    found = read_year(files[name])
    label = Words(f"{name} 年节假日安排", f"Holidays of {name}")
    seen = all(notice.verified for notice in found.notices)
    numbers = ", ".join(notice.number for notice in found.notices)
    return Entry(name, label, numbers, seen, _is_own(files[name], overlay), found)


def _district_entry(name: str, overlay: Path | None) -> Entry:
    found = district(name, overlay)
    file = district_files(overlay).get(found.code)
    return Entry(found.code, found.label, "", found.verified, file is not None and _is_own(file, overlay), found)


def _columns_entry(name: str, overlay: Path | None) -> Entry:
    found = column_names_of(name, overlay)
    is_own = overlay is not None and (overlay / "columns" / f"{name}.yaml").is_file()
    return Entry(name, found.label, "", found.is_verified, is_own, found)


def _is_own(file: Path, overlay: Path | None) -> bool:
    return overlay is not None and file.is_relative_to(overlay)


def _of(read: Callable[..., Any], page: Callable[[Any], Page]) -> Callable[[str, Path | None], Page]:
    return lambda name, overlay: page(read(name, overlay))


OTHER_KINDS: dict[str, OtherKind] = {
    "codes": OtherKind(Words("代码表", "code tables"), table_ids, _code_entry, _of(open_table, code_page)),
    "holidays": OtherKind(
        Words("放假安排", "holiday years"),
        lambda overlay: tuple(year_files(overlay)),
        _year_entry,
        lambda name, overlay: year_page(_year_entry(name, overlay).model),
    ),
    "districts": OtherKind(
        Words("辖区", "districts"),
        lambda overlay: tuple(district_files(overlay)),
        _district_entry,
        _of(district, district_page),
    ),
    "columns": OtherKind(Words("列名", "column names"), column_ids, _columns_entry, _of(column_names_of, columns_page)),
}
"""Kind (and folder) to what it is; ``list`` and ``show`` of the command line work for these too."""
