"""Cleaning names of what varies without meaning: width, blanks, brackets, quotes, wrappers (名称清洗)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import opencc

from zhiquan.knowledge.party_names import PartyWords

_UNSEEN = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x08\x0e-\x1f\x7f]")
_QUOTES = re.compile(r"[\"“”„‟«»「」『』《》〈〉]")
_BRACKETS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "【": "(", "】": ")", "〔": "(", "〕": ")",
                           "〖": "(", "〗": ")", "⟨": "(", "⟩": ")", "•": "·", "・": "·", "‧": "·"})  # fmt: skip
_LOOSE = re.compile(r"(?<![\x21-\u024f])\s+|\s+(?![\x21-\u024f])|(?<=\()\s+|\s+(?=[).,;])")
"""Blanks beside anything but Latin letters and signs, and blanks inside brackets or before points."""
_STRAY = "、，,;；:：|/ "
_OLD = re.compile(r"\((?:原名|曾用名|原称|曾用|旧名|前称|原)[:为是]?([^()]+)\)")
_LABEL_MARK = re.compile(r"-[A-Z]$")


def clean_name(name: str) -> str:
    """A name for matching: half width, upper case, one kind of bracket, no blanks but between Latin words (名称规范化).

    ``clean_name("重庆 某某（集团）有限公司")`` is ``"重庆某某(集团)有限公司"``; ``clean_name("Goertek  Inc.")`` is
    ``"GOERTEK INC."``; a name that a tool wrapped whole in brackets loses them.
    """
    text = unicodedata.normalize("NFKC", name).upper()
    if not (text.isascii() and text.isalnum()):
        text = _QUOTES.sub("", _UNSEEN.sub("", text.translate(_BRACKETS)))
        text = _LOOSE.sub("", re.sub(r"\s+", " ", text)).strip(_STRAY)
    while (inner := _unwrapped(text).strip(_STRAY)) and inner != text:
        text = inner
    return text


def clean_label(label: str) -> str:
    """The label of a corporate group without a tool's brackets and mark: ``"[丰田公司-C]"`` is ``"丰田公司"``."""
    return _LABEL_MARK.sub("", simplified(clean_name(label)))


@lru_cache(maxsize=200_000)
def simplified(text: str) -> str:
    """Traditional characters as simplified ones: ``simplified("騰訊科技")`` is ``"腾讯科技"``."""
    return text if _is_plain(text) else str(_converter().convert(text))


def _is_plain(text: str) -> bool:
    """True for characters of the simplified standard set alone: nothing to convert."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def old_names(cleaned: str, words: PartyWords) -> tuple[str, ...]:
    """Former names that a name tells in brackets: of ``"甲科技有限公司(原乙电子有限公司)"``, 乙电子有限公司.

    A place that begins with 原, such as 原平, is none.
    """
    return tuple(found[1] for found in _OLD.finditer(cleaned) if words.organisations.search(found[1]))


def without_old_names(cleaned: str, words: PartyWords) -> str:
    """The name without former names in brackets."""
    if "(" not in cleaned:
        return cleaned
    return _OLD.sub(lambda found: "" if words.organisations.search(found[1]) else found[0], cleaned)


def _unwrapped(text: str) -> str:
    """The content when one pair of brackets encloses the whole text, else the text."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and place < len(text) - 1:
            return text
    return text[1:-1]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
