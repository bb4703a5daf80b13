"""Queries are read, printed and said back; mistakes name their place and a query that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiquan.knowledge.search_words import search_fields, synonyms
from zhiquan.search.language.mistakes import QueryMistake
from zhiquan.search.language.parser import DEEPEST, LONGEST, MOST_WORDS, parsed
from zhiquan.search.language.printing import printed
from zhiquan.search.language.readback import said, sentence
from zhiquan.search.language.tree import And, Between, Everything, InField, Maybe, Near, Node, Not, Or, Phrase, Word

READ = {
    "": Everything(),
    "沙田柚": Word("沙田柚"),
    "并且": Word("并且"),
    "TI:和": InField("TI", Word("和")),
    '"结晶器 铜板"': Phrase("结晶器 铜板"),
    "阻垢 -含磷": And((Word("阻垢"), Not(Word("含磷")))),
    "阻垢 NOT 含磷": And((Word("阻垢"), Not(Word("含磷")))),
    "阻垢 非 含磷": And((Word("阻垢"), Not(Word("含磷")))),
    "阻垢 OR 缓蚀": Or((Word("阻垢"), Word("缓蚀"))),
    "阻垢 或 缓蚀": Or((Word("阻垢"), Word("缓蚀"))),
    "阻垢 + 缓蚀": Or((Word("阻垢"), Word("缓蚀"))),
    "阻垢 和 缓蚀": And((Word("阻垢"), Word("缓蚀"))),
    "阻垢 * 缓蚀": And((Word("阻垢"), Word("缓蚀"))),
    "阻垢、缓蚀，分散": And((Word("阻垢"), Word("缓蚀"), Word("分散"))),
    "?循环水": Maybe(Word("循环水")),
    "？循环水": Maybe(Word("循环水")),
    "名称:冷却": InField("TI", Word("冷却")),
    "题名＝冷却": InField("TI", Word("冷却")),
    "ti : 冷却": InField("TI", Word("冷却")),
    "申请（专利权）人:甲": InField("PA", Word("甲")),
    "AD:2012": InField("AD", Word("2012")),
    "授权:2021..2025": InField("GD", Between("2021", "2025")),
    "日期:2012..": InField("DATE", Between("2012", "")),
    "AD>=2012": InField("AD", Between("2012", "")),
    "AD≥2012": InField("AD", Between("2012", "")),
    "AD>2012": InField("AD", Between("2012", "", is_beyond_low=True)),
    "申请日<20120301": InField("AD", Between("", "20120301", is_before_high=True)),
    "申请日：[20120101 TO 20121231]": InField("AD", Between("20120101", "20121231")),
    "AD:2012-2015": InField("AD", Between("2012", "2015")),
    "AD:2012-05": InField("AD", Word("2012-05")),
    "分类:C02F5/*": InField("IPC", Word("C02F5/*")),
    "TI=(冷却 and 水) not AB:泵": And((InField("TI", And((Word("冷却"), Word("水")))), Not(InField("AB", Word("泵"))))),
    "a b OR c d": Or((And((Word("a"), Word("b"))), And((Word("c"), Word("d"))))),
    "冷却 NEAR/5 水泵": Near(Word("冷却"), Word("水泵"), 5, is_ordered=False),
    "冷却 W/2 水泵": Near(Word("冷却"), Word("水泵"), 2, is_ordered=True),
    "TI:-x": InField("TI", Not(Word("x"))),
    "什么是专利？": Word("什么是专利"),
    "2，4-二氯苯氧乙酸": Word("2,4-二氯苯氧乙酸"),
    "比例1:2": And((Word("比例1:2"),)).parts[0],
}


@pytest.mark.parametrize(("query", "tree"), READ.items())
def test_a_query_is_read_as_meant(query: str, tree: object) -> None:
    assert parsed(query) == tree


@pytest.mark.parametrize("query", READ)
def test_what_is_printed_is_read_back_as_the_same(query: str) -> None:
    assert parsed(printed(parsed(query))) == parsed(query)


MISTAKES = [
    ("(阻垢", 0, "(阻垢)"),
    ("阻垢)", 2, "阻垢"),
    ("阻垢 AND", 3, "阻垢"),
    ("阻垢 OR 缓蚀 OR", 9, "阻垢 OR 缓蚀"),
    ("OR 阻垢", 0, "阻垢"),
    ('阻垢 "结晶', 3, '阻垢 "结晶"'),
    ("标题党:甲", 0, "标题:甲"),
    ("http://example.org", 0, '"http://example.org"'),
    ("AD:2015..2012", 3, "AD:2012..2015"),
    ("阻垢 AD:昨天", 6, "阻垢 AD:2021..2025"),
    ("TI>2012", 0, "TI:2012"),
    ("(TI:a NEAR/3 b)", 6, "(TI:a AND b)"),
    ("阻垢 NEAR/3", 3, "阻垢"),
    ("阻垢 ()", 4, "阻垢"),
    ("IPC:", 0, "IPC:H01M10"),
]


@pytest.mark.parametrize(("query", "at", "mended"), MISTAKES)
def test_a_mistake_names_its_character_and_a_query_that_can_be_read(query: str, at: int, mended: str) -> None:
    with pytest.raises(QueryMistake) as caught:
        parsed(query)
    assert (caught.value.at, caught.value.mended) == (at, mended)
    assert caught.value.where["character"] == str(at + 1)
    parsed(caught.value.mended)


def test_bounds_are_refused_just_beyond_them() -> None:
    parsed("水" * LONGEST)
    parsed(" ".join(["水"] * MOST_WORDS))
    parsed("(" * DEEPEST + "水" + ")" * DEEPEST)
    for beyond in ("水" * (LONGEST + 1), " ".join(["水"] * (MOST_WORDS + 1)), "(" * (DEEPEST + 1) + "水"):
        with pytest.raises(QueryMistake) as caught:
            parsed(beyond)
        parsed(caught.value.mended)


def read(query: str) -> tuple[QueryMistake | None, Node]:
    try:
        return None, parsed(query)
    except QueryMistake as mistake:
        return mistake, Everything()


SIGNS = '阻垢循环水 a1?*-+!()"“”（）：:=<>[]..~，、；/ANDORNOTNEAR/5 TI AD 2012 \u3000非或与'


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_and_what_is_read_prints_back(query: str) -> None:
    mistake, tree = read(query)
    if mistake is not None:
        assert 0 <= mistake.at < max(len(query), 1)
        parsed(mistake.mended)
        return
    assert parsed(printed(tree)) == tree
    assert sentence(said(tree, synonyms())).zh.endswith("。")


def test_a_query_is_said_back_in_words() -> None:
    conditions = said(parsed("阻垢 ?循环水 -含磷 日期:2012.. 名称:冷却"), synonyms())
    assert [one.words.zh for one in conditions] == [
        "必须含“阻垢”",
        "最好含“循环水”",
        "不含“含磷”",
        "日期在 2012 年以后",
        "名称含“冷却”",
    ]
    assert [one.role for one in conditions] == ["must", "maybe", "not", "must", "must"]
    assert conditions[0].others == ("防垢", "抑垢")
    assert sentence(conditions[:1]).en == "must have “阻垢” (or 防垢, 抑垢)."


def test_every_name_of_a_field_leads_to_it_in_any_width() -> None:
    for field in search_fields().fields:
        for name in (field.code, *field.names):
            assert search_fields().named(name) is field
            value = "2012" if field.kind == "day" else "甲"
            assert parsed(f"{name}:{value}") == InField(field.code, Word(value))
