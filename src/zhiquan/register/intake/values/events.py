"""Legal events a cell lists, as tools print them (法律事件文本)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import Column
from zhiquan.register.intake.values.texts import half_width, text_of

Word = Callable[[str], str | None]
"""Event of the model that a tool's word stands for; None when it tells none."""

_DATED = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_ENDED = re.compile(r"(?:终止|失效|生效)日期?\s*:?\s*(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")
_CODE = re.compile(r"\s*([A-Z][A-Z0-9]{1,4})\b")


def stated_events(cells: Sequence[Cell], event_of: Word) -> Column:
    """Events with their days; words the vocabulary does not know are left out (the cell is kept as extra too).

    Returns:
        One list of dictionaries with the keys of ``STATED_EVENTS`` per cell:
        ``"2022.12.06 公开 公开"`` is one event ``published``, announced and effective that day.
    """
    return Column([_events(text_of(cell), event_of) for cell in cells])


def _events(text: str | None, event_of: Word) -> list[dict[str, Any]] | None:
    if text is None:
        return None
    plain = half_width(text)
    starts = [start for start in _DATED.finditer(plain) if not _is_end_day(plain, start.start())]
    found = []
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(plain)
        said = plain[start.end() : end]
        ended = _ENDED.search(said)
        word = _ENDED.sub("", said).strip(" \n|;；,，:：+-·")
        day = _day(start)
        event = _event(word, event_of)
        if day and event:
            effective = _day(ended) if ended else None
            found.append(
                {"event": event, "effective": effective, "announced": day, "until": None, "days": None,
                 "word": word[:120]}
            )  # fmt: skip
    return found or None


def _event(word: str, event_of: Word) -> str | None:
    """By the words, else by their first part, else by the INPADOC code they start with."""
    first = re.split(r"[\n|]", word)[0].strip(" +-")
    code = _CODE.match(first)
    for text in (first, first.split(" ")[0], code[1] if code else ""):
        event = event_of(text) if text else None
        if event:
            return event
    return None


def _is_end_day(plain: str, place: int) -> bool:
    """True for a day that states when the event before it takes effect, not one that begins an event."""
    return bool(re.search(r"(?:终止|失效|生效)日期?\s*:?\s*$", plain[:place]))


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
