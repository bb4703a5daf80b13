from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from zhiquan.demo.lives import Life, invention_life, lapsed, model_life

FILED = date(2018, 3, 5)
GRANTED = Life(FILED, date(2019, 1, 4), date(2020, 5, 5), "granted", date(2024, 3, 5), "lapsed_fee", date(2024, 12, 3))


def test_a_lapse_goes_back_to_the_due_day_but_is_known_later() -> None:
    assert GRANTED.is_in_force(date(2024, 3, 4))
    assert not GRANTED.is_in_force(date(2024, 3, 5))
    assert GRANTED.stage(date(2024, 12, 2)) == "granted"
    assert GRANTED.stage(date(2024, 12, 3)) == "lapsed_fee"


def test_stages_follow_one_another() -> None:
    days = [date(2019, 1, 3), date(2019, 1, 4), date(2019, 4, 1), date(2020, 5, 5)]
    assert [GRANTED.stage(day) for day in days] == ["unpublished", "published", "examined", "granted"]


def test_a_lapse_falls_on_an_anniversary_of_filing() -> None:
    life = lapsed(random.Random(1), Life(FILED, None, date(2019, 6, 4), "granted"), 4, years=20)
    assert life.ended == date(2022, 3, 5)
    assert life.announced is not None
    assert life.announced > life.ended


def test_the_end_of_a_term_is_known_before_the_gazette_tells_it() -> None:
    life = Life(FILED, None, date(2018, 9, 4), "granted", date(2028, 3, 5), "expired", date(2028, 4, 4))
    assert [life.stage(day) for day in (date(2028, 3, 4), date(2028, 3, 5))] == ["granted", "expired"]


def test_a_restored_right_lives_to_the_end_of_its_term() -> None:
    life = replace(GRANTED, restored=date(2025, 2, 4), expires=date(2038, 3, 5))
    assert [life.stage(day) for day in (date(2025, 2, 3), date(2025, 2, 4), date(2038, 3, 5))] == [
        "lapsed_fee", "restored", "expired",
    ]  # fmt: skip
    assert life.is_in_force(date(2038, 3, 4))
    assert not life.is_in_force(date(2038, 3, 5))


def test_no_life_is_longer_than_its_term() -> None:
    chance = random.Random(9)
    for _ in range(300):
        filed = date(chance.randint(2006, 2020), chance.randint(1, 12), 11)
        invention, model = invention_life(chance, filed), model_life(chance, filed, is_design=False)
        assert not invention.is_in_force(date(filed.year + 20, 12, 31))
        assert not model.is_in_force(date(filed.year + 10, 12, 31))


def test_designs_last_fifteen_years_only_when_filed_from_june_2021() -> None:
    def terms(filed: date) -> set[date]:
        lives = [model_life(random.Random(place), filed, is_design=True) for place in range(60)]
        return {life.ended for life in lives if life.ending == "expired" and life.ended}

    assert terms(date(2021, 5, 31)) == {date(2031, 5, 31)}
    assert terms(date(2021, 6, 1)) == {date(2036, 6, 1)}
