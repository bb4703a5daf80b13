"""A small register of made-up data and a short tour of it in the terminal (演示导览)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from zhiquan.basics.words import Language, Words
from zhiquan.demo import rows
from zhiquan.demo.firms import Firm, firms
from zhiquan.knowledge.regions import district
from zhiquan.register.batches import Actor, Loaded, Register, Source
from zhiquan.register.decisions import Decision, decide

SEED = 115


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour: what to see, and the command that shows it."""

    says: Words
    command: tuple[str, ...]


def fill(register: Register) -> Iterator[Loaded]:
    """Load the demo data in four batches and a decision, as they came to know it over two years; yields each.

    Run twice, it changes nothing.
    """
    known, listed = _firms(), _listed()
    tool = Source("演示-专利工具导出.xlsx", tool="incopat", as_of=date(2024, 12, 31))
    yield register.load({"rights": rows.table("rights", listed)}, source=tool, actor=_at(2025, 1, 6))
    marks = Source("演示-商标清单.xlsx", authority="office", as_of=date(2025, 1, 31), tool="cnipa_trademark")
    listed_marks = rows.marks(known, count=30) + rows.other_rights(known)
    yield register.load({"rights": rows.table("rights", listed_marks)}, source=marks, actor=_at(2025, 2, 8))
    others = {kind: rows.table(kind, given) for kind, given in rows.records(known).items()}
    yield register.load(others, source=Source("演示-名录与统计.xlsx", authority="office"), actor=_at(2025, 2, 10))
    notice = Source("演示-专利权终止公告.xlsx", authority="gazette", as_of=date(2025, 3, 14))
    yield register.load({"rights": rows.table("rights", rows.lapses(listed))}, source=notice, actor=_at(2025, 3, 17))
    first = f"patent:CN{listed[0]['app_no']}"
    better = Decision("value", first, f"一种经人工更正名称的材料{rows.MARK}", "演示：与证书核对", field="title")
    yield decide(register, better, actor=_at(2025, 4, 2))


def stops() -> list[Stop]:
    """The stops, with ids that are in the demo register."""
    listed = _listed()
    unpaid = rows.lapses(listed)[0]["app_no"]
    first = listed[0]["app_no"]
    return [
        Stop(Words("核对一个网上常见的假号码", "check a fake number seen on public sites"),
             ("check-number", "application", "202310123456.7")),
        Stop(Words("国庆后的期限怎样算", "how a time limit runs over a holiday"),
             ("due", "--from", "2025-09-28", "--length", "5个工作日")),
        Stop(Words("年费表在哪里、依据是什么", "where the fee table is, and what it rests on"),
             ("knowledge", "show", "fees", "annual_fee_invention")),
        Stop(Words("2025 年底有效的发明专利", "inventions in force at the end of 2025"),
             ("rights", "--kind", "invention_patent", "--status", "in_force", "--on", "2025-12-31", "--limit", "5")),
        Stop(Words("每个值出自哪个文件哪一行，不一致处并列", "file and line of each value, and where sources differ"),
             ("show", f"ZL{first}")),
        Stop(Words("追溯终止：2025 年 3 月才知道 2024 年已失效", "a retroactive lapse, learned only in March 2025"),
             ("show", unpaid)),
        Stop(Words("装载过什么", "what was loaded"), ("batches",)),
        Stop(Words("每一步一个快照", "one snapshot per step"), ("snapshots",)),
    ]  # fmt: skip


def walk(register: Register, language: Language) -> Iterator[tuple[Stop, str]]:
    """Run the commands of the tour on the demo register; yields each stop with what its command printed."""
    environment = {**os.environ, "ZHIQUAN_LAKE": str(register.home.root), "ZHIQUAN_LANGUAGE": language}
    for stop in stops():
        done = subprocess.run(  # noqa: S603 - our own program with fixed words
            [sys.executable, "-m", "zhiquan.cli.main", *stop.command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in {0, 1}:
            raise RuntimeError(f"{' '.join(stop.command)} left with {done.returncode}:\n{done.stderr}")
        yield stop, done.stdout + done.stderr


def _firms() -> list[Firm]:
    return firms(24, towns=[(town.code, town.name) for town in district("500115").towns])


def _listed() -> list[rows.Row]:
    return rows.patents(_firms(), count=120, seed=SEED)


def _at(year: int, month: int, day: int) -> Actor:
    return Actor("演示", datetime(year, month, day, 9, tzinfo=UTC))
