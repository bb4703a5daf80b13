"""What an import understood and did, as people and programs read it (导入结果)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One column: heading as printed, field it went to (empty: kept as extra), confidence 0 to 1, and why."""

    source: str
    field: str
    confidence: Decimal
    reason: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class PartReport:
    """One sheet, table or member (分表结果).

    Args:
        name: sheet or member, empty when the file is one table.
        kind: kind of row; empty when nothing in it names a right or record.
        sort: sort of rows within the kind, such as ``trademark``.
        header: line of the headings.
        rows: rows read.
        says: what it is, when it holds no rows for the register.
        skipped: repeated headings and totals left out.
    """

    name: str
    kind: str
    sort: str
    header: int
    rows: int
    says: Words
    skipped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were left out, how many, and the first of them (隔离原因)."""

    rule: str
    column: str
    rows: int
    sheet: str
    line: int
    value: str
    words: Words
    remedy: Words


@dataclass(frozen=True, slots=True)
class Preview:
    """How one column looks, beside its report (列样例).

    Args:
        sheet: its sheet; empty when the file is one table.
        source: heading as printed.
        first: its first value, personal numbers masked; empty when the first rows leave it empty.
        filled: rows of ``seen`` that hold something.
        seen: rows looked at, the first of the sheet.
        kind: kind of row its sheet holds; empty when none.
    """

    sheet: str
    source: str
    first: str
    filled: int
    seen: int
    kind: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that broke a rule, as it would be kept (隔离行); the fields are those of the table ``quarantined``."""

    sheet: str
    line: int
    column: str
    value: str
    rule: str
    says: Words
    remedy: Words
    headings: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(slots=True)
class Imported:
    """The outcome of one file.

    ``rows`` = ``loaded`` + ``merged`` + ``unchanged`` + ``unidentified`` + ``quarantined``. ``left_out`` holds the
    first of the quarantined rows, as many as were asked for; ``previews`` stands beside ``columns``.
    """

    file: str
    sha256: str
    format: str
    encoding: str = ""
    kind: str = ""
    tool: str = "general"
    rows: int = 0
    loaded: int = 0
    merged: int = 0
    unchanged: int = 0
    unidentified: int = 0
    quarantined: int = 0
    batch: str = ""
    snapshot: str = ""
    is_trial: bool = False
    is_new: bool = True
    columns: list[ColumnReport] = field(default_factory=list)
    parts: list[PartReport] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    warnings: list[Words] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    repair: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    previews: list[Preview] = field(default_factory=list)

    @property
    def is_unknown(self) -> bool:
        """True when a table was read and nothing in the file was of a known kind."""
        return not self.rows and any(part.header for part in self.parts) and not any(part.kind for part in self.parts)

    @property
    def extra_columns(self) -> list[str]:
        """Headings nobody knew, kept as extra."""
        return list(dict.fromkeys(column.source for column in self.columns if not column.field))

    def as_dict(self) -> dict[str, Any]:
        """The outcome as one JSON-ready object of schema ``import/1``."""
        columns = [
            {"source": one.source, "field": one.field, "confidence": float(one.confidence), "reason": one.reason,
             **({"sheet": one.sheet} if one.sheet else {})}
            for one in self.columns
        ]  # fmt: skip
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "encoding": self.encoding,
            "kind": self.kind,
            "tool": self.tool,
            "rows": self.rows,
            "loaded": self.loaded,
            "merged": self.merged,
            "unchanged": self.unchanged,
            "unidentified": self.unidentified,
            "quarantined": self.quarantined,
            "extra_columns": self.extra_columns,
            "batch": self.batch or None,
            "snapshot": self.snapshot or None,
            "is_trial": self.is_trial,
            "is_new": self.is_new,
            "columns": columns,
            "parts": [
                {"name": one.name, "kind": one.kind, "sort": one.sort, "header": one.header, "rows": one.rows,
                 "says": one.says if one.says.zh else None, "skipped": one.skipped}
                for one in self.parts
            ],
            "reasons": [
                {"rule": one.rule, "column": one.column, "rows": one.rows, "sheet": one.sheet, "line": one.line,
                 "value": one.value, "says": one.words, "remedy": one.remedy}
                for one in self.reasons
            ],
            "warnings": self.warnings,
            "members": self.members,
            "repair": self.repair or None,
        }  # fmt: skip
