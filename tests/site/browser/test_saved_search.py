"""A firm saves a search; a load brings a right it may see and one it may not; it is told of the one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser_steps import opened_search, reopened
from crawling import unquoted_chinese
from factory import application
from register.intake.office import xlsx_file

NAME, OPEN, HIDDEN = "喷嘴监测（演示）", "演示监测喷嘴装置", "演示监测喷嘴密件"
GRAVE = {"serious", "critical"}


def export(folder: Path) -> Path:
    """A granted patent, and an application nobody published, both of a firm that is not the reader's."""
    head = ["申请号", "专利名称", "申请人", "申请日", "授权公告号", "授权公告日", "地址", "主分类号"]
    place = "重庆市长寿区晏家街道演示路1号"
    numbers = [application(9_100_000 + n, year=2021) for n in range(2)]
    rows = [
        [numbers[0], OPEN, "演示丁流体有限公司", "2021-03-01", "CN119100000B", "2023-05-05", place, "B05B 1/00"],
        [numbers[1], HIDDEN, "演示丁流体有限公司", "2026-09-01", "", "", place, "B05B 1/00"],
    ]
    return xlsx_file(folder / "演示导出 喷嘴.xlsx", {"专利": [head, *rows]})


def faults(page: Page, address: str) -> list[object]:
    """What is wrong with a page for readers of screens, of English and of telephones."""
    page.goto(address)
    found: list[object] = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in GRAVE]
    found += unquoted_chinese(page.request.get("/en" + address).text())[:3]
    page.set_viewport_size({"width": 390, "height": 844})
    found += [width for width in [page.evaluate("document.documentElement.scrollWidth")] if width > 390]
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def test_a_firm_is_told_of_what_a_load_adds_to_its_saved_search(visit: Callable[..., Page], tmp_path: Path) -> None:
    firm = visit("enterprise")
    opened_search(firm, "/desk/search/?q=喷嘴+OR+钢包")
    firm.get_by_role("button", name="保存检索").click()
    expect(firm.locator(".zq-messages")).to_contain_text("已保存")
    expect(firm.locator("main")).to_contain_text("必须含“喷嘴”")
    firm.get_by_label("名称").fill(NAME)
    firm.get_by_role("button", name="改名").click()
    expect(firm.get_by_role("heading", level=1)).to_have_text(NAME)
    own = firm.url
    firm.goto("/desk/")
    expect(firm.locator("main")).not_to_contain_text("新命中")

    officer = visit("officer")
    officer.goto("/desk/imports/")
    officer.set_input_files("input[type=file]", export(tmp_path))
    officer.get_by_role("button", name="上传并试运行").click()
    expect(officer.get_by_text("尚未写入")).to_be_visible(timeout=120_000)
    officer.get_by_role("button", name=re.compile("^入库")).click()
    expect(officer.locator("main")).to_contain_text("已写入", timeout=120_000)

    reopened(firm, "/desk/", until=firm.get_by_text("有 1 条新命中").count)
    firm.locator(".zq-notice").get_by_role("link", name=NAME).click()
    assert firm.url == own
    hits = firm.locator(".zq-hit")
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text(OPEN)
    expect(hits.get_by_text("新", exact=True)).to_be_visible()
    expect(hits.locator("mark").first).to_have_text("喷嘴")
    expect(firm.locator("main")).not_to_contain_text(HIDDEN)
    firm.goto("/desk/")
    expect(firm.locator("main")).not_to_contain_text("新命中")
    path = re.sub(r"^https?://[^/]+", "", own)
    assert [faults(firm, address) for address in ("/desk/searches/", path, "/desk/searches/new/")] == [[], [], []]
    firm.goto("/desk/searches/")
    firm.get_by_role("link", name=NAME).first.click()
    firm.get_by_role("button", name="删除").click()
    expect(firm.locator("main")).to_contain_text("还没有保存的检索")
