"""A firm looks for prior art; a visitor searches what is published; the keyboard goes through what is offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from browser_steps import opened_search


def total(page: Page) -> int:
    """How many records the page says it found."""
    return int(re.sub(r"\D", "", page.locator("#rh").inner_text().partition("条")[0]))


def test_a_firm_finds_prior_art_narrows_it_reads_the_help_and_takes_it_away(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened_search(visit("enterprise"), "/desk/search/")
    page.get_by_label("查询式").fill("钢包 ?吹氩 装置")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.locator("#read")).to_contain_text("必须含“钢包”")
    expect(page.locator("#read")).to_contain_text("最好含“吹氩”")
    expect(page.locator(".zq-hit mark").first).to_be_visible()
    whole = total(page)
    page.locator("#facets").get_by_label("实用新型").check()
    expect(page).to_have_url(re.compile("kind=utility_model"))
    expect(page.get_by_role("link", name=re.compile("去掉 类型 · 实用新型"))).to_be_visible()
    narrowed = total(page)
    assert 0 < narrowed < whole
    expect(page.locator("#count")).to_have_text(f"找到 {narrowed} 条")
    page.get_by_text("查询写法").click()
    expect(page.get_by_text("相距不超过五个字")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^导出")).click()
    file = tmp_path / "hits.csv"
    download.value.save_as(file)
    assert len(file.read_text("utf-8-sig").splitlines()) == narrowed + 1
    page.get_by_role("link", name=re.compile("^相似文献")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("相似文献")
    expect(page.locator(".zq-hit").first).to_be_visible()


def test_what_is_offered_while_typing_is_taken_with_the_keyboard(visit: Callable[..., Page]) -> None:
    page = opened_search(visit(), "/search/")
    box = page.get_by_label("查询式")
    box.click()
    box.press_sequentially("吹氩")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Enter")
    expect(page.locator("#read")).to_contain_text("吹氩")
    expect(page.locator("#count")).to_have_text(re.compile(r"找到 \d+ 条"))
    box.press_sequentially(" 权利")
    expect(options.first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_lines_that_come_late_stay_away_and_back_brings_the_box_to_life_again(visit: Callable[..., Page]) -> None:
    page = opened_search(visit(), "/search/")
    box, held = page.get_by_label("查询式"), list[Route]()
    at_first = page.locator("#count").text_content() or ""
    page.route("**/suggest/**", lambda route: held.append(route))  # noqa: PLW0108 - the library marks its handlers
    box.click()
    with page.expect_request("**/suggest/**"):
        box.press_sequentially("吹氩")
    box.press("Enter")
    expect(page.locator("#count")).to_have_text(re.compile(r"找到 \d+ 条"))
    for one in held:
        one.continue_()
    page.wait_for_timeout(500)  # nothing is to come of it, so there is nothing to wait for
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.unroute("**/suggest/**")
    page.go_back()
    expect(page).to_have_url(re.compile("/search/$"))
    expect(page.locator("#count")).to_have_text(at_first)  # the address changes before the page does
    expect(box).to_have_value("")
    box.click()
    box.press_sequentially("吹氩")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.locator("#read")).to_contain_text("吹氩")


def test_on_a_telephone_the_filters_are_a_drawer_and_mistakes_are_mended(visit: Callable[..., Page]) -> None:
    page = opened_search(visit(width=390, dark=True), "/search/?q=装置")
    expect(page.locator("#facets")).to_be_hidden()
    page.get_by_role("button", name="筛选").click()
    page.locator("#facets").get_by_label("商标").check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page).to_have_url(re.compile("kind=trademark"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/search/?q=(装置 OR 阀门")
    expect(page.get_by_role("alert")).to_contain_text("括号没有闭合")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator(".zq-hit").first).to_be_visible()
