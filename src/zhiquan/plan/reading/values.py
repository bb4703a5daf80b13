"""Values in the cells of a table (表格数值)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.plan.reading.comparing import binding
from zhiquan.plan.reading.numerals import narrowed, written_number
from zhiquan.plan.reading.quantities import Quantity, quantities
from zhiquan.plan.reading.shapes import Comparison
from zhiquan.plan.reading.units import UNIT_AT_END

_SIGNED = re.compile(
    r"^\s*(?P<open>[\[［【〔])?\s*(?P<sign>[<>≥≤＜＞≧≦]|大于|小于|高于|低于|不低于|不高于|不超过|不少于|达到|累计)?"
)
_BARE = re.compile(r"^[\[［【〔]?\s*(?:[<>≥≤＜＞≧≦]\s*)?[-－+＋]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?\s*[\]］】〕]?$")
_SUMMED = re.compile(
    r"^(?:累计)?[\[［【〔（(](?P<inner>[^\[\]［］【】〔〕（）()]*\d[^\[\]［］【】〔〕（）()]*)[\]］】〕）)](?P<after>.*)$"
)
_UNIT_END = re.compile(r"[（(]\s*(?P<unit>[^（）()]*(?:[（(][^（）()]*[）)])?[^（）()]*)\s*[）)]\s*$")


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value of a table (表格值): as in ``Target``; ``signed`` when the cell itself says how it binds."""

    value: Decimal
    value_max: Decimal | None
    value_text: str
    unit: str
    cmp: Comparison
    bound: str
    approx: bool
    signed: bool


def cell_value(text: str) -> CellValue | None:
    """What a cell says; None when it holds no number.

    ``cell_value("≥80")`` is at least 80; ``cell_value("[20]")``, the way plans print sums, is cumulative.
    """
    plain = narrowed(re.sub(r"\s+", "", text))
    boxed = _SUMMED.match(plain)
    summed = boxed is not None
    inner = re.sub("^累计", "", boxed["inner"] + boxed["after"]) if boxed else plain.strip("[]［］【】〔〕")
    numbers = quantities(inner)
    if not numbers:
        return None
    number = numbers[0]
    bound = binding(inner[: number.start], number)
    signed = (
        bound.kind not in ("", "eq")
        or bool(number.after)
        or bound.cmp in ("cumulative", "rank")
        or number.value_max is not None
    )
    cmp: Comparison = "cumulative" if summed else bound.cmp
    side = bound.cmp if summed and bound.cmp in ("ge", "le") else bound.bound
    return CellValue(
        number.value, number.value_max, number.value_text, number.unit, cmp, side, bound.approx, signed or summed
    )


def is_value(text: str) -> bool:
    """Whether a cell holds a value rather than a name: ``2347.6``, ``≥80``, ``[20]``, ``85%以上``, ``—``."""
    plain = narrowed(re.sub(r"\s+", "", text))
    boxed = _SUMMED.match(plain)
    plain = boxed["inner"] + boxed["after"] if boxed else plain
    if _BARE.match(plain) or plain in ("—", "-", "－", "/", "——", "–"):
        return True
    numbers = quantities(plain.strip("[]［］【】"))
    if not numbers or len(numbers) > 1 or len(plain) > 16:
        return False
    return len(plain) - (numbers[0].end - numbers[0].start) <= 5


def name_and_unit(text: str) -> tuple[str, str]:
    """The name of an indicator and the unit in brackets behind it.

    ``name_and_unit("氨氮排放总量（万吨）")`` is ``("氨氮排放总量", "万吨")``.
    """
    plain = re.sub(r"\s+", "", text)
    found = _UNIT_END.search(plain)
    if found and _is_unit(found["unit"]):
        return plain[: found.start()], found["unit"].replace("％", "%")
    return plain, ""


def _is_unit(text: str) -> bool:
    return bool(re.fullmatch(r"[%％‰]|[^，。；：\d]{1,12}", text)) and (
        bool(quantities(f"1{text}")) and quantities(f"1{text}")[0].unit != ""
    )


def is_unit(text: str) -> bool:
    """Whether a cell holds nothing but a unit: ``万吨``, ``件/万人``."""
    plain = re.sub(r"\s+", "", text)
    numbers: list[Quantity] = quantities(f"1{plain}") if plain else []
    return bool(numbers) and numbers[0].end == len(plain) + 1 and numbers[0].unit != ""


def as_number(text: str) -> Decimal | None:
    """The number of a cell of the earlier year, without its sign and unit."""
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    return written_number(found[0].lstrip("-")) if found else None


def unit_at_end(text: str) -> tuple[str, str]:
    """The name and the unit that has run into it: ``unit_at_end("肉类总产量万吨")`` is ``("肉类总产量", "万吨")``."""
    plain = re.sub(r"\s+", "", text)
    if re.search(r"[—－-]$", plain):
        return plain[:-1], ""
    found = UNIT_AT_END.search(plain)
    return (plain[: found.start()], plain_unit(found[0])) if found else (plain, "")


def plain_unit(text: str) -> str:
    """A unit as it is compared: half-width signs, no blanks."""
    return re.sub(r"\s+", "", text).replace("％", "%").replace("／", "/")
