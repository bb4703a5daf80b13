"""The word lists are of the language only, and any text can be read without losing a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from deep import times
from zhiquan.knowledge.plan_words import UnitWords, plan_words
from zhiquan.knowledge.regions_codes import _regions
from zhiquan.knowledge.series_names import series_of
from zhiquan.plan.reading.contract import as_contract
from zhiquan.plan.reading.reading import read_plan_text


def words() -> Iterator[str]:
    for _, value in plan_words():
        lists = [part for _, part in value] if isinstance(value, UnitWords) else [value]
        for one in lists:
            yield from one


def test_no_word_names_an_indicator() -> None:
    assert [word for word in words() if series_of(word)] == []


def test_no_word_names_a_place() -> None:
    regions = _regions(None)
    # 延长 and 新建 are verbs although counties are called so: short names are compared for provinces only.
    places = {region.name for region in regions.values()}
    places |= {region.name[:2] for code, region in regions.items() if code.endswith("0000")}
    assert [word for word in words() if len(word) > 1 and word in places] == []


PARTS = [
    "一、",
    "（一）",
    "1.",
    "第一章",
    "第二节",
    "2.1",
    "到2025年，",
    "“十四五”期间",
    "力争",
    "达到",
    "分别达到",
    "均",
    "和",
    "、",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "20",
    "3.5",
    "80%",
    "件",
    "万亩",
    "个以上",
    "左右",
    "翻一番",
    "由",
    "提高到",
    "三分之一",
    "前3位",
    "1.5∶1",
    "拥有量",
    "建设",
    "累计",
    "年均增长",
    "附件1",
    "目录",
    "专栏1",
    "指标",
    "2020年",
    "约束性",
    "\t",
    "\n",
    "\r\n",
    " ",
    "牵头单位：市甲局",
    "由区乙局牵头",
    "各镇街要加强管理",
    "-8%",
    "≥",
    "［20］",
    "—",
]


@settings(max_examples=times(80, 3000), deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=60).map("".join).filter(str.strip))
def test_any_text_is_read_and_the_clauses_hold_what_is_left_of_it(text: str) -> None:
    plan = read_plan_text(text)
    whole = "".join(clause.whole for clause in plan.clauses)
    assert Counter("".join(whole.split())) <= Counter("".join(text.split()))
    assert all(target.value_text for target in plan.targets)
    assert set(as_contract(plan)) >= {"title", "headings", "targets", "relative", "duties"}
