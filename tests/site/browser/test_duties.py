"""A town proves a duty from the register, the score moves, an objection corrects it; every page at each width."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from playwright.sync_api import Page, expect

YEAR = "?year=2025"
SLOW = 60_000
"""Milliseconds a page may take on which everything is worked out anew."""


def points(page: Page) -> list[Decimal | None]:
    """Points of the items of the score on the page, the total first; None for one that does not apply."""
    told = page.locator(".zq-work-total .is-big b, .zq-split section[id] > header .zq-figure b").all_inner_texts()
    return [None if text == "—" else Decimal(text) for text in told]


def record_decision(head: Page, unit: str) -> None:
    """A head of section records what a meeting decided for a unit."""
    head.goto("/desk/meetings/new/")
    head.get_by_label("会议或纪要编号").fill("演示纪要〔2025〕8号")
    head.get_by_label("会议日期").fill("2025-03-03")
    head.get_by_label("议定内容").first.fill("演示：重点企业新增有效发明专利")
    head.get_by_label("责任单位").first.select_option(unit)
    head.get_by_label("完成时限").first.fill("2025-12-31")
    head.get_by_role("button", name="记录").click()
    expect(head).to_have_url(re.compile("/desk/meetings/$"), timeout=SLOW)
    expect(head.locator("main")).to_contain_text("演示：重点企业新增有效发明专利")


def prove(town: Page) -> None:
    """A town ticks two rows of the register; there is no field for a figure."""
    town.goto("/desk/duties/")
    town.get_by_role("link", name="演示：重点企业新增有效发明专利").click()
    town.get_by_role("link", name="从登记册证实").click()
    boxes = town.locator("input[name=row]")
    assert boxes.count() > 2
    boxes.nth(0).check()
    boxes.nth(1).check()
    assert town.locator("main form[method=post] input[type=number]").count() == 0
    town.get_by_role("button", name="引用勾选的行作证据").click()
    expect(town.locator("main h1")).to_contain_text("已证实", timeout=SLOW)
    expect(town.locator("main")).to_contain_text("引用 2 行")


def answer(head: Page, unit: str) -> None:
    """The head of section accepts the objection and corrects the points."""
    head.goto(f"/desk/objections/{YEAR}")
    head.get_by_role("row", name=unit).get_by_role("link", name="答复").first.click()
    head.get_by_label("采纳，更正得分").check()
    head.locator("#points").fill("7.5")
    head.locator("#reason").fill("演示：经核对更正")
    head.get_by_role("button", name="答复", exact=True).click()
    expect(head.locator("main")).to_contain_text("→ 7.5", timeout=SLOW)


def test_a_town_proves_a_duty_its_score_moves_and_an_objection_corrects_it(visit: Callable[..., Page]) -> None:
    head, town = visit("head"), visit("unit")
    for page in (head, town):
        page.set_default_timeout(SLOW)
        page.set_default_navigation_timeout(SLOW)
    town.goto(f"/desk/appraisal/{YEAR}")
    unit = town.locator("tbody th a").first.inner_text()
    record_decision(head, unit)
    town.goto(f"/desk/appraisal/{YEAR}")
    town.locator("tbody th a").first.click()
    score, before = town.url, points(town)[0]
    prove(town)
    town.goto(score)
    after = points(town)[0]
    assert before is not None
    assert after is not None
    assert after > before
    expect(town.locator("main")).to_contain_text("引用登记册 2 行")
    town.get_by_role("link", name="对这个项目提出异议").first.click()
    town.get_by_label("理由（必填）").fill("演示：按期完成，应当计入")
    town.get_by_role("button", name="提出异议").click()
    expect(town.locator("main")).to_contain_text("异议未结", timeout=SLOW)
    answer(head, unit)
    town.goto(score)
    expect(town.locator("main")).to_contain_text("异议已答复", timeout=SLOW)
    assert Decimal("7.5") in points(town)

    watcher = visit("oversight")
    watcher.goto("/desk/audit/?action=score.")
    expect(watcher.locator("main tbody")).to_contain_text("提出考核异议")
    expect(watcher.locator("main tbody")).to_contain_text("答复考核异议")
    watcher.goto("/desk/audit/trail/?of=duty&id=changshou-2021-2025/演示纪要〔2025〕8号/1")
    expect(watcher.locator("main tbody")).to_contain_text("证实任务")


def test_the_pages_of_proof_objection_layout_and_feed_fit_a_telephone_in_the_dark(visit: Callable[..., Page]) -> None:
    page = visit("head", width=390, dark=True)
    page.set_default_navigation_timeout(SLOW)
    for address in (
        "/desk/duties/8/prove/",
        "/desk/duties/8/",
        "/desk/meetings/new/",
        f"/desk/objections/{YEAR}",
        "/desk/layouts/town_figures/",
        "/desk/account/calendar/",
        "/verify/",
        "/en/desk/layouts/monthly_figures/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_an_enterprise_begins_at_its_own_page_and_a_feed_is_shown_once(visit: Callable[..., Page]) -> None:
    firm = visit("enterprise")
    expect(firm).to_have_url(re.compile("/desk/parties/party:"))
    expect(firm.locator("main")).to_contain_text("质押看护")
    expect(firm.locator("main")).to_contain_text("减缴后（元）")
    firm.goto("/desk/account/calendar/")
    firm.get_by_role("button", name="做一个订阅地址").click()
    address = firm.locator(".is-good code").inner_text()
    assert firm.request.get(address).text().startswith("BEGIN:VCALENDAR")
    firm.goto("/desk/account/calendar/")
    assert firm.locator(".is-good code").count() == 0
    firm.get_by_role("button", name="撤销").click()
    expect(firm.locator("main")).to_contain_text("还没有订阅地址")
    assert firm.request.get(address).status == 404
