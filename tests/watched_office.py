"""A small indexed office of planted records, and what a load and the worker bring into it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import factory
from opened_house import opened_house
from planted_rights import SECRET, rows
from zhiquan.site.finding.work import refresh_index
from zhiquan.site.office.house import House
from zhiquan.site.watching.work import tell_new_hits

TODAY = "2026-11-22"
FIRM = "演示丙新材料有限公司"
"""A firm that may see neither what is not published nor the secrets of others."""

OPEN = "演示电池新装置"
"""Title of the new right everybody may see."""


def silent(stage: str, done: int, total: int = 0) -> None:
    """Say nothing of progress."""
    del stage, done, total


def fill(home: Path) -> None:
    """The planted records, loaded on a day of March."""
    factory.load(factory.register(home / "lake"), {"rights": rows()}, day=1, month=3)


@contextmanager
def copied_house(home: Path, folder: Path) -> Iterator[House]:
    """The office of a copy to write to."""
    shutil.copytree(home, folder)
    with opened_house(folder, today=TODAY) as office:
        yield office


def bring_up(office: House) -> int:
    """What the background worker does after a load; the number of new hits."""
    refresh_index(office, silent)
    return tell_new_hits(office, silent)


def new_rights(serial: int = 950) -> list[dict[str, Any]]:
    """A granted patent everybody may see, and one of another firm that is not published."""
    given = {"kind": "invention_patent", "region": "500115", "filed_on": date(2023, 2, 3)}
    return [
        {**given, "app_no": factory.application(serial), "pub_no": f"CN1{serial:08d}A", "title": OPEN,
         "granted_on": date(2024, 1, 5), "applicants": ["演示乙新材料有限公司"], "line": 2},
        {**given, "app_no": factory.application(serial + 1), "title": f"演示电池{SECRET}",
         "applicants": ["演示甲新材料有限公司"], "line": 3},
    ]  # fmt: skip


def load_new(office: House, listed: list[dict[str, Any]] | None = None, *, day: int = 2) -> str:
    """Load rights and have the worker do its part; the batch."""
    given = new_rights() if listed is None else listed
    batch = factory.load(office.register(), {"rights": given}, day=day, name=f"新{day}.csv").batch
    bring_up(office)
    return str(batch)


def firm_of(office: House) -> str:
    """Id of the firm's party."""
    with office.reader() as reader:
        sql = f"SELECT party FROM {reader.from_('party_links')} WHERE name = ?"
        return str(reader.records(sql, [FIRM])[0]["party"])


def indexed(home: Path) -> Path:
    """A home filled with the planted records, their index made."""
    fill(home)
    with opened_house(home, today=TODAY) as office:
        refresh_index(office, silent)
    return home
