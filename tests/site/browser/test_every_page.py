"""Every page a reader can reach: accessible, in English too, within a telephone's width, quiet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser_steps import opened_search
from crawling import examples, unquoted_chinese
from deep import DEEP
from zhiquan.site.urls import ALL_DOORS

ROLES = {
    "": ["/", "/sign-in/", "/accessibility/", "/ask/", "/search/?q=柚"],
    "head": ["/desk/", "/desk/keys/", "/desk/account/", "/desk/find/?q=2", "/desk/imports/", "/"],
    "unit": ["/desk/"],
    "enterprise": ["/desk/"],
    "oversight": ["/desk/"],
    "admin": ["/desk/", "/desk/accounts/new/"],
}
GRAVE = {"serious", "critical"}
NOT_REACHED_BY_LINKS = {
    "sign-out", "factor", "factor-set-up", "password",  # of a person who owes a code or a password
    "question", "question-look", "desk-question",  # of somebody who asked
    "sign-in-outside", "sign-in-back",  # where the office has a sign-in service of its own
    "health-live", "health-ready", "metrics",  # for programs
    "job", "import", "import-repair", "batch-repair", "batch-mend", "plan-draft", "plan-drop",  # of work begun
    "board-publish", "board-warm", "publication-check", "publication-bundle", "review-undo", "rights-file",
    "duty-proof-back", "duty-urge", "saved-search", "desk-search-csv", "record-list", "record-list-file",
    "take-out",  # forms, and what stands beside found rows
    "search-suggest", "desk-search-suggest",  # what is offered while typing
}  # fmt: skip


@pytest.fixture(scope="module")
def reached() -> dict[str, dict[str, str]]:
    return {}


@pytest.fixture(scope="module")
def files() -> set[str]:
    return set()


@pytest.mark.parametrize("role", list(ROLES) if DEEP else [""])
def test_every_page_passes_the_accessibility_scan_is_english_in_english_and_fits_a_telephone(
    role: str, visit: Callable[..., Page], reached: dict[str, dict[str, str]], files: set[str]
) -> None:
    page = visit(role)
    for address in ("/search/", "/desk/search/")[: 2 if role else 1]:
        opened_search(page, address)
    found = examples(page.request, ROLES[role], files=files)
    reached[role] = found
    assert len(found) > 3
    grave, chinese, wide = [], [], []
    for name, address in found.items():
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        told = [one for one in Axe().run(page).response["violations"] if one["impact"] in GRAVE]
        grave += [(name, address, one["id"], one["nodes"][0]["html"][:160]) for one in told]
        page.set_viewport_size({"width": 390, "height": 844})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide.append((name, address, width))
        english = page.request.get("/en" + address)
        chinese += [(name, address, text) for text in unquoted_chinese(english.text())[:3]]
    assert grave == []
    assert wide == []
    assert chinese == []


@pytest.mark.skipif(not DEEP, reason="needs the crawls of every role; ZHIQUAN_DEEP=1 runs them")
def test_every_page_with_a_door_was_reached_by_somebody(reached: dict[str, dict[str, str]], files: set[str]) -> None:
    if set(reached) != set(ROLES):
        pytest.skip("needs the crawls of this file in the same process")
    names = {name for found in reached.values() for name in found} | files
    lost = {str(door.name) for door in ALL_DOORS} - names - NOT_REACHED_BY_LINKS
    assert sorted(lost) == []
