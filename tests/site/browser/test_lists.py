"""An analyst collects hits in an own list, notes one, opens the list and takes it away; without script too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser_steps import opened_search
from crawling import unquoted_chinese
from served_site import Served

GRAVE = {"serious", "critical"}
NAME = "阻垢剂检索（演示）"


def faults(page: Page, address: str) -> list[object]:
    """What is wrong with a page for readers of screens, in the light and in the dark, of English and of telephones."""
    found: list[object] = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        found += [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in GRAVE]
    found += unquoted_chinese(page.request.get("/en" + address).text())[:3]
    page.set_viewport_size({"width": 390, "height": 844})
    found += [width for width in [page.evaluate("document.documentElement.scrollWidth")] if width > 390]
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def test_an_analyst_collects_two_hits_notes_one_and_takes_the_list_away(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened_search(visit("analyst"), "/desk/search/?q=装置")
    expect(page.get_by_label("收进", exact=True)).to_have_value("new")
    hits = page.locator(".zq-hit")
    titles = [hits.nth(n).locator("h3").inner_text() for n in (1, 0)]
    marker = "document.body.dataset.marker"
    page.evaluate(f"{marker} = 'same'")
    for n in (1, 0):
        press = hits.nth(n).get_by_role("button", name=re.compile("^收进清单"))
        press.focus()
        page.keyboard.press("Enter")
        expect(hits.nth(n).get_by_role("link", name=re.compile("^已收"))).to_be_visible()
        expect(hits.nth(n).get_by_role("button", name=re.compile("^取出"))).to_be_focused()
        expect(page.locator("#collect-said")).to_have_text("已收进清单。")
    assert page.evaluate(marker) == "same"  # in place, without another page
    expect(page.locator("#into option:checked")).to_have_text("清单 1")
    hits.nth(2).get_by_role("button", name=re.compile("^收进清单")).click()
    hits.nth(2).get_by_role("button", name=re.compile("^取出")).click()
    expect(hits.nth(2).get_by_role("button", name=re.compile("^收进清单"))).to_be_visible()

    page.get_by_role("link", name="清单", exact=True).click()
    page.get_by_role("link", name="清单 1").click()
    path = re.sub(r"^https?://[^/]+", "", page.url)
    expect(page.locator(".zq-hit h3")).to_have_text(titles)
    expect(page.locator(".zq-hit").first).to_contain_text("查询式 装置")
    page.get_by_label("名称", exact=True).fill(NAME)
    page.get_by_role("button", name="改名").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    note = page.get_by_label(re.compile("^备注：")).last
    note.fill("先看权利要求（演示）")
    note.press("Enter")
    expect(page.locator(".zq-printed")).to_have_text("备注：先看权利要求（演示）")
    page.reload()
    expect(page.get_by_label(re.compile("^备注：")).last).to_have_value("先看权利要求（演示）")

    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    file = tmp_path / "list.csv"
    download.value.save_as(file)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert [(row["名称"], row["备注"]) for row in rows] == list(zip(titles, ["", "先看权利要求（演示）"], strict=True))
    page.emulate_media(media="print")
    expect(page.locator(".zq-printed")).to_be_visible()
    expect(page.get_by_role("button", name="保存").first).to_be_hidden()
    page.emulate_media(media="screen")

    page.goto("/desk/search/?q=装置")
    page.locator(".zq-hit").nth(0).get_by_role("link", name=re.compile("^已收")).click()
    choice = re.sub(r"^https?://[^/]+", "", page.url)
    addresses = ("/desk/lists/", path, choice, "/desk/search/?q=装置")
    assert [faults(page, address) for address in addresses] == [[], [], [], []]
    page.goto(path)
    page.get_by_text("删除清单").click()
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.locator("main")).to_contain_text("还没有清单")


def test_without_script_the_hit_is_collected_and_taken_out_again(
    visit: Callable[..., Page], browser: Browser, served: Served
) -> None:
    signed_in = opened_search(visit("enterprise"), "/desk/search/")
    context = browser.new_context(
        base_url=served.address,
        java_script_enabled=False,
        locale="zh-CN",
        storage_state=signed_in.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/desk/search/?q=装置")
    first = page.locator(".zq-hit").first
    first.get_by_role("button", name=re.compile("^收进清单")).click()
    expect(page.locator(".zq-messages")).to_contain_text("已收进清单。")
    assert "/desk/search/?q=" in page.url
    first.get_by_role("link", name=re.compile("^已收")).click()
    page.get_by_label("新清单的名称").fill(NAME)
    page.get_by_role("button", name="新建并收进").click()
    expect(page.locator("main").get_by_role("button", name=re.compile("^取出"))).to_have_count(2)
    page.get_by_role("button", name=re.compile(f"^取出.*{re.escape(NAME)}")).click()
    page.goto("/desk/search/?q=装置")
    first.get_by_role("button", name=re.compile("^取出")).click()
    expect(page.locator(".zq-messages")).to_contain_text("已从清单取出。")
    expect(first.get_by_role("button", name=re.compile("^收进清单"))).to_be_visible()
    context.close()
