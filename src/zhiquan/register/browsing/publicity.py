"""What of the register the public may see: published rights, names of organisations, no persons (公开范围)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.browsing.columns import Flags, places_in
from zhiquan.register.browsing.haystack import folded, number_readings
from zhiquan.register.browsing.kept import Kept
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
    """

    rights: Flags
    names: Flags


_KEPT: Kept[Publicity] = Kept(_SNAPSHOTS)


def publicity_of(reader: Reader) -> Publicity:
    """What of a snapshot is public; worked out once."""
    return _KEPT.get(signature(reader), lambda: _worked_out(reader))


def public_with_word(rights: RightsTable, public: Publicity, word: str) -> Flags:
    """Public rights with a word in title or number, or in the name of an organisation that holds them."""
    needle = folded(word)
    found = rights.words.holding(needle)
    named = np.zeros(len(rights.name.values) + 1, np.bool_)
    named[: len(public.names)] = rights.names.holding(needle) & public.names
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
    return Publicity(np.asarray(shown), names)
