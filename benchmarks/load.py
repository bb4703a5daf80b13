"""The site under many people at once, on SQLite or PostgreSQL: journeys, or writers and readers (网站负载).

``python benchmarks/load.py [--database postgres] [--users 50] [--seconds 300] [--think 2]`` lets that many people go
about their work: of twenty, eight visit, five are officers, three units, three enterprises, one imports. Each thinks
between half and one and a half of ``--think`` seconds after every page. Units prove a duty a meeting gave their town,
each time by another row of the register it is offered. ``--writers 10 --readers 32`` is the second way:
no thinking, each asks again as soon as it has an answer. Both print per step requests, failures, median and 95th
percentile in milliseconds, what the desk held after it, and one line of JSON.

The register is the made-up district, or a copy of ``--home`` as ``benchmarks/serving.py`` keeps it. ``--database`` is
``sqlite``, ``postgres`` (a server of its own, writing through to disk) or an address.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import factory
import postgres
from served_site import environment, run, start_site, stop_site
from web_client import WebClient

CAST = ["visitor"] * 8 + ["officer"] * 5 + ["unit"] * 3 + ["enterprise"] * 3 + ["importer"]
WRITERS = ["visitor_writes", "officer_writes", "importer", "admin_writes", "unit_writes"]
SETTINGS = {"ZHIQUAN_TODAY": "2026-11-22", "ZHIQUAN_TLS": "yes"}
GROWS = {"trail.jsonl", "writer.lock", "trail.lock"}
DUTY = "演示：重点企业新增有效发明专利"
MARK = "(?:<span[^>]*>)?"
"""What stands before quoted text on a page, as a pattern."""
HEAD = "申请号,专利名称,申请人,申请日,法律状态"


@dataclass
class Told:
    """What everybody met: milliseconds and failures by step."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


