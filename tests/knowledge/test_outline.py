"""Definitions as lines to read: labels and sentences in both languages, citations, marks, short names spelled out."""

from __future__ import annotations

import re
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from zhiquan.basics.words import Words
from zhiquan.knowledge import fee_tables, instruments, legal_events, terms
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.fee_tables import Fee, FeeAmount, LatePayment, PaymentClock, Relief
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.labels import RIGHT_KINDS, VALUES
from zhiquan.knowledge.outline import Line, outline
from zhiquan.knowledge.sentences import sentence
from zhiquan.knowledge.shapes import Definition, RightKind, Versioned
from zhiquan.knowledge.source_keys import source_keys, spelled_out
from zhiquan.knowledge.status_words import Reading
from zhiquan.knowledge.terms import Term
from zhiquan.register.tables import RIGHT_KINDS as REGISTERED

LAW = load_knowledge()
GROUND = {"verified": False, "source_note": "test"}
FREE_TEXT = {"出处", "来源说明", "说明"}
KEY = re.compile(r"\b[a-z]+(_[a-z]+)+\b")


def name_of(kind: str, name: str) -> Words:
    return LAW.definition(kind, name).label


def lines_of(found: Definition) -> list[Line]:
    parts = [found, *found.versions] if isinstance(found, Versioned) else [found]
    return [line for part in parts for line in outline(part, name_of)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_of_a_file_is_left_in_the_text_of_any_definition(kind: str) -> None:
    for name in LAW.ids(kind):
        for line in lines_of(LAW.definition(kind, name)):
            assert line.value.zh, f"{name} {line.label}"
            assert line.value.en, f"{name} {line.label}"
            told = () if line.label.zh in FREE_TEXT else (line.value.zh, line.value.en)
            for text in (line.label.zh, line.label.en, *told):
                assert not KEY.search(text), f"{kind}/{name}: {text}"


def test_an_amount_is_one_line_with_years_money_and_right() -> None:
    amount = FeeAmount.model_validate({"rights": ["invention_patent"], "years": [1, 3], "yuan": "900", "per": "year"})
    assert sentence(amount, name_of) == Words(
        "第 1—3 年  900 元/年  发明专利", "years 1-3  900 yuan a year  invention patent"
    )
    again = FeeAmount.model_validate({"rights": ["trademark"], "yuan": "150", "per": "claim", "beyond": 10})
    assert sentence(again, name_of).zh == "自第 11 项起  150 元/项权利要求  商标"


@pytest.mark.parametrize(
    ("clock", "says"),
    [
        ({"event": "filed", "months": 2, "unpaid": "deemed_withdrawn"}, "自申请之日起 2 个月内；逾期：申请视为撤回"),
        ({"event": "patent_year_begins", "days": 0, "direction": "before"}, "专利年度开始之前"),
        ({"event": "term_end", "months": 6, "direction": "before"}, "保护期限届满前 6 个月"),
        (
            {"event": "filed", "months": 2, "or_days_after": [15, "filing_receipt"]},
            "自申请之日起 2 个月内，或收到受理通知书之日起 15 日内",
        ),
    ],
)
def test_a_clock_is_a_sentence(clock: dict[str, object], says: str) -> None:
    assert sentence(PaymentClock.model_validate(clock | GROUND), name_of).zh == says


def test_lateness_is_a_sentence() -> None:
    late = LatePayment.model_validate({"share_per_month": "0.05", "free_months": 1, "grace_months": 6} | GROUND)
    assert "全额的 5%" in sentence(late, name_of).zh
    assert "5% of the full fee" in sentence(late, name_of).en


def test_a_reading_names_status_and_event_by_their_labels() -> None:
    reading = Reading(status="lapsed_fee", event="lapsed_fee", certain=False)
    assert sentence(reading, name_of).zh == "状态：未缴年费终止；事件：未缴年费终止；该工具此词另有他义"


def test_each_line_carries_its_own_citation_and_mark() -> None:
    fee = LAW.get(Fee, "annual_fee_invention")
    assumed, today = fee.versions
    assert not any(line.is_verified for line in outline(assumed, name_of))
    assert "published table" in outline(assumed, name_of)[0].source_note
    told = {line.label.en: line for line in outline(today, name_of)}
    assert all(line.is_verified for line in told.values())
    assert told["amount"].cites[0].instrument == "patent-annual-fee-table"
    assert told["late payment"].cites[0].place == "第一百一十五条"


def test_a_relief_names_fees_shares_and_limits() -> None:
    told = {line.label.zh: line.value.zh for line in lines_of(LAW.get(Relief, "fee_relief_85"))}
    assert told["减缴比例"] == "85%"
    assert told["适用费用"].endswith("发明专利年费、实用新型专利年费、外观设计专利年费")
    assert told["收入上限"] == "个人 60000 元；企业 1000000 元"


def test_a_term_without_end_says_so() -> None:
    told = {line.label.zh: line.value.zh for line in lines_of(LAW.get(Term, "geographical_indication"))}
    assert told["期限"] == "没有期限"


def test_every_listed_value_has_a_name() -> None:
    seen = 0
    for module in (fee_tables, instruments, legal_events, terms):
        models = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, BaseModel)]
        for name, field in ((name, field) for model in models for name, field in model.model_fields.items()):
            if get_origin(field.annotation) is Literal and name != "direction":
                assert set(get_args(field.annotation)) <= set(VALUES[name]), name
                seen += 1
    assert seen > 10


def test_kinds_of_rights_are_those_of_the_register_but_documents() -> None:
    assert set(get_args(RightKind)) == set(REGISTERED) - {"document"} == set(RIGHT_KINDS)
    assert {kind: label.zh for kind, label in RIGHT_KINDS.items()} == {
        kind: label.zh for kind, label in REGISTERED.items() if kind != "document"
    }


def test_a_short_name_in_a_source_is_spelled_out_with_its_book() -> None:
    assert spelled_out("JL, art 444").en.startswith("JL (GitHub ImCa0/just-laws at 5c000d2")
    assert "集成电路布图设计保护条例" in spelled_out("IPReader 50 art 17, book-meta").zh
    assert spelled_out("gov.cn 5465620") == Words("gov.cn 5465620", "gov.cn 5465620")


def test_no_short_name_is_left_unexplained_and_none_is_held_for_nothing() -> None:
    sources = [one.source for one in LAW.all(Instrument)]
    short = {word for source in sources for word in re.findall(r"(?<![\w/.-])[A-Z]{2,5}(?![\w.-]*\w)", source)}
    assert short - set(source_keys()) <= {"EPO", "CNIPA"}
    for key in source_keys():
        assert any(key in source for source in sources), key
    books = {number for source in sources for number in re.findall(r"IPReader ([0-9]+)", source)}
    assert books == set(source_keys()["IPReader"].books)
