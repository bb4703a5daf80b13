"""One process that writes to a site over HTTP: ``python writer.py HOST ROLE NUMBER ROUNDS``; see ``test_writers``.

It prints one JSON object: how many of each write the site said were done, and every answer that was no 2xx or 3xx.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from web_client import WebClient

SHARED = "Q20261122-0001"
"""Number of the question everybody wants to have."""


class Writer:
    """A person who does one kind of work again and again.

    Args:
        host: host and port of the site.
        number: which of the writers this is.
    """

    def __init__(self, host: str, number: int) -> None:
        self.client = WebClient(host, comes_from=f"10.7.{number}.1")
        self.number = number
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []

    def write(self, kind: str, path: str, form: Mapping[str, str], *, file: tuple[str, bytes] | None = None) -> str:
        """Send a form and count it; returns where the site sent the reader on to, or the page."""
        answer = self.client.post(path, form, file=file)
        if answer.status >= 400 or "database is locked" in answer.text:
            self.wrong.append(f"{kind} {path} {answer.status} {answer.text[:300]}")
        else:
            self.done[kind] += 1
        return answer.location or answer.text

    def read(self, path: str) -> None:
        """Open a page, for its form's token."""
        answer = self.client.get(path)
        if answer.status >= 400 or "database is locked" in answer.text:
            self.wrong.append(f"page {path} {answer.status} {answer.text[:300]}")

    def sign_in(self, account: str) -> None:
        """Begin a session."""
        self.read("/sign-in/")
        self.write("signed_in", "/sign-in/", {"username": account, "password": "Demo-2026-zhiquan"})

    def visitor(self, turn: int) -> None:
        """Ask a question; each time from another address, as six an hour may come from one."""
        self.client.comes_from = f"10.8.{self.number}.{turn // 5}"
        self.read("/ask/")
        form = {
            "kind": "other",
            "about": "",
            "text": f"演示：第 {self.number} 位的第 {turn} 个问题",
            "sent_once": str(uuid.uuid4()),
        }
        self.write("asked", "/ask/", form)

    def officer(self, turn: int) -> None:
        """Take the question others take too, and send in a small file."""
        self.read(f"/desk/questions/{SHARED}/")
        self.write("taken", f"/desk/questions/{SHARED}/", {"wish": "take"})
        row = f"2020{self.number}{turn:05d},演示\n"
        self.write("uploaded", "/desk/imports/", {}, file=(f"演示{self.number}-{turn}.csv", f"甲,乙\n{row}".encode()))

    def head(self, turn: int) -> None:
        """Take the same question again and again."""
        del turn
        self.read(f"/desk/questions/{SHARED}/")
        self.write("taken", f"/desk/questions/{SHARED}/", {"wish": "take"})

    def admin(self, turn: int) -> None:
        """Make an account and change it."""
        name = f"made-{self.number}-{turn}"
        form = {"username": name, "name": "演示", "role": "analyst", "is_active": "on"}
        self.read("/desk/accounts/new/")
        self.write("made", "/desk/accounts/new/", form)
        self.write("changed", f"/desk/accounts/{name}/", {**form, "name": "改名（演示）"})


def main(host: str, role: str, number: int, rounds: int) -> None:
    """Do the rounds and print what was done."""
    writer = Writer(host, number)
    if role != "visitor":
        writer.sign_in(role)
    for turn in range(rounds):
        getattr(writer, role)(turn)
    writer.client.close()
    sys.stdout.write(json.dumps({"role": role, "done": writer.done, "wrong": writer.wrong}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
