"""The kernel's rectangles by hand: arrays in, day numbers out."""

from __future__ import annotations

import numpy as np

import factory
from zhiquan.kernels.spells import EventColumns, status_spells
from zhiquan.kernels.status_fold import FOREVER

Event = tuple[int, str, int, int, int]
"""Right, event, effective day, day learned, value."""


def spells(*events: Event, standing: tuple[int, ...] | None = None) -> list[tuple[int, str, int, int, int, int]]:
    model = factory.rules().model
    columns = EventColumns(
        right=np.array([one[0] for one in events], dtype=np.int32),
        code=np.array([model.event_code(one[1]) for one in events], dtype=np.int16),
        effective=np.array([one[2] for one in events], dtype=np.int32),
        known=np.array([one[3] for one in events], dtype=np.int32),
        standing=np.array(standing or [1] * len(events), dtype=np.int64),
        value=np.array([one[4] for one in events], dtype=np.int32),
    )
    found = status_spells(columns, factory.rules().status_model).to_pylist()
    named = [{**row, "status": model.statuses[row["status"]]} for row in found]
    return sorted(tuple(row.values()) for row in named)


def test_no_events_make_no_periods() -> None:
    assert spells() == []


def test_later_knowledge_closes_the_rectangle_of_earlier_knowledge() -> None:
    # learned on day 100: in force from 10; learned on day 200: lapsed from 50
    assert spells((0, "granted", 10, 100, 0), (0, "lapsed_fee", 50, 200, 0)) == [
        (0, "in_force", 10, 50, 200, FOREVER),
        (0, "in_force", 10, FOREVER, 100, 200),
        (0, "lapsed_fee", 50, FOREVER, 200, FOREVER),
    ]


def test_a_period_that_later_knowledge_confirms_is_one_rectangle() -> None:
    found = spells((0, "filed", 1, 100, 0), (0, "granted", 10, 100, 0), (0, "transferred", 20, 300, 0))
    assert found == [(0, "in_force", 10, FOREVER, 100, FOREVER), (0, "pending", 1, 10, 100, FOREVER)]


def test_events_of_one_day_leave_only_the_last_status() -> None:
    found = spells((0, "filed", 10, 100, 0), (0, "granted", 10, 100, 0))
    assert found == [(0, "in_force", 10, FOREVER, 100, FOREVER)]


def test_each_right_is_folded_on_its_own() -> None:
    found = spells((0, "filed", 1, 100, 0), (1, "granted", 5, 100, 0), (2, "transferred", 9, 100, 0))
    assert found == [(0, "pending", 1, FOREVER, 100, FOREVER), (1, "in_force", 5, FOREVER, 100, FOREVER)]


def test_of_two_ends_of_term_the_better_stated_counts_then_renewal_and_compensation_move_it() -> None:
    granted = (0, "granted", 1, 100, 0)
    ends = ((0, "term_end", 40, 100, 0), (0, "term_end", 50, 100, 0))
    assert spells(granted, *ends, standing=(1, 9, 1))[0][2] == 40
    assert spells(granted, *ends, standing=(1, 1, 9))[0][2] == 50
    moved = ((0, "term_compensated", 45, 100, 7), (0, "renewed", 50, 100, 60))
    assert spells(granted, ends[0], *moved)[1] == (0, "in_force", 1, 67, 100, FOREVER)


def test_a_right_whose_term_ended_before_its_first_event_is_never_in_force() -> None:
    assert spells((0, "term_end", 5, 100, 0), (0, "granted", 9, 100, 0)) == [(0, "expired", 9, FOREVER, 100, FOREVER)]
