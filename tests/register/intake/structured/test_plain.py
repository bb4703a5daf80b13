"""Texts, days, numbers, symbols and names as offices print them."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.entities import Declared, shown
from zhiquan.register.intake.structured.names import agency, is_organisation, joined, without_care
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication
from zhiquan.register.intake.structured.plain import collapse, day, plain
from zhiquan.register.intake.structured.symbols import locarno_classes, nice_classes, patent_class


def test_markup_within_a_title_goes_and_its_text_stays() -> None:
    assert plain(fromstring("<t>An <b>X</b><sub>2</sub> <p>one</p><p>two</p> end</t>")) == "An X2 one two end"


def test_a_line_break_between_chinese_characters_leaves_no_blank() -> None:
    assert plain(fromstring("<p>按质量比<br/>\n  配制 a\nb</p>")) == "按质量比配制 a b"


@given(st.text())
def test_collapsing_twice_changes_nothing_more(text: str) -> None:
    assert collapse(collapse(text)) == collapse(text)


@pytest.mark.parametrize(
    ("printed", "made"),
    [
        ("20221021", date(2022, 10, 21)),
        ("2022-10-21", date(2022, 10, 21)),
        ("2006-09-14T04:00:00Z", date(2006, 9, 14)),
        ("2022.1.2", date(2022, 1, 2)),
        ("2022年1月2日", date(2022, 1, 2)),
        ("19930400", None),
        ("00010101", None),
        ("20230229", None),
        ("", None),
        (None, None),
        ("2008-01", None),
    ],
)
def test_days_are_read_and_incomplete_ones_are_none(printed: str | None, made: date | None) -> None:
    assert day(printed) == made


@pytest.mark.parametrize(
    ("country", "number", "kind", "made"),
    [
        ("US", "08930553", "B2", "US8930553B2"),
        ("US", "D0990006", "S1", "USD990006S1"),
        ("US", "20210049351", "A1", "US20210049351A1"),
        ("US", "2006142694", "A1", "US20060142694A1"),
        ("US", "2003/0169838", "A1", "US20030169838A1"),
        ("EP", "EP0680812", "A1", "EP0680812A1"),
        ("WO", "96/25012", "", "WO9625012"),
        ("CN", "115212463", "A", "CN115212463A"),
        ("", "1", "A", None),
        ("US", "", "A", None),
    ],
)
def test_publication_numbers_are_written_one_way(country: str, number: str, kind: str, made: str | None) -> None:
    assert publication(country, number, kind) == made


@pytest.mark.parametrize(
    ("country", "number", "kind", "granted"),
    [
        ("US", "5202982", "A", True),
        ("US", "20050097148", "A1", False),
        ("US", "7272630", "B2", True),
        ("US", "12345", "P2", True),
        ("US", "20050097148", "P1", False),
        ("US", "39999", "E1", True),
        ("CN", "219900001", "U", True),
        ("CN", "119900001", "A", False),
        ("EP", "1000000", "B1", True),
        ("WO", "2020123456", "A1", False),
        ("JP", "2021044377", "A", False),
        ("EP", "1", "", False),
    ],
)
def test_the_kind_code_tells_a_grant(country: str, number: str, kind: str, granted: bool) -> None:
    assert Document(country, number, kind).is_grant is granted


def test_a_kind_code_is_found_in_words() -> None:
    assert kind_code("公開特許公報(A)") == "A"
    assert kind_code("unknown", "B2") == "B2"
    assert kind_code("00") == ""


@pytest.mark.parametrize(
    ("printed", "made"),
    [
        ("A24B   15/18    (2006.01)", "A24B 15/18"),
        ("H04N   1/40        20060101AFI20051109BHEP        ", "H04N 1/40"),
        ("A61M  31/    00            A I", "A61M 31/00"),
        ("A61B005/00", "A61B 5/00"),
        ("G06F 1516", "G06F 15/16"),
        ("C21D  900", "C21D 9/00"),
        ("Y02P 70/10", "Y02P 70/10"),
        ("A01K", "A01K"),
        ("", None),
        ("None", "None"),
    ],
)
def test_symbols_are_written_one_way(printed: str, made: str | None) -> None:
    assert patent_class(printed) == made


def test_design_and_nice_classes_are_written_one_way() -> None:
    assert locarno_classes(["LOC (9) Cl. 6-1", "0601", "06-01"]) == ["06-01"]
    assert nice_classes(["009", "9", "35", "200", "A", ""]) == ["09", "35"]


@pytest.mark.parametrize("name", ["演示钢铁有限公司", "NEC Corporation", "株式会社演示", "Demo GmbH", "重庆演示大学"])
def test_names_of_organisations_are_told(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["演示甲", "Kaufmann, Heiner", "Ann B. Demo", "Jun Utsumi"])
def test_names_of_persons_are_told(name: str) -> None:
    assert not is_organisation(name)


def test_fill_ins_of_addresses_and_codes_of_agencies_are_taken_off() -> None:
    assert joined("0", "NULL", "Ulm", None, "DE") == "Ulm, DE"
    assert joined("0", None) is None
    assert agency("演示事务所(普通合伙) 53108") == ("演示事务所(普通合伙)", "53108")
    assert agency("演示事务所") == ("演示事务所", None)
    assert without_care("Yoshida, Naoki c/o Demo Co., Ltd.") == "Yoshida, Naoki"


def test_claims_in_one_element_are_counted_by_their_numbers() -> None:
    one = fromstring(
        "<claim><claim-text>1. A.</claim-text><claim-text>and so</claim-text><claim-text>2. B.</claim-text></claim>"
    )
    assert claims_values([one]) == {"claims": "1. A. and so\n2. B.", "claims_count": 2}


def test_the_stated_number_of_claims_counts_and_cancelled_ones_do_not() -> None:
    claims = [fromstring(f"<claim><claim-text>{text}</claim-text></claim>") for text in ("1-3. (canceled)", "4. A.")]
    assert claims_values(claims)["claims_count"] == 1
    assert claims_values(claims, 7)["claims_count"] == 7
    assert claims_values([]) == {"claims": None, "claims_count": None}


def test_entities_are_shown_or_kept() -> None:
    assert [shown(name) for name in ("mdash", "Dgr", "ohgr", "half5")] == ["—", "Δ", "ω", "&half5;"]
    declared = Declared()
    assert declared.add("d1", is_set=False, text=None, address="a.tif", is_image=True) is None
    assert declared.refused("d1") is None
    assert declared.add("x", is_set=False, text=None, address="x.txt", is_image=False) is None
    assert declared.refused("x") is not None
