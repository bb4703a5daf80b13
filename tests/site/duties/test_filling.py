"""Sheets to fill in."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from zhiquan.register.intake.templates import templates
from zhiquan.site.duties.filling import OFFERED, duties_workbook
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


@pytest.mark.parametrize("kind", OFFERED)
def test_an_empty_template_has_the_headings_of_the_core(kind: str, demo_house: House, client_of: Clients) -> None:
    answer = client_of(Role.UNIT).get(f"/desk/templates/{kind}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    heads = [column.heading for column in templates()[kind].columns]
    assert [cell.value for cell in sheet[1]][: len(heads)] == heads


def test_own_duties_come_filled_in(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.UNIT, unit="演示单位015")
    wanted = client.get("/desk/duties/").context["total"]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/desk/duties/to-fill.xlsx").content)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(rows) == wanted > 0
    five = next(row for row in rows if row["任务编号"] == "5")
    assert five["牵头单位"] == "区法院"
    assert five["完成时限"].date().isoformat() == "2023-06-30"


def test_a_text_that_looks_like_a_formula_stays_a_text(demo_house: House) -> None:
    empty: dict[str, object] = {"units": [], "text": None}
    duty: dict[str, object] = {
        "number": "=1+1",
        "text": "=cmd()",
        "lead": empty,
        "helpers": empty,
        "budget_lines": [],
        "indicators": [],
        "rights": [],
        "due_on": "2026-01-31",
    }
    sheet = openpyxl.load_workbook(io.BytesIO(duties_workbook([duty]))).worksheets[0]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "d", "n"}
    assert "=1+1" in [cell.value for cell in sheet[2]]
