"""Read one code table strictly, or stop with the line at fault (严格读取代码表)."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words
from zhiquan.knowledge.strict_yaml import read_yaml
from zhiquan.knowledge.tables_sheet import TableSheet
from zhiquan.knowledge.tables_values import broken_rule, items_of

Row = Mapping[str, str]


def read_sheet(folder: Path) -> TableSheet:
    """The sidecar of the table kept in ``folder``.

    Raises:
        BadDefinition: the sidecar is missing or no YAML; an entry is missing, unknown or of another type.
    """
    file = folder / "table.yaml"
    try:
        sheet = TableSheet.model_validate(read_yaml(file.read_text("utf-8"), file=str(file)))
    except (OSError, UnicodeDecodeError) as problem:
        refuse(Words(f"说明文件无法读取：{problem}", f"the sidecar cannot be read: {problem}"), file=file)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        refuse(
            Words(f"说明文件有误：{first['msg']}", f"the sidecar is wrong: {first['msg']}"),
            file=file,
            entry=place,
        )
    if sheet.id != folder.name:
        refuse(Words("编号须与文件夹同名", "the id must be the folder's name"), file=file, id=sheet.id)
    return sheet


def read_rows(folder: Path, sheet: TableSheet) -> tuple[Row, ...]:
    """The rows of a table as text, every value checked against its column.

    Returns:
        One mapping per line, values as written, ``""`` where the file is empty. The row of class 31 of
        ``nice`` is ``{"number": "31", "kind": "goods", ...}``.

    Raises:
        BadDefinition: naming table, row (the header is row 1), column, value, rule and remedy.
    """
    lines = csv.reader(io.StringIO(_content(folder, sheet), newline=""), strict=True)
    try:
        header = tuple(next(lines, ()))
        if header != sheet.names():
            _refuse_header(sheet, header)
        rows = tuple(_checked_rows(lines, sheet))
    except csv.Error as problem:
        rule = Words(f"不是有效的 CSV：{problem}", f"not valid CSV: {problem}")
        refuse(rule, table=sheet.id, row=lines.line_num)
    _check_keys(rows, sheet)
    if sheet.rows not in (None, len(rows)):
        rule = Words("行数与说明不符", "the number of rows differs from the sidecar")
        refuse(rule, table=sheet.id, stated=sheet.rows, found=len(rows))
    return rows


def check_references(rows: tuple[Row, ...], sheet: TableSheet, known: Mapping[str, frozenset[str]]) -> None:
    """Stop at the first value that its ``refers_to`` does not hold.

    Args:
        rows: as ``read_rows`` gives them.
        sheet: the table's sidecar.
        known: per referring column, the values that exist.

    Raises:
        BadDefinition: a value dangles.
    """
    for column in sheet.columns:
        if column.refers_to is None:
            continue
        for number, row in enumerate(rows, start=2):
            for item in items_of(column, row[column.name]):
                if item not in known[column.name]:
                    rule = Words(
                        f"所指不存在：{column.refers_to} 中没有该值",
                        f"dangling: {column.refers_to} does not hold it",
                    )
                    refuse(rule, table=sheet.id, row=number, column=column.name, value=item)


def refuse(rule: Words, **where: object) -> NoReturn:
    """Stop with the table's coordinates and the way out."""
    raise BadDefinition(
        Words(f"代码表有误：{rule.zh}", f"code table: {rule.en}"),
        where=where,
        remedy=Words(
            "请改正该表的 table.csv 或 table.yaml；本单位自有的表可从覆盖目录移走，即恢复随附版本。",
            "Correct table.csv or table.yaml; without an office's own table the shipped one is used.",
        ),
    )


def _content(folder: Path, sheet: TableSheet) -> str:
    packed = folder / "table.csv.gz"
    try:
        is_packed = packed.is_file()
        stored = (packed if is_packed else folder / "table.csv").read_bytes()
        content = gzip.decompress(stored) if is_packed else stored
        text = content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        refuse(Words(f"数据文件无法读取：{problem}", f"the data cannot be read: {problem}"), table=sheet.id)
    found = hashlib.sha256(content).hexdigest()
    if sheet.sha256 not in (None, found):
        rule = Words("内容与说明中的 sha256 不符", "the content differs from the sha256 of the sidecar")
        refuse(rule, table=sheet.id, value=found)
    return text


def _refuse_header(sheet: TableSheet, header: tuple[str, ...]) -> NoReturn:
    unknown = [name for name in header if name not in sheet.names()]
    missing = [name for name in sheet.names() if name not in header]
    if unknown:
        rule, name = Words("说明中没有该列", "the sidecar does not know the column"), unknown[0]
    elif missing:
        rule, name = Words("缺少该列", "the column is missing"), missing[0]
    else:
        rule, name = Words("列的次序或个数与说明不符", "the columns stand in another order"), ",".join(header)
    refuse(rule, table=sheet.id, row=1, column=name)


def _checked_rows(lines: Iterator[list[str]], sheet: TableSheet) -> Iterator[Row]:
    names = sheet.names()
    for number, values in enumerate(lines, start=2):
        if len(values) != len(names):
            rule = Words("列数与表头不符", "the line has another number of columns")
            refuse(rule, table=sheet.id, row=number, value=len(values))
        for column, value in zip(sheet.columns, values, strict=True):
            broken = broken_rule(column, value)
            if broken is not None:
                refuse(broken, table=sheet.id, row=number, column=column.name, value=value)
        yield dict(zip(names, values, strict=True))


def _check_keys(rows: tuple[Row, ...], sheet: TableSheet) -> None:
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=2):
        key = tuple(row[name] for name in sheet.key)
        if key in seen:
            rule = Words("主键重复", "two rows share the key")
            refuse(rule, table=sheet.id, row=number, column=",".join(sheet.key), value=",".join(key))
        seen.add(key)
