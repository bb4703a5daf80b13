"""The first thing a visitor sees: the tour of made-up data, twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def tour(home: Path, language: str) -> str:
    environment = {**os.environ, "ZHIQUAN_HOME": str(home), "ZHIQUAN_LANGUAGE": language}
    done = subprocess.run(
        [sys.executable, "-m", "zhiquan.cli.main", "demo"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_tour_shows_origins_deadlines_and_a_retroactive_lapse(tmp_path: Path) -> None:
    first = tour(tmp_path, "zh")
    assert "演示-专利工具导出.xlsx" in first
    assert "调休上班" in first
    assert "未缴年费终止  2024-04-15" in first
    assert "没有符合条件的权利" not in first
    assert "Traceback" not in first
    second = tour(tmp_path, "en")
    assert second.count("was loaded before, nothing changed") == 5
    assert "annual fee" in second.lower()
