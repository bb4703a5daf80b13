"""The one model of legal events that every export tool is read into (法律事件模型)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from zhiquan.knowledge.shapes import Definition, Grounded, RightKind, Shape, Text

ANY = "*"
"""Any status, also none yet, except sticky ones."""

NONE = "none"
"""The status before anything is known of a right; its code is 0."""

StatusGroup = Literal["pending", "in_force", "ended"]


class LegalStatus(Definition):
    """A status of a right in the model (法律状态).

    ``sticky`` statuses are left only by an event that names them; ``order`` fixes the code.
    """

    group: StatusGroup
    order: int = Field(ge=1)
    sticky: bool = False


class Move(Shape):
    """Statuses an event can leave, and the one it leads to (状态转换)."""

    from_: tuple[str, ...] = Field(alias="from", min_length=1)
    to: str


class Overlay(Shape):
    """A flag that an event opens or closes without touching the status (附加标记)."""

    flag: Literal["pledge", "preservation", "suspension", "licence", "open_licence", "compulsory_licence"]
    does: Literal["open", "close"]


class LegalEvent(Definition, Grounded):
    """One kind of legal event (法律事件).

    Attributes:
        rights: kinds of rights it happens to.
        moves: what it does to the status; none when it only tells or flags something.
        effective: the day it takes effect: ``stated`` in the source; ``announced``; ``grant``: from the
            day of grant or registration, as if the right had never been; ``due_day``: the unpaid fee's day.
        order: place among events effective on one day; equal places follow the day announced, so that a second
            invalidation after a reversal counts; announced on one day too, they follow the order of ids.
        single: a right has at most one, so of several observations the best wins.
        computed: follows from a term and is never read from a file.
        overlay: the flag it opens or closes, if any.
    """

    rights: tuple[RightKind, ...] = Field(min_length=1)
    moves: tuple[Move, ...] = ()
    effective: Literal["stated", "announced", "grant", "due_day"]
    order: int = Field(ge=1)
    single: bool = False
    computed: bool = False
    overlay: Overlay | None = None
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class EventModel:
    """The model as arrays for the kernel that replays events (法律事件矩阵).

    Attributes:
        statuses: status words by code; code 0 is ``none``.
        groups: the group of each status, ``""`` for ``none``.
        events: event words by code.
        transition: int8 ``[n_status, n_event]``: the status an event leads to, -1 for no change.
        order: int16 ``[n_event]``: place among events effective on one day.
        single: bool ``[n_event]``: at most one per right.
        ab_initio: bool ``[n_event]``: takes effect on the day of grant.
    """

    statuses: tuple[str, ...]
    groups: tuple[str, ...]
    events: tuple[str, ...]
    transition: npt.NDArray[np.int8]
    order: npt.NDArray[np.int16]
    single: npt.NDArray[np.bool_]
    ab_initio: npt.NDArray[np.bool_]

    def status_code(self, status: str) -> int:
        """The code of a status word; ``ValueError`` for a word not in the model."""
        return self.statuses.index(status)

    def event_code(self, event: str) -> int:
        """The code of an event word; ``ValueError`` for a word not in the model."""
        return self.events.index(event)

    def after(self, status: str, event: str) -> str:
        """The status after one event: ``after("in_force", "lapsed_fee")`` is ``"lapsed_fee"``."""
        code = int(self.transition[self.status_code(status), self.event_code(event)])
        return status if code < 0 else self.statuses[code]


def build_event_model(statuses: Sequence[LegalStatus], events: Sequence[LegalEvent]) -> EventModel:
    """The arrays of the model; the order of the definitions given does not matter.

    Raises:
        ValueError: an event names a status that is not among ``statuses``.
    """
    ranked = sorted(statuses, key=lambda status: (status.order, status.id))
    listed = sorted(events, key=lambda event: (event.order, event.id))
    words = (NONE, *(status.id for status in ranked))
    open_words = (NONE, *(status.id for status in ranked if not status.sticky))
    transition = np.full((len(words), len(listed)), -1, dtype=np.int8)
    for column, event in enumerate(listed):
        for move in event.moves:
            leaves = [word for named in move.from_ for word in (open_words if named == ANY else (named,))]
            transition[[words.index(word) for word in leaves], column] = words.index(move.to)
    for array in (transition,):
        array.flags.writeable = False
    return EventModel(
        statuses=words,
        groups=("", *(status.group for status in ranked)),
        events=tuple(event.id for event in listed),
        transition=transition,
        order=np.array([event.order for event in listed], dtype=np.int16),
        single=np.array([event.single for event in listed], dtype=np.bool_),
        ab_initio=np.array([event.effective == "grant" for event in listed], dtype=np.bool_),
    )
