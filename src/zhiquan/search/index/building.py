"""Building the index of a snapshot, anew or from an earlier one by what changed (建立索引)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from zhiquan.register.lake.manifest import Snapshot
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.places import NAMES, Place, SearchHome, about_of
from zhiquan.search.index.record import Record
from zhiquan.search.index.schema import LARGE, Streaming, document, schema, text_stream
from zhiquan.search.index.source import Source
from zhiquan.search.index.view import View

HEAP, HEAP_LARGE = 1_000_000_000, 4_000_000_000
"""Bytes the writer's threads may hold together before they write a segment: few segments are made and asked faster."""

_MANY = 5_000
"""Records from which loading the compiled loops pays."""

Telling = Callable[[str, int], None]
"""How long work says where it is: stage and units done."""

_EVERY = 1_000

_NAME, _NAMES_KEPT = 16, 50_000
"""Longest text that is kept cut, in characters, and how many are: names of holders, agencies and places come again."""


@dataclass(frozen=True, slots=True)
class Built:
    """An index made, and what it took (建立结果).

    Args:
        place: the index.
        added: records written.
        removed: ids whose former records were taken out.
        is_anew: everything was read, not only what changed.
    """

    place: Place
    added: int
    removed: int
    is_anew: bool


class Drafting:
    """Records being written into a draft.

    Args:
        folder: the draft's folder.
        tell: told how many records were written.
        expected: about how many will be written.
    """

    def __init__(self, folder: Path, tell: Telling, *, expected: int = 0) -> None:
        self.folder = folder
        self.index = tantivy.Index(schema(), path=str(folder))
        is_large = expected >= LARGE
        self.writer = self.index.writer(HEAP_LARGE if is_large else HEAP, 2 if is_large else 1)
        self.names = PartyNames.read(folder / NAMES) if (folder / NAMES).exists() else PartyNames.empty()
        self.streaming: Streaming = text_stream
        self.tell = tell
        self.added = 0
        self.removed = 0

    def add(self, source: str, records: Iterable[Record]) -> None:
        """Write the records of a source."""
        for record in records:
            self.writer.add_document(document(record, source, self.names, streaming=self.streaming))
            self.added += 1
            if self.added % _EVERY == 0:
                self.tell("records", self.added)
            if self.added == _MANY:
                self.streaming = _compiled_streaming()

    def remove(self, ids: Iterable[str]) -> None:
        """Take the records of some ids out."""
        for name in ids:
            self.writer.delete_documents_by_term("id", name)
            self.removed += 1

    def remove_source(self, source: str) -> None:
        """Take all records of a source out."""
        self.writer.delete_documents_by_term("source", source)

    def finish(self) -> int:
        """Write everything to disk; the number of records in the index."""
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.names.write(self.folder / NAMES)
        self.index.reload()
        return int(self.index.searcher().num_docs)


def build(home: SearchHome, view: View, sources: Sequence[Source], *, tell: Telling | None = None) -> Built:
    """An index of a snapshot, everything read anew; the caller holds the right to build."""
    draft = Drafting(home.draft(), tell or _silent, expected=_rights_of(view.snapshot))
    for source in sources:
        draft.add(source.name, source.records(view))
    records = draft.finish()
    place = home.put(draft.folder, about_of(view.snapshot.id, view.day, dict(view.marks), records))
    return Built(place, draft.added, 0, is_anew=True)


def update(  # noqa: PLR0913 - two views, two places, what is read and who is told
    home: SearchHome, base: Place, *, old: View, new: View, sources: Sequence[Source], tell: Telling | None = None
) -> Built:
    """An index of a later snapshot from an earlier one: only records that differ are written.

    Args:
        home: the folder of indexes; the caller holds the right to build.
        base: the index to start from; it is not changed.
        old: what it was made from.
        new: what the new one is made from.
        sources: the kinds of records.
        tell: told how many records were written.
    """
    draft = Drafting(home.draft(base), tell or _silent)
    for source in sources:
        changed = source.changed(old, new)
        if changed is None:
            draft.remove_source(source.name)
            draft.add(source.name, source.records(new))
        elif changed:
            draft.remove(sorted(changed))
            draft.add(source.name, source.records(new, changed))
    records = draft.finish()
    place = home.put(draft.folder, about_of(new.snapshot.id, new.day, dict(new.marks), records))
    return Built(place, draft.added, draft.removed, is_anew=False)


def _rights_of(snapshot: Snapshot) -> int:
    """Rows of the rights in a snapshot: most of the records there will be."""
    return snapshot.tables["rights"].rows if "rights" in snapshot.tables else 0


def _compiled_streaming() -> Streaming:
    from zhiquan.search.text.pairing import Pairing  # noqa: PLC0415 - the compiler is slow to import

    whole = Pairing().stream
    again = lru_cache(_NAMES_KEPT)(whole)
    return lambda text: again(text) if len(text) <= _NAME else whole(text)


def _silent(stage: str, done: int) -> None:
    del stage, done
