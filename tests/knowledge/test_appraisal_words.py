from __future__ import annotations

import pytest

from zhiquan.knowledge.appraisal_words import barred_count, kind_of_input


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("平台登录次数", "登录次数"),
        ("公众号文章点击量、阅读量", "点击量"),
        ("学习强国签到率", "签到"),
        ("朋友圈转发点赞", "转发"),
        ("Page views of the portal", "Page views"),
        ("任务完成率", None),
        ("培训场次，凭签到表认定", None),
        ("不以点击量、登录次数计分", None),
        ("不计阅读量，按登录次数计分", "登录次数"),
        ("商标注册登记量", None),
        ("Already spread widely", None),
    ],
)
def test_counts_that_can_be_raised_without_work_are_named(text: str, found: str | None) -> None:
    assert barred_count(text) == found


@pytest.mark.parametrize(
    ("item", "kind"),
    [("工作创新加分", "bonus"), ("逾期报送扣分", "deduction"), ("对得分的异议", "objection"),
     ("得分更正", "correction"), ("任务完成率", "claim")],
)  # fmt: skip
def test_the_words_of_an_item_tell_its_kind(item: str, kind: str) -> None:
    assert kind_of_input(item) == kind
