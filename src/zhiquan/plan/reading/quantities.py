"""Numbers with their units in a sentence (数量表达)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from zhiquan.plan.reading.numerals import chinese_number, narrowed, written_number
from zhiquan.plan.reading.units import AFTER, COUNTED, DOUBLED, RANK, RATIO, SHARE, SPOKEN, UNIT_SCALES, kind_of_unit

_HALF = {"一半": Decimal(50), "半数": Decimal(50), "过半": Decimal(50)}
_NAME_BEFORE = re.compile(r"[A-Za-z·+*×〔\[.．\d#№]$|第\s*$|[\d]-$")
_NAME_AFTER = re.compile(r"[A-Za-z·+*×〕#〇号]|[-—]\d|年|月")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (数量).

    Attributes:
        start, end: where it stands in its sentence; ``end`` is behind 以上, 左右 and the like.
        value, value_max, value_text, unit: as in ``Target``.
        kind: ``count``, ``measure``, ``share``, ``time``, ``ratio``, ``rank`` or empty for a bare number.
        after: the words of comparison behind it: 以上, 左右.
        spoken: written in Chinese characters.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    value_text: str
    unit: str
    kind: str
    after: str = ""
    spoken: bool = False


def quantities(text: str) -> list[Quantity]:
    """The numbers of a sentence in order; years, days, ordinals and numbers inside names are no quantities.

    ``quantities("打造3—5个平台")`` is one of value 3, value_max 5, unit ``个``.
    """
    plain = narrowed(text)
    found = _found(plain)
    return found if plain == text else [_as_printed(one, plain, text) for one in found]


def _as_printed(one: Quantity, plain: str, text: str) -> Quantity:
    """The number with its full-width digits as they stand in the text."""
    at = plain.find(one.value_text, one.start)
    return replace(one, value_text=text[at : at + len(one.value_text)])


def _found(text: str) -> list[Quantity]:
    forms = (
        (SHARE, _share),
        (RATIO, _ratio),
        (DOUBLED, _doubling),
        (RANK, _rank),
        (COUNTED, _counted),
        (SPOKEN, _spoken),
    )
    found: list[Quantity] = []
    for pattern, read in forms:
        for match in pattern.finditer(text):
            quantity = read(text, match)
            if quantity and not any(quantity.start < other.end and other.start < quantity.end for other in found):
                found.append(quantity)
    return _units_shared(text, sorted(found, key=lambda quantity: quantity.start))


def _units_shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Gives the numbers of a list the unit printed behind the last one: 10、20、30个."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        scaled = one.unit in UNIT_SCALES
        if (one.unit and not scaled) or one.after or not other.unit or text[one.end : other.start].strip(" 、和及与"):
            continue
        unit = one.unit + other.unit.lstrip("".join(UNIT_SCALES)) if scaled else other.unit
        found[at] = replace(one, unit=unit, kind=other.kind)
    return found


def _share(text: str, match: re.Match[str]) -> Quantity | None:
    written = match[0]
    value = _share_value(written)
    if value is None or value > 100:
        return None
    end, after = _tail(text, match.end())
    unit = "‰" if written.startswith("千分之") else "%"
    return Quantity(match.start(), end, value, None, written, unit, "share", after, spoken=True)


def _share_value(written: str) -> Decimal | None:
    """Hundredths of a share in words, or thousandths behind 千分之: ``_share_value("六成五")`` is 65."""
    if written in _HALF:
        return _HALF[written]
    if written.startswith(("百分之", "千分之")):
        return written_number(written[3:])
    if re.search("分之|/", written):
        parts = [written_number(part) for part in re.split("分之|/", written)]
        below, above = parts if "分之" in written else reversed(parts)
        return (above * 100 / below).quantize(Decimal("0.01")) if above and below else None
    tens, _, ones = written.partition("成")
    value, rest = written_number(tens), Decimal(5) if ones == "半" else written_number(ones) if ones else Decimal(0)
    return value * 10 + rest if value is not None and rest is not None else None


def _ratio(text: str, match: re.Match[str]) -> Quantity | None:
    end, after = _tail(text, match.end())
    if match["second"] == "1":
        return Quantity(match.start(), end, Decimal(match["first"]), None, match["first"], ":1", "ratio", after)
    if match["first"] == "1":
        return Quantity(match.start(), end, Decimal(match["second"]), None, match["second"], "1:", "ratio", after)
    return None


def _doubling(text: str, match: re.Match[str]) -> Quantity | None:
    value = written_number(match["times"])
    value = value + Decimal("0.5") if value is not None and match["half"] else value
    end, after = _tail(text, match.end())
    spoken = not match["times"][0].isdigit()
    return (
        Quantity(match.start("times"), end, value, None, match["times"], "番", "share", after, spoken)
        if value is not None
        else None
    )


def _rank(_text: str, match: re.Match[str]) -> Quantity | None:
    written = match["place"] or match["first"]
    value = written_number(written)
    unit = match["unit"] or match["unit_of_first"] or ""
    spoken = not written[0].isdigit()
    return (
        Quantity(match.start(), match.end(), value, None, written, unit, "rank", "", spoken)
        if value is not None
        else None
    )


def _counted(text: str, match: re.Match[str]) -> Quantity | None:
    if _is_name(text, match):
        return None
    value = written_number(match["first"])
    top = written_number(match["second"]) if match["second"] else None
    unit = re.sub(r"\s+", "", match["unit"] or "").replace("％", "%")
    kind = kind_of_unit(unit)
    if value is None or (kind == "time" and _is_date(value, unit)):
        return None
    if top is not None and top <= value:
        top = None
    elif (
        top is not None
        and re.search(r"[由从][^，。；由从]{0,12}$", text[: match.start()])
        and re.search("[到至]", match[0])
    ):
        value, top = top, None
    if not unit and match["scale"]:
        kind = "count"
    end, after = _tail(text, match.end())
    return Quantity(match.start("first"), end, value, top, match["first"], (match["scale"] or "") + unit, kind, after)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Numbers within names and dates: 5G, PM2.5, O2O, 第3, 6·18, 2025年, 1+X."""
    if _NAME_BEFORE.search(text[max(match.start() - 3, 0) : match.start()]):
        return True
    bare = not match["unit"] and not match["scale"]
    return bare and bool(_NAME_AFTER.match(text[match.end() : match.end() + 2]))


def _is_date(value: Decimal, unit: str) -> bool:
    return (unit[0] in "年学" and value >= 1900) or unit in ("月", "日", "号", "时", "点")


def _spoken(text: str, match: re.Match[str]) -> Quantity | None:
    """Counts in Chinese characters: 五十家, 至少一所; a single 一 or 两 is left to the sentence to judge."""
    scale = match["scale"] or ""
    value = chinese_number(match["first"]) if match["first"] else Decimal(1)
    kind = kind_of_unit(match["unit"])
    if match["unit"] in ("级", "代", "届", "节", "路", "面", "道", "方"):
        return None
    changes = match["unit"] in ("个百分点", "百分点", "倍")
    if value is None or not (kind in ("count", "measure") or changes):
        return None
    end, after = _tail(text, match.end())
    written = match["first"] or scale
    return Quantity(match.start(), end, value, None, written, scale + match["unit"], kind, after, spoken=True)


def _tail(text: str, end: int) -> tuple[int, str]:
    """The end of a quantity behind its words of comparison, and those words."""
    found = AFTER.match(text, end)
    return (found.end(), found[0].strip()) if found else (end, "")
