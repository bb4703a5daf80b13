"""A slow, plain reading of the same queries, written apart from the product, to check counts against.

Nothing of ``zhiquan.search`` is used: texts are folded with the standard library and OpenCC, words are sought with
regular expressions, queries are Python functions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import opencc

Row = Mapping[str, str]
Test = Callable[[Row], bool]

ANYWHERE = ("title", "abstract", "applicant", "inventors")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _simple(sign: str) -> str:
    other = str(_converter().convert(sign))
    return other if len(other) == 1 else sign


def folded(text: str | None) -> str:
    """Half width, lower case, simplified, one blank for any."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    return re.sub(r"\s+", " ", "".join(map(_simple, plain)))


def pattern(word: str) -> re.Pattern[str]:
    """Letters as whole words, other signs one after the other with blanks allowed; ``?`` one sign or whole word."""
    made: list[str] = []
    for run, sign in re.findall(r"([a-z0-9]+)|(\S)", folded(word)):
        if run:
            made.append(rf"(?<![a-z0-9]){run}(?![a-z0-9])")
        else:
            made.append(r"(?:[a-z0-9]+|[^\sa-z0-9])" if sign == "?" else re.escape(sign))
    return re.compile(r"\s*".join(made))


def has(word: str, *columns: str) -> Test:
    """The word stands in one of the columns."""
    wanted = pattern(word)
    return lambda row: any(wanted.search(row[column]) for column in columns or ANYWHERE)


def matches(regex: str, *columns: str) -> Test:
    """The expression is found in one of the columns."""
    wanted = re.compile(regex)
    return lambda row: any(wanted.search(row[column]) for column in columns or ANYWHERE)


def near(one: str, other: str, distance: int, *columns: str, ordered: bool = False) -> Test:
    """Both stand in one column, with at most so many signs or whole words between."""

    def test(row: Row) -> bool:
        for column in columns or ANYWHERE:
            text = row[column]
            for first in pattern(one).finditer(text):
                for second in pattern(other).finditer(text):
                    in_order = second.start() >= first.end()
                    if not in_order and (ordered or first.start() < second.end()):
                        continue
                    between = text[first.end() : second.start()] if in_order else text[second.end() : first.start()]
                    if len(re.findall(r"[a-z0-9]+|[^\sa-z0-9]", between)) <= distance:
                        return True
        return False

    return test


def both(*tests: Test) -> Test:
    """All hold."""
    return lambda row: all(test(row) for test in tests)


def either(*tests: Test) -> Test:
    """One holds."""
    return lambda row: any(test(row) for test in tests)


def no(test: Test) -> Test:
    """It does not hold."""
    return lambda row: not test(row)


def day(column: str, first: str = "", last: str = "9999") -> Test:
    """The day is there and lies between, ISO texts compared by their beginnings."""
    return lambda row: bool(row[column]) and first <= row[column] and row[column][: len(last)] <= last


def symbol(root: str) -> Test:
    """One of the IPC symbols is the root or lies under it: a section, class, subclass or main group."""

    def under(written: str) -> bool:
        found = re.match(r"([A-H])(\d\d)?([A-Z])?\s*(\d+)?(?:/(\d+))?", written.strip())
        if not found:
            return False
        section, number, letter, group, _ = (part or "" for part in found.groups())
        return root in {section, section + number, section + number + letter, f"{section}{number}{letter}{group}"}

    return lambda row: any(under(one) for one in row["ipc"].split("|"))


def rows_of(table: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows with texts folded and empty ones as empty texts."""
    texts = ("title", "abstract", "applicant", "inventors", "agency", "address")
    return [{name: folded(value) if name in texts else (value or "") for name, value in row.items()} for row in table]
