"""What an index is made from: a snapshot, a day, the definitions (索引所据)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.publications import Publication


@dataclass(frozen=True, slots=True)
class View:
    """One snapshot as it is indexed (索引视图).

    Args:
        snapshot: the snapshot.
        reader: the same, open for reading.
        tables: folder of the lake's tables.
        day: day of the legal statuses.
        knowledge: the definitions in force.
        overlay: folder of the office's own definitions.
        published: publications, those of later snapshots too: what everybody may see of a snapshot is told after it.
        marks: hashes of the definitions and publications, by which two views are compared.
    """

    snapshot: Snapshot
    reader: Reader
    tables: Path
    day: date
    knowledge: Knowledge
    overlay: Path | None = None
    published: tuple[Publication, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    def is_like(self, other: View, mark: str) -> bool:
        """True when both views have the same hash of that name."""
        return self.marks.get(mark) == other.marks.get(mark)


def marks_of(knowledge: Knowledge, published: tuple[Publication, ...]) -> dict[str, str]:
    """Hashes by which views are compared: of the definitions, of the publications."""
    names = "\n".join(sorted(f"{one.id} {one.sha256}" for one in published))
    return {"definitions": knowledge.digest(), "publications": hashlib.sha256(names.encode()).hexdigest()}