class Person:
    """One person at one browser.

    Args:
        host: host and port of the site.
        number: which person this is.
        think: seconds to think after a page, on the average.
        told: where everybody's times go.
        over: moment to stop at.
    """

    def __init__(self, host: str, number: int, think: float, told: Told, over: float) -> None:
        self.client = WebClient(host, comes_from=f"10.{20 + number // 250}.{number % 250}.1")
        self.number, self.think, self.told, self.over = number, think, told, over
        self.chance = random.Random(number)
        self.turn = 0

    def get(self, step: str, path: str) -> str:
        """Open a page; returns its text."""
        return self._timed(step, path, lambda: self.client.get(path))

    def post(self, step: str, path: str, form: dict[str, str], file: tuple[str, bytes] | None = None) -> str:
        """Send a form; returns where the site sends the reader on to, or the page."""
        return self._timed(step, path, lambda: self.client.post(path, form, file=file))

    def _timed(self, step: str, path: str, ask: Callable[[], object]) -> str:
        begun = time.perf_counter()
        try:
            answer = ask()
        except OSError as problem:
            self.told.wrong.append(f"{step} {path} {problem!r}")
            return ""
        self.told.took[step].append((time.perf_counter() - begun) * 1000)
        status, text, location = answer.status, answer.text, answer.location  # type: ignore[attr-defined] # an Answer
        if status >= 400 or "is locked" in text:
            self.told.wrong.append(f"{step} {path} {status} {text[:120]!r}")
        if self.think:
            time.sleep(min(self.think * self.chance.uniform(0.5, 1.5), max(0, self.over - time.monotonic())))
        return str(location or text)

    def sign_in(self, account: str) -> None:
        """Begin a session."""
        self.get("sign-in page", "/sign-in/")
        self.post("sign in", "/sign-in/", {"username": account, "password": "Demo-2026-zhiquan"})

    def one_of(self, text: str, pattern: str) -> str:
        """One of the addresses on a page; empty when there is none."""
        found = sorted(set(re.findall(pattern, text)))
        return self.chance.choice(found) if found else ""

    def visitor(self) -> None:
        """Portal, progress, a figure, services; now and then a question."""
        self.get("portal", "/")
        page = self.get("progress", "/progress/")
        figure = self.one_of(page, r'href="(/figures/[a-z0-9_]+/)')
        if figure:
            self.get("public figure", figure)
        self.get("clauses", "/clauses/")
        if self.turn % 3 == 0:
            self.visitor_writes()

    def visitor_writes(self) -> None:
        """Ask a question, each time from another address, as six an hour may come from one."""
        self.client.comes_from = f"10.{100 + self.number // 250}.{self.number % 250}.{self.turn % 250}"
        self.get("ask page", "/ask/")
        form = {"kind": "other", "about": "", "text": f"演示：第 {self.number} 位的第 {self.turn} 个问题"}
        self.post("ask", "/ask/", {**form, "sent_once": str(uuid.uuid4())})

    def officer(self) -> None:
        """Desk, board, rights with words, one right, the queue; take a question."""
        if not self.turn:
            self.sign_in("officer")
        self.get("desk", "/desk/")
        self.get("board", "/desk/board/")
        listing = self.get("rights", "/desk/rights/")
        self.get("rights, words", f"/desk/rights/?q={quote(self.chance.choice(['电池', '装置', '钢铁']))}")
        right = self.one_of(listing, r'href="(/desk/rights/[^"?]+/)"')
        if right:
            self.get("one right", right)
        self.officer_writes()

    def officer_writes(self) -> None:
        """Take one of the open questions."""
        if not self.turn and not self.client.cookies.get("sessionid"):
            self.sign_in("officer")
        queue = self.get("questions", "/desk/questions/")
        question = self.one_of(queue, r'href="(/desk/questions/Q[^"]+/)"')
        if question:
            self.get("one question", question)
            self.post("take a question", question, {"wish": "take"})

    def unit(self) -> None:
        """A town's duties, one duty, its score; now and then a proof."""
        if not self.turn:
            self.sign_in("unit")
        self.get("unit's desk", "/desk/")
        duty = self.one_of(self.get("duties", "/desk/duties/"), r'href="(/desk/duties/[^"?.]+/)"')
        if duty:
            self.get("one duty", duty)
        self.get("appraisal", "/desk/appraisal/")
        if self.turn % 3 == 0:
            self.unit_writes()

    def unit_writes(self) -> None:
        """Prove the duty the town leads by one of the rows offered for it."""
        if not self.client.cookies.get("sessionid"):
            self.sign_in("unit")
        duty = self.one_of(self.get("duties", "/desk/duties/"), rf'href="(/desk/duties/[^"?.]+/)[^>]*>{MARK}{DUTY}')
        page = self.get("rows offered", f"{duty}prove/")
        row = self.one_of(page, r'name="row" value="([^"]+)"')
        if row:
            self.post("prove a duty", f"{duty}prove/", {"row": html.unescape(row), "note": "演示"})

    def enterprise(self) -> None:
        """A firm's rights and one of them."""
        if not self.turn:
            self.sign_in("enterprise")
        self.get("firm's desk", "/desk/")
        right = self.one_of(self.get("firm's rights", "/desk/rights/"), r'href="(/desk/rights/[^"?]+/)"')
        if right:
            self.get("firm's right", right)

    def importer(self) -> None:
        """Send in a small file, wait for its trial, load it, wait for the load."""
        if not self.turn:
            self.sign_in("officer")
        first = 100_000 + self.number * 10_000 + self.turn * 20
        rows = [
            f"{factory.application(first + n)},一种演示装置,演示{self.number}有限公司,2020-03-01,有效"
            for n in range(20)
        ]
        self.get("imports", "/desk/imports/")
        name = f"演示{self.number}-{self.turn}.csv"
        upload = self.post("send a file", "/desk/imports/", {}, (name, "\n".join([HEAD, *rows, ""]).encode()))
        if self._waited_for(upload, 'value="load"'):
            job = self.post("load", upload, {"wish": "load"})
            self._waited_for(job, "/desk/batches/")

    def _waited_for(self, path: str, sign: str) -> bool:
        while time.monotonic() < self.over:
            text = self.get("job page", path)
            if sign in text:
                return True
            time.sleep(1)
        return False

    def admin_writes(self) -> None:
        """Make an account and change it."""
        if not self.turn:
            self.sign_in("admin")
        name = f"made-{self.number}-{self.turn}"
        form = {"username": name, "name": "演示", "role": "analyst", "is_active": "on"}
        self.get("account page", "/desk/accounts/new/")
        self.post("make an account", "/desk/accounts/new/", form)
        self.post("change an account", f"/desk/accounts/{name}/", {**form, "name": "改名"})


