"""Settings of every test run: fixed seeds, and how many tests were left out for want of real data."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("search", deadline=None)
settings.load_profile("search" if os.environ.get("ZHIQUAN_FUZZ") else "fixed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were left out because the real data is absent."""
    skipped = terminalreporter.stats.get("skipped", [])
    absent = [report for report in skipped if "real data absent" in str(report.longrepr)]
    terminalreporter.write_line(f"left out, real data absent: {len(absent)}")
