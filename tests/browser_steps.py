"""Steps that several journeys in the browser share."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

LONGEST = 120_000
"""Milliseconds a job may take on a busy machine."""


def wait_for_job(page: Page) -> None:
    """Stay on a job's page until it leads on to its result."""
    expect(page).not_to_have_url(re.compile(r"/desk/jobs/job-"), timeout=LONGEST)
