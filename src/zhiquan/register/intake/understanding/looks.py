"""What the values of a column look like, whatever its heading says (按值识别)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from zhiquan.basics.numbers import normalise_application, normalise_publication
from zhiquan.knowledge.columns import Form
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.days import DayStyle, day_style, is_period, read_day, says_no_day
from zhiquan.register.intake.values.texts import half_width, text_of
from zhiquan.register.intake.values.vocabularies import COUNTRIES, KIND_WORDS

_FOREIGN = re.compile(r"[A-Z]{2}[\s-]?[A-Z]{0,2}\d{4,13}[\s-]?[A-Z]?\d?")
_SYMBOL = re.compile(r"[A-HY]\d\d[A-Z]\s*\d{0,4}(?:/\d{2,6})?")
_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_ORGANISATION = re.compile(
    r"公司|集团|工厂|厂$|大学|学院|学校|研究[院所]|中心|医院|合作社|协会|银行|株式会社|\b(?:inc|llc|ltd|corp|gmbh|co|company|corporation|limited|university|institute|plc|ag|s\.?a|n\.?v|b\.?v|laborator(?:y|ies)|technologies|univ)\b\.?",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+[·．][\u4e00-\u9fff·．]+"
    r"|[A-Z][\w'’.\- ]{1,25}(?:, ?(?:Jr|Sr|I{2,3}|IV)\.?)?[;,] ?[A-Z][\w'’.\- ]{0,30}"
)
_GIVEN_FIRST = re.compile(r"[A-Z][\w'’\-]*\.?(?: [A-Za-z][\w'’\-]*\.?){1,4}")
"""A Western name without comma; told only where several stand in one cell, since a title looks the same."""
_SEPARATORS = re.compile(r"[;；|,，、\n]")
_ADDRESS = re.compile(r"(?:省|市|自治区).{0,30}(?:区|县|路|街|镇|村|号|道|园)|[区县].{0,20}[路街镇村].{0,12}号?")
_POSTCODE = re.compile(r"[1-9]\d{5}[ ,，]?[\u4e00-\u9fff]{2}")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_STYLE = DayStyle()
LONGEST = 80
"""Characters of the longest number, code or word of a closed list; a longer text is none of these."""


def share(form: Form, cells: Sequence[Cell], *, takes_periods: bool = False) -> float | None:
    """Share of the non-empty cells that look like a form; None when none is filled or the form has no look of its own.

    Args:
        form: a form of ``knowledge.columns``.
        cells: a sample of a column.
        takes_periods: a year, quarter or month is a day too, as in statistics.
    """
    looks = _LOOKS.get(form)
    if looks is None:
        return None
    filled = [cell for cell in cells if text_of(cell) is not None]
    if form == "day":
        filled = [cell for cell in filled if not says_no_day(text_of(cell) or "")]
        style = day_style(filled, takes_periods=takes_periods)
        return sum(is_day(cell, style) for cell in filled) / len(filled) if filled else None
    return sum(map(looks, filled)) / len(filled) if filled else None


def _short(cell: Cell) -> str:
    """A cell in half width; empty when it is longer than any number, code or word."""
    text = text_of(cell) or ""
    return half_width(text) if len(text) <= LONGEST else ""


def is_day(cell: Cell, style: DayStyle = _STYLE) -> bool:
    """True for a day in any spelling."""
    if isinstance(cell, (date, datetime)):
        return True
    text = text_of(cell)
    if text is None or len(text) > 40:
        return False
    if not text.strip("0-/. ") or is_period(text):
        return True
    try:
        found = read_day(text, style)
    except ValueError:
        return False
    return found is not None and 1850 < found.year < 2150


def is_application(cell: Cell) -> bool:
    """True for a Chinese application number, right or of its length."""
    text = _short(cell).replace(" ", "").upper()
    if not any(map(str.isdigit, text)):
        return False
    if normalise_application(text) is not None:
        return True
    return bool(re.fullmatch(r"(?:CN|ZL)?(?:19|20)\d{2}[1-389]\d{7}\.?[\dX]?", text))


def is_patent_number(cell: Cell) -> bool:
    """True for a number only Chinese patents have: an application number, or CN with digits and a letter."""
    text = half_width(text_of(cell) or "").replace(" ", "").upper()
    if re.fullmatch(r"(?:CN|ZL)?(?:19|20)\d{2}[1-389]\d{7}(?:\.?[\dX]|[A-Z]\d?)?", text):
        return True
    return bool(re.fullmatch(r"CN\d{7,9}[ABCUSY]\d?|(?:CN|ZL)\d{8}(?:\.[\dX])?|\d{8}\.[\dX]", text))


def is_publication(cell: Cell) -> bool:
    """True for a publication number, Chinese or foreign, with its country."""
    text = half_width(_SEPARATORS.split(text_of(cell) or "")[0]).strip().upper()
    return (text.startswith("CN") and normalise_publication(text) is not None) or bool(_FOREIGN.fullmatch(text))


def is_symbol(cell: Cell) -> bool:
    """True for one or several classification symbols."""
    return bool(_SYMBOL.match(half_width((text_of(cell) or "").strip()[:LONGEST]).upper()))


def is_symbol_list(cell: Cell) -> bool:
    """True for several classification symbols in one cell."""
    return is_symbol(cell) and bool(re.search(r"[;；|\n,]\s*[A-HY]\d\d", half_width(text_of(cell) or "").upper()))


def is_organisation(cell: Cell) -> bool:
    """True for the name of an organisation, or several."""
    text = text_of(cell) or ""
    return len(text) < 400 and bool(_ORGANISATION.search(text)) and not re.search(r"[。！？]", text)


def is_person_list(cell: Cell) -> bool:
    """True for one or several names of persons."""
    text = text_of(cell) or ""
    if _PERSON.fullmatch(text) and not _ORGANISATION.search(text):
        return _has_surname(text)
    parts = [part.strip() for part in re.split(r"[|\n、,，;；]" if "|" not in text else r"[|\n]", text) if part.strip()]
    if len(parts) > 1 and "|" in text and not _ORGANISATION.search(text):
        return all(_is_person(part) or bool(_GIVEN_FIRST.fullmatch(part)) for part in parts)
    return bool(parts) and all(map(_is_person, parts))


def _is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and _has_surname(text)


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章"
    "鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟"
    "艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄"
    "丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练"
)


def _has_surname(name: str) -> bool:
    """True for a Latin or foreign name, and for a Chinese one that begins with a surname."""
    return not "\u4e00" <= name[0] <= "\u9fff" or name[0] in _SURNAMES or "·" in name or "．" in name


def is_title(cell: Cell) -> bool:
    """True for a short phrase that could be a title."""
    text = text_of(cell) or ""
    return (
        2 <= len(text) <= 160 and not re.search(r"[。|@]", text) and bool(re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text))
    )


def is_long(cell: Cell) -> bool:
    """True for a paragraph."""
    text = text_of(cell) or ""
    return len(text) >= 60 and bool(re.search(r"[，。；,.;]", text))


def is_number(cell: Cell) -> bool:
    """True for a plain number."""
    return bool(_NUMBER.fullmatch(half_width(text_of(cell) or "")))


def is_share(cell: Cell) -> bool:
    """True for a number with a per cent sign."""
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?\s*[%‰]", half_width(text_of(cell) or "")))


def is_amount(cell: Cell) -> bool:
    """True for a number with or without a unit of money."""
    return bool(
        re.fullmatch(r"[¥￥]?\s*-?[\d,.]+\s*[百千万亿]*\s*(?:元|圆|人民币|美元)?整?", half_width(text_of(cell) or ""))
    )


def is_nice(cell: Cell) -> bool:
    """True for one or several Nice classes."""
    parts = re.split(r"[;；,，、|/.\s]+", half_width(text_of(cell) or "").strip("第类 "))
    return all(re.fullmatch(r"第?\d{1,2}类?", part) and 1 <= int(re.sub(r"\D", "", part)) <= 45 for part in parts)


def is_country(cell: Cell) -> bool:
    """True for a country's or office's name or code."""
    text = _short(cell)
    return text.casefold() in COUNTRIES or bool(re.fullmatch(r"[A-Z]{2}", text))


def is_kind(cell: Cell) -> bool:
    """True for a word for a kind of right."""
    return _short(cell).casefold() in KIND_WORDS


def is_code(cell: Cell) -> bool:
    """True for a credit code."""
    return bool(_CODE.fullmatch(re.sub(r"\s", "", _short(cell)).upper()))


def is_address(cell: Cell) -> bool:
    """True for a Chinese address."""
    text = text_of(cell) or ""
    return 5 < len(text) < 200 and bool(_ADDRESS.search(text) or _POSTCODE.match(text))


def is_value(text: str) -> bool:
    """True for what headings are not: numbers, days, numbers of rights, symbols."""
    if not any(map(str.isdigit, text)):
        return False
    return any(test(text) for test in (is_number, is_day, is_application, is_publication, is_code, is_symbol))


_LOOKS: Mapping[Form, Callable[[Cell], bool]] = {
    "day": is_day,
    "application": lambda cell: is_application(cell) or bool(re.search(r"\d{2}", text_of(cell) or "")),
    "publication": lambda cell: bool(re.search(r"\d{4}", text_of(cell) or "")),
    "credit_code": lambda cell: bool(re.search(r"[0-9A-Za-z]{15,}", text_of(cell) or "")),
    "whole": is_number,
    "number": lambda cell: bool(re.search(r"\d", text_of(cell) or "")),
    "amount": lambda cell: bool(re.search(r"\d", text_of(cell) or "")),
    "ipc": is_symbol,
    "cpc": is_symbol,
    "nice": is_nice,
    "registration": lambda cell: bool(re.search(r"\d", text_of(cell) or "")),
}
"""Form to what a value of it must look like at least; forms without an entry fit any text."""
