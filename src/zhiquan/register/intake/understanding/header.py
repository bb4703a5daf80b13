"""Which line of a grid holds the headings, one line or two (表头识别)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiquan.knowledge.columns import heading_key
from zhiquan.register.intake.parts import Cell, Line
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.headings import Headings
from zhiquan.register.intake.values.texts import half_width, text_of

BANNER = 25
"""Lines among which the headings are sought; above them stand titles, notes and queries."""

LONGEST = 120
"""Characters of the longest heading met."""

_GROUP_ENDINGS = ("基本信息", "信息", "情况", "资料", "内容")


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a grid.

    Args:
        place: place of the line among the first ones; None when there is none.
        height: lines the headings take, 1 or 2.
        kind: kind of row they fit.
        context: sort of rows within the kind.
        names: the headings, as wide as the line; empty texts where a cell is.
    """

    place: int | None
    height: int
    kind: str
    context: str
    names: list[str]


NO_HEADER = Header(None, 0, "", "", [])


def find_header(first: Sequence[Line], headings: Headings, *, sheet: str) -> Header:
    """The headings among the first lines of a grid; :data:`NO_HEADER` when there are none."""
    best, best_score = NO_HEADER, 0.0
    for found in _candidates(first, headings):
        filled = [name for name in found.names if name]
        kind, context, known = headings.kind_and_context(filled, sheet=sheet)
        score = known + known / len(filled) - 0.6 * (found.height - 1)
        if known and score > best_score:
            best, best_score = Header(found.place, found.height, kind, context, found.names), score
    if best.place is None or (
        best_score < 2.5 and (not _are_words(best.names) or any(map(looks.is_value, best.names)))
    ):
        return _plain_header(first)
    return best


def _candidates(first: Sequence[Line], headings: Headings) -> Iterator[Header]:
    """Lines that may be headings, alone and with the line below joined under them."""
    for place, (_, cells) in enumerate(first[:BANNER]):
        names = [_heading(cell) for cell in cells]
        filled = [name for name in names if name]
        if not filled or max(map(len, filled)) > LONGEST:
            continue
        if _heads_rows(names, first[place + 1 : place + 6]):
            yield Header(place, 1, "", "", names)
        below = first[place + 1][1] if place + 1 < len(first) else []
        joined = _joined(names, [_heading(cell) for cell in below], headings)
        if joined and _heads_rows(joined, first[place + 2 : place + 7]):
            yield Header(place, 2, "", "", joined)


def _heading(cell: Cell) -> str:
    return " ".join((text_of(cell) or "").split())


def _joined(groups: Sequence[str], subs: Sequence[str], headings: Headings) -> list[str] | None:
    """Headings of two lines, group over part; None when the second line does not fill gaps of the first."""
    width = max(len(groups), len(subs))
    above = [*groups, *[""] * (width - len(groups))]
    below = [*subs, *[""] * (width - len(subs))]
    gaps = [place for place in range(1, width) if below[place] and not above[place]]
    if not gaps or not _are_words([name for name in below if name]) or not any(above):
        return None
    names: list[str] = []
    group = ""
    for over, under in zip(above, below, strict=True):
        group = over or (group if under else "")
        names.append(_under(group, under, headings, seen=names) if under else over)
    return names


def _under(group: str, part: str, headings: Headings, *, seen: Sequence[str]) -> str:
    """The heading a part has under its group: 权利人信息 over 名称 is 权利人名称 where that is a known one."""
    if not group:
        return part
    stem = next((group.removesuffix(end) for end in _GROUP_ENDINGS if group.endswith(end)), group)
    for name in (f"{stem}{part}", part):
        if heading_key(name) in headings.every and name not in seen:
            return name
    return f"{group} {part}"


def _plain_header(first: Sequence[Line]) -> Header:
    """A first line of words nobody knows, above lines of numbers and days, is a heading all the same."""
    for place, (_, cells) in enumerate(first[:BANNER]):
        names = [_heading(cell) for cell in cells]
        texts = [name for name in names if name]
        if len(texts) < 2:
            continue
        is_wordy = all(len(text) <= 40 and not looks.is_value(text) for text in texts) and len(set(texts)) == len(texts)
        if is_wordy and _differs(names, [row for _, row in first[place + 1 : place + 40]]):
            return Header(place, 1, "rights", "", names)
        return NO_HEADER
    return NO_HEADER


def _differs(names: Sequence[str], below: Sequence[Sequence[Cell]]) -> bool:
    """True when some column holds values under its word."""
    for place in range(len(names)):
        texts = [text for row in below if place < len(row) and (text := text_of(row[place]))]
        if texts and sum(looks.is_value(text) for text in texts) >= 0.8 * len(texts):
            return True
    return False


def _are_words(names: Sequence[str]) -> bool:
    """True when a line holds words nearly alone: headings rarely hold digits."""
    texts = [half_width(name) for name in names if name]
    return sum(any(map(str.isdigit, text)) for text in texts) * 3 <= len(texts)


def _heads_rows(names: Sequence[str], below: Sequence[Line]) -> bool:
    """False for a line that is much narrower than what stands below it: a title or note, not headings."""
    width = sum(bool(name) for name in names)
    widths = [sum(text_of(cell) is not None for cell in row) for _, row in below]
    return not widths or width * 2 >= max(widths) or width >= 6
