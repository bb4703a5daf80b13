"""Small registers and figures over them, for the tests of measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from factory import application, read
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.question import Question
from zhiquan.register.batches import Register

KNOWLEDGE = load_knowledge()
HOME = "500115"


@contextmanager
def measuring(
    made: Register,
    *,
    place: str = HOME,
    since: date = date(2021, 1, 1),
    known: date | None = None,
    snapshot: str | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Measuring]:
    """Figures over a register's newest snapshot, or an older one."""
    with read(made, snapshot) as reader:
        yield Measuring(reader, Setting(KNOWLEDGE, None, settings), Question(place, since, known))


def invention(serial: int, **more: Any) -> dict[str, Any]:
    """One invention of the home district, filed 2018 and granted 2020-05-05 unless told otherwise."""
    row = {
        "app_no": application(serial, year=2018),
        "filed_on": date(2018, 3, 1),
        "granted_on": date(2020, 5, 5),
        "applicants": [f"演示{serial}科技有限公司"],
        "region": HOME,
        "ipc": ["C21D 9/00"],
        "title": f"一种装置{serial}",
    }
    return row | more


def people(
    value: int, year: int, *, published: date | None = None, name: str = "permanent_residents"
) -> dict[str, Any]:
    """One published value at a year's end."""
    day = published or date(year + 1, 3, 20)
    return {
        "name": name,
        "place": HOME,
        "as_of": date(year, 12, 31),
        "published": day,
        "value": value,
        "source": "公报",
    }


def counted(made: Measuring, indicator: str, day: date) -> list[str]:
    """Ids counted on a day."""
    return [row["id"] for row in made.records(indicator, day) if row["counts"]]


def why(made: Measuring, indicator: str, day: date) -> dict[str, Sequence[str]]:
    """Id to reasons on a day."""
    return {row["id"]: row["reasons"] for row in made.records(indicator, day)}
