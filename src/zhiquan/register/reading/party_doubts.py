"""Pairs of names that may be one party and are left to a person (待复核的主体关联)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from zhiquan.basics.words import Words
from zhiquan.knowledge.party_names import PartyWords, party_words
from zhiquan.register.derive.party_sets import decided_pairs
from zhiquan.register.lake.reader import Reader
from zhiquan.register.matching.blocking import candidate_pairs
from zhiquan.register.matching.cleaning import old_names
from zhiquan.register.matching.keys import is_person, match_key
from zhiquan.register.matching.scoring import Features, alike_pairs, are_told_apart, features_of
from zhiquan.register.reading.doubts import Doubt

LEAST = 0.82
"""Likeness from which a pair is shown."""

FORMER = 0.9
"""Likeness of a name and one it tells as its former name."""


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    parties: frozenset[str]
    regions: frozenset[str]
    codes: frozenset[str]
    features: Features


@dataclass(frozen=True, slots=True)
class _Pair:
    one: _Name
    other: _Name
    score: float
    is_former: bool = False


def doubtful_parties(reader: Reader, *, limit: int | None, words: PartyWords | None = None) -> list[Doubt]:
    """Pairs of names that are alike, not one party yet and not decided upon, those with most rights first.

    Names that tell themselves apart (other places, other numbers, branches), names with different credit codes and
    natural persons are left out. One pair is shown per two parties, the likest.

    Args:
        reader: a snapshot.
        limit: at most so many; None for all.
        words: the words of names; the shipped ones when None.

    Returns:
        Doubts of kind ``same_party``; ``rights`` is the number of rights of the less used name, which would move.
    """
    known_words = words or party_words()
    names = _names(reader, known_words)
    best: dict[frozenset[str], _Pair] = {}
    for pair in (*_former(names, known_words), *_alike(names)):
        parties = pair.one.parties | pair.other.parties
        if parties not in best or _order(pair) < _order(best[parties]):
            best[parties] = pair
    decided = _decided_parties(reader, names)
    pairs = [pair for pair in best.values() if not decided.intersection(_party_pairs(pair))]
    return _doubts(reader, pairs, limit)


def doubt_id(one: str, other: str) -> str:
    """The id of the question whether two cleaned names are one party, whichever comes first."""
    return "same_party:" + hashlib.sha256("\x1f".join(sorted((one, other))).encode()).hexdigest()[:16]


def _names(reader: Reader, words: PartyWords) -> list[_Name]:
    """Names of organisations, each once, in order."""
    rows = reader.records(f"""
        SELECT name, list(DISTINCT party) AS parties, list(DISTINCT region) FILTER (region <> '') AS regions
        FROM {reader.from_("party_links")} WHERE match_key IS NOT NULL GROUP BY name ORDER BY name
    """)
    return [
        _Name(
            name=row["name"],
            parties=frozenset(row["parties"]),
            regions=frozenset(row["regions"] or ()),
            codes=frozenset(party for party in row["parties"] if not party.startswith("party:n-")),
            features=features_of(row["name"], words),
        )
        for row in rows
        if not is_person(row["name"], words)
    ]


def _alike(names: list[_Name]) -> Iterator[_Pair]:
    """Pairs whose likeness reaches ``LEAST`` and that nothing tells apart."""
    features = [name.features for name in names]
    candidates = candidate_pairs([one.core for one in features])
    for first, second, score in alike_pairs(features, candidates, least=LEAST):
        one, other = names[first], names[second]
        if _is_open(one, other) and not are_told_apart(one.features, other.features):
            yield _Pair(one, other, score)


def _former(names: list[_Name], words: PartyWords) -> Iterator[_Pair]:
    """Names that tell a former name which is another party."""
    by_key = {name.features.key: name for name in names}
    for name in names:
        for old in old_names(name.name, words) if "(" in name.name else ():
            other = by_key.get(match_key(old, words))
            if other is not None and _is_open(name, other):
                yield _Pair(name, other, FORMER, is_former=True)


def _is_open(one: _Name, other: _Name) -> bool:
    """True when the two are not one party already and no two credit codes speak against it."""
    return not one.parties & other.parties and not (one.codes and other.codes)


def _order(pair: _Pair) -> tuple[float, str, str]:
    return (-pair.score, pair.one.name, pair.other.name)


def _party_pairs(pair: _Pair) -> Iterator[frozenset[str]]:
    for one in pair.one.parties:
        for other in pair.other.parties:
            yield frozenset((one, other))


def _decided_parties(reader: Reader, names: Iterable[_Name]) -> set[frozenset[str]]:
    """Pairs of parties whose names people have decided upon."""
    of_name = {name.name: name.parties for name in names}
    found: set[frozenset[str]] = set()
    for one, other in map(sorted, decided_pairs(reader)):
        found |= {frozenset((a, b)) for a in of_name.get(one, ()) for b in of_name.get(other, ())}
    return found


def _doubts(reader: Reader, pairs: list[_Pair], limit: int | None) -> list[Doubt]:
    """The pairs as questions, those with most rights first; what supports them is looked up for the shown ones."""
    wanted = sorted({name.name for pair in pairs for name in (pair.one, pair.other)})
    reader.with_keys(pa.array(wanted, pa.string()), name="doubted_names")
    rights = {row["name"]: row for row in reader.records(_HELD.format(holders=reader.from_("holders")))}

    def count(name: _Name) -> int:
        found = rights.get(name.name)
        return int(found["rights"]) if found else 0

    ordered = sorted(pairs, key=lambda pair: (-min(count(pair.one), count(pair.other)), *_order(pair)))[:limit]
    support = _support(reader, ordered)
    made = []
    for number, pair in enumerate(ordered):
        one, other = sorted((pair.one, pair.other), key=lambda name: (-count(name), name.name))
        shared = support.get(number, {"inventors": 0, "addresses": 0})
        printed = rights.get(other.name)
        made.append(
            Doubt(
                id=doubt_id(one.name, other.name),
                kind="same_party",
                subject=one.name,
                value=other.name,
                shown=printed["printed"] if printed else other.name,
                score=_raised(pair, shared),
                reason=_reason(pair, shared),
                rights=count(other),
            )
        )
    return made


_HELD = """
    SELECT cleaned AS name, count(DISTINCT "right") AS rights, mode(name ORDER BY name) AS printed
    FROM {holders} WHERE role IN ('applicant', 'holder') AND cleaned IN (FROM doubted_names) GROUP BY cleaned
