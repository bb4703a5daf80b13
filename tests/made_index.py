"""Plain functions that build indexes for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import tantivy

import factory
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.register.batches import Register
from zhiquan.search.asking.names import Names
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.places import About, SearchHome
from zhiquan.search.index.record import Record
from zhiquan.search.index.schema import document, schema
from zhiquan.search.keeping import Library
from zhiquan.search.service import Finder

DAY = date(2024, 6, 1)
HOME = "500115"
"""The district whose industries rights are told apart by."""


@cache
def names() -> Names:
    """Names of the shipped definitions."""
    return Names.load(None, factory.rules())


def finder(records: Iterable[Record]) -> Finder:
    """A finder of records held in memory."""
    index = tantivy.Index(schema())
    writer = index.writer(64_000_000, 1)
    parties = PartyNames.empty()
    count = 0
    for record in records:
        writer.add_document(document(record, "made", parties))
        count += 1
    writer.commit()
    index.reload()
    return Finder(index, About("made", DAY.isoformat(), {}, count), names(), parties)


def library(made: Register, root: Path) -> Library:
    """The search library of a register."""
    return Library(made.home, SearchHome(root / "search"), load_knowledge(), None, 300, HOME)
