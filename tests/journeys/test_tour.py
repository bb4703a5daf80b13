"""The first thing a visitor sees: a fictional district imported from its files, and a walk through it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deep import DEEP


def tour(home: Path, language: str) -> str:
    environment = {**os.environ, "ZHIQUAN_HOME": str(home), "ZHIQUAN_LANGUAGE": language}
    environment.pop("ZHIQUAN_TODAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "zhiquan.cli.main", "demo"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def test_the_tour_imports_a_district_and_shows_origins_figures_and_a_retroactive_lapse(home: Path) -> None:
    first = tour(home, "zh")
    assert "导入 45 个文件" in first
    assert "演示-incoPat专利导出.xlsx  7461 行：新增 7461" in first
    assert "隔离 6" in first
    assert "演示-任务分工.xlsx  54 行：新增 54" in first
    assert "演示-领导小组会议.xlsx  9 行：新增 9" in first
    assert "暂不装载" not in first
    # 1,384 / 69.2 ten thousand residents = 20 inventions per 10,000: the forty late lapses are taken back to their day
    assert re.search(r"^1384 件$", first, re.MULTILINE)
    assert "一种经人工更正名称的装置（演示数据）" in first
    assert "未缴年费终止" in first
    assert "调休上班" in first
    assert "Traceback" not in first


@pytest.mark.skipif(not DEEP, reason="a second tour; ZHIQUAN_DEEP=1 runs it")
def test_a_second_tour_changes_nothing_and_says_so(home: Path) -> None:
    second = tour(home, "en")
    assert second.count("loaded before, nothing changed") == 45
    assert "annual fee" in second.lower()
