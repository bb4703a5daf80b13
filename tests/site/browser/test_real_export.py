"""An officer brings a real tool's export with two broken cells: repaired on the page, loaded, published."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from browser_steps import LONGEST, wait_for_job
from realdata import real_data
from register.intake.office import xlsx_file

EXPORT = "cn_patent_exports/cnipr_25col_rail_199rows.xlsx"
NUMBER, FILED = 0, 3
SPOILT_NUMBER, SPOILT_DAY = 7, 11
"""Rows of the export whose number, and whose filing day, are spoilt as happens when cells are retyped."""


def spoilt(folder: Path) -> tuple[Path, str, str]:
    """The real export with a wrong check digit in one row and a day that does not exist in another; both as printed."""
    rows = CalamineWorkbook.from_path(str(real_data(EXPORT))).get_sheet_by_name("Sheet1").to_python()
    number, day = str(rows[SPOILT_NUMBER][NUMBER]), str(rows[SPOILT_DAY][FILED])
    digit = "1" if number[-1] != "1" else "2"
    rows[SPOILT_NUMBER][NUMBER] = number[:-1] + digit
    rows[SPOILT_NUMBER][4] = number[:-1] + digit
    rows[SPOILT_DAY][FILED] = "2012.13.41"
    return xlsx_file(folder / "检索导出.xlsx", {"Sheet1": rows}), number, day


def test_a_real_export_with_two_broken_cells_is_repaired_loaded_and_published(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    file, number, day = spoilt(tmp_path)
    page = visit("head")
    page.goto("/desk/imports/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="上传并试运行").click()
    expect(page.get_by_text("尚未写入")).to_be_visible(timeout=LONGEST)
    fixes = page.locator(".zq-fix tbody tr")
    expect(fixes.first).to_be_visible()
    for place in range(fixes.count()):
        line = fixes.nth(place)
        right = day if "2012.13.41" in line.inner_text() else number
        line.locator("input[type=text], input:not([type])").first.fill(right)
    count = fixes.count()
    page.get_by_role("button", name="保存改正并重新试运行").click()
    expect(page.locator("main")).to_contain_text(f"改了 {count} 行，都合规则了", timeout=LONGEST)
    page.get_by_role("button", name=re.compile("^入库")).click()
    expect(page.locator("main")).to_contain_text("都已改好", timeout=LONGEST)
    page.goto(f"/desk/rights/?q={number.removeprefix('CN')}")
    expect(page.locator("main")).to_contain_text(number.removeprefix("CN"))
    page.goto("/desk/board/?plan=demo-successor-2026-2030")
    page.get_by_role("button", name="发布这一期").click()
    wait_for_job(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("的看板")
