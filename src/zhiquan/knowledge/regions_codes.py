"""Places by GB/T 2260 code, former codes included (行政区划代码)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.tables_open import open_table

_NO_NAME_OF_ITS_OWN = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city or district (行政区划).

    Attributes:
        code: six-digit GB/T 2260 code.
        level: ``province``, ``city`` or ``district`` (counties are districts here).
        parent: code of the place above; ``""`` for a province.
        full_name: with the places above, as addresses begin: 重庆市长寿区.
        replaced_by: of a former code the code in use today, else ``""``.
        used: of a former code the years it was in use, both included; else None.
        former_codes: codes that this place replaced.
    """

    code: str
    name: str
    level: str
    parent: str
    full_name: str
    replaced_by: str
    used: tuple[int, int] | None
    former_codes: tuple[str, ...]


def find_region(code: str, overlay: Path | None = None) -> Region:
    """The place a GB/T 2260 code stands for, former codes included (查区划).

    Returns:
        ``find_region("500115").full_name`` is ``"重庆市长寿区"``; ``find_region("500221").replaced_by`` is
        ``"500115"``.

    Raises:
        NotFound: no place has that code.
    """
    found = _regions(overlay).get(code)
    if found is None:
        raise NotFound(
            Words("没有该行政区划代码", "no place has this GB/T 2260 code"),
            where={"code": code},
            remedy=Words(
                "请核对六位代码；缺少的代码可在覆盖目录的 codes/regions 中补充。",
                "Check the six digits; a missing code can be added in codes/regions of the overlay.",
            ),
        )
    return found


@cache
def _regions(overlay: Path | None) -> dict[str, Region]:
    rows = open_table("regions", overlay).by("code")
    former = defaultdict(list)
    for row in rows.values():
        former[row["replaced_by"]].append(row["code"])

    def full_name(code: str) -> str:
        row = rows[code]
        above = full_name(row["parent"]) if row["parent"] else ""
        return above if row["name"] in _NO_NAME_OF_ITS_OWN else above + row["name"]

    return {
        code: Region(
            code=code,
            name=row["name"],
            level=row["level"],
            parent=row["parent"],
            full_name=full_name(code),
            replaced_by=row["replaced_by"],
            used=(int(row["used_from"]), int(row["used_until"])) if row["used_until"] else None,
            former_codes=tuple(former[code]),
        )
        for code, row in rows.items()
    }
