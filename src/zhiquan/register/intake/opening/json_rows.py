"""Rows of JSON: one object per line, a list of objects, or an object that holds such a list (JSON)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS, COLUMNS
from zhiquan.register.intake.opening.refusals import damaged, no_table, too_long, too_wide
from zhiquan.register.intake.parts import Cell, Grid, Line

JSON = Words("JSON 文件", "JSON file")
_SAMPLE = 200
_CHUNK = 1 << 20
_LARGEST = 1 << 26
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_OBJECT = re.compile(r'\ufeff?\s*(?:\[\s*)?(?:\{\s*["}])')
_LIST_IN = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*\[\s*(?=\{\s*")')


def is_json(head: str) -> bool:
    """True when the beginning could be an object or a list of objects."""
    return bool(_OBJECT.match(head))


def json_rows(file: Path, *, encoding: str, name: str) -> list[Grid]:
    """The objects as a grid whose first line names the keys met in the first 200.

    Objects inside objects give one column per key, named ``outer.inner``. Rows of a list count from 1, rows that
    stand one per line by their line.

    Raises:
        BadInput: an object is no JSON; names the line.
        NoRows: there are no objects.
    """
    source = _Source(file, encoding, name)
    first = list(islice(source.rows(), _SAMPLE))
    if not first:
        raise no_table(name, JSON)
    keys = list(dict.fromkeys(key for _, item in first for key in item))
    if len(keys) > COLUMNS:
        raise too_wide(name, sheet="", row=1, columns=len(keys), limit=COLUMNS)
    return [Grid("", _lines(source, keys))]


def _lines(source: _Source, keys: list[str]) -> Iterator[Line]:
    yield 0, list(keys)
    known = set(keys)
    for number, item in source.rows():
        cells = [item.get(key) for key in keys]
        late = {key: value for key, value in item.items() if key not in known}
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > CELL_CHARACTERS:
                raise too_long(source.name, sheet="", row=number, column=keys[place], value=cell[:80])
        yield number, [*cells, json.dumps(late, ensure_ascii=False, default=str)] if late else cells


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the objects come from; read anew each time."""

    file: Path
    encoding: str
    name: str

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """The objects, flat, with their line or number."""
        with self.file.open(encoding=self.encoding) as handle:
            start = handle.read(_CHUNK)
            is_listed = start.lstrip("\ufeff \r\n\t").startswith("[")
            inner = None if is_listed or _is_per_line(start) else _LIST_IN.search(start)
            begin = start.index("[") + 1 if is_listed else inner.end() if inner else 0
            is_bounded = is_listed or inner is not None
            window = _Window(handle.read, start[begin:], line=start.count("\n", 0, begin) + 1)
            number = 0
            while not window.is_at_end(closing=is_bounded):
                number += 1
                item = self._object(window, number if is_bounded else None)
                yield (number if is_bounded else window.started), _flat(item)

    def _object(self, window: _Window, number: int | None) -> dict[str, Any]:
        try:
            item = window.value()
        except RecursionError as problem:
            raise self._damaged(window, number, "嵌套过深 / nested too deeply") from problem
        except ValueError as problem:
            raise self._damaged(window, number, str(problem)) from problem
        if not isinstance(item, dict):
            raise self._damaged(window, number, "不是对象 / not an object")
        return item

    def _damaged(self, window: _Window, number: int | None, said: str) -> BadInput:
        line = window.started
        where: dict[str, object] = {"file": self.name, "row": number or line, "line": line, "value": window.shown()}
        problem = damaged(self.name, JSON, said)
        return BadInput(problem.message, where=where, remedy=problem.remedy)


class _Window:
    """Characters of the file from which values are taken one after another."""

    def __init__(self, read: Any, held: str, *, line: int) -> None:  # noqa: ANN401 - a bound method of a text file
        self._read = read
        self._held = held
        self._place = 0
        self._line = line
        self._decoder = json.JSONDecoder()
        self.started = line

    def is_at_end(self, *, closing: bool) -> bool:
        """Go to the next value; True when there is none. A list that is never closed is left to :meth:`value`."""
        while True:
            found = _BETWEEN.match(self._held, self._place)
            assert found is not None
            self._move(found.end())
            if self._place < len(self._held):
                return closing and self._held[self._place] == "]"
            if not self._more():
                return not closing

    def value(self) -> Any:  # noqa: ANN401 - any JSON value
        """The next value.

        Raises:
            ValueError: it is no JSON, or cut short.
            RecursionError: it is nested too deeply.
        """
        self.started = self._line
        while True:
            try:
                found, end = self._decoder.raw_decode(self._held, self._place)
            except ValueError:
                wanted = 2 * (len(self._held) - self._place)
                if wanted > _LARGEST or not self._more():
                    raise
                while len(self._held) - self._place < wanted and self._more():
                    pass
                continue
            self._move(end)
            return found

    def shown(self) -> str:
        """The beginning of what stands here."""
        return self._held[self._place : self._place + 60]

    def _move(self, place: int) -> None:
        self._line += self._held.count("\n", self._place, place)
        self._place = place

    def _more(self) -> bool:
        piece = self._read(_CHUNK)
        self._held = self._held[self._place :] + piece
        self._place = 0
        return bool(piece)


def _is_per_line(start: str) -> bool:
    """True when the first line is a whole object."""
    line = start.lstrip("\ufeff \r\n\t").split("\n", 1)[0]
    try:
        return isinstance(json.loads(line), dict) and "\n" in start.strip()
    except (ValueError, RecursionError):
        return len(start) >= _CHUNK and "\n" not in start


def _flat(item: Mapping[str, Any], lead: str = "", depth: int = 0) -> dict[str, Cell]:
    """``_flat({"a": {"b": 1}, "c": ["x", "y"]})`` is ``{"a.b": 1, "c": "x; y"}``."""
    flat: dict[str, Cell] = {}
    for key, value in item.items():
        if isinstance(value, dict) and value and depth < 4:
            flat |= _flat(value, f"{lead}{key}.", depth + 1)
        else:
            flat[f"{lead}{key}"] = _cell(value)
    return flat


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
        return "; ".join(str(item) for item in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value  # type: ignore[no-any-return]
