"""Recompute every figure of this bundle from its rows, with nothing but Python (由证据包重算).

Run it in the folder the bundle was unpacked to: ``python recompute.py``. It leaves with 0 when every figure comes
out as published and every file is unchanged, else with 1.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def counted(indicator: str, day: str) -> tuple[int, int, Decimal]:
    """Units that count, units considered, and the sum of amounts on the day."""
    units: set[str] = set()
    base: set[str] = set()
    amount = Decimal(0)
    with (HERE / "rows" / f"{indicator}.csv").open(encoding="utf-8-sig", newline="") as held:
        for row in csv.DictReader(held):
            if not row["from"] <= day < row["to"]:
                continue
            if row["counts"] == "1":
                units.add(row["unit"])
                amount += Decimal(row["amount"] or 0)
            if row["base"] == "1":
                base.add(row["unit"])
    return len(units), len(base), amount


def value(figure: dict[str, Any], day: str) -> tuple[Decimal, Decimal]:
    """The figure as its definition says: numerator, denominator, rounding."""
    units, base, amount = counted(figure["indicator"], day)
    numerator = amount if figure["adds"] == "amount" else Decimal(units)
    if figure["rate"] == "per_ten_thousand":
        number = numerator * 10000 / Decimal(figure["denominator"]["value"])
    elif figure["rate"] == "percent":
        number = numerator * 100 / Decimal(base)
    else:
        number = numerator / Decimal(figure["divide"] or 1)
    return number.quantize(Decimal(1).scaleb(-figure["places"]), ROUND_HALF_UP), numerator


def main() -> int:
    """Check hashes, then figures; print one line for each."""
    wrong = 0
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != digest:
            print(f"changed 已被改动: {name}")
            wrong += 1
    held = json.loads((HERE / "figures.json").read_text("utf-8"))
    for figure in held["figures"]:
        if figure["value"] is None:
            print(f"{figure['indicator']}: not published as a number 未发布数值")
            continue
        number, numerator = value(figure, held["day"])
        equal = number == Decimal(figure["value"]) and numerator == Decimal(str(figure["numerator"]))
        wrong += not equal
        print(f"{figure['indicator']}: {number} {'=' if equal else '!='} {figure['value']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
