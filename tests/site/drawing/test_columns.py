from __future__ import annotations

import pytest

from zhiquan.basics.errors import BadDefinition
from zhiquan.site.drawing import Column, columns


def test_columns_by_hand() -> None:
    # 760 - 2 * 8 = 744 pixels for two steps: 372 each; a column takes 72 % of it, 267.84, after an inset of 52.08
    # the tallest fills 214 - 24 = 190 pixels; beside 40 a column of 10 is 47.5 high and begins at 214 - 47.5 = 166.5
    drawn = columns([Column("0", "不足 1 年", 40), Column("1", "满 1 年", 10)], sentence="剩余年限", language="zh")
    assert '<rect class="col" x="60.1" width="267.8" y="24" height="190"/>' in drawn
    assert '<rect class="col" x="432.1" width="267.8" y="166.5" height="47.5"/>' in drawn
    assert drawn.startswith('<svg viewBox="0 0 760 240" role="group" aria-label="剩余年限">')


def test_a_column_opens_its_rows_and_says_what_it_counts() -> None:
    (drawn,) = [columns([Column("0", "under 1 year", 1200, "/f/?a=1&group=term:0#rows")], sentence="x", language="en")]
    assert '<a href="/f/?a=1&amp;group=term:0#rows" aria-label="under 1 year: 1,200">' in drawn


def test_an_empty_column_leads_nowhere_and_shows_no_number() -> None:
    drawn = columns([Column("0", "甲", 0, "/f/"), Column("1", "乙", 2, "/g/")], sentence="x", language="zh")
    assert "/f/" not in drawn
    assert ">0</text>" in drawn  # the year under the axis
    assert drawn.count("t-strong") == 1


def test_what_is_no_step_of_the_scale_is_grey() -> None:
    assert 'class="col is-rest"' in columns([Column("不明", "期限不明", 3, is_rest=True)], sentence="x", language="zh")


def test_nothing_at_all_is_an_axis() -> None:
    assert columns([], sentence="x", language="zh").count("<line") == 1


def test_texts_are_escaped_and_links_stay_here() -> None:
    assert "<b>" not in columns([Column("<b>", "<b>", 1)], sentence="<b>", language="zh")
    with pytest.raises(BadDefinition):
        columns([Column("0", "甲", 1, "https://example.org/")], sentence="x", language="zh")
