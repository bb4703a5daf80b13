"""The forms in which numbers and units are printed (数量与单位的写法)."""

from __future__ import annotations

import re

from zhiquan.knowledge.plan_words import one_of, plan_words

_UNITS = plan_words().units
_KINDS = {
    unit: kind
    for kind, units in (
        ("count", _UNITS.count),
        ("measure", _UNITS.measure),
        ("time", _UNITS.time),
        ("share", _UNITS.share),
    )
    for unit in units
}
_ALL = one_of(_KINDS)
_SCALE = one_of(_UNITS.scales)
_HAN = "[一二两三四五六七八九十百千零〇]"
_SPOKEN_SCALE = one_of([scale for scale in _UNITS.scales if scale[0] in "万亿"])
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<!\d)\d{1,15}(?:[.．]\d{1,9})?)"
_PER = rf"(?:\s*[/／]\s*(?:{_SCALE}|百)?{_ALL})?"

UNIT_SCALES = frozenset(_UNITS.scales)
"""Multipliers such as 万 and 亿."""

COUNTED = re.compile(
    rf"(?P<first>{_NUMBER})(?:\s*{_SCALE}?{_ALL}?\s*(?:[-—–－―~～至到]{{1,2}})\s*(?P<second>{_NUMBER}))?"
    rf"[余多]?\s*(?P<scale>{_SCALE})?[余多]?\s*(?P<unit>{_ALL}{_PER})?"
)
"""A number in digits with what stands behind it: 3—5个, 1.8万亿元, 100余家."""

SPOKEN = re.compile(
    rf"(?<![第百千万亿“数几上点{_HAN[1:-1]}])(?<![一-龥\d]之)(?P<first>(?:[一二两三四五六七八九十]|[百千](?=[万亿])|(?<=[近超过破达逾])[百千]){_HAN}*(?:点{_HAN}+)?"
    rf"|(?<=[破过到达上越近])(?=万亿))(?P<scale>{_SPOKEN_SCALE})?[余多]?(?P<unit>{_ALL})"
)
"""A number in Chinese characters with its unit: 五十家, 百亿元, 五点五个百分点."""

SHARE = re.compile(
    rf"百分之(?:\d+(?:\.\d+)?|{_HAN}+(?:点{_HAN}+)?)|(?:{_HAN}{{1,3}}|(?<!\d)\d{{1,4}})分之(?:{_HAN}{{1,3}}|\d{{1,4}})|千分之(?:\d+(?:\.\d+)?|{_HAN}+)|一半|半数|过半"
    r"|(?<![\d/])[123]/[2-9](?=[以的左，。；、]|$)"
    r"|[一二两三四五六七八九]成[一二三四五六七八九半]?(?=[以的左上及，。；、）]|$)"
)
"""A share in words: 百分之八十, 三分之一, 一半, 八成."""

RATIO = re.compile(
    r"(?<![\d:：])(?P<first>\d{1,6}(?:\.\d{1,4})?)\s*[:：∶﹕]\s*(?P<second>\d{1,6}(?:\.\d{1,4})?)(?![\d:：])"
)
"""A ratio: 1.5∶1."""

DOUBLED = re.compile(r"翻(?:了|约|近)?(?P<times>[一二两三四五六]|\d(?:\.\d+)?)番(?P<half>半)?")
"""A number of doublings: 翻一番."""

RANK = re.compile(
    rf"前\s*(?P<place>\d{{1,3}}|{_HAN}{{1,3}})\s*(?:(?P<unit>强|名|位)|(?=[，。；、]|$|行列|之列|左右))(?![\d年个月%])"
    rf"|第\s*(?P<first>\d{{1,3}}|{_HAN}{{1,3}})\s*(?P<unit_of_first>名|位)(?=[，。；、]|$|以内|之列)"
)
"""A place in an order: 前3位, 前十名, 第2位."""

AFTER = re.compile(
    r"\s*(?:[（(]\s*含\s*[)）])?\s*(?:"
    + one_of((*plan_words().ge_after, *plan_words().le_after, *plan_words().approx_after))
    + r"|内(?=[，。；、）]|$))(?:\s*[（(]\s*含\s*[)）])?"
)
"""Words of comparison behind a number: 以上, （含）以上, 左右."""

UNIT_AT_END = re.compile(rf"(?:{_SCALE}?{_ALL})(?:[/／](?:{_SCALE}|百)?{_ALL}(?:[·.](?:{_ALL}))*)?$")
"""A unit at the end of a name."""


def kind_of_unit(unit: str) -> str:
    """``count``, ``measure``, ``time`` or ``share``; empty without a unit.

    ``kind_of_unit("家")`` is ``"count"``; what is counted per something else is a measure.
    """
    if not unit:
        return ""
    return "measure" if re.search("[/／]", unit) else _KINDS.get(unit, "count")
