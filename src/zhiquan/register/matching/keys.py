"""Deterministic keys of names: two spellings of one name have one key (名称匹配键)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zhiquan.knowledge.party_names import PartyWords
from zhiquan.register.matching.cleaning import simplified, without_old_names

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_WORD = re.compile(r"[\W_]+")
_ZERO = re.compile(r"(?<=[第一二三四五六七八九十〇])[0O零]|[0O零](?=[一二三四五六七八九十〇])")
_MOVED = "株式会社"
"""Stands before or after the name alike."""


@lru_cache(maxsize=200_000)
def match_key(cleaned: str, words: PartyWords) -> str:
    """What all spellings of one name share: script, brackets, blanks, punctuation and legal form made alike.

    Names of different legal forms keep different keys. ``"中科创达软件科技(深圳)有限责任公司"`` gives
    ``"中科创达软件科技深圳有限公司"``; ``"WAYMO, L.L.C."`` and ``"WAYMO LL C"`` give ``"WAYMOLLC"``.

    Args:
        cleaned: a name as :func:`~zhiquan.register.matching.cleaning.clean_name` leaves it.
        words: the words of names.
    """
    text = unified(cleaned, words)
    return _NOT_WORD.sub("", text) or cleaned


@lru_cache(maxsize=200_000)
def unified(cleaned: str, words: PartyWords) -> str:
    """The name in simplified characters with legal forms in one spelling; brackets and blanks still stand."""
    if not is_latin(cleaned):
        return _unified_chinese(without_old_names(simplified(cleaned), words), words)
    return " ".join(latin_words(cleaned, words))


def is_latin(text: str) -> bool:
    """True for a name without any Chinese, Japanese or Korean character."""
    return text.isascii() or not _CJK.search(text)


def latin_words(cleaned: str, words: PartyWords) -> list[str]:
    """Words of a name in Latin letters, without accents, articles and points; legal forms in one spelling."""
    text = cleaned
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"[.'’]", "", text.replace("&", " AND "))
    found = [word for word in _NOT_WORD.sub(" ", text).split() if word != "THE"]
    line = f" {' '.join(found)} "
    for written, form in words.spellings:
        if written.isascii() and f" {written} " in line:
            line = line.replace(f" {written} ", f" {form} ")
    return line.split()


def is_person(cleaned: str, words: PartyWords) -> bool:
    """True for what looks like a natural person's name: such names never tell that two people are one.

    Two to four Chinese characters, a name with a middle dot, or two to four Latin words, without any word of an
    organisation.
    """
    if is_latin(cleaned):
        parts = latin_words(cleaned, words)
        plain = all(part.isalpha() for part in parts)
        return 2 <= len(parts) <= 4 and plain and not words.latin_forms.intersection(parts)
    if "·" not in cleaned and not 2 <= len(cleaned) <= 4:
        return False
    return not words.organisations.search(simplified(cleaned))


def _unified_chinese(text: str, words: PartyWords) -> str:
    for written, form in words.spellings:
        if not written.isascii() and written in text:
            text = text.replace(written, form)
    if _MOVED in text:
        text = text.replace(_MOVED, "") + _MOVED
    return _ZERO.sub("〇", text)
