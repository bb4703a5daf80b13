"""What an address of the list asks for."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from zhiquan.site.registry.asked import asked_of

TODAY = date(2024, 6, 20)


def test_an_empty_address_asks_for_todays_status_and_the_newest_filing_first() -> None:
    asked = asked_of(QueryDict(""), today=TODAY)
    assert (asked.wanted.on, asked.wanted.known, asked.order) == (TODAY, None, "-filed")
    assert (asked.paging.order, asked.paging.is_descending, asked.paging.page) == ("filed", True, 1)
    assert asked.query() == ""


def test_every_condition_is_read_and_written_back() -> None:
    text = "q=a&kind=trademark&kind=document&place=500115&year=2020..2024&class=nice%3A09&disputed=1&on=2024-01-02"
    asked = asked_of(QueryDict(text), today=TODAY)
    assert asked.wanted.kinds == ("trademark", "document")
    assert asked.wanted.years == (2020, 2024)
    assert asked.wanted.class_groups == ("nice:09",)
    assert asked.wanted.is_disputed
    assert asked.wanted.on == date(2024, 1, 2)
    assert asked.query() == text
    assert asked.query(("kind", "document")) == text.replace("&kind=document", "")


def test_todays_day_and_the_usual_order_do_not_stay_in_the_address() -> None:
    asked = asked_of(QueryDict("q=&on=2024-06-20&known=&year=&order=-filed&kind=trademark"), today=TODAY)
    assert asked.query() == "kind=trademark"


def test_one_year_is_from_and_to_itself_and_an_end_may_be_open() -> None:
    assert asked_of(QueryDict("year=2024"), today=TODAY).wanted.years == (2024, 2024)
    assert asked_of(QueryDict("year=..2019"), today=TODAY).wanted.years == (None, 2019)


def test_what_cannot_be_understood_is_said_and_left_out() -> None:
    asked = asked_of(QueryDict("on=gestern&known=2024-02-30&year=12x&order=bad&page=-3"), today=TODAY)
    assert len(asked.problems) == 3
    assert "gestern" in asked.problems[0]
    assert (asked.wanted.on, asked.wanted.known, asked.wanted.years) == (TODAY, None, (None, None))
    assert (asked.order, asked.paging.page) == ("-filed", 1)


def test_a_page_far_beyond_the_end_is_a_page_without_rows_not_an_error() -> None:
    assert asked_of(QueryDict("page=99999999999999"), today=TODAY).paging.page == 1
    assert asked_of(QueryDict("page=99999999"), today=TODAY).paging.page == 10_000_000
