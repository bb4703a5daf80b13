"""What is indexed of a text, made by compiled loops: for many texts; loading them takes longer than a few texts.

It gives just what :func:`zhiquan.search.text.units.stream` gives of the folded text.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from zhiquan.kernels.status_fold import compiled
from zhiquan.search.text.folding import EVEN, PLANE, UNEVEN, UNMET, fold, meet
from zhiquan.search.text.units import JOINT, stream

Codes = npt.NDArray[np.uint32]
"""Characters as their numbers."""

Places = npt.NDArray[np.int64]

_MOST_RUNS = 200
"""Different runs of one text; longer lists are looked through too slowly."""

_BLANK, _JOINT = ord(" "), ord(JOINT)
_MET_NEW, _GIVEN_UP = -1, -2


class Pairing:
    """Makes pairs and units of texts; not to be shared by threads."""

    def __init__(self) -> None:
        self._seen = np.zeros(PLANE, dtype=np.uint32)
        self._texts = 0
        self._room = _Room(1_000)

    def stream(self, text: str) -> tuple[str, str]:
        """The pairs in order and the distinct units of a text as printed, blanks between."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        if len(codes) > self._room.longest:
            self._room = _Room(2 * len(codes))
        while True:
            self._texts += 1
            joined, distinct = _made(codes, EVEN, self._seen, self._texts, self._room.arrays)
            if joined != _MET_NEW:
                break
            meet(int(codes[distinct]))
        if joined == _GIVEN_UP:
            return stream(fold(text))
        return _text(self._room.joined[:joined]), _text(self._room.distinct[:distinct])


class _Room:
    """Arrays that are filled anew for each text of at most so many characters."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.joined, self.distinct = np.empty(4 * longest + 4, np.uint32), np.empty(2 * longest + 2, np.uint32)
        units, begins = np.empty(longest, np.uint32), np.empty(longest + 1, np.int64)
        self.arrays = (units, begins, self.joined, self.distinct)


def _text(codes: Codes) -> str:
    return codes[:-1].tobytes().decode("utf-32-le")  # without the last blank


@compiled
def _made(
    codes: Codes, folded: Codes, seen: Codes, text: int, room: tuple[Codes, Places, Codes, Codes]
) -> tuple[int, int]:
    """Write the pairs and the distinct units of a text; how much of both is filled.

    Args:
        codes: the text.
        folded: what each character of the first plane becomes.
        seen: number of the text in which a character was a unit last.
        text: number of this text.
        room: where to write units, where they begin, pairs, distinct units.

    Returns:
        The two lengths; ``(-1, place)`` at a character not met yet; ``(-2, 0)`` for a text to be made the plain way.
    """
    units, begins, joined, distinct = room
    count, place = _cut(codes, folded, units, begins)
    if count < 0:
        return count, place
    end = _distinct(units, begins[: count + 1], seen, text, distinct)
    if end < 0:
        return end, 0
    return _joined(units, begins[: count + 1], joined), end


@compiled
def _is_run(code: int | np.uint32) -> bool:
    """True for a Latin letter or a digit, folded."""
    return bool(97 <= code <= 122 or 48 <= code <= 57)


@compiled
def _cut(codes: Codes, folded: Codes, units: Codes, begins: Places) -> tuple[int, int]:
    """Write the units of a text, without blanks, one after another, and where each begins, and the end of the last.

    Args:
        codes: the text.
        folded: what each character of the first plane becomes.
        units: as long as the text.
        begins: one longer.

    Returns:
        The number of units and 0; ``(-1, place)`` at a character not met yet, ``(-2, 0)`` at an uneven one.
    """
    count = filled = 0
    in_run = False
    for place in range(len(codes)):
        code = folded[codes[place]] if codes[place] < PLANE else np.uint32(UNEVEN)
        if code == UNMET:
            return _MET_NEW, place
        if code == UNEVEN:
            return _GIVEN_UP, 0
        was_in_run, in_run = in_run, _is_run(code)
        if code == _BLANK:
            continue
        if not (in_run and was_in_run):
            begins[count] = filled
            count += 1
        units[filled] = code
        filled += 1
    begins[count] = filled
    return count, 0


@compiled
def _joined(units: Codes, begins: Places, joined: Codes) -> int:
    """Write each unit with the next one and a blank; how much is filled."""
    end = 0
    for unit in range(len(begins) - 2):
        first, second, third = begins[unit], begins[unit + 1], begins[unit + 2]
        for place in range(first, second):
            joined[end] = units[place]
            end += 1
        if _is_run(units[first]) and _is_run(units[second]):
            joined[end] = _JOINT
            end += 1
        for place in range(second, third):
            joined[end] = units[place]
            end += 1
        joined[end] = _BLANK
        end += 1
    return end


@compiled
def _distinct(units: Codes, begins: Places, seen: Codes, text: int, distinct: Codes) -> int:
    """Write each different unit and a blank, in order of their first places; how much is filled.

    Args:
        units: the units one after another.
        begins: where each begins, and the end of the last.
        seen: number of the text in which a character was a unit last.
        text: number of this text.
        distinct: where to write.

    Returns:
        The length filled; -2 when there are too many different runs.
    """
    runs = np.empty((_MOST_RUNS, 2), np.int64)
    end = runs_met = 0
    for unit in range(len(begins) - 1):
        first, after = begins[unit], begins[unit + 1]
        if not _is_run(units[first]):
            if seen[units[first]] == text:
                continue
            seen[units[first]] = text
        elif _is_among(units, first, after, runs[:runs_met]):
            continue
        elif runs_met == _MOST_RUNS:
            return _GIVEN_UP
        else:
            runs[runs_met, 0], runs[runs_met, 1] = first, after
            runs_met += 1
        for place in range(first, after):
            distinct[end] = units[place]
            end += 1
        distinct[end] = _BLANK
        end += 1
    return end


@compiled
def _is_among(units: Codes, first: int, after: int, runs: Places) -> bool:
    """True when the stretch of ``units`` is equal to one of the stretches of ``runs``."""
    for run in range(len(runs)):
        begin = runs[run, 0]
        if runs[run, 1] - begin == after - first:
            step = 0
            while first + step < after and units[begin + step] == units[first + step]:
                step += 1
            if first + step == after:
                return True
    return False
