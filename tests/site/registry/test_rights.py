"""The register page by page: figures equal the core's, partials, empty states, errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zhiquan.register.browsing.asking import RightFilter
from zhiquan.register.browsing.browse import count
from zhiquan.register.browsing.scope import Scope
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def officer(client_of: SignIn, small_house: House) -> Client:
    return client_of(Role.OFFICER)


def test_the_total_is_what_the_core_counts(
    client_of: SignIn, demo_house: House, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of(Role.OFFICER)
    wanted = RightFilter(on=demo_house.today, kinds=("invention_patent",), statuses=("in_force",))
    with demo_house.reader() as reader:
        counted = count(reader, wanted, Scope.everything())
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
        answer = client.get("/desk/rights/?kind=invention_patent&status=in_force")
    assert counted > 100
    assert f"{counted:,} 件" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.LEADER, Role.ANALYST, Role.OVERSIGHT])
def test_staff_sees_the_whole_register(role: Role, client_of: SignIn, small_house: House) -> None:
    page = client_of(role).get("/desk/rights/").content.decode()
    assert "8 件" in page
    assert ("导出 8 件" in page) is (role is not Role.OVERSIGHT)


def test_htmx_gets_the_list_and_the_facets_and_a_clean_address(officer: Client) -> None:
    answer = officer.get("/desk/rights/?q=%E7%94%B5%E6%B1%A0&kind=&page=1", headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert "<html" not in body
    assert 'id="facet-values" hx-swap-oob="true"' in body
    assert answer["HX-Push-Url"] == "/desk/rights/?q=%E7%94%B5%E6%B1%A0"
    assert "HX-Request" in answer["Vary"]


def test_going_back_in_the_browser_gives_the_whole_page(officer: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in officer.get("/desk/rights/", headers=headers).content.decode()


def test_the_status_is_of_the_day_asked_for(officer: Client) -> None:
    # filed 2020-08-02, granted 2021-09-05
    assert "5 件" in officer.get("/desk/rights/?on=2021-01-01&status=pending&q=演示").content.decode()
    assert "0 件" in officer.get("/desk/rights/?on=2021-09-05&status=pending&kind=invention_patent").content.decode()


def test_what_was_not_known_then_is_left_out(officer: Client) -> None:
    assert "0 件" in officer.get("/desk/rights/?known=2024-05-01").content.decode()
    assert "7 件" in officer.get("/desk/rights/?known=2024-06-04").content.decode()


def test_nothing_found_says_which_condition_to_drop(officer: Client) -> None:
    page = officer.get("/desk/rights/?q=雨伞&kind=trademark").content.decode()
    assert "没有同时符合这些条件的权利" in page
    assert "?q=%E9%9B%A8%E4%BC%9E" in page  # without the kind
    assert "?kind=trademark" in page  # without the words


def test_a_day_that_is_none_is_said_and_todays_is_shown(officer: Client) -> None:
    answer = officer.get("/desk/rights/?on=2024-13-01")
    assert answer.status_code == 200
    assert "2024-13-01" in answer.content.decode()


def test_a_page_past_the_last_leads_back_to_the_first(officer: Client) -> None:
    page = officer.get("/desk/rights/?page=7").content.decode()
    assert "没有这一页" in page


def test_posting_to_the_list_is_refused(officer: Client) -> None:
    assert officer.post("/desk/rights/").status_code == 405
