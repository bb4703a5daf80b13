"""The browser of the tests: found on this machine, or installed (测试浏览器).

``python tools/browser.py`` prints where it is; ``--install`` gets one first, with a Chinese font, by the system's
packages when run as root, else by the installer of the test library. Leaves with 1 when there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none",
)  # fmt: skip
"""Options that keep it to this machine and fit containers."""


def find_browser() -> str | None:
    """Path of a Chromium: ``ZHIQUAN_BROWSER``, a program of the system, or the test library's own."""
    named = os.environ.get("ZHIQUAN_BROWSER")
    if named:
        return named if Path(named).is_file() else None
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    own = Path.home() / ".cache" / "ms-playwright"
    return next(
        (
            str(file)
            for file in sorted(own.glob("chromium*/chrome-linux*/*"))
            if file.name in {"chrome", "headless_shell"}
        ),
        None,
    )


def install() -> None:
    """Get one by the system's packages, else by the test library's installer; says what was tried."""
    tries: list[list[str]] = []
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = ["chromium", "fonts-noto-cjk"]
        tries += [["apt-get", "install", "-y", "-qq", *packages]]
        tries += [["sh", "-c", "apt-get update -qq && apt-get install -y -qq " + " ".join(packages)]]
    tries.append([sys.executable, "-m", "playwright", "install", "chromium"])
    for command in tries:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode == 0 and find_browser():
            return
        last = (done.stderr or done.stdout).strip().splitlines()
        print(f"tried {' '.join(command)}: {last[-1] if last else done.returncode}", file=sys.stderr)


if __name__ == "__main__":
    if "--install" in sys.argv and not find_browser():
        install()
    place = find_browser()
    print(place or "no browser found 没有浏览器")
    sys.exit(0 if place else 1)
