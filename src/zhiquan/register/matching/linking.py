"""Which names are one party without asking anybody: equal keys that nothing contradicts (自动关联).

The answer for some names depends only on names with the same key or code; so it may be worked out for those alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.knowledge.party_names import PartyWords
from zhiquan.register.matching.keys import is_person, match_key
from zhiquan.register.matching.parts import is_unique
from zhiquan.register.matching.scoring import spelling_score

Forbidden = Mapping[str, frozenset[str]]
"""A name or code to those that people said are another party."""

SAME = Decimal(1)
SAME_ELSEWHERE = Decimal("0.98")
"""Score of a name met in another district than the party's own, or in an unknown one."""


@dataclass(frozen=True, slots=True)
class Node:
    """One cleaned name in one district, as sources have it (名称与地区).

    Args:
        name: cleaned name.
        region: district, empty when unknown.
        own: id of the party it would be alone.
        code: credit code most often seen beside it.
        times: how often it is stated.
    """

    name: str
    region: str
    own: str
    code: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Link:
    """A node and the party it belongs to, with score and reason (关联)."""

    node: Node
    party: str
    score: Decimal
    reason: str


def linked(nodes: Iterable[Node], *, forbidden: Forbidden, words: PartyWords) -> list[Link]:
    """The party of each node.

    Args:
        nodes: all nodes of the names' keys and codes.
        forbidden: what people said is not one party, both ways round.
        words: the words of names.

    Returns:
        One link per node. ``GOERTEK INC`` and ``GOERTEK INC.`` are one party, the less used with reason
        ``spelling`` and score 0.99; a code beside the name makes the reason ``credit_code``.
    """
    kept = _without_denied_codes(list(nodes), forbidden)
    by_key: dict[str, list[Node]] = defaultdict(list)
    for node in kept:
        by_key[match_key(node.name, words)].append(node)
    found: list[Link] = []
    for members in by_key.values():
        for one in _parties(members, forbidden, words):
            found += _links(one)
    return found


def _without_denied_codes(nodes: list[Node], forbidden: Forbidden) -> list[Node]:
    """Of names beside one code that people said are two, the most used keep the code."""
    if not forbidden:
        return nodes
    by_code: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.code:
            by_code[node.code].append(node)
    lost: set[tuple[str, str]] = set()
    for code, members in by_code.items():
        if any(node.name in forbidden for node in members):
            kept, *others = _apart(members, forbidden, first={code})
            lost |= {(node.name, node.region) for one in others for node in one}
            lost |= {(node.name, node.region) for node in kept if code in forbidden.get(node.name, ())}
    return [Node(n.name, n.region, n.own, None, n.times) if (n.name, n.region) in lost else n for n in nodes]


def _parties(members: Sequence[Node], forbidden: Forbidden, words: PartyWords) -> list[list[Node]]:
    """Nodes of one key in the sets that are one party each."""
    if len(members) == 1:
        return [list(members)]
    found: list[list[Node]] = []
    for near in _by_district(members, words):
        for one in _by_code(near):
            found += [part for part in _apart(one, forbidden) if part]
    return found


def _by_district(members: Sequence[Node], words: PartyWords) -> list[list[Node]]:
    """Together where the name is unique; else by district, an unknown district with the only known one.

    A person of unknown district stays alone.
    """
    regions = {node.region for node in members}
    name = min(node.name for node in members)
    if len(regions) == 1 or is_unique(name, words):
        return [list(members)]
    known = regions - {""}
    stays = len(known) > 1 or is_person(name, words)
    sets: dict[str, list[Node]] = defaultdict(list)
    for node in members:
        sets[node.region if node.region or stays else min(known)].append(node)
    return list(sets.values())


def _by_code(members: Sequence[Node]) -> list[list[Node]]:
    """Together with at most one code; with several, a node without goes with the one code beside its name."""
    codes = {node.code for node in members if node.code}
    if len(codes) <= 1:
        return [list(members)]
    beside: dict[str, set[str]] = defaultdict(set)
    for node in members:
        if node.code:
            beside[node.name].add(node.code)
    sets: dict[str, list[Node]] = defaultdict(list)
    for node in members:
        near = beside.get(node.name, set())
        sets[node.code or (min(near) if len(near) == 1 else "")].append(node)
    return list(sets.values())


def _apart(members: Sequence[Node], forbidden: Forbidden, *, first: Iterable[str] = ()) -> list[list[Node]]:
    """Names that people said are two, in different sets; each name goes to the first set that holds no other party.

    The most used name comes first, so that it keeps what is common.
    """
    names = {node.name for node in members}
    codes = {node.code for node in members if node.code}
    if not forbidden or not any(forbidden.get(name, frozenset()) & (names | codes) for name in names):
        return [list(members)]
    times: dict[str, int] = defaultdict(int)
    beside: dict[str, set[str]] = defaultdict(set)
    for node in members:
        times[node.name] += node.times
        beside[node.name] |= {node.code} if node.code else set()
    sets: list[tuple[set[str], list[Node]]] = [(set(first), [])]
    for name in sorted(names, key=lambda name: (-times[name], name)):
        own = {name, *beside[name]}
        denied = frozenset[str]().union(*(forbidden.get(one, frozenset()) for one in own)) - beside[name]
        place = next((one for one in sets if not denied & one[0]), None)
        if place is None:
            sets.append(place := (set(), []))
        place[0].update(own)
        place[1].extend(node for node in members if node.name == name)
    return [one[1] for one in sets]


def _links(members: Sequence[Node]) -> list[Link]:
    """Links of one party; what is not its chief name there is told apart by reason and score."""
    coded = [node for node in members if node.code]
    party = min(f"party:{node.code}" for node in coded) if coded else min(node.own for node in members)
    chief = min(coded or members, key=lambda node: (-node.times, node.name, node.region))
    return [_link(node, chief, party) for node in members]


def _link(node: Node, chief: Node, party: str) -> Link:
    if node.code:
        return Link(node, party, SAME, "credit_code")
    if node.name == chief.name:
        return Link(node, party, SAME if node.region == chief.region else SAME_ELSEWHERE, "same_name")
    return Link(node, party, spelling_score(node.name, chief.name), "spelling")
