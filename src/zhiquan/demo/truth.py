"""What was planted in the demo files, and where it stands in them (演示标注)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhiquan.basics.words import Words

NAME = "演示-标注.json"


@dataclass(slots=True)
class Truth:
    """Collects planted cases and dirty values while files are written.

    Attributes:
        cases: one planted case each: detector, what it shows, whether a person should agree, values by file and column.
        dirt: one odd value each: kind, file, column, value as printed, what it means.
    """

    cases: list[dict[str, Any]] = field(default_factory=list)
    dirt: list[dict[str, str]] = field(default_factory=list)

    def case(  # noqa: PLR0913 - one entry of the answer sheet
        self,
        detector: str,
        says: Words,
        *,
        name: str,
        found: Iterable[tuple[str, str, Iterable[str]]],
        is_true: bool = True,
        item: int | None = None,
    ) -> None:
        """Note a planted case.

        Args:
            detector: id of the detector that should find it.
            says: what it shows.
            name: short name, unique together with the detector.
            found: file name, column heading and the values printed there.
            is_true: false for an innocent look-alike.
            item: item of the list in the law, where there is one.
        """
        records = [{"file": file, "column": column, "values": list(values)} for file, column, values in found]
        self.cases.append(
            {
                "id": f"{detector}/{name}",
                "detector": detector,
                "item": item,
                "is_true": is_true,
                "says": {"zh": says.zh, "en": says.en},
                "records": [record for record in records if record["values"]],
            }
        )

    def dirty(self, kind: str, *, file: str, column: str, value: str, means: str) -> None:
        """Note an odd value as printed, and what it should be read as."""
        self.dirt.append({"kind": kind, "file": file, "column": column, "value": value, "means": means})

    def write(self, folder: Path, *, seed: int) -> Path:
        """Write the answer sheet; it is no import file."""
        held = {"schema": "demo-truth/1", "seed": seed, "cases": self.cases, "dirt": self.dirt}
        path = folder / NAME
        path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return path
