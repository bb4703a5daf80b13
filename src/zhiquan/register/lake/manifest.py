"""What a snapshot is: the files of every table, and what they were made with (快照清单)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from zhiquan.register.tables.shapes import schema_from_names


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file of a table.

    Args:
        name: path relative to the table's folder.
        rows: rows in it.
        size: bytes.
        low: smallest value of the table's ``by`` column; None when the file is empty.
        high: largest value of that column.
    """

    name: str
    rows: int
    size: int
    low: str | None
    high: str | None

    def as_json(self) -> list[Any]:
        """The entry as the manifest lists it."""
        return [self.name, self.rows, self.size, self.low, self.high]

    def may_hold(self, value: str) -> bool:
        """False when the file cannot hold that value of the ``by`` column."""
        return self.low is not None and self.high is not None and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class TableState:
    """One table in one snapshot: Delta version, columns with short type names, files."""

    version: int
    columns: dict[str, str]
    files: tuple[DataFile, ...]

    @property
    def rows(self) -> int:
        """Rows of the table."""
        return sum(file.rows for file in self.files)

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the table in this snapshot."""
        return schema_from_names(self.columns)

    def as_json(self) -> dict[str, Any]:
        """The state as the manifest lists it."""
        return {
            "version": self.version,
            "columns": self.columns,
            "files": [file.as_json() for file in self.files],
        }


@dataclass(frozen=True, slots=True)
class Because:
    """Why a snapshot was made: the action, its subject, who did it and when."""

    action: str
    subject: str
    by: str
    at: datetime

    def as_json(self) -> dict[str, str]:
        """The reason as the manifest lists it."""
        return {"action": self.action, "subject": self.subject, "by": self.by, "at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the register held at one moment.

    Args:
        number: 0, 1, 2 ... in order of publication.
        because: why it was made.
        product: version of the product that wrote it.
        schema_number: version of the lake's layout.
        definitions: hashes of the definitions and settings derivation used, by name.
        tables: state of each table, by name.
    """

    number: int
    because: Because
    product: str
    schema_number: int
    definitions: dict[str, str]
    tables: dict[str, TableState]

    @property
    def id(self) -> str:
        """Number and hash of the content; a changed manifest no longer answers to its name."""
        return f"{self.number:06d}-{hashlib.sha256(self.to_bytes()).hexdigest()[:12]}"

    def to_bytes(self) -> bytes:
        """The manifest as stored: canonical JSON in UTF-8."""
        content = {
            "number": self.number,
            "because": self.because.as_json(),
            "product": self.product,
            "schema_number": self.schema_number,
            "definitions": self.definitions,
            "tables": {name: table.as_json() for name, table in sorted(self.tables.items())},
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def read_manifest(content: bytes) -> Snapshot:
    """The snapshot that :meth:`Snapshot.to_bytes` wrote."""
    read = json.loads(content)
    because = read["because"]
    return Snapshot(
        number=read["number"],
        because=Because(
            action=because["action"],
            subject=because["subject"],
            by=because["by"],
            at=datetime.fromisoformat(because["at"]),
        ),
        product=read["product"],
        schema_number=read["schema_number"],
        definitions=read["definitions"],
        tables={name: _table(state) for name, state in read["tables"].items()},
    )


def _table(state: dict[str, Any]) -> TableState:
    files = tuple(DataFile(*entry) for entry in state["files"])
    return TableState(version=state["version"], columns=state["columns"], files=files)
