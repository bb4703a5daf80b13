"""Several files sent in at once, in a real browser: a row and a trial run each, then a load and what it changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from browser_steps import LONGEST, LONGEST_INDEX
from factory import application
from register.intake.office import xlsx_file

HEAD = ["申请号", "专利名称", "申请人", "申请日", "授权公告日", "地址", "主分类号"]
PLACE = "重庆市长寿区晏家街道演示路1号"


def inventions(file: Path, *, first: int, rows: int) -> Path:
    """Made-up inventions of the district, granted in 2023."""
    serials = [application(first + number, year=2021) for number in range(rows)]
    days = ["2021-03-01", "2023-05-05"]
    firm = "演示甲科技有限公司"
    return xlsx_file(
        file, {"专利": [HEAD, *([one, f"演示多文件装置{one}", firm, *days, PLACE, "C21D 9/00"] for one in serials)]}
    )


def test_several_files_are_tried_each_by_itself_and_a_load_tells_what_it_changed(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    good = inventions(tmp_path / "演示多个 一.xlsx", first=9_200_000, rows=120)
    other = inventions(tmp_path / "演示多个 二.xlsx", first=9_300_000, rows=3)
    program = tmp_path / "演示多个 程序.xlsx"
    program.write_bytes(b"MZ" + b"0" * 100)
    page = visit("officer")
    page.goto("/desk/imports/")
    page.set_input_files("input[type=file]", [good, program, other])
    expect(page.locator(".zq-imp__chosen")).to_contain_text("演示多个 二.xlsx")
    page.get_by_role("button", name="上传并试运行").click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("演示多个 程序.xlsx")
    expect(refused).not_to_contain_text("演示多个 一.xlsx")
    taken = page.locator(".zq-notice.is-good")
    expect(taken).to_contain_text("收下 2 个文件")
    expect(taken.get_by_role("link")).to_have_count(2)
    for name, rows in (("演示多个 一.xlsx", 120), ("演示多个 二.xlsx", 3)):
        row = page.locator("#files li", has_text=name)
        expect(row).to_contain_text("待入库", timeout=LONGEST)
        expect(row).to_contain_text(f"共 {rows} 行 · 7 列")

    taken.get_by_role("link", name="演示多个 一.xlsx").click()
    page.get_by_role("button", name=re.compile("^入库 120 行")).click()
    changes = page.locator("#changes")
    expect(changes).to_be_visible(timeout=LONGEST)
    expect(changes.locator("dd").first).to_contain_text("→", timeout=LONGEST_INDEX * 1_000)
    expect(changes).to_contain_text(re.compile(r"另有 \d+ 项没有变"))
    here = page.url.partition("/desk/")[2]
    page.set_viewport_size({"width": 390, "height": 900})
    for language in ("en/", ""):
        page.goto(f"/{language}desk/{here}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    changes.locator("dd a").first.click()
    expect(page).to_have_url(re.compile(r"/desk/figures/[a-z0-9_]+/\?.*snapshot="))
    expect(page.locator("main")).to_contain_text("背后的")