"""


def _support(reader: Reader, pairs: list[_Pair]) -> dict[int, dict[str, Any]]:
    """Inventors and addresses that both names of a pair have, by the pair's place."""
    asked = pa.table(
        {
            "number": pa.array(range(len(pairs)), pa.int64()),
            "one": pa.array([pair.one.name for pair in pairs], pa.string()),
            "other": pa.array([pair.other.name for pair in pairs], pa.string()),
        }
    )
    reader.connection.register("doubted_pairs", asked)
    found = reader.records(_SHARED.format(holders=reader.from_("holders"), rights=reader.from_("rights")))
    return {row["number"]: row for row in found}


_SHARED = """
    WITH wanted AS (SELECT DISTINCT unnest([one, other]) AS name FROM doubted_pairs),
    held AS (
        SELECT DISTINCT h.cleaned AS name, h."right", min(h.seq) AS seq FROM {holders} h
        WHERE h.role IN ('applicant', 'holder') AND h.cleaned IN (FROM wanted) GROUP BY ALL
    ), made AS (
        SELECT DISTINCT held.name, 'inventors' AS what, h.cleaned AS item
        FROM held JOIN {holders} h ON h."right" = held."right" AND h.role = 'inventor'
        UNION ALL
        SELECT DISTINCT held.name, 'addresses', r.address
        FROM held JOIN {rights} r ON r."right" = held."right" AND held.seq = 1 WHERE r.address IS NOT NULL
    )
    SELECT p.number, count(*) FILTER (a.what = 'inventors') AS inventors,
           count(*) FILTER (a.what = 'addresses') AS addresses
    FROM doubted_pairs p JOIN made a ON a.name = p.one JOIN made b ON b.name = p.other
    WHERE a.what = b.what AND a.item = b.item GROUP BY p.number
"""


def _raised(pair: _Pair, shared: dict[str, Any]) -> Decimal:
    """The likeness, nearer to 1 for each kind of support; below 1."""
    doubt = 1 - min(pair.score, 0.99)
    doubt *= 0.8 if pair.one.regions & pair.other.regions else 1
    doubt *= 0.5 if shared["inventors"] else 1
    doubt *= 0.5 if shared["addresses"] else 1
    return (1 - Decimal(str(doubt))).quantize(Decimal("0.001"))


def _reason(pair: _Pair, shared: dict[str, Any]) -> Words:
    if pair.is_former:
        zh, en = ["名称中写明的曾用名"], ["told as a former name"]
    elif pair.one.features.key == pair.other.features.key:
        zh, en = ["名称相同，地区或代码未能证实"], ["same name, district or code does not confirm it"]
    else:
        percent = round(pair.score * 100)
        zh, en = [f"名称相似度 {percent}%，但写法不同"], [f"names {percent}% alike, spelled otherwise"]
    if pair.one.regions & pair.other.regions:
        zh.append("同一地区")
        en.append("same district")
    if shared["inventors"]:
        zh.append(f"共有 {shared['inventors']} 名发明人")
        en.append(f"{shared['inventors']} inventors in common")
    if shared["addresses"]:
        zh.append("地址相同")
        en.append("same address")
    return Words("；".join(zh), "; ".join(en))
