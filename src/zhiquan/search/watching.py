"""What a query finds now and did not find in an earlier snapshot (新增命中)."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import tantivy

from zhiquan.register.lake.reader import Reader
from zhiquan.search.asking.question import Hit, Question
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.places import About
from zhiquan.search.index.schema import document, schema
from zhiquan.search.index.source import Source
from zhiquan.search.index.view import View
from zhiquan.search.keeping import Library
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder
from zhiquan.search.sources.every import SOURCES

_HEAP = 64_000_000
_PIECE = 5_000
"""Records a question is asked of at once."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between an earlier snapshot and the one an index answers from, for any number of questions (对比).

    Args:
        finder: the index that answers.
        earlier: the records that differ, as they were.
        changed: ids of the records that differ, ascending.
        former: of those that had other ids, id to the other ids.
    """

    finder: Finder
    earlier: Finder
    changed: tuple[str, ...]
    former: Mapping[str, tuple[str, ...]]

    def new_ids(self, question: Question, reach: Reach) -> Iterator[str]:
        """Ids of records that a question finds now and did not find then, piece by piece of the records that differ.

        Records that were there already and only now fit the query are new; records that fitted before are not,
        however much else about them has changed, their id included.

        Args:
            question: what is asked; words that nothing holds are not taken apart.
            reach: what the reader may see, of both snapshots.

        Raises:
            BadInput: the query cannot be read.
        """
        for begin in range(0, len(self.changed), _PIECE):
            found = self.finder.ids_among(question, reach, self.changed[begin : begin + _PIECE])
            called = {one: {one, *self.former.get(one, ())} for one in found}
            known = set(self.earlier.ids_among(question, reach, {name for names in called.values() for name in names}))
            yield from (one for one in found if known.isdisjoint(called[one]))


@contextmanager
def compared(library: Library, finder: Finder, *, since: str) -> Iterator[Comparison]:
    """An earlier snapshot beside the finder's, both looked at by the same day and definitions.

    Records that differ are indexed once, as they were, in a folder that goes away at the end.

    Args:
        library: where the register lies.
        finder: the index that answers.
        since: id of the earlier snapshot, or its first characters.

    Raises:
        NotFound: the earlier snapshot is not kept any more.
    """
    day, about = date.fromisoformat(finder.about.day), finder.about
    before, now = library.lake.snapshot(since), library.lake.snapshot(about.snapshot)
    if before.id == now.id:
        yield Comparison(finder, finder, (), {})
        return
    with tempfile.TemporaryDirectory(prefix="zhiquan-") as folder:
        # definitions and publications are told apart by their own marks, which an earlier snapshot has none of
        with library.open(before, day, (), about.marks) as old, library.open(now, day, (), about.marks) as new:
            differing = [(one, one.changed(old, new)) for one in SOURCES]
            changed = {name for source, ids in differing for name in _ids(source, ids, new)}
            former = _former(new.reader, changed)
            earlier = _indexed(folder, old, differing, former)
        about_old = About(before.id, about.day, {}, 0)
        yield Comparison(
            finder, Finder(earlier, about_old, finder.names, PartyNames.empty()), tuple(sorted(changed)), former
        )


def new_hits(library: Library, finder: Finder, question: Question, reach: Reach, *, since: str) -> list[Hit]:
    """Records that one question finds in the finder's snapshot and did not find in an earlier one, in its order.

    The arguments are those of :func:`compared` and :meth:`Comparison.new_ids`.

    Raises:
        BadInput: the query cannot be read.
        NotFound: the earlier snapshot is not kept any more.
    """
    with compared(library, finder, since=since) as comparison:
        return finder.among(question, reach, list(comparison.new_ids(question, reach)))


def current_ids(library: Library, finder: Finder, ids: Collection[str]) -> dict[str, str]:
    """Of some ids those the finder's records have no more, each with the one id that stands for it now.

    Args:
        library: where the register lies.
        finder: the index that answers.
        ids: ids of records.
    """
    gone = set(ids).difference(finder.ids_among(Question(""), Reach.everything(), ids))
    snapshot = library.lake.snapshot(finder.about.snapshot)
    with Reader(library.lake.tables, snapshot.tables, memory=library.memory) as reader:
        keys = reader.with_keys(pa.array(sorted(gone), pa.string()), name="gone_ids")
        sql = f"""SELECT alias, min(id) AS id FROM {reader.from_("aliases")} SEMI JOIN {keys} ON key = alias
                  GROUP BY alias HAVING count(DISTINCT id) = 1"""
        return {row["alias"]: row["id"] for row in reader.records(sql)}


def _ids(source: Source, changed: set[str] | None, new: View) -> set[str]:
    """Ids of a source's records that differ, all of them when that cannot be told."""
    return {record.id for record in source.records(new)} if changed is None else changed


def _former(reader: Reader, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Other ids of those records that have some."""
    keys = reader.with_keys(pa.array(sorted(ids), pa.string()), name="changed_ids")
    sql = f"SELECT id, alias FROM {reader.from_('aliases')} SEMI JOIN {keys} ON key = id ORDER BY id, alias"
    found: dict[str, list[str]] = defaultdict(list)
    for row in reader.records(sql):
        found[row["id"]].append(row["alias"])
    return {name: tuple(others) for name, others in found.items()}


def _indexed(
    folder: str, old: View, differing: list[tuple[Source, set[str] | None]], former: Mapping[str, tuple[str, ...]]
) -> tantivy.Index:
    """The records that differ as they were, under the ids they had."""
    index = tantivy.Index(schema(), path=folder)
    writer, names = index.writer(_HEAP, 1), PartyNames.empty()
    for source, ids in differing:
        wanted = None if ids is None else ids.union(*(former.get(name, ()) for name in ids))
        for record in source.records(old, wanted):
            writer.add_document(document(record, source.name, names))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index
