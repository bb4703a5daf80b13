"""Rows planted out of reach are nowhere: lists, words, facets, counts, pages, ids, parts, files, figures, duties."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factory import application, load, register, right
from measure.asking import people
from opened_house import opened_house
from zhiquan.site.api.door import OPERATIONS
from zhiquan.site.gate.policy import Role
from zhiquan.site.jobs.running import run_job
from zhiquan.site.office.house import House

from .conftest import publish_board

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
HERE, THERE = "500115001", "500115002"
OWN, OTHER = "party:91500000202852965T", "party:91500000MA5U000017"
FIRST, SECOND, FOREIGN, PERSONAL = right(1), right(2), right(3), right(5)
MARK = "trademark:CN9000001/09"
PLANTED, FIRM = "隐秘词", "乙机械"
PRINTED = ("13800138000", "13900139000")


@pytest.fixture(scope="session")
def planted_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two inventions of one firm here and there, an invention and a mark of another there, one of a person here."""
    home = tmp_path_factory.mktemp("api-planted")
    given = {"filed_on": date(2020, 8, 2), "granted_on": date(2021, 9, 5), "region": "500115"}
    own = {**given, "holders": ["演示甲新材料有限公司"], "holder_codes": [OWN.partition(":")[2]]}
    other = {**given, "holders": ["演示乙机械有限公司"], "holder_codes": [OTHER.partition(":")[2]], "town": THERE}
    rows: list[dict[str, Any]] = [
        {**own, "app_no": application(1), "title": "演示电池一", "town": HERE, "ipc": ["H01M 10/05"]},
        {**own, "app_no": application(2), "title": "演示电池二", "town": THERE},
        {**other, "app_no": application(3), "title": f"演示电池{PLANTED}"},
        {**given, "holders": ["张三"], "app_no": application(5), "title": "演示雨伞 13800138000", "town": HERE},
        {**other, "kind": "trademark", "reg_no": "9000001", "nice": ["09"], "title": f"{PLANTED}牌"},
    ]
    made = register(home / "lake")
    load(made, {"rights": [{**row, "line": n, "sheet": "专利"} for n, row in enumerate(rows, 2)]}, name="甲.xlsx")
    return home


@pytest.fixture
def planted(planted_home: Path) -> Iterator[House]:
    with opened_house(planted_home, today="2024-06-20") as office:
        yield office


@pytest.fixture
def called(planted_home: Path, tmp_path: Path) -> Iterator[House]:
    """A published copy of it, in which a person and a firm with a telephone in its name hold the one here."""
    shutil.copytree(planted_home / "lake", tmp_path / "called" / "lake")
    row = {
        "app_no": application(5),
        "holders": ["张三", "演示丙伞业有限公司 13900139000"],
        "region": "500115",
        "title": "演示雨伞 13800138000",
        "filed_on": date(2020, 8, 2),
        "granted_on": date(2021, 9, 5),
        "line": 2,
    }
    with opened_house(tmp_path / "called", today="2024-06-20") as office:
        load(office.register(), {"rights": [row], "series": [people(1_000, year) for year in range(2019, 2025)]}, day=2)
        publish_board(office)
        yield office


@pytest.fixture(params=["firm", "town", "nobody"])
def reader(request: pytest.FixtureRequest, planted: House, token_of: Callable[..., str]) -> tuple[str, set[str]]:
    """A reader's token and the rights within reach."""
    if request.param == "firm":
        return token_of(Role.ENTERPRISE, party=OWN), {FIRST, SECOND}
    if request.param == "town":
        return token_of(Role.UNIT, town=HERE), {FIRST, PERSONAL}
    return token_of(Role.ENTERPRISE), set()


def test_lists_hold_what_is_within_reach_page_by_page(get: Get, reader: tuple[str, set[str]]) -> None:
    token, within = reader
    whole = get("/rights", token).json()
    assert {row["id"] for row in whole["rows"]} == within
    assert whole["total"] == len(within)
    found: list[str] = []
    for page in range(1, 5):
        told = get("/rights", token, size=1, page=page).json()
        assert told["total"] == len(within)
        found += [row["id"] for row in told["rows"]]
    assert sorted(found) == sorted(within)
    assert get("/rights/count", token).json()["count"] == len(within)


def test_words_facets_and_conditions_tell_nothing_of_what_is_out_of_reach(
    get: Get, reader: tuple[str, set[str]]
) -> None:
    token, within = reader
    for given in ({"q": PLANTED}, {"holder": OTHER}, {"holder": "演示乙机械有限公司"}, {"kind": "trademark"}):
        told = get("/rights", token, facets=True, **given)
        assert told.json()["total"] == 0, given
        assert FIRM not in told.content.decode(), given
        assert get("/rights/count", token, **given).json()["count"] == 0
    facets = get("/rights", token, facets=True).json()["facets"]
    assert "trademark" not in {value["key"] for facet in facets for value in facet["values"]}
    assert max((value["count"] for facet in facets for value in facet["values"]), default=0) <= len(within)
    known, unknown = (get("/rights", token, holder=name).json() for name in (OTHER, "party:none"))
    assert (known["rows"], known["total"]) == (unknown["rows"], unknown["total"])


