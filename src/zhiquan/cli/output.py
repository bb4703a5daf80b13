"""What commands print: JSON lines for machines, tables for people; progress goes to stderr (输出)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import click

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.words import Language, Words

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object per line 每行一个 JSON 对象")
"""The ``--json`` flag every command carries; the parameter is called ``as_json``."""


def plain(value: object) -> object:
    """A JSON-ready form: dates ISO, amounts as strings, texts in both languages as an object."""
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, PurePath)):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def print_json(record: Mapping[str, Any], *, schema: str) -> None:
    """Print one record as one line; ``schema`` such as ``due/1`` comes first."""
    line = json.dumps({"schema": schema, **record}, ensure_ascii=False, default=plain)
    sys.stdout.write(line + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows as a table fitted to the terminal; empty cells for ``None``."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, not needed for JSON
    from rich.table import Table  # noqa: PLC0415 - likewise

    table = Table(title=title or None, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    width = None if sys.stdout.isatty() else 200
    Console(highlight=False, markup=False, width=width).print(table)


def print_error(error: ZhiquanError, *, language: Language, as_json: bool) -> None:
    """Print an error to stderr, as text or as one JSON object of schema ``error/1``."""
    if as_json:
        sys.stderr.write(json.dumps(error.as_dict(language), ensure_ascii=False) + "\n")
    else:
        mark = "：" if language == "zh" else ": "
        sys.stderr.write(f"{error.label.to(language)}{mark}{error.to(language)}\n")
