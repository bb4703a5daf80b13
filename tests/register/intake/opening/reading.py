"""Opening small files in tests: all parts read to the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.register.intake.opening import Opened, open_file
from zhiquan.register.intake.parts import Grid, Named

Lines = list[tuple[int, list[Any]]]


def sheets(file: Path) -> dict[str, Lines]:
    """Lines of every grid by name, members first."""
    with open_file(file) as opened:
        return dict(_grids(opened))


def only(file: Path) -> Lines:
    """Lines of the one grid of a file."""
    (lines,) = sheets(file).values()
    return lines


def form(file: Path) -> tuple[str, str]:
    """Format and encoding."""
    with open_file(file) as opened:
        return opened.format, opened.encoding


def named(file: Path) -> dict[str, str]:
    """Members without rows and what they are."""
    with open_file(file) as opened:
        return {part.name: part.says.zh for one in leaves(opened) for part in one.parts if isinstance(part, Named)}


def leaves(opened: Opened) -> list[Opened]:
    """The file itself, or the members of an archive and of the archives in it."""
    return [leaf for member in opened.members for leaf in leaves(member)] if opened.members else [opened]


def _grids(opened: Opened) -> list[tuple[str, Lines]]:
    return [
        (
            "!".join(text for text in (one.name.partition("!")[2], part.name) if text),
            [(n, list(c)) for n, c in part.lines],
        )
        for one in leaves(opened)
        for part in one.parts
        if isinstance(part, Grid)
    ]


def refusal(file: Path) -> BadInput:
    """The error for which a file is refused, in both languages."""
    with pytest.raises(BadInput) as caught:
        sheets(file)
    error = caught.value
    assert error.remedy is not None
    assert error.message.zh != error.message.en
    assert error.where["file"].partition("!")[0] == file.name
    return error
