"""A target's number in the unit of the indicator it is tied to (单位换算)."""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    "万亿": Decimal(10) ** 12,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
    "百": Decimal(100),
}
_UNIT = re.compile(r"(万亿|亿|万|千|百)?(.*)")
_COUNTERS = frozenset("件个项家户组笔枚种条幅批")
_PER_CENT = frozenset({"%", "％", "个百分点", "百分点"})


def in_unit(value: Decimal, printed: str, unit: str) -> Decimal | None:
    """The value in the indicator's unit; None when the two units are not of one sort.

    Args:
        value: as the plan prints it.
        printed: unit as the plan prints it, such as ``万元``; empty when it prints none.
        unit: the indicator's, such as ``亿元`` or ``件/万人``: what stands after the stroke is part of its name.

    Returns:
        ``in_unit(Decimal(5000), "万元", "亿元")`` is 0.5; of ``元`` and ``件`` None.
    """
    if not printed:
        return value
    if printed in _PER_CENT or unit in _PER_CENT:
        return value if printed in _PER_CENT and unit in _PER_CENT else None
    scale, base = _parts(printed)
    own_scale, own_base = _parts(unit)
    if base != own_base and not (base in _COUNTERS and own_base in _COUNTERS):
        return None
    changed = value * scale / own_scale
    return changed if scale != own_scale else value


def _parts(unit: str) -> tuple[Decimal, str]:
    found = _UNIT.fullmatch(unit.partition("/")[0].strip())
    assert found is not None  # the pattern takes any text
    return _SCALES.get(found[1] or "", Decimal(1)), found[2] or ""
