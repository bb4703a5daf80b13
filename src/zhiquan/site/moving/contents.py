"""What a database of the desk holds, as numbers that two databases can be compared by (工作库内容摘要)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models

from zhiquan.site.keeping.rows import desk_models

DIGEST = "sha256"
_AT_A_TIME = 2000
_ALL = 2**256


@dataclass(frozen=True, slots=True)
class Contents:
    """What one table holds.

    Attributes:
        rows: number of rows.
        digest: 64 hex digits that depend on every value of every row and not on the order of rows.
    """

    rows: int
    digest: str


def contents_of(alias: str = DEFAULT_DB_ALIAS) -> dict[str, Contents]:
    """Rows and digest of every table of the desk, sessions among them; equal on every database that holds the same."""
    return {model._meta.db_table: _contents(model, alias) for model in desk_models(with_sessions=True)}  # noqa: SLF001 - the documented door to a model's table


def differing(one: dict[str, Contents], other: dict[str, Contents]) -> list[str]:
    """Tables that are not the same in both."""
    return sorted(table for table in {*one, *other} if one.get(table) != other.get(table))


def _contents(model: type[models.Model], alias: str) -> Contents:
    rows, total = 0, 0
    for row in _rows(model, alias):
        told = json.dumps(row, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        total += int.from_bytes(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest(), "big")
        rows += 1
    return Contents(rows, f"{total % _ALL:064x}")


def _rows(model: type[models.Model], alias: str) -> Iterator[Iterable[Any]]:
    names = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - likewise
    held = model._base_manager.using(alias).order_by().values_list(*names)  # noqa: SLF001 - likewise
    return held.iterator(chunk_size=_AT_A_TIME)


def _plain(value: object) -> str:
    """A value that JSON has no word for, in one spelling whatever the database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, date | UUID | Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
