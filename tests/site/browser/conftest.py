"""The served demo district and a real browser."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
from browser import FLAGS, find_browser
from served_site import Served, start_site, stop_site

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser library keeps a loop running
PASSWORD = "Demo-2026-zhiquan"


@pytest.fixture(scope="session")
def served(opened_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo district served from a copy of its own."""
    home = tmp_path_factory.mktemp("served") / "家 %20"
    shutil.copytree(opened_home, home)
    process, address = start_site(home, "--demo")
    yield Served(address, home / "demo")
    stop_site(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; in CI its absence is a failure."""
    found = find_browser()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: tools/browser.py --install")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """A function that opens a page as a role: ``visit("officer", width=390)``; console errors fail the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(account: str = "", *, width: int = 1440, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            base_url=served.address,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda problem: wrong.append(str(problem)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((served.address, "data:")) else wrong.append(asked.url),
        )
        if account:
            page.goto("/sign-in/")
            page.fill("#id_username", account)
            page.fill("#id_password", PASSWORD)
            page.click("main button[type=submit]")
            page.wait_for_url("**/desk/**")
        return page

    yield opened
    for context in contexts:
        context.close()
    refused = [said for said in wrong if "401" not in said and "404" not in said]
    assert refused == []
