"""The lines of a document without what is no text of it: marks, page numbers, contents (文本行)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhiquan.plan.reading.numbering import mark_at_start
from zhiquan.plan.reading.values import is_value

_EDITOR_MARKS = re.compile(
    r"\[\s*(?:bookmark|hyperlink|image|图片|comment|批注)\s*:[^\]]*\]|\ufeff|\u200b|\u200c|\u200d|\u2060|\x0c|\xad"
)
_PAGE_NUMBERS = re.compile(r"[-—–－―·•\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／]\s*\d{1,3})?[-—–－―·•\s]*")
_MARKED_PAGE = re.compile(r"[-—–－―·•]\s*\d{1,3}\s*[-—–－―·•]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?")
_LATE_MARK = re.compile(
    r"(?:(?P<contents>目)|第[一二三四五六七八九十百零\d]{1,4}[编篇章节]|专栏\s*[一二三四五六七八九十\d]{1,3}"
    r"|(?:^|(?<=[。！？]))\s*(?:[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十]{1,3}[）)]))\s*$"
)
_BROKEN = re.compile(r"[，、（《“]$")
_YEAR_OR_NATURE = re.compile(r"(?:19|20)\d\d年\S{0,5}|约束性|预期性")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document (文本行).

    Attributes:
        text: what it says, trimmed; the cells of a table row joined by tabs.
        number: line of the file, from 1.
        cells: the cells when it is a row of a table.
        style: level of a heading style of a word processor, 0 for none.
        due: what the column of time limits says, when it is a cell of a table of tasks.
    """

    text: str
    number: int
    cells: tuple[str, ...] = ()
    style: int = 0
    due: str = ""


def plain_lines(text: str) -> list[Line]:
    """The lines of a text file, each with its number; rows with tabs between short cells keep their cells."""
    found = []
    for number, raw in enumerate(re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029\x85]", text), start=1):
        cells = tuple(cell.strip() for cell in raw.split("\t")) if "\t" in raw.strip() else ()
        filled = [cell for cell in cells if cell]
        is_row = len(filled) >= 3 and max(map(len, filled)) <= 60
        found.append(Line(raw, number, cells if is_row else _ruled_cells(raw) or spaced_cells(raw)))
    return _long_rows(found)


def _ruled_cells(text: str) -> tuple[str, ...]:
    """The cells of a row drawn with upright strokes, ``| 指标 | 2025年 |``; none for other text."""
    plain = text.strip()
    if not re.match(r"[|｜│┃].*[|｜│┃]$", plain) or len(cells := re.split(r"[|｜│┃]", plain[1:-1])) < 2:
        return ()
    return tuple(cell.strip() for cell in cells)


def _long_rows(lines: list[Line]) -> list[Line]:
    """Rows whose cells are few or long are rows when a line beside them has as many cells."""
    counts = [line.text.strip().count("\t") + 1 if "\t" in line.text.strip() else 0 for line in lines]
    for at, line in enumerate(lines):
        near = [counts[other] for other in (at - 1, at + 1) if 0 <= other < len(lines)]
        if not line.cells and counts[at] >= 2 and counts[at] in near:
            cells = tuple(cell.strip() for cell in line.text.strip().split("\t"))
            lines[at] = replace(line, cells=cells)
    return lines


def spaced_cells(text: str) -> tuple[str, ...]:
    """The cells of a table row whose columns are set apart by blanks, as in the text layer of a PDF; else none.

    ``spaced_cells("1 入学率 % 97.5 99 约束性")`` has six cells.
    """
    parts = tuple(text.split())
    if not 4 <= len(parts) <= 12 or len(text) > 100 or re.search("[。，；！]", text):
        return ()
    values = sum(bool(_YEAR_OR_NATURE.fullmatch(part)) or is_value(part) for part in parts)
    return parts if values >= 2 else ()


def clean_lines(lines: Sequence[Line], *, wrapped: bool = False) -> list[Line]:
    """The lines that are text: without editor marks, blanks, page numbers and the table of contents.

    Args:
        lines: as read.
        wrapped: lines were broken by the page, not by the author; they are joined again.
    """
    kept: list[Line] = []
    for line in lines:
        text = _EDITOR_MARKS.sub("", line.text).replace("\xa0", " ").replace("\u3000", " ").strip()
        if text and not _is_page_number(text, wrapped=wrapped):
            kept.append(replace(line, text=text))
    kept = _marks_opened(_commas_joined(_single_letters_joined(kept)))
    return _rejoined(kept) if wrapped else kept


def _single_letters_joined(lines: list[Line]) -> list[Line]:
    """Joins words that fell apart into one letter per line: 指 / 标 / 名 / 称."""
    single = [len(line.text) == 1 and "一" <= line.text <= "鿿" for line in lines]
    joined: list[Line] = []
    for at, line in enumerate(lines):
        pair = at > 0 and (
            (single[at] and (single[at - 1] or _next(single, at))) or (single[at - 1] and _before(single, at))
        )
        if pair and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text + line.text)
        else:
            joined.append(line)
    return joined


def _commas_joined(lines: list[Line]) -> list[Line]:
    """Joins a line that ends within its sentence with the next one."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is None or last.cells or line.cells or mark_at_start(line.text) or not _is_broken(last.text):
            joined.append(line)
        else:
            joined[-1] = replace(last, text=last.text + line.text)
    return joined


def _is_broken(text: str) -> bool:
    return bool(_BROKEN.search(text)) and not _LATE_MARK.search(text)


def _next(single: Sequence[bool], at: int) -> bool:
    return at + 1 < len(single) and single[at + 1]


def _before(single: Sequence[bool], at: int) -> bool:
    return at > 1 and single[at - 1] and single[at - 2]


def _marks_opened(lines: list[Line]) -> list[Line]:
    """A number of a heading at the end of a line goes to the line after it, where its heading stands."""
    opened: list[Line] = []
    carried = ""
    for at, line in enumerate(lines):
        text = carried + line.text
        late = None if line.cells or at + 1 == len(lines) or lines[at + 1].cells else _LATE_MARK.search(text)
        if late and late["contents"] and not lines[at + 1].text.startswith(("录", "次")):
            late = None
        carried = (late[0].strip() + ("" if late["contents"] else " ")) if late else ""
        text = text[: late.start()].strip() if late else text
        if text:
            opened.append(replace(line, text=text))
    return opened


def _is_page_number(text: str, *, wrapped: bool) -> bool:
    return bool(_MARKED_PAGE.fullmatch(text)) or (wrapped and bool(_PAGE_NUMBERS.fullmatch(text)))


def _rejoined(lines: list[Line]) -> list[Line]:
    """Joins lines that the edge of the page broke."""
    widths = sorted(len(line.text) for line in lines if not line.cells)
    full = widths[int(len(widths) * 0.8)] if widths else 0
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and _runs_on(last, line, full=full):
            joined[-1] = replace(last, text=last.text + line.text)
        else:
            joined.append(line)
    return joined


def _runs_on(last: Line, line: Line, *, full: int) -> bool:
    if last.cells or line.cells or last.text[-1] in "。！？：" or mark_at_start(line.text):
        return False
    tail = len(last.text) % full if full and len(last.text) > full else len(last.text)
    return full >= 15 and (tail >= full * 0.85 or tail == 0 or last.text[-1] in "，、；（“")
