from __future__ import annotations

import random
from datetime import date

from zhiquan.demo.chances import anniversary, gazette_day, stream, weighted


def test_the_gazette_appears_on_tuesdays_and_fridays() -> None:
    # 2025-12-29 is a Monday
    assert gazette_day(date(2025, 12, 29)) == date(2025, 12, 30)
    assert gazette_day(date(2025, 12, 30)) == date(2025, 12, 30)
    assert gazette_day(date(2025, 12, 31)) == date(2026, 1, 2)
    assert gazette_day(date(2026, 1, 3)) == date(2026, 1, 6)


def test_a_leap_day_has_its_anniversary_on_28_february() -> None:
    assert anniversary(date(2020, 2, 29), 1) == date(2021, 2, 28)
    assert anniversary(date(2020, 2, 29), 4) == date(2024, 2, 29)


def test_topics_have_streams_of_their_own() -> None:
    assert stream(1, "marks").random() == stream(1, "marks").random()
    assert stream(1, "marks").random() != stream(1, "patents").random()
    assert stream(1, "marks").random() != stream(2, "marks").random()


def test_a_weight_of_zero_is_never_drawn() -> None:
    assert {weighted(random.Random(place), {"a": 1, "b": 0}) for place in range(50)} == {"a"}
