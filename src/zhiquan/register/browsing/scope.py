"""What a reader of the register may see (可见范围)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.browsing.packed import ROWS
from zhiquan.register.lake.reader import Reader

Reach = Literal["everything", "party", "place", "nothing"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader may see; lists, counts, facets and look-ups all keep to it (可见范围).

    Args:
        reach: everything, the rights one party holds now, the rights of one place, or nothing.
        of: the party's id, also a former one; or the place's code, GB/T 2260 or town, or its leading digits.
    """

    reach: Reach
    of: str = ""

    def __post_init__(self) -> None:
        """Refuse a party or place that would limit nothing."""
        if (self.reach in {"party", "place"}) != bool(self.of):
            raise BadInput(
                Words("可见范围须指明主体或地区", "a scope of a party or place must name it"),
                where={"reach": self.reach, "of": self.of},
            )

    @classmethod
    def everything(cls) -> Self:
        """The whole register: ``Scope.everything().reach`` is ``"everything"``."""
        return cls("everything")

    @classmethod
    def of_party(cls, party: str) -> Self:
        """The rights one party holds now, by its id or a former id."""
        return cls("party", party)

    @classmethod
    def of_place(cls, code: str) -> Self:
        """The rights whose district or town code begins with ``code``."""
        return cls("place", code)

    @classmethod
    def nothing(cls) -> Self:
        """No right at all."""
        return cls("nothing")


def current_parties(reader: Reader, party: str) -> list[str]:
    """Ids a party's id stands for now: itself, and what it was joined to; sorted."""
    return sorted({party, *(row["id"] for row in ROWS.of(reader, "aliases", party))})


def holding(reader: Reader, right: str) -> set[str]:
    """Ids of the parties that hold a right now."""
    sql = f"""
        SELECT DISTINCT l.party FROM {reader.from_("holders", value=right)} h
        JOIN {reader.from_("party_links")} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
        WHERE h."right" = ? AND h.role = 'holder' AND h."to" IS NULL
    """
    return {row["party"] for row in reader.records(sql, [right])}


def nothing_there(name: str) -> Words:
    """What is said of a right or party that does not exist or is out of the reader's scope: the same."""
    return Words(f"没有 {name}，或不在可见范围内", f"there is no {name}, or it is out of what you may see")
