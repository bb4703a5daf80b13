"""A bare clone in a folder with an awkward name runs with one command (从克隆到演示)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 600

pytestmark = pytest.mark.skipif(
    os.environ.get("ZHIQUAN_DEEP") != "1", reason="long; needs a package index; ZHIQUAN_DEEP=1 runs it"
)


def _run(words: list[str], *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as from a fresh terminal: nothing of ours, of this test run or of another make around it."""
    left_out = ("ZHIQUAN_", "MAKE", "MFLAGS", "PYTEST_", "COV_", "VIRTUAL_ENV", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return subprocess.run(
        words, cwd=folder, env=kept, capture_output=True, text=True, timeout=LONGEST, check=False, errors="replace"
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("克隆") / "知权 副本"
    made = _run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], folder=ROOT)
    if made.returncode:
        pytest.skip(f"no git checkout to clone: {made.stderr}")
    return folder


def test_make_run_sets_up_and_shows_the_tour(clone: Path) -> None:
    done = _run(["make", "run"], folder=clone)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "$ zhiquan check-number" in done.stdout
    assert "$ zhiquan rights" in done.stdout
    assert (clone / "var" / "demo" / "lake").is_dir()

    programs = {file.name for file in (clone / ".venv" / "bin").iterdir()}
    assert "zhiquan" in programs
    assert programs & {"pytest", "mypy", "ruff", "spark-submit"} == set()

    status = _run(["git", "status", "--porcelain"], folder=clone)
    assert status.stdout == "", "set-up must leave the checkout clean"

    again = _run(["make", "setup"], folder=clone)
    assert (again.returncode, again.stdout) == (0, ""), "a second set-up has nothing to do"
