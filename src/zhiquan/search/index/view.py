"""What an index is made from: a snapshot, a day, the definitions (索引所据)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from zhiquan.knowledge import guides
from zhiquan.knowledge.breakdowns import Industries
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.definition_files import SHIPPED, digest_of, every_file
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.publications import Publication

_PLACES = ("codes/regions", "codes/towns", "districts/", "party_names/")
"""Data files by which places are named and organisations told from persons."""

_OF = "industries/"
"""Data files by which rights are told apart by industry."""


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
        district: code of the district whose industries rights are told apart by; empty for none.
    """

    snapshot: Snapshot
    reader: Reader
    tables: Path
    day: date
    knowledge: Knowledge
    overlay: Path | None = None
    published: tuple[Publication, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    district: str = ""

    def industries(self) -> Industries | None:
        """The industries of the district; None when none are defined."""
        has_some = self.district in self.knowledge.ids("industries")
        return self.knowledge.get(Industries, self.district) if has_some else None

    def is_like(self, other: View, mark: str) -> bool:
        """True when both views have the same hash of that name."""
        return self.marks.get(mark) == other.marks.get(mark)


def marks_of(
    knowledge: Knowledge, published: tuple[Publication, ...], overlay: Path | None, district: str = ""
) -> dict[str, str]:
    """Hashes by which views are compared: of the definitions, of the publications, of the documentation.

    Of the definitions those by which rights and parties are named have one of their own, ``places``, and the
    district's industries another, ``industries``.
    """
    names = "\n".join(sorted(f"{one.id} {one.sha256}" for one in published))
    files = every_file(SHIPPED, overlay)
    return {
        "definitions": knowledge.digest(),
        "places": digest_of({name: file for name, file in files.items() if name.startswith(_PLACES)}),
        "industries": f"{district} {digest_of({one: file for one, file in files.items() if one.startswith(_OF)})}",
        "publications": hashlib.sha256(names.encode()).hexdigest(),
        "documentation": guides.digest(),
    }
