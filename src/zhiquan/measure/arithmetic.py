"""Each kind of arithmetic an indicator may name, and the function that does it (算法目录)."""

from __future__ import annotations

from collections.abc import Callable

import ibis.expr.types as ir

from zhiquan.knowledge.indicators import Arithmetic
from zhiquan.measure.high_value import high_value
from zhiquan.measure.record_counts import pledges, published, titles
from zhiquan.measure.rights_counts import Count, dated, fees_kept, stock, survivors, used_indications

ARITHMETIC: dict[Arithmetic, Callable[[Count], ir.Table]] = {
    "stock": stock,
    "high_value": high_value,
    "dated": dated,
    "fees_kept": fees_kept,
    "survivors": survivors,
    "used_indications": used_indications,
    "pledges": pledges,
    "titles": titles,
    "published": published,
}
"""Name in a definition to the function that gives its interval rows."""