def main() -> None:
    """Fill a home, serve it, let people work, tell."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="zhiquan-load-") as room, _site(options, Path(room)) as (host, home, own):
        _give_duty(host)
        _wait_for_jobs(host)
        told = Told()
        over = time.monotonic() + options.seconds
        if options.writers or options.readers:
            parts = [(WRITERS[n % len(WRITERS)], 0.0) for n in range(options.writers)]
            parts += [(("visitor", "officer", "unit", "enterprise")[n % 4], 0.0) for n in range(options.readers)]
        else:
            parts = [(CAST[n % len(CAST)], options.think) for n in range(options.users)]
        people = [Person(host, n, think, told, over) for n, (_, think) in enumerate(parts)]
        threads = [
            threading.Thread(target=_live, args=(person, part, options))
            for person, (part, _) in zip(people, parts, strict=True)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        _report(options, told, home, own)


def _give_duty(host: str) -> None:
    """Let a meeting give the town of the units a duty that rows of the register can prove."""
    with WebClient(host, comes_from="10.9.0.2") as unit, WebClient(host, comes_from="10.9.0.3") as head:
        unit.sign_in("unit")
        board = unit.get("/desk/appraisal/?year=2025").text
        named = re.search(rf'<th scope="row"[^>]*><a [^>]*>{MARK}([^<]+)<', board)
        assert named is not None
        head.sign_in("head")
        head.get("/desk/meetings/new/")
        said = {"number": "演示纪要〔2025〕8号", "held_on": "2025-03-03", "d0-text": DUTY, "d0-unit": named[1]}
        answer = head.post("/desk/meetings/new/", {**said, "d0-due_on": "2025-12-31"})
        assert answer.status == 302, answer.text


def _wait_for_jobs(host: str) -> None:
    """Wait until nothing is worked out in the background any more, as it is on a working day."""
    with WebClient(host, comes_from="10.9.0.1") as admin:
        admin.sign_in("admin")
        while any(word in admin.get("/desk/jobs/").text for word in ("排队", "进行中")):
            time.sleep(2)


def _live(person: Person, part: str, options: argparse.Namespace) -> None:
    """Go about the part again and again; people do not all come at the same moment."""
    time.sleep(person.chance.uniform(0, options.think if not options.writers else 0.2))
    while time.monotonic() < person.over:
        getattr(person, part)()
        person.turn += 1
    person.client.close()


@contextmanager
def _site(options: argparse.Namespace, room: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """The served site on the wished database: host, home and settings."""
    filled = Path(options.home) if options.home else room
    if not (filled / "demo" / "lake" / "DEMO").exists():
        subprocess.run(
            [sys.executable, "-m", "zhiquan.cli.main", "demo", "--no-tour"], env=environment(filled), check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    home = copied(filled, room / "home")
    own = dict(SETTINGS)
    if options.database == "postgres":
        own["ZHIQUAN_DATABASE_URL"] = postgres.server(room, is_fast=False).make("load")
    elif options.database != "sqlite":
        own["ZHIQUAN_DATABASE_URL"] = options.database
    if "ZHIQUAN_DATABASE_URL" in own:
        run(home, "database", "move", "--to", own["ZHIQUAN_DATABASE_URL"], **SETTINGS)
    server, address = start_site(home, processes=options.processes, **own)
    try:
        yield address.removeprefix("http://"), home, own
    finally:
        stop_site(server)


def copied(filled: Path, home: Path) -> Path:
    """A home of its own with what a filled one's demo district holds, and its made-up accounts."""
    shutil.copytree(filled / "demo" / "lake", home / "lake", copy_function=_linked)
    for name in ("desk", "cache", "knowledge", "uploads"):
        if (filled / "demo" / name).exists():
            shutil.copytree(filled / "demo" / name, home / name)
    run(home, "accounts", "demo", **SETTINGS)
    return home


def _linked(source: str, target: str) -> None:
    (shutil.copy2 if Path(source).name in GROWS else os.link)(source, target)


def _report(options: argparse.Namespace, told: Told, home: Path, own: dict[str, str]) -> None:
    print(f"{'step':<22}{'requests':>10}{'median ms':>11}{'95th ms':>11}")
    for step, ms in sorted(told.took.items()):
        print(f"{step:<22}{len(ms):>10}{statistics.median(ms):>11.1f}{_p95(ms):>11.1f}")
    everything = [value for ms in told.took.values() for value in ms]
    middle, high = statistics.median(everything), _p95(everything)
    print(f"{'all':<22}{len(everything):>10}{middle:>11.1f}{high:>11.1f}")
    print(f"failures: {len(told.wrong)}")
    for said in sorted(set(told.wrong))[:20]:
        print("  " + said)
    log = (home / "serve.log").read_text("utf-8")
    print(f"log: {log.count('Traceback')} tracebacks, {log.count('is locked')} locks")
    trail = json.loads(run(home, "audit", "verify", "--json", **own))
    print(f"audit: {trail['lines']} lines, {'whole' if trail['whole'] else trail['breaks']}")
    steps = {step: {"n": len(ms), "median": statistics.median(ms), "p95": _p95(ms)} for step, ms in told.took.items()}
    people = 0 if options.writers or options.readers else options.users
    way = {"database": options.database.partition(":")[0], "users": people, "writers": options.writers,
           "readers": options.readers, "seconds": options.seconds, "think": options.think}  # fmt: skip
    sums = {"requests": len(everything), "median": middle, "p95": high, "failures": len(told.wrong)}
    print(json.dumps({"load": way, "all": sums, "audit_whole": trail["whole"], "steps": steps}, ensure_ascii=False))


def _p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="sqlite", help="sqlite, postgres, or an address")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--think", type=float, default=2.0)
    parser.add_argument("--writers", type=int, default=0)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--home", help="a filled home whose copy is served; else the made-up district alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
