"""Finding the headings of a document, whatever its numbering (标题层级)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.numbering import RANKS, Mark, mark_at_start, marks_inside, open_mark
from zhiquan.plan.reading.shapes import Heading

_ANNEX = re.compile(
    r"附\s*[件录表](?:\s*[\d一二三四五六七八九十]{1,3})?\s*[：:]?$|附\s*[件录](?:\s*\d{0,2})?[：:]\S.{0,40}$"
)
_PLAIN = re.compile(rf"{one_of(plan_words().plain_heads)}")
_BOX = re.compile(r"专栏\s*[\d一二三四五六七八九十]{1,3}(?=\s)")
_TABLE_HEAD = re.compile(r"序\s*号|指\s*标\s*名\s*称|单位(?=\d{4})")
_LONG_LINE = 60
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading and where it stands (标题位置).

    Attributes:
        heading: the heading.
        index: line among the clean lines, from 0.
        start: where it begins in its line.
        end: where the text after it begins.
    """

    heading: Heading
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    index: int
    mark: Mark | None
    start: int
    level: int = 0
    box: str = ""


def outline(lines: Sequence[Line], known: Collection[tuple[str, str]] = ()) -> list[Placed]:
    """The headings of a document in order, with their places.

    Args:
        lines: clean lines.
        known: headings its table of contents lists, as (number, text) without blanks.
    """
    found = _Sequence(lines).run()
    placed: list[Placed] = []
    for at, one in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        stop = after.start if after is not None and after.index == one.index else len(lines[one.index].text)
        placed.append(_placed(lines[one.index], one, stop, known))
    return placed


def is_annex(text: str) -> bool:
    """Whether a line opens an annex: 附件, 附件2, 附表一."""
    return bool(_ANNEX.match(text))


