"""A column mapping a person settled, saved beside the register and used again (列对应的保存)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.understanding import Understood
from zhiquan.register.tables import OBSERVATIONS

_OWN = frozenset(["batch", "sheet", "line", "extra", "content", "ids", "also", "key"])
"""Columns the register fills by itself: no column of a file may."""


def save_mapping(file: Path, grids: list[Understood]) -> None:
    """Write what was understood of a file's columns, to be corrected by hand and given back.

    Args:
        file: where to; replaced when it is there.
        grids: the understood sheets; headings of several sheets share one list.
    """
    columns: dict[str, str] = {}
    for grid in grids:
        for use in grid.columns:
            columns[use.source] = columns.get(use.source) or use.field
    told = (
        "# 列对应：来源标题: 字段；留空的列原样保留。字段见参考手册 tables。 Heading: field; empty keeps it as extra.\n"
    )
    text = yaml.safe_dump({"columns": columns}, allow_unicode=True, sort_keys=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(told + text, "utf-8")


def read_mapping(file: Path) -> dict[str, str]:
    """Heading to field, as :func:`save_mapping` wrote and a person corrected it.

    Raises:
        BadInput: the file is no mapping, or names a field the register does not have.
    """
    try:
        found = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise _refused(file, Words(f"无法读取：{problem}", f"cannot be read: {problem}")) from problem
    columns = found.get("columns") if isinstance(found, Mapping) else None
    if not isinstance(columns, Mapping):
        raise _refused(file, Words("缺少 columns", "columns is missing"))
    known = {name for shape in OBSERVATIONS.values() for name in shape.names} - _OWN
    for heading, name in columns.items():
        if name and name not in known:
            raise _refused(file, Words(f"没有字段 {name}", f"there is no field {name}"), column=str(heading))
    return {str(heading): str(name or "") for heading, name in columns.items()}


def _refused(file: Path, rule: Words, **where: object) -> BadInput:
    return BadInput(
        Words(f"列对应文件有误：{rule.zh}", f"the mapping cannot be used: {rule.en}"),
        where={"file": file.name, **where},
        remedy=Words("可用 --save-mapping 重新生成。", "Write it anew with --save-mapping."),
    )
