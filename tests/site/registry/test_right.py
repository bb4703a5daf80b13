"""One right and the lines of files behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from factory import right
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
FIRST = right(1)
MARK = "trademark:CN9000001/09"
SignIn = Callable[..., Client]


@pytest.fixture
def officer(client_of: SignIn, small_house: House) -> Client:
    return client_of(Role.OFFICER)


def page(client: Client, name: str) -> str:
    answer = client.get(f"/desk/rights/{name}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_sources_that_disagree_stand_side_by_side(officer: Client) -> None:
    shown = page(officer, FIRST)
    assert "来源说法不一" in shown
    assert "演示电池一（另名）" in shown
    assert "甲.xlsx" in shown
    assert "乙.csv" in shown


def test_every_value_leads_to_its_line(officer: Client, small_house: House) -> None:
    with small_house.reader() as reader:
        batch = reader.records(f"SELECT batch FROM {reader.from_('batches')} WHERE file = '甲.xlsx'")[0]["batch"]
    assert f"/desk/lines/{batch}/%E4%B8%93%E5%88%A9/2/" in page(officer, FIRST)


def test_personal_numbers_are_masked_on_the_page_and_on_the_line(officer: Client, small_house: House) -> None:
    with small_house.reader() as reader:
        batch = reader.records(f"SELECT batch FROM {reader.from_('batches')} WHERE file = '甲.xlsx'")[0]["batch"]
    line = officer.get(f"/desk/lines/{batch}/专利/2/").content.decode()
    for shown in (page(officer, FIRST), line):
        assert "13800138000" not in shown
        assert "138****8000" in shown


def test_the_status_tells_the_events_that_made_it(officer: Client) -> None:
    shown = page(officer, FIRST)
    spine = shown.split('class="zq-spine"')[1].split("</ol>")[0]
    assert spine.index("在审") < spine.index("有效")
    assert 'class="is-now"' in spine
    assert "2021-09-05" in spine


def test_the_fee_has_amount_grace_and_surcharge(officer: Client) -> None:
    # filed 2020-08-02: on 2024-06-20 year 5 is next, due 2024-08-02, 1,200 yuan, grace to 2025-02-02
    shown = page(officer, FIRST)
    fees = shown.split('aria-labelledby="fee"')[1]
    for part in ("第 5 年", "1,200 元", 'datetime="2024-08-02"', 'datetime="2025-02-02"', "60"):
        assert part in fees


def test_a_mark_with_a_slash_in_its_id_has_a_page(officer: Client) -> None:
    assert "09" in page(officer, MARK)


def test_any_spelling_of_the_number_leads_to_the_one_address(officer: Client) -> None:
    answer = officer.get("/desk/rights/ZL202010000001.1/?on=2024-01-02")
    assert answer["Location"] == f"/desk/rights/{FIRST}/?on=2024-01-02"


def test_a_pledge_stands_on_the_page(officer: Client) -> None:
    assert "演示银行" in page(officer, FIRST)


def test_reading_a_line_leaves_an_audit_line_and_a_missing_one_none(officer: Client, small_house: House) -> None:
    with small_house.reader() as reader:
        batch = reader.records(f"SELECT batch FROM {reader.from_('batches')} WHERE file = '乙.csv'")[0]["batch"]
    assert officer.get(f"/desk/lines/{batch}/-/7/").status_code == 200
    assert officer.get(f"/desk/lines/{batch}/-/8/").status_code == 404
    assert list(Line.objects.filter(action="line.read").values_list("subject", flat=True)) == [f"{batch} - 7"]


def test_a_right_costs_few_desk_queries(officer: Client, django_assert_max_num_queries: Callable[..., object]) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
        page(officer, FIRST)
