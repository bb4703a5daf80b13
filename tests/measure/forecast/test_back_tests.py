"""Back-tests: what counts as known, and that they are printed as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from factory import application, load, register
from zhiquan.measure.forecast import back_test
from zhiquan.measure.measuring import Measuring
from zhiquan.register.batches import Register

DAY = date(2023, 12, 31)


@pytest.fixture(scope="session")
def known_at(
    asking: Callable[..., Measuring], district: Register, figures: Measuring
) -> Callable[[date | None], Measuring]:
    def measuring_at(known: date | None) -> Measuring:
        return figures if known is None else asking(district, known=known)

    return measuring_at


def test_each_half_year_with_three_years_behind_it_is_tried(known_at: Callable[[date | None], Measuring]) -> None:
    found = back_test(known_at, "invention_patents", day=DAY)
    cutoffs = [trial.cutoff for trial in found.trials if (trial.target - trial.cutoff).days < 200]
    # The one grant of 2007 begins the history; targets end where lapses are all told.
    assert cutoffs[0] == date(2013, 6, 30) or cutoffs[0] >= date(2010, 1, 1)
    assert cutoffs == sorted(cutoffs)
    assert found.trials[-1].target <= date(2023, 6, 30)
    json.dumps(found.as_plain())


def test_scores_are_counted_from_the_trials(known_at: Callable[[date | None], Measuring]) -> None:
    found = back_test(known_at, "invention_patents", day=DAY, months=(12,))
    (score,) = found.scores
    assert score.n == len(found.trials)
    assert score.coverage == pytest.approx(sum(t.low <= t.truth <= t.high for t in found.trials) / score.n, abs=0.1)
    assert score.mean_error == pytest.approx(sum(t.mid - t.truth for t in found.trials) / score.n)
    assert score.mean_absolute_error is not None
    assert score.line_mean_absolute_error is not None
    assert f"{score.n} trials" in found.says.en


def test_before_the_register_was_kept_only_announcements_count(known_at: Callable[[date | None], Measuring]) -> None:
    found = back_test(known_at, "invention_patents", day=DAY, months=(6,))
    assert {trial.is_recorded for trial in found.trials} == {False}
    assert "announced by the cut-off" in found.says.en


def test_a_register_kept_since_is_asked_what_it_knew(tmp_path: Path, asking: Callable[..., Measuring]) -> None:
    made = register(tmp_path / "lake")
    rows = [
        {
            "app_no": application(place + 1, year=2014 + place // 12),
            "filed_on": date(2014 + place // 12, 1 + place % 12, 7),
            "granted_on": date(2016 + place // 12, 1 + place % 12, 9),
            "region": "500115",
            "applicants": ["演示甲"],
        }
        for place in range(84)
    ]
    load(made, {"rights": rows[:62]}, day=15, month=4, year=2021)
    load(made, {"rights": rows[62:]}, day=2, month=1, year=2023, name="later.csv")
    kept: dict[date | None, Measuring] = {}

    def measuring_at(known: date | None) -> Measuring:
        return kept.setdefault(known, asking(made, known=known))

    found = back_test(measuring_at, "invention_patents", day=date(2023, 1, 31), months=(6,))
    recorded = {trial.cutoff: trial.is_recorded for trial in found.trials}
    # At the end of June 2021 the register held 62 of the 66 granted by then, before April 2021 none.
    assert recorded[date(2021, 6, 30)]
    assert not recorded[date(2020, 12, 31)]
    assert date(2021, 6, 30) in kept


def test_too_short_a_history_is_said(known_at: Callable[[date | None], Measuring]) -> None:
    found = back_test(known_at, "madrid_applications", day=DAY)
    assert [score.n for score in found.scores] == [0, 0]
    assert found.scores[0].coverage is None
    assert found.says.en == "not enough history for a back-test"


@pytest.mark.parametrize("indicator", ["pledges", "annual_fees_kept", "ip_protection_satisfaction"])
def test_every_sort_of_indicator_can_be_tried(known_at: Callable[[date | None], Measuring], indicator: str) -> None:
    found = back_test(known_at, indicator, day=DAY, months=(12,))
    assert all(trial.low <= trial.mid <= trial.high for trial in found.trials)


def test_a_steady_stream_is_met(known_at: Callable[[date | None], Measuring]) -> None:
    found = back_test(known_at, "pledges", day=DAY, months=(6,))
    assert found.scores[0].n >= 2
    assert found.scores[0].coverage == 1.0
