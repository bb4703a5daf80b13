"""What mock-ups show on a wide screen is reached on a telephone too: similar documents, groups beside each other."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from browser_steps import opened_search


def test_similar_documents_are_reached_on_a_telephone(visit: Callable[..., Page]) -> None:
    page = opened_search(visit("officer", width=390), "/desk/search/?q=装置")
    link = page.locator(".zq-hit a", has_text="相似文献").first
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("相似")


def test_two_groups_of_a_figure_are_open_beside_each_other_and_close_one_by_one(visit: Callable[..., Page]) -> None:
    page = visit("officer", width=390)
    page.goto("/desk/figures/invention_patents_per_10k/?drill=town")
    for place in (0, 1):
        page.locator(".zq-drill a").nth(place).click()
        page.wait_for_url(re.compile("group=.*" * (place + 1)))
    closes = page.locator("#rows").get_by_role("link", name=re.compile("^收起"))
    expect(closes).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first = page.locator("#rows h2").first.inner_text()
    closes.first.click()
    expect(page.get_by_role("link", name="全部收起")).to_have_count(0)
    expect(page.locator("#rows-h")).to_contain_text("筛选出")
    assert first.split()[0] not in page.locator("#rows").inner_text().partition("\n\n")[0]
