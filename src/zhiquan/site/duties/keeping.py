"""Where answers are kept, and the register open for working them out (答案留存)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from zhiquan.knowledge.regions_districts import district
from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.question import Question
from zhiquan.plan.organisations import Directory, directory
from zhiquan.site.duties.asking import Asked
from zhiquan.site.office.house import house
from zhiquan.site.office.kept import Kept

_LISTS = 12
"""Lists of rows held in memory: all kinds that one duty may be offered, and few more, as each is large."""


@lru_cache(maxsize=8)
def _kept(folder: Path) -> Kept:
    return Kept(folder)


@lru_cache(maxsize=8)
def _lists(folder: Path) -> Kept:
    return Kept(folder, most=_LISTS)


def kept() -> Kept:
    """The office's store of answers."""
    return _kept(house().place.kept)


def kept_lists() -> Kept:
    """The same store for long lists of rows, of which few stay in memory."""
    return _lists(house().place.kept)


@contextmanager
def measuring(asked: Asked) -> Iterator[tuple[Measuring, Directory]]:
    """Figures and units of the snapshot asked, for as long as they are read."""
    office = house()
    overlay = office.settings.knowledge
    with office.reader(asked.snapshot) as reader:
        setting = Setting(office.knowledge(), overlay)
        question = Question(asked.plan.place, asked.plan.from_, None)
        yield Measuring(reader, setting, question), directory(reader, district(asked.plan.place, overlay))


def batches_of(asked: Asked) -> dict[str, str]:
    """The batch each file was loaded with, by the file's hash; the latest where it was loaded anew."""
    found: dict[str, str] = kept().get("duties.batches", asked.ground, lambda: _make_batches(asked))
    return found


def _make_batches(asked: Asked) -> dict[str, str]:
    with house().reader(asked.snapshot) as reader:
        rows = reader.records(f"SELECT sha256, batch FROM {reader.from_('batches')} ORDER BY loaded_at, batch")
    return {row["sha256"]: row["batch"] for row in rows}
