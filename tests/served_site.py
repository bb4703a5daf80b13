"""A real site in processes of its own, for tests that ask it over HTTP (运行中的网站)."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

LONGEST = 180
STOPS = 90
"""Seconds the site has to stop; it gives each of its three programs twenty."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running site of the demo district."""

    address: str
    home: Path


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a program of the product is started with: this home, none of the settings around the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIQUAN_", "DJANGO_"))}
    return {**kept, "ZHIQUAN_HOME": str(home), **more}


def run(home: Path, *words: str, **more: str) -> str:
    """What a command of the product printed; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "zhiquan.cli.main", *words],
        env=environment(home, **more), cwd=home, capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start_site(home: Path, *words: str, processes: int = 1, **more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Serve what lies under ``home``; returns the process and its address once it answers.

    Args:
        home: the home; what the site prints goes to its ``serve.log``.
        words: more words of the command, such as ``--demo``.
        processes: how many processes answer.
        more: more settings.
    """
    port = _free_port()
    command = ["serve", *words, "--port", str(port), "--processes", str(processes)]
    with (home / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "zhiquan.cli.main", *command],
            env=environment(home, **more), stdout=log, stderr=log, cwd=home,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=5):
                return process, address
        except OSError:
            time.sleep(0.3)
    stop_site(process)  # not killed, which would leave what it started running
    raise RuntimeError((home / "serve.log").read_text("utf-8"))


def stop_site(process: subprocess.Popen[bytes]) -> None:
    """End the site and everything it started."""
    process.terminate()
    try:
        process.wait(STOPS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
    return port