def annex_number(lines: Sequence[Line], at: int) -> str:
    """The number of the annex that begins at a line, ``附件2``; empty for other lines and the list of annexes."""
    text = re.sub(r"\s+", "", lines[at].text)
    name = re.match(r"附[件录表][\d一二三四五六七八九十]{0,3}", text)
    if lines[at].cells or not name or not is_annex(lines[at].text):
        return ""
    listed = re.match(r"\d{1,2}[.．、]", text[name.end() :].lstrip("：:")) is not None
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    titled = len(text) > name.end() + 1
    named = titled and re.search(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|^附[件录表]|人民政府$|办公[厅室]$", after)
    return "" if listed or named or not after else name[0]


def _placed(line: Line, one: _Found, stop: int, known: Collection[tuple[str, str]]) -> Placed:
    begin = one.mark.end if one.mark else one.start + len(one.box)
    text = line.text[begin:stop]
    number = re.sub(r"\s+", "", one.mark.printed if one.mark else one.box)
    cut = _known_length(text, number, known) or _heading_length(text, numbered=one.mark is not None)
    if one.box and (header := _TABLE_HEAD.search(text[:cut])):
        cut = header.start()
    title = text[:cut].strip(" \t。；;：:")
    rest = text[cut:].lstrip("。；;：: \t！")
    inline = bool(rest) or stop < len(line.text)
    end = begin + len(text) - len(rest) if rest else stop
    return Placed(Heading(one.level, number, title, inline, line.number), one.index, one.start, end)


def _known_length(text: str, number: str, known: Collection[tuple[str, str]]) -> int:
    """Length of the heading that the table of contents lists, where the text begins with it."""
    titles = [title for listed, title in known if listed == number and len(title) >= 2]
    best = 0
    for title in titles:
        found = re.match(r"\s*" + r"\s*".join(map(re.escape, title)), text)
        best = max(best, found.end() if found else 0)
    return best


def _heading_length(text: str, *, numbered: bool) -> int:
    """Where a heading ends within its line: its full stop, or the colon of a label before several sentences."""
    depth = 0
    for at, letter in enumerate(text):
        depth = max(depth + (letter in "（(“《〔【") - (letter in "）)”》〕】"), 0)
        if depth:
            continue
        if letter in "。！" or (letter in "：:" and (not numbered or _labels(text, at))):
            return at
    return len(text)


def _labels(text: str, colon: int) -> bool:
    """Whether what stands before a colon is a label, with several sentences behind it."""
    return colon <= 20 and "。" in text[colon:].rstrip("。 ")


class _Sequence:
    """Goes through the lines and keeps the numbers that continue a sequence."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.stack: list[tuple[int, tuple[int, ...]]] = []
        self.found: list[_Found] = []
        starts = [mark_at_start(line.text) for line in lines if not line.cells]
        self.at_start = Counter(mark.kind for mark in starts if mark)

    def run(self) -> list[_Found]:
        listed = 0
        for index, line in enumerate(self.lines):
            if line.cells:
                continue
            if is_annex(line.text):
                self.stack = []
                listed = 1
                continue
            # 附件：1.… 2.…: the names of annexes below the text are no headings.
            mark = mark_at_start(line.text)
            listed = listed + 1 if listed and mark and mark.kind == "arabic" and mark.ordinal == listed + 1 else 0
            if listed:
                continue
            self._line(index, line)
        return self.found

    def _line(self, index: int, line: Line) -> None:
        mark = mark_at_start(line.text)
        if mark and self._continues(mark, at_start=True) and _can_be_heading(line.text, mark):
            self._take(index, mark, 0)
        elif not mark or line.style:
            self._plain(index, line)
        if len(line.text) > _LONG_LINE:
            self._inside(index, line.text)

    def _inside(self, index: int, text: str) -> None:
        marks = {mark.start: mark for mark in marks_inside(text)}
        place = 0
        last = self.found[-1] if self.found and self.found[-1].index == index else None
        bare = open_mark(text, last.mark.end) if last and last.mark and last.mark.kind == "chinese" else None
        if bare:
            marks.setdefault(bare.start, bare)
        while remaining := [start for start in marks if start >= place]:
            start = min(remaining)
            mark = marks.pop(start)
            place = mark.end
            if self.at_start[mark.kind] > 3 or not self._continues(mark, at_start=False):
                continue
            first = mark.ordinal == 1 and mark.kind in ("chinese", "chapter", "part")
            if text[start - 1] in "：:" and not first and not (bare and start == bare.start):
                continue
            self._take(index, mark, start)
            if mark.kind in ("chinese", "chapter", "part", "section"):
                bare = open_mark(text, mark.end)
                if bare:
                    marks.setdefault(bare.start, bare)

    def _continues(self, mark: Mark, *, at_start: bool) -> bool:
        """Whether a number goes on from the last of its kind, or opens a new list."""
        if mark.ordinal == 0 or (mark.kind == "bare" and self.at_start["decimal"] < 2):
            return False
        if mark.kind == "decimal":
            return self._decimal_continues(mark)
        rank = RANKS[mark.kind]
        last = next((parts[-1] for kept, parts in reversed(self.stack) if kept == rank), None)
        earlier = next((f.mark.ordinal for f in reversed(self.found) if f.mark and RANKS[f.mark.kind] == rank), None)
        if last is not None and mark.ordinal == last + 1:
            return True
        if earlier is not None and mark.ordinal == earlier + 1:
            return True
        if mark.ordinal == 1:
            return at_start or last is None
        # A number left out or printed twice does not end the numbering.
        return at_start and rank <= RANKS["bracketed"] and last is not None and 0 <= mark.ordinal - last <= 2

    def _decimal_continues(self, mark: Mark) -> bool:
        if mark.ordinal == 1 or len(mark.parts) > 2:
            return True
        last = next((f.mark for f in reversed(self.found) if f.mark and f.mark.kind == "decimal"), None)
        return last is not None and mark.parts[0] - last.parts[0] + mark.ordinal > 0

    def _take(self, index: int, mark: Mark, start: int) -> None:
        rank = RANKS[mark.kind]
        if mark.kind == "decimal":
            rank = 100 + len(mark.parts)
            self.stack = [(kept, parts) for kept, parts in self.stack if kept == RANKS["arabic"] or kept < rank]
            if self.stack and not any(kept >= 100 for kept, _ in self.stack):
                self.stack = self.stack[: len(mark.parts) - 1]
        else:
            self.stack = [(kept, parts) for kept, parts in self.stack if kept < rank]
        self.stack.append((rank, mark.parts))
        self.found.append(_Found(index, mark, start, len(self.stack)))

    def _plain(self, index: int, line: Line) -> None:
        """A heading without a number: a word of plan structure, or a heading style."""
        box = _BOX.match(line.text)
        if box and self.found:
            self.found.append(_Found(index, None, 0, len(self.stack) + 1, box[0]))
            return
        short = len(line.text) <= 40 and not re.search(r"[。；，]", line.text)
        if line.style and short and self.found:
            self.found.append(_Found(index, None, 0, line.style))
            return
        found = _PLAIN.match(line.text)
        if not found:
            return
        alone = line.text.strip("：: ") == found[0] and short
        if alone or (line.text[found.end() : found.end() + 1] in ("：", "。") and not self.stack):
            self.found.append(_Found(index, None, 0, len(self.stack) + 1))


def _can_be_heading(text: str, mark: Mark) -> bool:
    """Whether the line after a number is worded like a heading, not like an item of a list."""
    body = text[mark.end :]
    if not body.strip() or (mark.kind != "chinese" and text.rstrip().endswith(("；", ";"))):
        return False
    length = _heading_length(body, numbered=True)
    if mark.kind in ("arabic", "digits", "decimal"):
        return length <= _LONGEST and not body.strip()[0].isdigit()
    return True
