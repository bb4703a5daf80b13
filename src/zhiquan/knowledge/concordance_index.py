"""Which rules a symbol touches, looked up by its places in the scheme (对照索引)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from zhiquan.knowledge.ipc import IpcScheme, pattern_root
from zhiquan.knowledge.tables_open import CodeTable
from zhiquan.knowledge.tables_reader import Row
from zhiquan.knowledge.tables_sheet import LIST_SEPARATOR

Revision = Literal["none", "moved", "split"]


@dataclass(frozen=True, slots=True)
class Ranges:
    """A set of symbols and subtrees (分类范围集合)."""

    exact: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Ranges:
        """The set that some patterns describe."""
        roots = [pattern_root(pattern) for pattern in patterns]
        return cls(
            frozenset(root for root, whole in roots if not whole),
            frozenset(root for root, whole in roots if whole),
        )

    def hold(self, lineage: Sequence[str]) -> bool:
        """True when the symbol that ``lineage`` starts with is in the set."""
        return lineage[0] in self.exact or not self.whole.isdisjoint(lineage)


@dataclass(frozen=True, slots=True)
class Route:
    """One way from a symbol to a rule: the row's range, directly or by where its content moved.

    Attributes:
        exclude: symbols taken away from this row.
        doubtful: symbols into which excluded content was only partly moved: a person decides.
    """

    rule: str
    pattern: str
    via: Revision
    exclude: Ranges = Ranges()
    doubtful: Ranges = Ranges()


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where a range stands after later editions of the scheme."""

    pattern: str
    via: Revision


@dataclass(frozen=True, slots=True)
class _Move:
    """One row of the revision table: where the content of an old range went."""

    root: str
    is_whole: bool
    new: tuple[str, ...]
    edition: str
    is_moved: bool

    def covers(self, root: str, *, whole: bool, lineage: Sequence[str]) -> bool:
        """True when the whole of a range, given by its root, was part of the old range."""
        return self.root in lineage if self.is_whole else not whole and self.root == root


class Revisions:
    """The moves of content between places of the scheme (分类表修订).

    Args:
        table: the table ``ipc_revisions``.
        written_in: the latest edition the ranges can have been written in, such as ``"2021.01"``; None when
            not known.
    """

    def __init__(self, table: CodeTable, scheme: IpcScheme, *, written_in: str | None) -> None:
        self._scheme = scheme
        self._written_in = written_in or "9999.99"
        moves = [_move(row) for row in table.rows if row["new"]]
        self._inside: dict[str, list[_Move]] = defaultdict(list)
        self._from: dict[str, list[_Move]] = defaultdict(list)
        for move in moves:
            self._from[move.root].append(move)
            if move.edition > self._written_in:
                for place in scheme.lineage(move.root):
                    self._inside[place].append(move)

    def new_places(self, pattern: str) -> Iterator[NewPlace]:
        """The new places of a range.

        They are those of the finest row that covers the range, and of every row inside it that is later than
        the edition the range was written in (an earlier one was known to its author). A place counts as
        ``moved`` only when the range takes all that was moved there; a range narrower than the row, a divided
        place and a deleted one give candidates: ``split``.
        """
        root, whole = pattern_root(pattern)
        lineage = self._scheme.lineage(root)
        near = (move for place in lineage for move in self._from.get(place, ()))
        covering = [move for move in near if move.covers(root, whole=whole, lineage=lineage)]
        finest = min(covering, key=lambda move: (lineage.index(move.root), move.is_whole), default=None)
        inside = self._inside.get(root, []) if whole else []
        for move in dict.fromkeys([*([finest] if finest else []), *inside]):
            takes_all = (root, whole) == (move.root, move.is_whole) or move in inside
            for new in move.new:
                yield NewPlace(new, "moved" if move.is_moved and takes_all else "split")


@dataclass(frozen=True, slots=True)
class RouteIndex:
    """Routes by exact symbol and by root of a range, so that a look-up costs a few dictionary reads."""

    scheme: IpcScheme
    exact: dict[str, list[Route]] = field(default_factory=lambda: defaultdict(list))
    whole: dict[str, list[Route]] = field(default_factory=lambda: defaultdict(list))

    def add(self, pattern: str, route: Route) -> None:
        """Make the symbols of ``pattern`` lead along ``route``."""
        root, is_whole = pattern_root(pattern)
        (self.whole if is_whole else self.exact)[root].append(route)

    def routes(self, compact: str) -> Iterator[Route]:
        """The routes from one symbol, exclusions already taken away, nearest range first."""
        lineage = self.scheme.lineage(compact)
        yield from _open_routes(self.exact.get(compact, ()), lineage)
        for place in lineage:
            yield from _open_routes(self.whole.get(place, ()), lineage)


def build_index(patterns: CodeTable, scheme: IpcScheme, revisions: Revisions | None) -> RouteIndex:
    """The index of a concordance's pattern table; without ``revisions`` only the ranges as written."""
    index = RouteIndex(scheme)
    for row in patterns.rows:
        excluded = row["exclude"].split(LIST_SEPARATOR) if row["exclude"] else []
        direct = Route(row["rule"], row["include"], "none", Ranges.of(excluded))
        index.add(row["include"], direct)
        if revisions is None:
            continue
        gone = [place for pattern in excluded for place in revisions.new_places(pattern)]
        moved_away = [place.pattern for place in gone if place.via == "moved"]
        partly = Ranges.of(place.pattern for place in gone if place.via == "split")
        for place in revisions.new_places(row["include"]):
            away = Ranges.of([*excluded, *moved_away])
            index.add(place.pattern, replace(direct, via=place.via, exclude=away, doubtful=partly))
    return index


def _move(row: Row) -> _Move:
    root, is_whole = pattern_root(row["old"])
    new = tuple(row["new"].split(LIST_SEPARATOR))
    return _Move(root, is_whole, new, edition=row["edition"][-7:], is_moved=row["kind"] == "moved")


def _open_routes(routes: Iterable[Route], lineage: Sequence[str]) -> Iterator[Route]:
    for route in routes:
        if route.exclude.hold(lineage):
            continue
        yield replace(route, via="split") if route.doubtful.hold(lineage) else route
