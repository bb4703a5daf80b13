"""What the public sees: the published snapshot, organisations, no persons, no secrets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from factory import register, right
from zhiquan.site.office.house import House, house
from zhiquan.site.registry.public import public_rights
from zhiquan.site.registry.publicity import is_organisation

pytestmark = pytest.mark.django_db
FIRST = right(1)
OTHER = "party:91500000MA5U000017"
OWN = "party:91500000202852965T"
PERSONAL = right(5)
PLANTED = "隐秘词"
SECRET = "secret:演示存证1"
UNPUBLISHED = right(4)


def text(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("words", ["张三", "未公开方案", "工艺存证", "发布之后", "13800138000", "1390013"])
def test_persons_secrets_applications_later_rows_and_masked_numbers_are_not_found(
    small_house: House, words: str
) -> None:
    assert public_rights(words) == ((), 0)
    assert public_rights("ZL202010000001.1")[0][0].right == FIRST
    assert public_rights("138****8000")[1] == 1


def test_the_page_of_a_right_names_organisations_and_leads_to_no_file(small_house: House) -> None:
    page = text(f"/rights/{FIRST}/")
    assert "演示甲新材料有限公司" in page
    assert "/desk/lines/" not in page
    assert "甲.xlsx" not in page
    assert "13800138000" not in page


def test_a_persons_name_is_withheld(small_house: House) -> None:
    page = text(f"/rights/{PERSONAL}/")
    assert "张三" not in page
    assert "已遮盖" in page


def test_personal_numbers_in_titles_and_names_are_masked(small_house: House) -> None:
    with small_house.reader() as reader:
        sql = f"SELECT party FROM {reader.from_('parties')} WHERE starts_with(name, '演示丙')"
        firm = reader.records(sql)[0]["party"]
    shown = {
        f"/rights/{PERSONAL}/": ["138****8000", "139****9000"],
        f"/parties/{firm}/": ["139****9000"],
    }
    for address, masked in shown.items():
        page = text(address)
        assert all(number in page for number in masked), address
        for number in ("13800138000", "13900139000", "510115198001010016"):
            assert number not in page, address


def test_pages_of_public_rights_follow_one_another(small_house: House) -> None:
    whole, number = public_rights("演示", size=500)
    assert len(whole) == number > 2
    pages = [public_rights("演示", page=page, size=2) for page in range(1, number // 2 + 2)]
    assert [line for lines, _ in pages for line in lines] == list(whole)
    assert {total for _, total in pages} == {number}


@pytest.mark.parametrize("name", [SECRET, UNPUBLISHED, right(9), "none", "演示存证1"])
def test_what_is_not_public_is_as_if_it_were_not(small_house: House, name: str) -> None:
    assert Client().get(f"/rights/{name}/").status_code == 404


def test_a_firm_has_a_page_of_counts_and_a_person_none(small_house: House) -> None:
    page = text(f"/parties/{OWN}/")
    assert "已公开的权利 2 件" in page
    assert Client().get(f"/parties/{OTHER}/").status_code == 200
    with small_house.reader() as reader:
        person = reader.records(f"SELECT party FROM {reader.from_('parties')} WHERE name = '张三'")[0]["party"]
    assert Client().get(f"/parties/{person}/").status_code == 404
    assert Client().get("/parties/party:none/").status_code == 404


def test_before_anything_is_published_nothing_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(tmp_path / "lake")
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path))
    house.cache_clear()
    assert Client().get(f"/rights/{FIRST}/").status_code == 404
    assert Client().get(f"/parties/{OWN}/").status_code == 404
    house.cache_clear()


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("演示甲新材料有限公司", "", True),
        ("GOERTEK INC.", "", True),
        ("重庆大学", "", True),
        ("张三", "", False),
        ("演示张三", "", False),
        ("演示沈庚巳", "", False),
        ("Jane Roe", "", False),
        ("海棠维修部", "91500000202852965T", True),
        ("张三", "510115198001010016", False),
    ],
)
def test_in_doubt_a_name_is_a_persons(name: str, code: str, expected: bool) -> None:
    assert is_organisation(name, code) is expected


def test_the_public_page_asks_the_desk_little(
    small_house: House, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined] # a context manager
        text(f"/rights/{FIRST}/")
