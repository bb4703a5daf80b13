"""Which hits of a page stand in own lists, and where the next one is collected (已收标记)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from zhiquan.site.collecting.actions import MOST
from zhiquan.site.collecting.models import Collected, RecordList, anchor_of
from zhiquan.site.collecting.queries import lists_of
from zhiquan.site.gate.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside one hit (已收标记).

    Args:
        record: id of the hit.
        title: its title.
        lists: own lists it stands in.
    """

    record: str
    title: str
    lists: tuple[RecordList, ...]

    @property
    def anchor(self) -> str:
        """Name of its place on the page."""
        return anchor_of(self.record)


@dataclass(frozen=True, slots=True)
class Collecting:
    """What a page of hits needs for collecting (收进清单).

    Args:
        lists: the reader's own lists, the one collected into last first.
        held: by the id of a hit the lists it stands in.
    """

    lists: tuple[RecordList, ...]
    held: dict[str, tuple[RecordList, ...]]

    @property
    def may_make(self) -> bool:
        """True while there may be one list more."""
        return len(self.lists) < MOST

    def mark(self, record: str, title: str) -> Mark:
        """What stands beside a hit."""
        return Mark(record, title, self.held.get(record, ()))


def collecting_of(visitor: Visitor, ids: Collection[str]) -> Collecting:
    """Own lists of a reader, and which of some records stand in them."""
    lists = tuple(lists_of(visitor))
    by_key = {one.pk: one for one in lists}
    held: dict[str, list[RecordList]] = defaultdict(list)
    found = Collected.objects.filter(list__in=list(by_key), record__in=ids) if lists else Collected.objects.none()
    for record, key in found.values_list("record", "list_id"):
        held[record].append(by_key[key])
    return Collecting(lists, {record: tuple(some) for record, some in held.items()})
