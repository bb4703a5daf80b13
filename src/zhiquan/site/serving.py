"""Serving: the web server and its workers as child processes, watched (运行网站)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import click

from zhiquan.basics.words import Language, Words

_LOOK = 0.5
THREADS = 4
QUEUES = ("default", "background")
"""A worker each: what people wait for never stands behind what is only worked out beforehand."""


def serve_until_stopped(
    *, host: str, port: int, processes: int, language: Language, queues: Sequence[str] = QUEUES
) -> int:
    """Run server and workers until a signal, or until the server ends; returns the exit code.

    A worker that dies is started again; when the server ends, everything ends.

    Args:
        host: address to listen on.
        port: port.
        processes: server processes.
        language: of what is printed.
        queues: queues that get a worker here; none where another program runs the workers.
    """
    server = _start(_server_command(host, port, processes))
    workers = {queue: _start(_worker_command(queue)) for queue in queues}
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    shown = f"http://{host}:{port}"
    click.echo(Words(f"网站：{shown} （按 Ctrl+C 停止）", f"site: {shown} (stop with Ctrl+C)").to(language))
    while not stopping and server.poll() is None:
        for queue, worker in workers.items():
            if worker.poll() is not None:
                workers[queue] = _start(_worker_command(queue))
        time.sleep(_LOOK)
    for child in (server, *workers.values()):
        if child.poll() is None:
            child.terminate()
    for child in (server, *workers.values()):
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if stopping else (server.returncode or 1)


def _server_command(host: str, port: int, processes: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "zhiquan.site.wsgi:application",
    ]  # fmt: skip


def _worker_command(queue: str) -> list[str]:
    return [sys.executable, "-m", "zhiquan.cli.main", "worker", "--queue", queue]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=os.environ.copy(), start_new_session=True)  # noqa: S603 - our own programs
