"""What stands before and after the words of an address: country, labels, postcode (地址的前后缀)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from zhiquan.knowledge.regions_written import COUNTRIES
from zhiquan.register.places.names import place_names
from zhiquan.register.places.place import NARROWED

_LEAD = re.compile(
    r"(?:(?:通讯|通信|注册|联系|住所|单位|办公|申请人|权利人)?(?:地址|住所地?|住址)[:：]?)?"
    r"(?:\((?P<country>[A-Za-z]{2})\)|(?P<cn>CN)(?![A-Za-z]))?[,;:-]?"
    r"(?:(?:邮编|邮政编码):?)?(?:(?P<postcode>\d{6})(?!\d))?[,;:、.-]?(?:(?:地址|住所):?)?"
    r"(?:\((?P<after>[A-Za-z]{2})\))?"
)
_CHINA = re.compile(r"(?:中华人民共和国|中国)[,,]?(?![(])")
_TAIL = re.compile(r"(?:(?:邮编|邮政编码):?|(?<![\d-]))(?P<postcode>\d{6})\)?$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_COUNTRY_LENGTHS = sorted({len(country) for country in COUNTRIES})
_COUNTRY_BEGINNINGS = frozenset(country[:2] for country in COUNTRIES)
_CODES = {"HK": "810000", "MO": "820000", "TW": "710000"}


@dataclass(frozen=True, slots=True)
class Written:
    """An address taken apart.

    Attributes:
        text: in simplified characters, half width, without spaces.
        start: where the place names begin.
        postcode: six digits or ``""``.
        province: of Hong Kong, Macao and Taiwan when a country code says so, else ``""``.
        is_abroad: True when it says it is in another country.
        is_chinese: False when it has no Chinese character.
    """

    text: str
    start: int
    postcode: str
    province: str
    is_abroad: bool
    is_chinese: bool


def taken_apart(address: str) -> Written:
    """Country, postcode and the beginning of the place names.

    ``taken_apart("(CN) 401220 重庆市")`` has the postcode 401220 and its text begins with 重庆市 at ``start``.
    """
    text = address.translate(NARROWED if _is_plain(address) else _simplified())
    lead = _LEAD.match(text)
    assert lead is not None  # every part may be missing
    country = (lead["country"] or lead["cn"] or lead["after"] or "").upper()
    china = _CHINA.match(text, lead.end())
    start = china.end() if china else lead.end()
    postcode = lead["postcode"] or ""
    if not postcode and (text[-1:].isdigit() or text.endswith(")")):
        tail = _TAIL.search(text, start)
        postcode = tail["postcode"] if tail else ""
    is_abroad = bool(country and country != "CN" and country not in _CODES) or _begins_abroad(text, start)
    is_chinese = _HAN.search(text) is not None
    return Written(
        text, start, postcode, _CODES.get(country, ""), is_abroad or bool(_OTHER_SCRIPT.search(text)), is_chinese
    )


def _begins_abroad(text: str, start: int) -> bool:
    if text[start : start + 2] not in _COUNTRY_BEGINNINGS:
        return False
    return any(text[start : start + length] in COUNTRIES for length in _COUNTRY_LENGTHS)


def _is_plain(address: str) -> bool:
    """True for characters of the simplified standard set alone, most addresses: nothing to convert."""
    try:
        address.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _simplified() -> dict[int, int | str | None]:
    """Half width and simplified: only characters that no place name of the code tables has are changed."""
    names = place_names()
    held = {letter for words in (names.top, *names.below.values()) for word in words.names for letter in word}
    letters = [chr(code) for code in range(0x4E00, 0xA000) if chr(code) not in held]
    simple = OpenCC("t2s").convert("\n".join(letters)).split("\n")
    changed = {ord(old): new for old, new in zip(letters, simple, strict=True) if old != new}
    return {**NARROWED, **changed}
