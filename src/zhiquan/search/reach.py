"""How far a reader's sight of the records reaches (可见范围): it becomes part of every query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from zhiquan.register.browsing.scope import Scope, current_parties
from zhiquan.register.lake.reader import Reader
from zhiquan.search.index.record import PUBLIC, PUBLIC_TEXTS, TEXTS


@dataclass(frozen=True, slots=True)
class Sight:
    """Some records, and what of them may be seen (一种可见范围).

    Args:
        tokens: records with one of these ``sees`` tokens; None for all.
        is_public: True when only what is public of them may be seen: no persons, no addresses.
    """

    tokens: tuple[str, ...] | None
    is_public: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts of text that may be looked into."""
        return PUBLIC_TEXTS if self.is_public else TEXTS

    def part(self, name: str) -> str | None:
        """The field that stands for a part of text; None when it is out of sight."""
        if not self.is_public:
            return name
        public = f"{name}_public"
        return public if public in PUBLIC_TEXTS else name if name in PUBLIC_TEXTS else None

    def admits(self, record: dict[str, Any]) -> bool:
        """True when a stored record is in this sight."""
        return self.tokens is None or not set(self.tokens).isdisjoint(record["sees"])


@dataclass(frozen=True, slots=True)
class Reach:
    """What a reader may find; hits, counts, facets, highlights and suggestions all keep to it (可见范围).

    Args:
        sights: a record in one of them is seen as the first that holds it says; none: nothing is seen.
        kinds: kinds of records; None for all.
    """

    sights: tuple[Sight, ...]
    kinds: frozenset[str] | None = None

    @classmethod
    def everything(cls) -> Self:
        """All records with all their parts."""
        return cls((Sight(None, is_public=False),))

    @classmethod
    def public(cls) -> Self:
        """What everybody may see."""
        return cls((Sight((PUBLIC,), is_public=True),))

    @classmethod
    def nothing(cls) -> Self:
        """No record."""
        return cls(())

    @classmethod
    def of_scope(cls, scope: Scope, reader: Reader, *, kinds: Iterable[str] | None = None, also_public: bool) -> Self:
        """The reach of a scope of the register.

        Args:
            scope: everything, a party's own, a place's, or nothing.
            reader: the snapshot, for what a former party's id stands for now.
            kinds: kinds of records; None for all.
            also_public: besides the scope what everybody may see, as everybody sees it.
        """
        sights: list[Sight] = []
        if scope.reach == "everything":
            sights.append(Sight(None, is_public=False))
        elif scope.reach == "party":
            sights.append(Sight(tuple(current_parties(reader, scope.of)), is_public=False))
        elif scope.reach == "place":
            sights.append(Sight((f"at:{scope.of}",), is_public=False))
        if also_public and scope.reach != "everything":
            sights.append(Sight((PUBLIC,), is_public=True))
        return cls(tuple(sights), None if kinds is None else frozenset(kinds))

    @property
    def is_everything(self) -> bool:
        """True when no record is out of sight."""
        return self.kinds is None and any(sight.tokens is None for sight in self.sights)

    def sight_of(self, record: dict[str, Any]) -> Sight | None:
        """How a stored record is seen; None when it is out of reach."""
        if self.kinds is not None and record["kind"] not in self.kinds:
            return None
        return next((sight for sight in self.sights if sight.admits(record)), None)
