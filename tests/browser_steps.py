"""Steps that several journeys in the browser share."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

LONGEST = 120_000
"""Milliseconds a job may take on a busy machine."""

LONGEST_INDEX = 240
"""Seconds the background worker may take to bring the index up on a busy machine."""


def wait_for_job(page: Page) -> None:
    """Stay on a job's page until it leads on to its result."""
    expect(page).not_to_have_url(re.compile(r"/desk/jobs/job-"), timeout=LONGEST)


def reopened(page: Page, address: str, *, until: Callable[[], object]) -> Page:
    """The page at an address, opened again and again until something is true of it."""
    deadline = time.monotonic() + LONGEST_INDEX
    page.goto(address)
    while not until():
        assert time.monotonic() < deadline, f"{address} did not become ready in {LONGEST_INDEX} s"
        time.sleep(2)
        page.goto(address)
    return page


def opened_search(page: Page, address: str) -> Page:
    """A page of the search, once the background worker has made the index."""
    return reopened(page, address, until=lambda: not page.get_by_text("索引还在建立").count())
