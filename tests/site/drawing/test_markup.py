from __future__ import annotations

from decimal import Decimal

import pytest

from zhiquan.basics.errors import BadDefinition, BadInput
from zhiquan.site.drawing.markup import Drawing, finite, local, number, share, tenths, text


def test_a_drawing_tells_templates_that_it_is_safe_and_a_joined_one_does_not() -> None:
    assert Drawing("<b>").__html__() == "<b>"
    assert not hasattr(Drawing("<b>") + "<i>", "__html__")


def test_text_loses_what_xml_forbids() -> None:
    assert text("a\x00<\ud800\uffff\"'") == "a&lt;&quot;&#x27;"


@pytest.mark.parametrize(("value", "told"), [("72.276", "72.3"), ("19.00", "19"), ("0.05", "0.1"), ("-0.04", "0")])
def test_lengths_keep_one_decimal_and_none_where_whole(value: str, told: str) -> None:
    assert tenths(Decimal(value)) == told


def test_shares_stay_on_the_line() -> None:
    assert [share(Decimal(place)) for place in ("-1", "0", "100.04", "250")] == ["0%", "0%", "100%", "100%"]


def test_numbers_are_grouped_and_never_exponents() -> None:
    assert [number(1318), number(Decimal("1E+6")), number(Decimal("20.00"))] == ["1,318", "1,000,000", "20.00"]


@pytest.mark.parametrize("address", ["http://a.cn", "//a.cn", "/\\a.cn", "javascript:alert(1)", "", "/a b", "/a\n"])
def test_links_out_of_the_site_are_refused(address: str) -> None:
    with pytest.raises(BadDefinition, match="链接"):
        local(address)


def test_links_of_the_site_are_escaped() -> None:
    assert local('/rights?a=1&b="') == "/rights?a=1&amp;b=&quot;"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+15"])
def test_values_without_a_place_are_refused(value: str) -> None:
    with pytest.raises(BadInput, match="有限数"):
        finite(value=Decimal(value))
