"""What an operation answers, and how that becomes JSON or CSV (应答)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Language, Words
from zhiquan.site.drawing import table_csv

Row = Mapping[str, Any]
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class One:
    """One object (单个对象).

    Args:
        told: the object without its ``schema``.
        snapshot: id of the snapshot it was read from; empty when it is not of the register.
        location: address of the object under its present id, or of what was made.
        status: 200, or what a write leaves with.
        headers: further headers.
    """

    told: Row
    snapshot: str = ""
    location: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows of a list (清单一页).

    Args:
        rows: those of the page.
        total: rows in all.
        page: number of the page, from 1.
        size: rows of a full page.
        snapshot: id of the snapshot they were read from; empty when they are not of the register.
        more: what else the list says.
    """

    rows: Sequence[Row]
    total: int
    page: int = 1
    size: int = 0
    snapshot: str = ""
    more: Row = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, -(-self.total // self.size)) if self.size else 1


def page_of(rows: Sequence[Row], *, page: int, size: int, snapshot: str = "", more: Row | None = None) -> Listed:
    """One page of rows that are all at hand."""
    begin = (page - 1) * size
    return Listed(rows[begin : begin + size], len(rows), page, size, snapshot, more or {})


def as_json(schema: str, answer: One | Listed) -> bytes:
    """An answer as JSON: texts in both languages, days as ISO, amounts and rates as texts."""
    told: dict[str, Any] = {"schema": schema}
    if answer.snapshot:
        told["snapshot"] = answer.snapshot
    if isinstance(answer, One):
        told |= {key: value for key, value in answer.told.items() if key != "schema"}
    else:
        told |= {"total": answer.total, "page": answer.page, "pages": answer.pages, "size": answer.size or answer.total}
        told |= {**answer.more, "rows": answer.rows}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def as_csv(columns: Sequence[str], answer: Listed, language: Language) -> str:
    """The rows of a page as CSV, columns by their keys, texts in the language asked for, safe for spreadsheets."""
    return table_csv(columns, ([_cell(row.get(key), language) for key in columns] for row in answer.rows))


def columns_of(answer: Listed) -> tuple[str, ...]:
    """Columns of a list whose rows have no one shape: those it names, otherwise every key of its rows."""
    named = answer.more.get("columns")
    return tuple(named) if named else tuple(dict.fromkeys(key for row in answer.rows for key in row))


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (tuple, set, frozenset)):
        return list(value)
    raise TypeError(type(value).__name__)


def _cell(value: object, language: Language) -> object:
    """One cell: a negative number stays a number, everything deeper than a list of texts is written as JSON."""
    if isinstance(value, Words):
        return value.to(language)
    if isinstance(value, Mapping):
        is_text = value.keys() == {"zh", "en"}
        return value[language] if is_text else json.dumps(value, ensure_ascii=False, default=_plain)
    if isinstance(value, (list, tuple)):
        return "；".join(_texts(value, language))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    return Decimal(value) if isinstance(value, str) and _NEGATIVE.fullmatch(value) else value


def _texts(values: Iterable[object], language: Language) -> Iterable[str]:
    return (str(_cell(one, language)) for one in values if one is not None)
