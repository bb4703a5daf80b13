from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.site.drawing.beam import beam
from zhiquan.site.drawing.beam_scale import BeamFigures, beam_scale
from zhiquan.site.drawing.beam_words import beam_sentence

PATENTS = BeamFigures(
    "万人发明专利拥有量", Decimal("19.02"), Decimal(20), Decimal("19.3"), Decimal("20.2"), date(2025, 12, 31)
)


def test_places_by_hand() -> None:
    # 19.02 / 20 * 76 = 72.276; 19.3 / 20 * 76 = 73.34; 20.2 / 20 * 76 = 76.76
    drawn = beam(PATENTS, language="zh")
    assert '<line class="fill" x1="0%" x2="72.3%" y1="11" y2="11"/>' in drawn
    assert '<line class="span" x1="73.3%" x2="76.8%" y1="11" y2="11"/>' in drawn
    assert '<line class="aim" x1="76%" x2="76%" y1="0" y2="32"/>' in drawn
    assert '<svg x="72.3%" overflow="visible"><path class="string"' in drawn


def test_the_sentence_says_value_target_and_forecast_in_both_languages() -> None:
    zh = "万人发明专利拥有量：现值 19.02，目标 20，2025年底预测 19.3 至 20.2"
    assert beam_sentence(PATENTS, language="zh") == zh
    assert f'aria-label="{zh}"' in beam(PATENTS, language="zh")
    eight, nine, ten, until = Decimal(8), Decimal(9), Decimal(10), date(2026, 6, 30)
    english = BeamFigures("Median days", eight, ten, nine, nine, until, is_moving=True, is_at_most=True)
    assert beam_sentence(english, language="en") == (
        "Median days: now 8, target at most 10 (moves with the value compared), forecast for 2026-06-30 9"
    )


def test_a_missing_value_hangs_no_weight_and_is_not_nought() -> None:
    drawn = beam(BeamFigures("甲", None, Decimal(20)), language="zh")
    assert "weight" not in drawn
    assert "fill" not in drawn.replace('fill="none"', "")
    assert "没有现值" in drawn


def test_without_a_target_nothing_is_drawn_at_76_but_the_largest_number() -> None:
    drawn = beam(BeamFigures("甲", Decimal(30), None, Decimal(20), Decimal(40)), language="zh")
    assert "aim" not in drawn
    assert 'x2="76%"' in drawn
    assert "没有目标值" in drawn


def test_a_value_beyond_the_line_is_drawn_at_its_end_and_says_so() -> None:
    # the line ends at 100 / 76 * 20 = 26.3
    assert "超出" not in beam(BeamFigures("甲", Decimal("26.3"), Decimal(20)), language="zh")
    drawn = beam(BeamFigures("甲", Decimal("26.4"), Decimal(20)), language="zh")
    assert '<svg x="100%" overflow="visible"><path class="string" fill="none"' in drawn
    assert "<title>超出图示范围，画在右端</title>" in drawn
    assert "，超出图示范围，画在右端" in drawn
    assert "beyond the line" in beam(BeamFigures("a", Decimal(99), Decimal(20)), language="en", sentence="a: 99 of 20")


@pytest.mark.parametrize(
    ("value", "target"), [("3", "0"), ("-3", "0"), ("-3", "-5"), ("-7", "-5"), ("-1", "20"), ("0", "0")]
)
def test_nought_and_less_find_a_place_and_more_lies_further_right(value: str, target: str) -> None:
    figures = BeamFigures("甲", Decimal(value), Decimal(target))
    scale = beam_scale(figures)
    assert round(scale.at(Decimal(target)), 9) == 76
    assert Decimal("-1e-9") <= scale.at(Decimal(value)) <= Decimal("100.000000001")
    assert (scale.at(Decimal(value)) > 76) is (Decimal(value) > Decimal(target))


def test_a_ceiling_has_a_head_that_points_back() -> None:
    at_most = beam(BeamFigures("甲", Decimal(3), Decimal(4), is_at_most=True), language="zh")
    assert 'd="M-4.5-2h9L0 4z"' not in at_most
    assert "目标 不高于 4" in at_most


def test_a_moving_target_is_dashed() -> None:
    assert 'class="aim is-moving"' in beam(BeamFigures("甲", Decimal(3), Decimal(4), is_moving=True), language="zh")


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(BadInput):
        BeamFigures("甲", Decimal("NaN"))


def test_ten_beams_stay_small() -> None:
    assert len(beam(PATENTS, language="zh")) < 1000  # 1,829 where each graduation is a circle
