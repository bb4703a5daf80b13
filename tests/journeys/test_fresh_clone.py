"""A bare clone in a folder with an awkward name runs with one command (从克隆到演示)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 600

pytestmark = pytest.mark.skipif(
    os.environ.get("ZHIQUAN_DEEP") != "1", reason="long; needs a package index; ZHIQUAN_DEEP=1 runs it"
)


def _kept_environment() -> dict[str, str]:
    """Nothing of ours, of this test run or of another make around it."""
    left_out = ("ZHIQUAN_", "MAKE", "MFLAGS", "PYTEST_", "COV_", "VIRTUAL_ENV", "PYTHONPATH", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)}


def _run(words: list[str], *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as from a fresh terminal: nothing of ours, of this test run or of another make around it."""
    return subprocess.run(
        words,
        cwd=folder,
        env=_kept_environment(),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
        errors="replace",
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("克隆") / "知权 副本"
    made = _run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], folder=ROOT)
    if made.returncode:
        pytest.skip(f"no git checkout to clone: {made.stderr}")
    return folder


def test_make_tour_sets_up_and_walks_through_the_district(clone: Path) -> None:
    done = _run(["make", "tour"], folder=clone)
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


def test_make_run_serves_the_district_in_the_browser(clone: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    log = clone / "var" / "serve.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as out:
        served = subprocess.Popen(
            ["make", "run", f"ARGS=--port {port} --processes 1"],
            cwd=clone,
            env=_kept_environment(),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        page = _first_page(f"http://127.0.0.1:{port}/", served)
    finally:
        os.killpg(served.pid, signal.SIGTERM)
        served.wait(60)
    assert page is not None, log.read_text("utf-8", errors="replace")
    assert "长寿区" in page
    assert "演示数据" in page
    assert "officer" in log.read_text("utf-8", errors="replace")


def _first_page(address: str, served: subprocess.Popen[bytes]) -> str | None:
    """The page once the site answers; None when it ended or took too long."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and served.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            time.sleep(1)
    return None
