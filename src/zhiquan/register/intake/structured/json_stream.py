"""Objects of JSON files of offices, one after another in flat memory (JSON 流式读取)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.register.intake.structured.encodings import utf8_chunks
from zhiquan.register.intake.structured.faults import bad_file
from zhiquan.register.intake.structured.plain import collapse, day

BAGS = ("patentFileWrapperDataBag", "trademarks")
"""Names of the lists whose objects are records."""

_BAG = re.compile(rf'"(?:{"|".join(BAGS)})"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_LARGEST = 1 << 26  # characters of one object


def json_objects(file: Path, *, shown: str) -> Iterator[tuple[dict[str, Any], int]]:
    """The records of a JSON file and their numbers, from 1 (逐条读取).

    They stand in a list of a known name, in a list that is the whole file, or one after another (JSON lines).

    Raises:
        BadInput: the file is cut off or not JSON.
    """
    reader = _Reader(file, shown)
    end = reader.begin()
    number = 0
    while True:
        reader.skip(_BETWEEN)
        if reader.peek() in (end, ""):
            break
        number += 1
        found = reader.value(number)
        if isinstance(found, dict):
            yield found, number
    if end and not reader.peek():
        raise reader.cut_off(number + 1)


class _Reader:
    """Characters of the file, read on demand."""

    def __init__(self, file: Path, shown: str) -> None:
        self._pieces = utf8_chunks(file, shown=shown)
        self._shown = shown
        self._held = ""
        self._rest = b""
        self._lines = 1
        self._decoder = json.JSONDecoder()

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        whole = self._rest + piece
        cut = len(whole)
        while cut and cut > len(whole) - 4 and (whole[cut - 1] & 0xC0) == 0x80:
            cut -= 1
        if cut and whole[cut - 1] >= 0xC0:
            cut -= 1
        else:
            cut = len(whole)
        try:
            self._held += whole[:cut].decode("utf-8")
        except UnicodeDecodeError as problem:
            rule = Words("内容不是 UTF-8 编码", "the content is not in UTF-8")
            line = self._lines + whole.count(b"\n", 0, problem.start)
            raise bad_file(rule, file=self._shown, line=line, remedy="encoding") from problem
        self._lines += whole.count(b"\n", 0, cut)
        self._rest = whole[cut:]
        return True

    def begin(self) -> str:
        """Go to the first record; the character that ends the list, empty for JSON lines."""
        while not self._held.strip() and self._more():
            pass
        self.skip(re.compile(r"\s*"))
        if self._held.startswith("["):
            self._held = self._held[1:]
            return "]"
        while (found := _BAG.search(self._held)) is None and len(self._held) < 1 << 20 and self._more():
            pass
        if found is None:
            return ""
        self._held = self._held[found.end() :]
        return "]"

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Drop what matches; read on when the held characters end there."""
        while True:
            found = pattern.match(self._held)
            self._held = self._held[found.end() :] if found else self._held
            if self._held or not self._more():
                return

    def peek(self) -> str:
        """The next character, empty at the end of the file."""
        return self._held[:1]

    def value(self, number: int) -> Any:  # noqa: ANN401 - any JSON value
        """The next value; more is read until it is whole."""
        while True:
            try:
                found, end = self._decoder.raw_decode(self._held)
            except RecursionError as problem:
                rule = Words("JSON 嵌套过深", "the JSON is nested too deeply")
                raise bad_file(rule, file=self._shown, line=number) from problem
            except ValueError as problem:
                wanted = len(self._held)
                while len(self._held) < 2 * wanted and len(self._held) < _LARGEST and self._more():
                    pass
                if len(self._held) == wanted:
                    raise self.cut_off(number, str(problem)) from problem
                continue
            self._held = self._held[end:]
            return found

    def cut_off(self, number: int, why: str = "") -> Exception:
        """The error for a file that ends too early or is no JSON."""
        said_why = f": {why}" if why else ""
        rule = Words(
            f"JSON 不完整或不合语法，第 {number} 条", f"the JSON is cut off or broken at record {number}{said_why}"
        )
        return bad_file(rule, file=self._shown, line=number)


def said(given: Mapping[str, Any], name: str) -> str | None:
    """A value as text, None when it is absent (取值). ``said({"a": 1}, "a")`` is ``"1"``."""
    value = given.get(name)
    if value is None or isinstance(value, (dict, list)):
        return None
    return collapse(str(value).encode("utf-8", "replace").decode("utf-8")) or None


def inner(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object of that name; empty when there is none (取对象)."""
    value = given.get(name)
    return value if isinstance(value, dict) else {}


def items(given: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list; empty when there is none (取列表)."""
    value = given.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def day_in(given: Mapping[str, Any], name: str) -> date | None:
    """A value as a day, None when it is none (取日期)."""
    return day(said(given, name))