@pytest.mark.parametrize("name", [FOREIGN, MARK, "202010000003.0", "ZL202010000003.0"])
def test_by_id_it_is_as_if_it_were_not(get: Get, reader: tuple[str, set[str]], name: str) -> None:
    token, _ = reader
    missing = "patent:CN209910000003.0"
    for part in ("", "/events", "/holders", "/spells", "/pledges"):
        there, nowhere = get(f"/rights/{name}{part}", token), get(f"/rights/{missing}{part}", token)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content.decode().replace(name, "") == nowhere.content.decode().replace(missing, "")


def test_a_foreign_party_is_as_if_it_were_not(get: Get, reader: tuple[str, set[str]]) -> None:
    token, _ = reader
    for path in (f"/parties/{OTHER}", f"/parties/{OTHER}/fees"):
        there, nowhere = get(path, token), get(path.replace(OTHER, "party:none"), token)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content.decode().replace(OTHER, "") == nowhere.content.decode().replace("party:none", "")
    for given in ({}, {"q": FIRM}, {"q": OTHER}):
        assert FIRM not in get("/parties", token, **given).content.decode()
    assert get("/parties", token, q=FIRM).json()["total"] == 0


def test_files_hold_what_lists_hold(get: Get, reader: tuple[str, set[str]]) -> None:
    token, within = reader
    for path in ("/rights", "/parties"):
        written = get(path, token, format="csv").content.decode()
        assert PLANTED not in written
        assert FIRM not in written
    assert get("/rights", token, format="csv").content.decode().count("\r\n") == len(within) + 1


def test_an_export_holds_what_the_list_holds(
    get: Get, planted: House, token_of: Callable[..., str], tmp_path: Path
) -> None:
    from django.test import Client  # noqa: PLC0415 - one use

    token, other = token_of(Role.ENTERPRISE, party=OWN), token_of(Role.UNIT, town=HERE)
    made = Client().post("/api/v1/rights/export?order=number", headers={"Authorization": token})
    assert made.status_code == 202
    job = made.json()["id"]
    run_job.func(job)
    done = get(f"/jobs/{job}", token).json()
    assert done["state"] == "done"
    name = done["result"]["address"].rstrip("/").rpartition("/")[2]
    written = b"".join(get(f"/exports/{name}", token).streaming_content).decode()
    assert (FIRST in written, SECOND in written, PLANTED in written) == (True, True, False)
    head = Client().head(f"/api/v1/exports/{name}", headers={"Authorization": token})
    assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", "text/csv; charset=utf-8")
    assert get(f"/exports/{name}", other).status_code == 404
    assert get(f"/jobs/{job}", other).status_code == 404
    assert get("/jobs", other).json()["total"] == 0


def test_no_read_of_a_firm_or_town_tells_a_planted_word(get: Get, planted: House, token_of: Callable[..., str]) -> None:
    """Every address that takes no id, whatever it is about."""
    for token in (token_of(Role.ENTERPRISE, party=OWN), token_of(Role.UNIT, town=HERE)):
        for one in OPERATIONS:
            if one.method == "get" and "{" not in one.path and not one.is_public:
                told = get(one.path or "/", token).content.decode()
                assert PLANTED not in told, one.name
                assert FIRM not in told, one.name


def test_origins_are_for_the_office_only(get: Get, planted: House, token_of: Callable[..., str]) -> None:
    for token in (token_of(Role.ENTERPRISE, party=OWN), token_of(Role.UNIT, town=HERE)):
        for path in ("/rights", f"/rights/{FIRST}", f"/rights/{FIRST}/events"):
            assert "甲.xlsx" not in get(path, token).content.decode()
        assert get(f"/rights/{FIRST}/origins", token).status_code == 404
    whole = get(f"/rights/{FIRST}", token_of(Role.OFFICER)).content.decode()
    assert "甲.xlsx" in whole
    without = token_of(Role.OFFICER, ["register"])
    assert "甲.xlsx" not in get(f"/rights/{FIRST}", without).content.decode()


def test_personal_numbers_are_masked(get: Get, planted: House, token_of: Callable[..., str]) -> None:
    token = token_of(Role.OFFICER)
    for path in ("/rights", f"/rights/{PERSONAL}"):
        told = get(path, token).content.decode()
        assert "138****8000" in told
        assert "13800138000" not in told
    assert "13800138000" not in get("/rights", token, format="csv").content.decode()


