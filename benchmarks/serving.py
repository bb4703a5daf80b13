"""The site under readers: 100,000 rights loaded, eight concurrent readers, the ten main pages (网站).

``python benchmarks/serving.py [--rights 100000] [--seconds 20] [--readers 8] [--processes 2]`` prints per page the
median and the 95th percentile in milliseconds, beside a static file and the emptiest page of the same server and run,
and one line of JSON. Each reader keeps its connection and asks for the next page as soon as it has one. Of lists,
words, rights and parties there are many (``DIFFERENT``), and only one of each is read before the clock starts, so that
what a process has kept does not flatter it: the others are worked out while readers wait. ``--one-each`` reads one
address of each page.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

import made_rights
from zhiquan.register.batches import Actor, Register, Source, Stream
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.rules import load_rules

PORT = 8077
DISTRICT = "500115"
PASSWORD = "Demo-2026-zhiquan"
PEERS = {"static file": ["/static/zhiquan/mark.svg"], "emptiest page": ["/accessibility/"]}
DIFFERENT = {"rights": 10, "one right": 60, "one party": 40}
"""How many different addresses of a page are read; of words as many as ``WORDS``."""
WORDS = ("电池", "装置", "方法", "材料", "系统", "反应", "结构", "工艺", "设备", "涂料")


def main() -> None:
    """Fill a register, serve it, read it."""
    options = _options()
    with tempfile.TemporaryDirectory() as room:
        home = Path(options.home or room)
        if not (home / "demo" / "lake" / "DEMO").exists():
            fill(home, options.rights)
        server = _serve(home, options.processes)
        try:
            _report(options, home)
        finally:
            server.terminate()
            server.wait(30)


def _report(options: argparse.Namespace, home: Path) -> None:
    del home
    cookie = _sign_in()
    _wait_for_jobs()
    pages = {**PEERS, **_pages(cookie)}
    if options.one_each:
        pages = {name: addresses[:1] for name, addresses in pages.items()}
    for addresses in pages.values():  # what is kept is made once, as it is after an import
        for _ in range(2 * options.processes):
            _get(http.client.HTTPConnection("127.0.0.1", PORT, timeout=120), addresses[0], cookie)
    took: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    over = time.monotonic() + options.seconds

    def read(seed: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        choose = random.Random(seed)
        while time.monotonic() < over:
            name = choose.choice(list(pages))
            begun = time.perf_counter()
            status = _get(link, choose.choice(pages[name]), cookie)
            took[name].append((time.perf_counter() - begun) * 1000)
            if status != 200:
                wrong.append(f"{name} {status}")

    readers = [threading.Thread(target=read, args=(seed,)) for seed in range(options.readers)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    print(f"load average {os.getloadavg()[0]:.1f}")
    everything = [value for name in pages if name not in PEERS for value in took[name]]
    print(f"{'page':<28}{'median ms':>11}{'95th ms':>11}{'requests':>10}")
    for name in pages:
        print(f"{name:<28}{statistics.median(took[name]):>11.1f}{_p95(took[name]):>11.1f}{len(took[name]):>10}")
    middle, high = statistics.median(everything), _p95(everything)
    print(f"{'the ten main pages':<28}{middle:>11.1f}{high:>11.1f}{len(everything):>10}")
    if wrong:
        print("not answered with 200:", sorted(set(wrong)))
    told = {name: {"median": statistics.median(ms), "p95": _p95(ms)} for name, ms in took.items()}
    print(json.dumps({"site": told, "all_p95": high, "wrong": len(wrong)}, ensure_ascii=False))


def _pages(cookie: str) -> dict[str, list[str]]:
    """The ten main pages, with rights and parties the register really holds."""
    return {
        "portal": ["/"],
        "progress (public)": ["/progress/"],
        "figure (public)": ["/figures/invention_patents_per_10k/"],
        "desk": ["/desk/"],
        "board": ["/desk/board/"],
        "figure": ["/desk/figures/invention_patents_per_10k/"],
        "rights": ["/desk/rights/", *(f"/desk/rights/?page={page}" for page in range(2, DIFFERENT["rights"] + 1))],
        "rights, words": [f"/desk/rights/?q={urllib.parse.quote(word)}" for word in WORDS],
        "one right": _linked("rights", DIFFERENT["one right"], cookie),
        "one party": _linked("parties", DIFFERENT["one party"], cookie),
    }


def _linked(kind: str, wanted: int, cookie: str) -> list[str]:
    """So many addresses of single rights or parties, in the order of their list."""
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
    found: list[str] = []
    page = 1
    while len(found) < wanted:
        listing = _text(link, f"/desk/{kind}/?page={page}", cookie)
        more = re.findall(rf'href="(/desk/{kind}/[^"?]+/)"', listing)
        assert more, (kind, page)
        found = list(dict.fromkeys([*found, *more]))
        page += 1
    return found[:wanted]


def fill(home: Path, rights: int) -> None:
    """Make a home whose demo district holds so many synthetic rights besides its own."""
    own = {**os.environ, "ZHIQUAN_HOME": str(home)}
    subprocess.run(
        [sys.executable, "-m", "zhiquan.cli.main", "demo", "--no-tour"], env=own, check=True, stdout=subprocess.DEVNULL
    )
    register = Register(LakeHome(home / "demo" / "lake"), load_rules(None), memory=2048)
    actor = Actor("演示", datetime(2026, 11, 22, 12, tzinfo=UTC))
    pieces = (("rights", _placed(piece)) for piece in made_rights.rows(rights))
    register.load_stream(
        Stream(pieces, ("rights",)), source=Source(file="演示-大量权利.parquet", authority="tool"), actor=actor
    )


def _placed(piece: pa.RecordBatch) -> pa.RecordBatch:
    """The rows with a place: four in five in the district, spread over its towns."""
    rows = range(piece.num_rows)
    inside = [n % 5 != 0 for n in rows]
    region = pa.array([DISTRICT if here else "500102" for here in inside])
    town = pa.array([f"{DISTRICT}{n % 19 + 1:03d}" if here else None for n, here in zip(rows, inside, strict=True)])
    return piece.append_column("region", region).append_column("town", town)


def _serve(home: Path, processes: int) -> subprocess.Popen[bytes]:
    own = {**os.environ, "ZHIQUAN_HOME": str(home)}
    command = ["serve", "--demo", "--port", str(PORT), "--processes", str(processes)]
    server = subprocess.Popen([sys.executable, "-m", "zhiquan.cli.main", *command], env=own, stdout=subprocess.DEVNULL)
    while True:
        try:
            _get(http.client.HTTPConnection("127.0.0.1", PORT, timeout=30), "/accessibility/", "")
        except OSError:
            time.sleep(0.5)
        else:
            return server


def _wait_for_jobs() -> None:
    """Wait until nothing is worked out in the background any more, so that readers are measured alone."""
    link, cookie = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), _sign_in("admin")
    while any(word in _text(link, "/desk/jobs/", cookie) for word in ("排队", "进行中")):
        time.sleep(2)


def _sign_in(account: str = "officer") -> str:
    """The cookies of a signed-in account."""
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    link.request("GET", "/sign-in/")
    page = link.getresponse()
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.read())
    assert token is not None
    csrf = _cookies(page)
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1].decode(), "username": account, "password": PASSWORD})
    link.request("POST", "/sign-in/", body, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": csrf})
    done = link.getresponse()
    done.read()
    assert done.status == 302, done.status
    return _cookies(done)


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or [])


def _get(link: http.client.HTTPConnection, address: str, cookie: str) -> int:
    link.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    answer = link.getresponse()
    answer.read()
    return answer.status


def _text(link: http.client.HTTPConnection, address: str, cookie: str) -> str:
    link.request("GET", address, headers={"Cookie": cookie})
    return link.getresponse().read().decode()


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rights", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--one-each", action="store_true", help="read one address of each page, again and again")
    parser.add_argument("--home", help="a folder to keep the filled register in, for a second run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
