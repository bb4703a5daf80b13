"""What people come to the site for, done in a real browser on the served demo district."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from browser_steps import wait_for_job
from factory import application
from register.intake.office import xlsx_file
from zhiquan.basics.numbers import normalise_application

PLAN = """云溪区人民政府关于加强知识产权工作的实施意见（2026—2028年）（演示）

一、总体要求
到2028年，全区每万人口发明专利拥有量达到26件，累计办理知识产权质押融资登记金额3亿元以上。
二、主要任务
（一）培育高价值专利。力争新增高价值专利组合12个。（牵头单位：区市场监管局；配合单位：区科技局）
（二）健全保护机制。到2027年，知识产权保护社会满意度得分不低于82分。
三、组织保障
各部门分工负责。
"""


def patents_with_errors(folder: Path) -> Path:
    """Two good rows, one with a wrong check digit, one with a day that does not exist."""
    head = ["申请号", "专利名称", "申请人", "申请日", "授权公告日", "地址", "主分类号"]
    place = "重庆市长寿区晏家街道演示路1号"
    good = [application(9_000_000 + n, year=2021) for n in range(4)]
    wrong = good[2][:-1] + ("1" if good[2][-1] != "1" else "2")
    rows = [
        [good[0], "演示浏览器装置一", "演示甲科技有限公司", "2021-03-01", "2023-05-05", place, "C21D 9/00"],
        [good[1], "演示浏览器装置二", "演示甲科技有限公司", "2021-03-01", "2023-06-05", place, "C21D 9/00"],
        [wrong, "演示浏览器装置三", "演示甲科技有限公司", "2021-03-01", "2023-06-05", place, "C21D 9/00"],
        [good[3], "演示浏览器装置四", "演示甲科技有限公司", "2021-13-41", "2023-06-05", place, "C21D 9/00"],
    ]
    assert normalise_application(wrong) != wrong or wrong != good[2]
    return xlsx_file(folder / "演示导出 含错.xlsx", {"专利": [head, *rows]})


def test_a_visitor_opens_a_figure_down_to_the_line_of_a_file(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".zq-target-row .zq-figure a").first.click()
    expect(page.locator("main")).to_contain_text("背后的")
    row = page.locator("#rows table tbody tr, section:has(#rows) tbody tr, table:has(th:text('出处')) tbody tr").first
    expect(row).to_contain_text(re.compile(r"第\s*[\d,]+\s*行"))
    expect(row).to_contain_text(re.compile(r"\.(xlsx|csv|xls|txt|zip)"))
    page.goto("/progress/")
    expect(page.locator("main")).to_contain_text("已达成")
    assert page.request.get("/desk/board/", max_redirects=0).status == 302


def test_an_officer_imports_an_export_with_errors_repairs_it_and_publishes(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit("head")
    page.goto("/desk/imports/")
    page.set_input_files("input[type=file]", patents_with_errors(tmp_path))
    page.get_by_role("button", name="上传并试运行").click()
    expect(page.get_by_text("尚未写入")).to_be_visible(timeout=90_000)
    expect(page.locator("main")).to_contain_text("2 行要修")
    fixes = page.locator(".zq-fix tbody tr")
    expect(fixes).to_have_count(2)
    good = application(9_000_002, year=2021)
    for place in range(2):
        line = fixes.nth(place)
        right = "2021-03-01" if "2021-13-41" in line.inner_text() else good
        line.locator("input[type=text], input:not([type])").first.fill(right)
    page.get_by_role("button", name="保存改正并重新试运行").click()
    expect(page.locator("main")).to_contain_text("改了 2 行，都合规则了", timeout=90_000)
    page.get_by_role("button", name=re.compile("^入库")).click()
    expect(page.locator("main")).to_contain_text("已写入", timeout=120_000)
    expect(page.locator("main")).to_contain_text("都已改好")
    page.goto("/desk/rights/?q=演示浏览器装置")
    expect(page.locator("main")).to_contain_text("演示浏览器装置三")
    expect(page.locator("main")).to_contain_text("演示浏览器装置四")
    page.goto("/desk/board/?plan=demo-successor-2026-2030")
    page.get_by_role("button", name="发布这一期").click()
    wait_for_job(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2026年11月22日 的看板")
    name = page.url.rstrip("/").rpartition("/")[2].partition("?")[0]
    visitor = visit()
    assert visitor.goto(f"/publications/{name}/").status == 200  # type: ignore[union-attr] # a page was asked for


def test_a_plan_nobody_prepared_is_uploaded_confirmed_and_shown(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("head")
    page.goto("/desk/plans/")
    file = tmp_path / "云溪区实施意见（演示）.txt"
    file.write_text(PLAN, "utf-8")
    page.set_input_files("input[type=file]", file)
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    wait_for_job(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("核对规划草稿")
    expect(page.locator("main")).to_contain_text("26")
    expect(page.locator("#du-h")).to_be_visible()
    page.fill("#id", "yunxi-2026-2028")
    page.fill("#place", "500115")
    page.fill("#from", "2026-01-01")
    page.fill("#to", "2028-12-31")
    page.get_by_role("button", name="核对无误，采用").click()
    wait_for_job(page)
    page.goto("/desk/board/?plan=yunxi-2026-2028")
    expect(page.locator("main")).to_contain_text("云溪区")
    expect(page.locator("main")).to_contain_text("目标 26")


def test_a_town_sees_its_own_duties_only(visit: Callable[..., Page]) -> None:
    everyone, town = visit("officer"), visit("unit")
    everyone.goto("/desk/duties/?plan=changshou-2021-2025")
    town.goto("/desk/duties/?plan=changshou-2021-2025")
    all_rows = everyone.locator("main table tbody tr").count()
    own = town.locator("main table tbody tr").count()
    assert 0 < own < all_rows
    own_name = town.locator(".zq-topbar__who").inner_text()
    assert "镇街" in own_name
    other = everyone.locator("main table tbody tr a[href*='/desk/duties/']").first.get_attribute("href")
    seen = {a.get_attribute("href") for a in town.locator("main a[href*='/desk/duties/']").all()}
    hidden = [
        a.get_attribute("href")
        for a in everyone.locator("main tbody a[href*='/desk/duties/']").all()
        if a.get_attribute("href") not in seen
    ]
    assert other is not None
    assert hidden
    assert town.request.get(str(hidden[0])).status == 404
    assert town.request.get("/desk/budget/").status == 403


def test_an_enterprise_sees_its_own_rights_only(visit: Callable[..., Page]) -> None:
    officer, firm = visit("officer"), visit("enterprise")
    officer.goto("/desk/rights/")
    firm.goto("/desk/rights/")
    count = re.compile(r"([\d,]+)\s*件")

    def total(page: Page) -> int:
        found = count.search(page.locator("main").inner_text())
        assert found is not None
        return int(found[1].replace(",", ""))

    assert 0 < total(firm) < total(officer)
    own = {a.get_attribute("href") for a in firm.locator("main a[href*='/desk/rights/']").all()}
    others = [a.get_attribute("href") for a in officer.locator("main tbody a[href*='/desk/rights/']").all()]
    foreign = next(str(one) for one in others if one not in own)
    assert firm.request.get(foreign).status == 404
    assert firm.request.get("/desk/batches/").status == 403


def test_everything_is_reached_by_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "zq-skip"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("2021")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=2021"))
    desk = visit("officer")
    desk.keyboard.press("g")
    desk.keyboard.press("b")
    expect(desk).to_have_url(re.compile(r"/desk/board/"))
    desk.keyboard.press("?")
    expect(desk).to_have_url(re.compile(r"/desk/keys/"))
    reached = set()
    desk.goto("/desk/rights/")
    for _ in range(60):
        desk.keyboard.press("Tab")
        reached.add(desk.evaluate("document.activeElement.tagName + '#' + (document.activeElement.id || '')"))
    assert {"INPUT#find"} <= reached
    assert any(one.startswith("A#") for one in reached)


def test_on_a_telephone_the_menu_opens_and_nothing_needs_sideways_scrolling(visit: Callable[..., Page]) -> None:
    page = visit("officer", width=390)
    for address in ("/desk/", "/desk/board/", "/desk/rights/", "/desk/imports/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    page.locator(".zq-topbar .zq-menu-button").click()
    expect(page.locator("#rail")).to_be_visible()


def test_dark_display_is_remembered_and_english_is_one_click_away(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/progress/")
    page.locator(".zq-theme-button").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto("/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("header a[hreflang=en]:visible").first.click()
    expect(page).to_have_url(re.compile("/en/"))
    assert page.evaluate("document.documentElement.lang") == "en"
    page.emulate_media(media="print")
    assert page.locator(".zq-masthead").is_hidden()
