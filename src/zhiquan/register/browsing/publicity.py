"""What of the register the public may see: published rights, names of organisations, no persons (公开范围)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.browsing.columns import Flags, places_in
from zhiquan.register.browsing.haystack import Haystack, folded, number_readings
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.masks import masked_name, masked_title
from zhiquan.register.browsing.prepared import PREPARED, signature
from zhiquan.register.browsing.table import RightsTable
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.matching.cleaning import simplified
from zhiquan.register.matching.keys import is_latin, is_person, latin_words

NEVER_PUBLIC = ("trade_secret_filing", "document")
"""Kinds of rights the public never sees: a secret's filing, and rows nobody can identify."""

_DEMO = "演示"
_FIRMS = ("91", "93")
_LONG_NUMBER = r"\d[\d-]{9}"
_SNAPSHOTS = 2
IS_UNPUBLISHED = """
    kind IN ('invention_patent', 'utility_model', 'design_patent', 'overseas_patent')
    AND pub_no IS NULL AND grant_no IS NULL AND published_on IS NULL AND granted_on IS NULL
"""
"""Condition on ``rights``: an application that was not published yet."""


@dataclass(frozen=True, slots=True)
class Publicity:
    """Which rights and holders' names of one snapshot are public (公开部分).

    Args:
        rights: rights that may be shown.
        names: holders' names that are organisations', by place in ``RightsTable.name.values``.
        masked_titles: by place in the table, titles with personal numbers as they are shown, folded.
        masked_names: the same of holders' names, by place in ``RightsTable.name.values``.
    """

    rights: Flags
    names: Flags
    masked_titles: Mapping[int, str]
    masked_names: Mapping[int, str]


_KEPT: Kept[Publicity] = Kept(_SNAPSHOTS)


def publicity_of(reader: Reader) -> Publicity:
    """What of a snapshot is public; worked out once."""
    return _KEPT.get(signature(reader), lambda: _worked_out(reader))


def public_with_word(rights: RightsTable, public: Publicity, word: str) -> Flags:
    """Public rights with a word in title or number, or in the name of an organisation that holds them, as shown."""
    needle = folded(word)
    found = _holding_as_shown(rights.words, public.masked_titles, needle)
    named = np.zeros(len(rights.name.values) + 1, np.bool_)
    named[: len(public.names)] = _holding_as_shown(rights.names, public.masked_names, needle) & public.names
    found |= rights.name.holding(named)
    for key in number_readings(word):
        found |= rights.numbers.holding(key)
    return np.asarray(found & public.rights)


def withheld_rights(reader: Reader, ids: Iterable[str]) -> frozenset[str]:
    """Which of some rights are not public: unpublished applications, secrets, rows without a number (不公开的权利).

    Agrees with ``publicity_of``, without reading the whole register.
    """
    keys = reader.with_keys(pa.array(sorted(set(ids)), pa.string()), name="publicity_ids")
    never = ", ".join(f"'{kind}'" for kind in NEVER_PUBLIC)
    sql = f"""
        SELECT "right" FROM {reader.from_("rights")} SEMI JOIN {keys} ON key = "right"
        WHERE NOT coalesce(identified, false) OR kind IN ({never}) OR ({IS_UNPUBLISHED})
    """
    return frozenset(row["right"] for row in reader.records(sql))


@lru_cache(maxsize=50_000)
def is_organisation(name: str, code: str = "") -> bool:
    """True for the name of an organisation; in doubt False, so that no person's name is shown (是否单位).

    Returns:
        ``is_organisation("演示甲新材料有限公司")`` is True, ``is_organisation("张三")`` is False. A credit code of
        a firm or cooperative settles it; other codes may be an identity number.
    """
    if code.startswith(_FIRMS):
        return True
    words, cleaned = party_words(), clean_name(name).removeprefix(_DEMO)
    if not cleaned or is_person(cleaned, words):
        return False
    if is_latin(cleaned):
        return bool(words.latin_forms.intersection(latin_words(cleaned, words)))
    return bool(words.organisations.search(simplified(cleaned)))


def _worked_out(reader: Reader) -> Publicity:
    rights = PREPARED.rights(reader)
    shown = rights.identified & ~rights.kind.among(NEVER_PUBLIC)
    unpublished = reader.rows(f'SELECT "right" FROM {reader.from_("rights")} WHERE {IS_UNPUBLISHED}')
    hidden = places_in(unpublished["right"], rights.ids)
    shown[hidden[hidden >= 0]] = False
    names = np.array([is_organisation(name) for name in rights.name.values], np.bool_)
    titles = _masked(rights.words, lambda place: masked_title(rights.shown["title"][place].as_py()))
    return Publicity(
        np.asarray(shown), names, titles, _masked(rights.names, lambda place: masked_name(rights.name.values[place]))
    )


def _masked(lines: Haystack, shown: Callable[[int], str]) -> dict[int, str]:
    """The lines with personal numbers, as they are shown; a number has ten digits or more."""
    long = pc.match_substring_regex(lines.lines, _LONG_NUMBER).to_numpy(zero_copy_only=False)
    found = {int(place): folded(shown(int(place))) for place in np.flatnonzero(long)}
    return {place: line for place, line in found.items() if line != lines.lines[place].as_py()}


def _holding_as_shown(lines: Haystack, masked: Mapping[int, str], needle: str) -> Flags:
    """Places in whose line a word stands; where numbers are masked, in the line as it is shown."""
    found = lines.holding(needle)
    for place, line in masked.items():
        found[place] = bool(needle) and needle in line
    return found
