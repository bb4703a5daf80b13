"""The served demo district and a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
from browser import FLAGS, find_browser

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser library keeps a loop running
PASSWORD = "Demo-2026-zhiquan"
LONGEST = 180


@dataclass(frozen=True, slots=True)
class Served:
    """A running site of the demo district."""

    address: str
    home: Path


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIQUAN_", "DJANGO_"))}
    return {**kept, "ZHIQUAN_HOME": str(home)}


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
    return port


def start_site(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Serve the demo district under ``home``; returns the process and its address once it answers."""
    port = _free_port()
    command = [sys.executable, "-m", "zhiquan.cli.main", "serve", "--demo", "--port", str(port), "--processes", "1"]
    with (home / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=log, cwd=home)
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=5):
                return process, address
        except OSError:
            time.sleep(0.3)
    process.kill()
    raise RuntimeError((home / "serve.log").read_text("utf-8"))


def stop_site(process: subprocess.Popen[bytes]) -> None:
    """End the site and everything it started."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture(scope="session")
def opened_home(demo_home: Path) -> Path:
    """A home whose demo district has accounts and publications; made once for all workers."""
    shared = demo_home.parent / "site-opened"
    with FileLock(demo_home.parent / "site-opened.lock"):
        if not (shared / "ready").exists():
            shutil.rmtree(shared, ignore_errors=True)
            shutil.copytree(demo_home / "lake", shared / "demo" / "lake")
            process, _ = start_site(shared)
            stop_site(process)
            (shared / "ready").touch()
    return shared


@pytest.fixture(scope="session")
def served(opened_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo district served from a copy of its own."""
    home = tmp_path_factory.mktemp("served") / "家 %20"
    shutil.copytree(opened_home, home)
    process, address = start_site(home)
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