def test_personal_numbers_are_masked_in_parties_and_facets(
    get: Get, called: House, token_of: Callable[..., str]
) -> None:
    token = token_of(Role.OFFICER)
    told = get("/parties", token, q="演示丙").json()["rows"]
    assert [one["name"] for one in told] == ["演示丙伞业有限公司 139****9000"]
    party = told[0]["id"]
    for path in (f"/parties/{party}", f"/parties/{party}/fees", "/rights", "/parties"):
        written = get(path, token, **({"facets": True} if path == "/rights" else {})).content.decode()
        assert "139****9000" in written or "138****8000" in written, path
        assert not any(number in written for number in PRINTED), path


def test_personal_numbers_are_masked_for_the_public_and_behind_figures(
    get: Get, called: House, token_of: Callable[..., str]
) -> None:
    party = get("/parties", token_of(Role.OFFICER), q="演示丙").json()["rows"][0]["id"]
    rows = "indicators/invention_patents_per_10k/rows"
    for path, token, given in (
        ("/published/rights", "", {"q": "雨伞"}),
        (f"/published/rights/{PERSONAL}", "", {}),
        (f"/published/parties/{party}", "", {}),
        (f"/published/{rows}", "", {}),
        (f"/{rows}", token_of(Role.OFFICER), {}),
    ):
        answer = get(path, token, **given)
        assert answer.status_code == 200, path
        written = answer.content.decode()
        assert "139****9000" in written, path
        assert ("138****8000" in written) == ("parties" not in path), path
        assert not any(number in written for number in PRINTED), path


@pytest.mark.parametrize("words", [*PRINTED, "3800138", "丙伞业有限公司 1390"])
def test_what_is_masked_is_not_found_by_the_public(get: Get, called: House, words: str) -> None:
    assert get("/published/rights", q=words).json()["total"] == 0
    assert get("/published/rights", q="138****8000").json()["total"] == 1


def test_the_public_list_is_read_page_by_page(get: Get, called: House) -> None:
    whole = get("/published/rights", q="演示").json()
    assert (whole["total"], whole["pages"], whole["size"]) == (len(whole["rows"]), 1, 20)
    assert whole["total"] > 2
    found: list[dict[str, Any]] = []
    page, pages = 1, 1
    while page <= pages:
        told = get("/published/rights", q="演示", page=page, size=2).json()
        found, page, pages = found + told["rows"], page + 1, told["pages"]
        assert told["total"] == whole["total"]
    assert found == whole["rows"]


def test_a_town_reads_its_own_duties_and_score_only(
    published_house: House, get: Get, token_of: Callable[..., str]
) -> None:
    every = get("/duties", token_of(Role.OFFICER), size=500).json()["rows"]
    units = {unit["number"] for one in every for part in ("lead", "helpers") for unit in one[part]["units"]}
    unit = sorted(units)[0]
    own = [one for one in every if unit in {u["number"] for part in ("lead", "helpers") for u in one[part]["units"]}]
    foreign = next(one for one in every if one not in own)
    assert 0 < len(own) < len(every)
    token = token_of(Role.UNIT, unit=unit)
    told = get("/duties", token, size=500).json()
    assert {one["slug"] for one in told["rows"]} == {one["slug"] for one in own}
    assert told["counts"]["all"] == told["total"] == len(own)
    assert get(f"/duties/{own[0]['slug']}", token).status_code == 200
    there, nowhere = get(f"/duties/{foreign['slug']}", token), get("/duties/none-such", token)
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content.decode().replace(foreign["slug"], "") == nowhere.content.decode().replace("none-such", "")
    assert get("/duties", token, format="csv").content.decode().count(foreign["text"]) == 0
    scores = get("/appraisal", token).json()["rows"]
    assert {one["unit"]["number"] for one in scores} <= {unit}
    assert get("/budget", token).status_code == 403
    listed = {duty["slug"] for row in get("/plan/clauses", token).json()["rows"] for duty in row["duties"]}
    assert listed <= {one["slug"] for one in own}


def test_rows_of_figures_keep_to_the_town(published_house: House, get: Get, token_of: Callable[..., str]) -> None:
    name = "invention_patents_per_10k"
    every = get(f"/indicators/{name}/rows", token_of(Role.OFFICER), size=500).json()
    town = next(row["town"] for row in every["rows"] if row["town"])
    own = sum(row["town"] == town for row in every["rows"])
    token = token_of(Role.UNIT, town=town)
    told = get(f"/indicators/{name}/rows", token, size=500).json()
    assert {row["town"] for row in told["rows"]} == {town}
    assert told["total"] >= own
    assert {row["file"] for row in told["rows"]} == {None}
    elsewhere = next(row["town"] for row in every["rows"] if row["town"] and row["town"] != town)
    assert get(f"/indicators/{name}/rows", token, group=f"town:{elsewhere}").json()["total"] == 0
