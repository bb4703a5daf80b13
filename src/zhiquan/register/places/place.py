"""What an address says of district and town (地址所指的区县与镇街)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.regions import district, find_region

OUTSIDE = "outside"
"""The decided value, and the rule's code, of an address that is not in China."""

_SPACES = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
_NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
NARROWED = str.maketrans(_WIDE, _NARROW, _SPACES)
_QUOTED = [text.replace("'", "''") for text in (_WIDE + _SPACES, _NARROW)]

RULES: dict[str, Words] = {
    "stated": Words("来源写明区划", "a source states the place"),
    "decision": Words("人工认定", "a person decided it"),
    "district": Words("地址写明区县", "the address names the district"),
    "later_words": Words("区县写在地址中间", "the district is named later in the address"),
    "past_unknown": Words("所写上级不在代码表中，按其后的区县", "what stands above is in no code table; by the next"),
    "former_name": Words("按曾用名称或曾用代码", "by a former name or code"),
    "short_name": Words("按简称", "by a short name"),
    "zone": Words("按功能区名称", "by the name of a zone"),
    "town_name": Words("未写区县，按镇街名称", "by the town's name; no district is written"),
    "city": Words("只写到市，未写区县", "the city is named, no district of the code table"),
    "province": Words("只写到省级", "only the province is named"),
    "postcode": Words("只凭邮编", "by the postcode only"),
    "postcode_differs": Words("邮编与文字不符", "the postcode contradicts the words"),
    "two_towns": Words("写有两个镇街，取前者", "two towns are named; the first is taken"),
    "ambiguous": Words("同名区县有多个", "several districts bear that name"),
    "same_name": Words("同名区县有多个，按邮编选定", "of several districts of that name the postcode chooses"),
    "english": Words("按英文地名", "by English names"),
    "unknown": Words("地址中没有可识别的地名", "the address names no place we know"),
    OUTSIDE: Words("境外地址", "an address abroad"),
}
"""Short code of each rule, as column ``place_reason`` holds it, with what it says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address lies (地址归属).

    Attributes:
        region: GB/T 2260 code; of a city or province when no district is known; None for no place in China.
        town: nine-digit code of the town, or None.
        confidence: 0 to 1, that ``region`` is right and as near as the code table allows.
        rule: a key of ``RULES``.
        reason: the rule with the words or postcode that decided.
    """

    region: str | None
    town: str | None
    confidence: Decimal
    rule: str
    reason: Words


def clean_address(printed: str) -> str:
    """An address for comparison: half width, without spaces (地址规范化).

    ``clean_address("401220 重庆市长寿区（演示）")`` is ``"401220重庆市长寿区(演示)"``.
    """
    return printed.translate(NARROWED)


def cleaned_in_sql(column: str) -> str:
    """The SQL that does to ``column`` what :func:`clean_address` does."""
    return f"translate({column}, '{_QUOTED[0]}', '{_QUOTED[1]}')"


def decided_place(value: str, overlay: Path | None = None) -> Place:
    """The place a person's decision states (人工认定的归属).

    Args:
        value: six- or nine-digit code; ``""`` or ``"outside"`` for no place in China.
        overlay: the office's own data folder.

    Returns:
        Of ``"500115002"``: region 500115 and that town, confidence 1. Of a former code: the code in use.

    Raises:
        BadInput: no district, or no town of a district whose towns are held, has the code.
    """
    reason = RULES["decision"]
    if value in {"", OUTSIDE}:
        return Place(None, None, Decimal(1), "decision", reason)
    if not value.isdigit() or len(value) not in {6, 9}:
        raise _no_such(value)
    try:
        region = find_region(value[:6], overlay)
    except NotFound as problem:
        raise _no_such(value) from problem
    code = region.replaced_by or region.code
    if len(value) == 6:
        return Place(code, None, Decimal(1), "decision", reason)
    towns = district(code, overlay).towns
    if towns and value not in {town.code for town in towns}:
        raise _no_such(value)
    return Place(code, value, Decimal(1), "decision", reason)


def _no_such(value: str) -> BadInput:
    return BadInput(
        Words(f"没有区划或镇街代码 {value}", f"no place has the code {value}"),
        where={"code": value},
        remedy=Words("六位区划代码、九位镇街代码，境外写 outside。", "Six digits, nine for a town, or outside."),
    )
