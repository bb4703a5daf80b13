"""The table of contents: taken out of the text, and kept for what it says about headings (目录)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.numbering import mark_at_start

_CONTENTS = re.compile(r"目\s*[录次]")
_LEADERS = re.compile(r"\s*(?:[.．·…‥—\-_]{3,}|…+|\t|\s{2,}|[·.．]{2,})\s*[-—]?\s*\d{0,3}\s*[-—]?\s*$|\s+\d{1,3}$")
_HIGH = re.compile(r"第[一二三四五六七八九十百]{1,4}[编篇章节]")
_LONGEST = 70


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], frozenset[tuple[str, str]]]:
    """Takes the table of contents out.

    Args:
        lines: clean lines.

    Returns:
        The lines of the text, and the headings the contents list as (number, text) without blanks.
    """
    kept = _split_off(list(lines))
    start = next((at for at, line in enumerate(kept) if _CONTENTS.fullmatch(line.text)), None)
    first = start + 1 if start is not None else _bare_contents(kept)
    if first is None or first >= len(kept):
        return kept, frozenset()
    keys = [contents_key(line.text) for line in kept]
    again = next((at for at in range(first + 1, len(kept)) if _same(keys[at], keys[first])), None)
    start = first if start is None else start
    if again is None:
        return [line for at, line in enumerate(kept) if at != start], frozenset()
    entries = [part for line in kept[first:again] for part in _parts(line.text)]
    rest = _title_again(kept[again - 1], kept[:start])
    return kept[:start] + rest + kept[again:], frozenset(filter(None, map(_entry, entries)))


def contents_key(text: str) -> str:
    """A heading as a table of contents and the text both write it: no leaders, page number, blanks or full stop.

    ``contents_key("第一章 总则……3")`` is ``"第一章总则"``.
    """
    return re.sub(r"[\s.．·…]+|[。：:]$", "", _LEADERS.sub("", text))


def _same(text: str, key: str) -> bool:
    return text == key or (len(key) >= 6 and text.startswith(key))


def _split_off(lines: list[Line]) -> list[Line]:
    """Gives 目录 a line of its own where it has run into the text."""
    for at, line in enumerate(lines[:60]):
        found = re.search(r"目\s*[录次](?=\s*(?:第[一1]|一、|前\s*言|$))", line.text)
        if found and not line.cells and found[0] != line.text:
            parts = (line.text[: found.start()].strip(), "目录", line.text[found.end() :].strip())
            return [*lines[:at], *(replace(line, text=part) for part in parts if part), *lines[at + 1 :]]
    return lines


def _parts(text: str) -> list[str]:
    """The headings of one line of the contents, which may have run together."""
    cuts = [found.start() for found in _HIGH.finditer(text)]
    bounds = sorted({0, *cuts, len(text)})
    return [text[left:right] for left, right in pairwise(bounds)]


def _entry(text: str) -> tuple[str, str] | None:
    mark = mark_at_start(text)
    if mark is None:
        return None
    return re.sub(r"\s+", "", mark.printed), contents_key(text[mark.end :])


def _title_again(last: Line, earlier: Sequence[Line]) -> list[Line]:
    """What follows the last entry on its line: the title, named between 《》 before, and the preamble."""
    if len(last.text) <= _LONGEST:
        return []
    for line in earlier:
        for title in re.findall(r"《([^《》]{6,80})》", line.text):
            at = last.text.find(title)
            if at > 0:
                return [replace(last, text=title), replace(last, text=last.text[at + len(title) :].strip())]
    return []


def _bare_contents(lines: list[Line]) -> int | None:
    """Where three or more headings stand one after the other that all come again below."""
    keys = [contents_key(line.text) for line in lines]
    places = {key: at for at, key in enumerate(keys)}
    for at in range(min(len(keys), 400) - 2):
        run = range(at, at + 3)
        if all(mark_at_start(lines[n].text) and len(keys[n]) < 50 and places[keys[n]] > n + 2 for n in run):
            return at
    return None
