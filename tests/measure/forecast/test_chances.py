"""Random counts: their law, and that they never fall when their mean rises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.measure.forecast.chances import PATHS, counts, factors, goes_on, normal_of, resampled

SHARES = (np.arange(4_000) + 0.5) / 4_000


@pytest.mark.parametrize("mean", [0.02, 0.5, 3.0, 24.0, 26.0, 400.0])
def test_counts_have_the_mean_and_the_variance_of_a_poisson_law(mean: float) -> None:
    drawn = counts(np.full(SHARES.shape, mean), SHARES)
    assert drawn.mean() == pytest.approx(mean, rel=0.02, abs=0.01)
    assert drawn.var() == pytest.approx(mean, rel=0.06, abs=0.01)


def test_counts_by_hand() -> None:
    # Poisson of mean 1: P(0) = 0.368, P(0 or 1) = 0.736, P(up to 2) = 0.920
    assert counts(np.ones(4), np.array([0.36, 0.37, 0.74, 0.93])).tolist() == [0, 1, 2, 3]


@given(st.floats(0, 60), st.floats(0, 20), st.floats(0.001, 0.999))
def test_a_higher_mean_never_gives_a_lower_count(mean: float, more: float, share: float) -> None:
    low, high = counts(np.array([mean, mean + more]), np.array([share, share]))
    # Where the exact law hands over to the smooth one, at 25, a step of one is allowed for.
    assert low <= high + (mean <= 25 < mean + more)


def test_nothing_expected_is_nothing_drawn() -> None:
    assert counts(np.zeros(3), np.array([0.01, 0.5, 0.9999])).tolist() == [0, 0, 0]


def test_the_normal_quantile_by_the_table() -> None:
    assert normal_of(np.array([0.1, 0.5, 0.9, 0.975])) == pytest.approx([-1.2816, 0, 1.2816, 1.95996], abs=1e-3)


def test_months_are_drawn_in_blocks_of_neighbours() -> None:
    drawn = resampled(np.random.default_rng(1), np.arange(36.0), 6)
    assert drawn.shape == (PATHS, 6)
    assert set(np.diff(drawn[:, :3], axis=1).ravel().tolist()) == {1.0, -35.0}


def test_years_begin_with_the_same_month_of_the_calendar_when_asked() -> None:
    drawn = resampled(np.random.default_rng(1), np.arange(36.0), 24, 12, aligned=True)
    assert set(drawn[:, 0].tolist()) == set(drawn[:, 12].tolist()) == {0.0, 12.0, 24.0}


def test_an_empty_past_gives_an_empty_future() -> None:
    assert not resampled(np.random.default_rng(1), np.empty(0), 5).any()


def test_one_path_in_one_plus_the_missing_takes_silence_for_real() -> None:
    assert goes_on(4.0, np.random.default_rng(1)).mean() == pytest.approx(0.8, abs=0.03)
    assert goes_on(0.0, np.random.default_rng(1)).mean() == 0


def test_a_factor_of_no_spread_is_one() -> None:
    assert set(factors(np.random.default_rng(1), 0.0).ravel().tolist()) == {1.0}
