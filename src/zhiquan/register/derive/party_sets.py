"""Which names people said are one party, and which not (人工认定的主体异同)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of names and codes (人工认定).

    Args:
        sets: names and codes that are one party, as disjoint sets.
        forbidden: each name or code to those that are another party, both ways round.
    """

    sets: list[set[str]]
    forbidden: dict[str, frozenset[str]]


def decided_pairs(reader: Reader) -> dict[frozenset[str], bool]:
    """Each pair of names or codes decided upon, and whether it is one party; the last decision counts."""
    decided = reader.records(f"""
        SELECT d.kind, d.subject, d.value FROM {reader.from_("observations_decisions")} d
        JOIN {reader.from_("batches")} b ON b.batch = d.batch
        WHERE d.kind IN ('same_party', 'different_party') AND d.subject IS NOT NULL AND d.value IS NOT NULL
        ORDER BY b.loaded_at, d.batch, d.sheet, d.line
    """)
    pairs: dict[frozenset[str], bool] = {}
    for row in decided:
        pair = frozenset((clean_name(row["subject"]), clean_name(row["value"])))
        if len(pair) == 2:
            pairs[pair] = row["kind"] == "same_party"
    return pairs


def decided(reader: Reader) -> Decided:
    """Names that people said are one party, and pairs they said are two."""
    pairs = decided_pairs(reader)
    forbidden: dict[str, set[str]] = defaultdict(set)
    for pair, same in pairs.items():
        if not same:
            one, other = sorted(pair)
            forbidden[one].add(other)
            forbidden[other].add(one)
    sets = _merged(set(pair) for pair, same in pairs.items() if same)
    return Decided(sets, {name: frozenset(others) for name, others in forbidden.items()})


def joined(sets: Iterable[set[str]], based: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The party that stands for each party which decisions join.

    Args:
        sets: names and codes that are one party.
        based: each name or code with a party it would have had alone.

    Returns:
        Own party to joined party, the smallest of its members' ids. With ``[{"甲", "乙"}]`` and
        ``[("甲", "party:2"), ("乙", "party:1")]`` it is ``{"party:1": "party:1", "party:2": "party:1"}``.
    """
    parties: dict[str, set[str]] = {}
    for name, party in based:
        parties.setdefault(name, set()).add(party)
    members = ({party for name in names for party in parties.get(name, ())} for names in sets)
    return {party: min(whole) for whole in _merged(members) if len(whole) > 1 for party in sorted(whole)}


def _merged(sets: Iterable[set[str]]) -> list[set[str]]:
    """The same members in disjoint sets; sets that share a member become one."""
    found: list[set[str]] = []
    for one in sets:
        touching = [known for known in found if known & one]
        found = [known for known in found if not known & one]
        found.append(one.union(*touching))
    return found
