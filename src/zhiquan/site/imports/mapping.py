"""Column mappings settled on the page, kept for the next file of the same layout (列对应)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.columns import heading_key
from zhiquan.register.intake.mappings import read_mapping, save_mapping
from zhiquan.register.intake.understanding import ColumnUse, Understood

FOLDER = "mappings"
"""Folder of kept mappings under the home of everything stored."""

_UNFIT = re.compile(r"[\x00-\x1f/\\:*?\"<>|.]+")


def settled(columns: Iterable[Mapping[str, Any]], changes: Mapping[int, str] | None = None) -> dict[str, str]:
    """Heading to field of every column, as it was understood and then changed by a person.

    Args:
        columns: ``source`` and ``field`` of each column of a trial run.
        changes: place of a column to the field chosen for it; empty keeps it as it stands in the file.

    Returns:
        A heading that several sheets use for different fields is left out unless somebody changed it: each sheet then
        finds out for itself.
    """
    made: dict[str, str] = {}
    unlike: set[str] = set()
    changed = changes or {}
    listed = list(columns)
    for column in listed:
        heading, field = column["source"], column["field"]
        if made.setdefault(heading, field) != field:
            unlike.add(heading)
    for heading in unlike:
        del made[heading]
    taken: dict[tuple[str, str], str] = {}
    for place, column in enumerate(listed):
        if place not in changed:
            continue
        field = changed[place]
        made[column["source"]] = field
        if field:
            taken[column.get("sheet", ""), field] = column["source"]
    # A field chosen for one column leaves the column of the same sheet that had it before.
    for place, column in enumerate(listed):
        winner = taken.get((column.get("sheet", ""), column["field"]))
        if winner is not None and winner != column["source"] and place not in changed:
            made[column["source"]] = ""
    return made


def keep(folder: Path, name: str, columns: Iterable[Mapping[str, Any]]) -> str:
    """Keep the mapping of a trial run for the next file of the same headings; returns the name it got.

    Raises:
        BadInput: the name is empty.
    """
    plain = _UNFIT.sub(" ", name).strip()[:60]
    if not plain:
        raise BadInput(
            Words("列对应要有名称", "a mapping needs a name"),
            remedy=Words("例如：incoPat 22 列。", "For instance: incoPat, 22 columns."),
        )
    uses = [
        ColumnUse(place, column["source"], column["field"], Decimal(str(column["confidence"])), column["reason"])
        for place, column in enumerate(columns)
    ]
    grid = Understood("", "", "", "", 0, uses, [], iter(()), [])
    save_mapping(folder / f"{plain}.yaml", [grid])
    return plain


def kept(folder: Path) -> list[str]:
    """Names of the kept mappings."""
    return sorted(file.stem for file in folder.glob("*.yaml")) if folder.is_dir() else []


def kept_mapping(folder: Path, name: str) -> dict[str, str]:
    """One kept mapping by its name.

    Raises:
        BadInput: there is none, or its file cannot be read.
    """
    if name not in kept(folder):
        raise BadInput(
            Words("没有这个列对应", "there is no such mapping"),
            where={"name": name},
            remedy=Words("请另选一个。", "Choose another."),
        )
    return read_mapping(folder / f"{name}.yaml")


def fitting(folder: Path, headings: Iterable[str]) -> str:
    """Name of the kept mapping made for just these headings; empty when there is none."""
    wanted = {heading_key(heading) for heading in headings}
    for name in kept(folder):
        try:
            found = read_mapping(folder / f"{name}.yaml")
        except BadInput:
            continue  # somebody spoilt the file by hand; it is told of when it is chosen
        if {heading_key(heading) for heading in found} == wanted:
            return name
    return ""
