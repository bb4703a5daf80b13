"""Recompute every figure of this bundle from its rows, with nothing but Python (由证据包重算).

Run it in the folder the bundle was unpacked to: ``python recompute.py``. It leaves with 0 when ``figures.json`` says
what ``publication.json`` does, every figure comes out of its rows and every file is unchanged, else with 1.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TOLD = ("value", "numerator", "denominator")
"""What a figure has from its publication."""


def counted(folder: Path, indicator: str, day: str) -> tuple[int, int, Decimal]:
    """Units that count, units considered, and the sum of amounts on the day."""
    units: set[str] = set()
    base: set[str] = set()
    amount = Decimal(0)
    with (folder / "rows" / f"{indicator}.csv").open(encoding="utf-8-sig", newline="") as held:
        for row in csv.DictReader(held):
            if not row["from"] <= day < row["to"]:
                continue
            if row["counts"] == "1":
                units.add(row["unit"])
                amount += Decimal(row["amount"] or 0)
            if row["base"] == "1":
                base.add(row["unit"])
    return len(units), len(base), amount


def value(folder: Path, figure: dict[str, Any], day: str) -> tuple[Decimal, Decimal]:
    """The figure as its definition says: numerator, denominator, rounding."""
    units, base, amount = counted(folder, figure["indicator"], day)
    numerator = amount if figure["adds"] == "amount" else Decimal(units)
    if figure["rate"] == "per_ten_thousand":
        number = numerator * 10000 / Decimal(figure["denominator"]["value"])
    elif figure["rate"] == "percent":
        number = numerator * 100 / Decimal(base)
    else:
        number = numerator / Decimal(figure["divide"] or 1)
    return number.quantize(Decimal(1).scaleb(-figure["places"]), ROUND_HALF_UP), numerator


def compared(folder: Path, figure: dict[str, Any], day: str) -> tuple[Decimal, bool]:
    """The figure made of its rows, and whether it is the one published."""
    number, numerator = value(folder, figure, day)
    return number, number == Decimal(figure["value"]) and numerator == Decimal(str(figure["numerator"]))


def targets(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was published of each indicator."""
    rows = content["board"]["targets"]
    return {row["indicator"]: row for row in reversed(rows) if row["indicator"] is not None}


def is_as_published(figure: dict[str, Any], target: dict[str, Any]) -> bool:
    """True when a figure is told as it was published."""
    return all(figure[name] == target[name] for name in TOLD)


def untold(content: dict[str, Any], figures: list[dict[str, Any]]) -> list[str]:
    """Indicators published as a number that no figure tells."""
    told = [figure.get("indicator") for figure in figures]
    return [name for name, target in targets(content).items() if target["value"] is not None and name not in told]


def changed(sums: str, digest_of: Callable[[bytes], str]) -> int:
    """How many files no longer have the hash listed for them; each is named."""
    wrong = 0
    for line in (HERE / sums).read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if digest_of((HERE / name).read_bytes()) != digest:
            print(f"changed 已被改动: {name} ({sums})")
            wrong += 1
    return wrong


def sha256(content: bytes) -> str:
    """SHA-256, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def sm3(content: bytes) -> str:
    """SM3 (GB/T 32905-2016), 64 hex digits; worked out here where Python has none."""
    try:
        return hashlib.new("sm3", content).hexdigest()
    except ValueError:
        return own_sm3(content)


def own_sm3(content: bytes) -> str:
    """SM3 step by step as the standard writes it."""
    filled = content + b"\x80" + b"\0" * ((55 - len(content)) % 64) + (len(content) * 8).to_bytes(8, "big")
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    for start in range(0, len(filled), 64):
        state = [one ^ other for one, other in zip(state, _compressed(state, filled[start : start + 64]), strict=True)]
    return "".join(f"{word:08x}" for word in state)


def _turned(word: int, by: int) -> int:
    """A 32-bit word with its bits moved round to the left."""
    by %= 32
    return (word << by | word >> (32 - by)) & 0xFFFFFFFF


def _compressed(state: list[int], block: bytes) -> list[int]:
    """One block of 64 bytes worked into the state."""
    words = [int.from_bytes(block[place : place + 4], "big") for place in range(0, 64, 4)]
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _turned(words[j - 3], 15)
        words.append(mixed ^ _turned(mixed, 15) ^ _turned(mixed, 23) ^ _turned(words[j - 13], 7) ^ words[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant, early = (0x79CC4519, True) if j < 16 else (0x7A879D8A, False)
        first = _turned((_turned(a, 12) + e + _turned(constant, j)) & 0xFFFFFFFF, 7)
        ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if early else (e & f) | (~e & g)
        one = (ff + d + (first ^ _turned(a, 12)) + (words[j] ^ words[j + 4])) & 0xFFFFFFFF
        two = (gg + h + first + words[j]) & 0xFFFFFFFF
        a, b, c, d = one, a, _turned(b, 9), c
        e, f, g, h = two ^ _turned(two, 9) ^ _turned(two, 17), e, _turned(f, 19), g
    return [a, b, c, d, e, f, g, h]


def main() -> int:
    """Check hashes, then figures; print one line for each."""
    wrong = changed("SHA256SUMS", sha256) + (changed("SM3SUMS", sm3) if (HERE / "SM3SUMS").exists() else 0)
    held = json.loads((HERE / "figures.json").read_text("utf-8"))
    content = json.loads((HERE / "publication.json").read_text("utf-8"))
    published = targets(content)
    if held["day"] != content["asked"]["day"]:
        print(f"figures.json is of another day 日期与发布不一致: {held['day']}")
        wrong += 1
    for name in untold(content, held["figures"]):
        print(f"{name}: not in figures.json 缺少")
        wrong += 1
    for figure in held["figures"]:
        if figure["indicator"] not in published or not is_as_published(figure, published[figure["indicator"]]):
            print(f"{figure['indicator']}: not as in publication.json 与发布的不一致")
            wrong += 1
            continue
        if figure["value"] is None:
            print(f"{figure['indicator']}: not published as a number 未发布数值")
            continue
        number, equal = compared(HERE, figure, held["day"])
        wrong += not equal
        print(f"{figure['indicator']}: {number} {'=' if equal else '!='} {figure['value']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
