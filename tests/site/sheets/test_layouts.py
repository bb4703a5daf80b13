"""Layouts of other systems are filled from the register, cell by cell with its origin, and counted."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from zhiquan.knowledge.indicators import Indicator
from zhiquan.site.audit.models import Line
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.keeping import measuring
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_changes import typed_by
from zhiquan.site.sheets.writing import ORIGINS, workbook_of

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
NAMES = ("monthly_figures", "town_figures", "pledges_of_year", "duty_progress")


def sheets_of(client: Client, name: str, prefix: str = "") -> dict[str, list[list[Any]]]:
    answer = client.get(f"{prefix}/desk/layouts/{name}/file.xlsx")
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}


def test_the_monthly_sheet_holds_the_figures_of_the_core(demo_house: House, client_of: Clients) -> None:
    filled, _ = sheets_of(client_of(Role.OFFICER), "monthly_figures").values()
    rows = {row[1]: row for row in filled[3:]}
    asked = asked_by({})
    before = asked.day.replace(day=1) - timedelta(days=1)
    with measuring(asked) as (figures, _units):
        now, then = figures.figures(["invention_patents"], [before, asked.day])[::-1]
    row = rows[demo_house.knowledge().get(Indicator, "invention_patents").label.zh]
    assert now.value is not None
    assert then.value is not None
    assert Decimal(str(row[3])) == now.value
    assert Decimal(str(row[5])) == now.value - then.value


def test_each_cell_names_its_origin_and_what_cannot_be_computed_is_empty(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    for name in NAMES:
        filled, origins = sheets_of(client, name).values()
        body, told = filled[3:], origins[2:]
        assert len(told) == sum(len(filled[2]) for _ in body)
        assert all(line[4] for line in told)
        assert "=" not in {str(cell)[:1] for row in body for cell in row}


def test_a_town_sheet_counts_what_the_breakdown_counts(demo_house: House, client_of: Clients) -> None:
    filled, origins = sheets_of(client_of(Role.ANALYST), "town_figures").values()
    asked = asked_by({})
    with measuring(asked) as (figures, _units):
        groups = {row["group"]: row["counted"] for row in figures.breakdown("invention_patents", asked.day, "town")}
    shown = {str(row[2]).removesuffix(".0"): row[3] for row in filled[3:]}
    assert {code: int(str(value).removesuffix(".0")) for code, value in shown.items()} == {
        code: groups.get(code, 0) for code in shown
    }
    assert any("登记库没有" in str(line[4]) for line in origins)


def test_the_file_is_written_to_the_trail_with_what_was_filled(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    page = client.get("/desk/layouts/town_figures/")
    sheets_of(client, "town_figures")
    detail = Line.objects.get(action="sheet.filled").detail
    assert detail["filled"] == page.context["sheet"]["filled"] > 100
    assert detail["left"] == page.context["sheet"]["typed"] == len(page.context["sheet"]["rows"])
    typed = typed_by(Visitor(Role.OFFICER, "officer-test"), demo_house.today.replace(day=1))
    assert (typed.now, typed.filled) == (0, detail["filled"])
    assert f"登记册替您填了 {detail['filled']} 格" in client.get("/desk/").content.decode()


def test_only_those_who_see_every_unit_take_it(demo_house: House, client_of: Clients) -> None:
    assert client_of(Role.UNIT, unit="演示单位001").get("/desk/layouts/town_figures/file.xlsx").status_code == 404
    assert client_of(Role.ENTERPRISE).get("/desk/layouts/").status_code == 403
    assert client_of(Role.OVERSIGHT).get("/desk/layouts/town_figures/file.xlsx").status_code == 403
    assert client_of(Role.LEADER).get("/desk/layouts/none/").status_code == 404


def test_a_layout_that_has_ended_is_left_out_and_the_others_stay(own_house: House, client_of: Clients) -> None:
    told = (resources.files("zhiquan.knowledge") / "data" / "layouts" / "town_figures.yaml").read_text("utf-8")
    folder = own_house.settings.knowledge / "layouts"
    folder.mkdir(parents=True)
    ended = told.replace("  - from: 2021-01-01\n", "  - from: 2021-01-01\n    to: 2022-01-01\n", 1)
    assert ended != told
    (folder / "town_figures.yaml").write_text(ended, "utf-8")
    client = client_of(Role.OFFICER)
    shown = client.get("/desk/layouts/")
    assert shown.status_code == 200
    assert {one["id"] for one in shown.context["layouts"]} == set(NAMES) - {"town_figures"}
    assert client.get("/desk/layouts/town_figures/").status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("统计/月报：[1:2]*?\\表", "统计 月报： 1 2 表"),
        ("长" * 40, "长" * 31),
        ("'出处'", "made_up"),
        ("//", "made_up"),
    ],
)
def test_any_title_gives_a_name_a_workbook_takes(title: str, name: str) -> None:
    words = {"zh": title, "en": title}
    sheet = {"id": "made_up", "title": words, "label": words, "day": "2026-11-22", "columns": [], "rows": []}
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(sheet, language="zh", snapshot="演示")))
    assert book.sheet_names == [name, ORIGINS["zh"]]
