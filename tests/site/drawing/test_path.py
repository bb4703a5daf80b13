from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.drawing.card import card_chart
from zhiquan.site.drawing.path import Ahead, DayValue, Path, path_sentence, path_table
from zhiquan.site.drawing.table_csv import table_csv
from zhiquan.site.drawing.wide import warm_up, wide_chart

VALUES = {
    "2021-12-31": "13.05",
    "2022-12-31": "14.62",
    "2023-12-31": "16.41",
    "2024-12-31": "18.13",
    "2025-09-30": "19.02",
}
LABEL = Words("万人发明专利拥有量", "Inventions per 10,000 people")
POINTS = tuple(DayValue(date.fromisoformat(day), Decimal(value)) for day, value in VALUES.items())
PATH = Path(LABEL, POINTS, Ahead(date(2025, 12, 31), Decimal("19.3"), Decimal("19.8"), Decimal("20.2")), Decimal(20))


def test_the_small_chart_by_hand() -> None:
    # values 13.05 to 20.2 with 12 % below: 13.05 lies at 106 - 92 * 0.12 / 1.24 = 97.1
    drawn = card_chart(PATH, "zh")
    assert drawn.startswith('<svg viewBox="0 0 252 128" role="img" aria-label="万人发明专利拥有量：2021年底 13.05，')
    assert 'points="28,97.1 68,80.8 107.9,62.2 148,44.4 177.9,35.1"' in drawn
    assert '<line class="aim" x1="8" x2="188" y1="25" y2="25"/>' in drawn
    assert '<text class="t-aim" x="194" y="29">目标 20</text>' in drawn


def test_the_wide_chart_puts_marks_where_the_small_one_would_and_gives_classes_not_colours() -> None:
    drawn = wide_chart(PATH, "zh")
    assert '<polyline class="line" points="81.8,225.4 229.2,183.9 376.7,136.7 524.5,91.3 634.8,67.8"/>' in drawn
    assert '<polygon class="fan" points="634.8,67.8 672,60.4 672,36.6"/>' in drawn
    assert '<text class="t-brand t-mid" x="634.8" y="89.8">19.02</text>' in drawn
    assert '<text x="678" y="74.4">19.3 至 20.2</text>' in drawn
    assert "fill=" not in drawn
    assert "font" not in drawn


def test_english_charts_speak_english() -> None:
    for drawn in (card_chart(PATH, "en"), wide_chart(PATH, "en")):
        assert "Target 20" in drawn
        assert drawn.isascii()


def test_a_long_label_narrows_the_field() -> None:
    long = Path(LABEL, POINTS, None, Decimal(20), Words("全市平均水平", "Average of the whole city"))
    assert 'x2="188"' not in card_chart(long, "en")


def test_the_sentence_tells_year_ends_target_and_forecast() -> None:
    assert path_sentence(PATH, "en") == (
        "Inventions per 10,000 people: end of 2021 13.05, end of 2022 14.62, end of 2023 16.41, end of 2024 18.13, "
        "2025-09-30 19.02; Target 20; forecast for the end of 2025 19.3 to 20.2"
    )


def test_nothing_known_is_said_not_drawn_as_nought() -> None:
    empty = Path(LABEL, (), PATH.ahead, Decimal(20))
    assert "尚无数据" in card_chart(empty, "zh")
    assert "No data yet" in wide_chart(empty, "en")
    assert "circle" not in wide_chart(empty, "zh")


def test_a_forecast_for_a_day_already_measured_is_left_out() -> None:
    late = Path(LABEL, POINTS, Ahead(date(2025, 9, 30), Decimal(1), Decimal(2), Decimal(3)), None)
    assert "fan" not in card_chart(late, "zh") + wide_chart(late, "zh")


def test_a_single_point_is_drawn_without_a_line() -> None:
    drawn = wide_chart(Path(LABEL, POINTS[:1]), "zh")
    assert "polyline" not in drawn + card_chart(Path(LABEL, POINTS[:1]), "zh")
    assert drawn.count("<circle") == 1


def test_many_months_keep_dots_at_year_ends_only() -> None:
    months = tuple(DayValue(date(2015 + n // 12, n % 12 + 1, 28), Decimal(n)) for n in range(120))
    assert wide_chart(Path(LABEL, months), "zh").count("<circle") == 10


def test_milestones_are_short_pieces_of_the_target_line() -> None:
    stones = (DayValue(date(2024, 12, 31), Decimal(18)), DayValue(date(2023, 12, 31), Decimal(16)))
    path = Path(LABEL, POINTS, None, Decimal(20), milestones=stones)
    assert card_chart(path, "zh").count('class="aim"') == wide_chart(path, "zh").count('class="aim"') == 3


def test_the_table_holds_what_the_chart_shows() -> None:
    heads, rows = path_table(PATH, "zh")
    assert table_csv(heads, rows[-3:]) == (
        "\ufeff时点,类别,数值,下限,上限\r\n2025-09-30,实际,19.02,,\r\n,目标,20,,\r\n2025-12-31,预测,19.8,19.3,20.2\r\n"
    )


def test_a_forecast_out_of_order_is_refused() -> None:
    with pytest.raises(BadInput, match="次序"):
        Ahead(date(2025, 12, 31), Decimal(2), Decimal(1), Decimal(3))


def test_eight_threads_draw_the_same_charts_as_one() -> None:
    several = [Path(LABEL, POINTS, PATH.ahead, Decimal(target)) for target in range(15, 23)]
    alone = [str(wide_chart(path, "zh")) for path in several]
    wide_chart.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda path: str(wide_chart(path, "zh")), several))
    assert together == alone


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\uffff", "\ud800"])
def test_a_control_character_in_a_label_ends_no_process(sign: str) -> None:
    drawn = wide_chart(Path(Words(f"甲{sign}", ""), POINTS, None, Decimal(20), Words(f"目{sign}标<", "")), "zh")
    assert ">目标&lt; 20</text>" in drawn


def test_a_label_as_long_as_the_page_leaves_room_for_the_line() -> None:
    long = Path(LABEL, POINTS, None, Decimal(20), Words("长" * 100, ""))
    assert 'x2="418"' in wide_chart(long, "zh")  # 760 * 0.55


def test_warming_up_draws_without_keeping() -> None:
    before = wide_chart.cache_info().currsize
    warm_up()
    assert wide_chart.cache_info().currsize == before
