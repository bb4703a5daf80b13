"""What the checks of the register found, with the right and the line of a file behind each row (质量查询)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import NoReverseMatch, reverse

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.quality import Found, quality_counts, quality_rows
from zhiquan.register.reading.quality_checks import CHECKS, GROUPS, Check
from zhiquan.site.office.house import house
from zhiquan.site.office.kept import Kept

PER_PAGE = 50


@lru_cache(4)
def _answers(folder: Path) -> Kept:
    return Kept(folder)


@dataclass(frozen=True, slots=True)
class Counted:
    """One check and how many rows it finds."""

    check: Check
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Checks of one sort with what they found."""

    label: Words
    checks: list[Counted]
    total: int


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row a check found, with the ways to it: the right, the line of a file; empty when there is none."""

    found: Found
    right: str
    batch: str
    sheet: str
    line: int
    line_address: str


def counts() -> dict[str, int]:
    """Rows found by each check on the newest snapshot; empty while the register is."""
    if not house().is_filled():
        return {}
    today, home = house().today, house().settings.district

    def make() -> dict[str, int]:
        with house().reader() as reader:
            return quality_counts(reader, today=today, home=home)

    version = ",".join(check.id for check in CHECKS)
    found: dict[str, int] = _answers(house().place.kept).get(
        "quality", (house().current(), today, home, version, house().knowledge().digest()), make
    )
    return found


def groups() -> list[Group]:
    """The checks by group, in their order."""
    found = counts()
    made = []
    for name, label in GROUPS.items():
        own = [Counted(check, found[check.id]) for check in CHECKS if check.group == name and check.id in found]
        made.append(Group(label, own, sum(one.count for one in own)))
    return made


def check_named(name: str) -> Check:
    """One check by its id.

    Raises:
        NotFound: there is none.
    """
    for check in CHECKS:
        if check.id == name:
            return check
    raise NotFound(Words("没有这项检查", "there is no such check"), where={"check": name})


def rows_of(check: Check, *, number: int) -> list[RowShown]:
    """One page of the rows a check finds, with right and origin.

    Args:
        check: the check.
        number: page, from 1.
    """
    if not house().is_filled():
        return []
    last = PER_PAGE * max(number, 1)
    with house().reader() as reader:
        found = quality_rows(reader, check, today=house().today, home=house().settings.district, limit=last)
        return _with_origins(reader, check, found[last - PER_PAGE :])


def all_rows(check: Check) -> list[Found]:
    """Every row a check finds."""
    if not house().is_filled():
        return []
    with house().reader() as reader:
        return quality_rows(reader, check, today=house().today, home=house().settings.district, limit=None)


def _with_origins(reader: Reader, check: Check, rows: Iterable[Found]) -> list[RowShown]:
    listed = list(rows)
    if check.group == "left_out":
        return [_left_out(found) for found in listed]
    if "rights" not in check.tables and "observations_rights" not in check.tables:
        return [RowShown(found, "", "", "", 0, "") for found in listed]
    origins = _origins(reader, [found.subject for found in listed])
    made = []
    for found in listed:
        batch, sheet, line = origins.get(found.subject, ("", "", 0))
        made.append(RowShown(found, found.subject, batch, sheet, line, _line(batch, sheet, line) if batch else ""))
    return made


def _left_out(found: Found) -> RowShown:
    batch, _, rest = found.subject.partition("/")
    sheet, _, line = rest.rpartition("/")
    return RowShown(found, "", batch, sheet, int(line), _line(batch, sheet, int(line)))


def _origins(reader: Reader, rights: list[str]) -> dict[str, tuple[str, str, int]]:
    """The last loaded line that tells of each right."""
    if not rights:
        return {}
    marks = ", ".join("?" for _ in rights)
    rows = reader.records(
        f"""SELECT id, batch, sheet, line FROM (
                SELECT unnest(ids) AS id, batch, sheet, line FROM {reader.from_("observations_rights")}
            ) o JOIN (SELECT batch, loaded_at FROM {reader.from_("batches")}) b USING (batch)
            WHERE id IN ({marks})
            QUALIFY row_number() OVER (PARTITION BY id ORDER BY loaded_at DESC, batch, sheet, line) = 1""",
        rights,
    )
    return {row["id"]: (row["batch"], row["sheet"], row["line"]) for row in rows}


def _line(batch: str, sheet: str, line: int) -> str:
    try:
        return reverse("source-line", args=[batch, sheet or "-", line])
    except NoReverseMatch:
        return ""
