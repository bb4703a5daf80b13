"""What a query finds now and did not find in an earlier snapshot (新增命中)."""

from __future__ import annotations

from datetime import date

import tantivy

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

_HEAP = 32_000_000


def new_hits(library: Library, finder: Finder, question: Question, reach: Reach, *, since: str) -> list[Hit]:
    """Records that a question finds in the finder's snapshot and did not find in an earlier one, in its order.

    Records that were there already and only now fit the query are new; records that fitted before are not, however
    much else about them has changed. Both snapshots are looked at by the same day and definitions.

    Args:
        library: where the register lies.
        finder: the index that answers.
        question: what is asked; words that nothing holds are not taken apart.
        reach: what the reader may see.
        since: id of the earlier snapshot, or its first characters.

    Raises:
        NotFound: the earlier snapshot is not kept any more.
    """
    day, about = date.fromisoformat(finder.about.day), finder.about
    before, now = library.lake.snapshot(since), library.lake.snapshot(about.snapshot)
    if before.id == now.id:
        return []
    found: list[Hit] = []
    # definitions and publications are told apart by their own marks, which an earlier snapshot has none of
    with library.open(before, day, (), about.marks) as old, library.open(now, day, (), about.marks) as new:
        for source in SOURCES:
            changed = source.changed(old, new)
            hits = finder.among(question, reach, _ids(source, new) if changed is None else changed)
            known = _found_before(source, old, finder, question, reach, {hit.id for hit in hits})
            found += [hit for hit in hits if hit.id not in known]
    return sorted(found, key=lambda hit: (-hit.score, hit.id))


def _ids(source: Source, view: View) -> set[str]:
    return {record.id for record in source.records(view)}


def _found_before(  # noqa: PLR0913, PLR0917 - the same question of the earlier snapshot
    source: Source, old: View, finder: Finder, question: Question, reach: Reach, ids: set[str]
) -> set[str]:
    """Of some ids those the question found in the earlier snapshot."""
    if not ids:
        return set()
    index = tantivy.Index(schema())
    writer = index.writer(_HEAP, 1)
    for record in source.records(old, ids):
        writer.add_document(document(record, source.name))
    writer.commit()
    index.reload()
    about = About(old.snapshot.id, finder.about.day, {}, len(ids))
    earlier = Finder(index, about, finder.names, PartyNames.empty())
    return {hit.id for hit in earlier.among(question, reach, ids)}
