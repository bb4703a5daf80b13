"""The public reads of a published figure which rights count, but no person's name and nothing unpublished."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from factory import load, register, right
from measure.asking import invention, people
from zhiquan.site.office.house import House, house
from zhiquan.site.plans.answers import rows as places
from zhiquan.site.plans.answers.asking import desk_ask
from zhiquan.site.plans.answers.reading import figure_rows, public_rows

from .conftest import publish_now

pytestmark = pytest.mark.django_db
PER_10K = "invention_patents_per_10k"
PERSON, FIRM, UNPUBLISHED = "张三", "演示甲新材料有限公司", "演示未公开方案"


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A published register with a firm's, a person's and a shared invention, and an application not published."""
    made = register(tmp_path / "home" / "lake")
    rights = [
        invention(1, applicants=[FIRM], holders=[FIRM]),
        invention(2, applicants=[PERSON], holders=[PERSON]),
        invention(3, applicants=[FIRM, PERSON], holders=[FIRM, PERSON]),
        invention(4, filed_on=date(2024, 5, 5), granted_on=None, applicants=[FIRM], title=UNPUBLISHED),
    ]
    load(made, {"rights": rights, "series": [people(1_000, year) for year in range(2019, 2025)]})
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHIQUAN_TODAY", "2025-11-22")
    monkeypatch.setenv("ZHIQUAN_DISTRICT", "500115")
    for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    house.cache_clear()
    publish_now(house(), plan="changshou-2021-2025")
    yield house()
    house.cache_clear()


def taken(address: str) -> list[dict[str, str]]:
    """A public CSV answer as rows."""
    return list(csv.DictReader(io.StringIO(Client().get(address).content.decode("utf-8-sig"))))


@pytest.mark.parametrize("tail", ["", "?left=1", "?group=town:-", "?group=holder_kind:person"])
@pytest.mark.parametrize("page", ["figures/{}/", "figures/{}/rows.csv", "en/figures/{}/"])
def test_no_page_names_a_person_or_an_unpublished_application(planted: House, page: str, tail: str) -> None:
    answer = Client().get(f"/{page.format(PER_10K)}{tail}")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert PERSON not in text
    assert UNPUBLISHED not in text
    assert right(4, year=2018) not in text


def test_the_count_stays_and_the_page_says_what_is_not_named(planted: House) -> None:
    page = Client().get(f"/figures/{PER_10K}/").content.decode()
    assert "背后的 3 行" in page
    assert "有 2 行的权利人是个人" in page
    assert FIRM in page
    left = Client().get(f"/figures/{PER_10K}/?left=1").content.decode()
    assert "有 1 行只计数、不列出" in left
    listed = {row["编号"]: row["权利人"] for row in taken(f"/figures/{PER_10K}/rows.csv")}
    assert listed == {right(1, year=2018): FIRM, right(2, year=2018): "", right(3, year=2018): FIRM}


def test_the_desk_still_sees_the_names(planted: House) -> None:
    ask = desk_ask({"plan": "changshou-2021-2025", "snapshot": planted.published()[0].snapshot})
    desk, public = figure_rows(ask, PER_10K)["rows"], public_rows(ask, PER_10K)["rows"]
    assert len(desk) == len(public) == 4
    assert {row[places.HOLDERS] for row in desk if row[places.COUNTS]} == {FIRM, PERSON, f"{FIRM}、{PERSON}"}
    assert [row[places.COUNTS] for row in desk] == [row[places.COUNTS] for row in public]
