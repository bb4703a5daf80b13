"""The demo district loaded through the ordinary intake, and a short tour of it in the terminal (演示导览)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from zhiquan.basics.words import Language, Words
from zhiquan.demo.district import write_district
from zhiquan.demo.writing import DemoFile
from zhiquan.register.batches import Actor
from zhiquan.register.decisions import Decision, decide
from zhiquan.register.intake.importing import Office, Wishes, import_file
from zhiquan.register.intake.outcomes import Imported

SEED = 115
DAYS_TO_LOAD = 5
"""Days after the day a file describes on which the made-up office loads it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour: what to see, and the command that shows it."""

    says: Words
    command: tuple[str, ...]


def files_of(folder: Path, *, today: date) -> list[DemoFile]:
    """The demo district's files, written anew: the same day and seed give the same bytes."""
    return write_district(folder, seed=SEED, today=today)


def fill(office: Office, files: list[DemoFile], *, today: date) -> Iterator[tuple[DemoFile, Imported]]:
    """Load the files as an office would, each some days after the day it describes; yields each with its outcome.

    Run twice, it changes nothing.
    """
    for file in files:
        loaded_on = min(file.as_of + timedelta(days=DAYS_TO_LOAD), today)
        wishes = Wishes(as_of=file.as_of, authority=file.authority)
        yield file, import_file(office, file.path, wishes, actor=_clerk(loaded_on))


def correct_one(office: Office, number: str, *, today: date) -> None:
    """A clerk's decision on one title, as an example: it stands beside what the files say."""
    better = Decision("value", number, "一种经人工更正名称的装置（演示数据）", "演示：与证书核对", field="title")
    decide(office.register, better, actor=_clerk(today))


def stops(number: str, lapsed: str) -> list[Stop]:
    """The stops.

    Args:
        number: id of the right whose title a person decided.
        lapsed: id of a patent that lapsed retroactively.
    """
    return [
        Stop(Words("规划的结账表：十项目标各是多少、达成没有", "the plan's closing account: each target, met or not"),
             ("board",)),
        Stop(Words("下一期规划（虚构）：预测范围与怎样补上差额", "the made-up successor: forecasts and gaps"),
             ("board", "--plan", "demo-successor-2026-2030")),
        Stop(Words("一个数打开到文件和行", "one figure, opened down to the line of a file"),
             ("figure", "invention_patents_per_10k", "--rows", "--limit", "5")),
        Stop(Words("还没有任何东西承接的条款", "clauses that nothing serves yet"), ("coverage", "--unserved")),
        Stop(Words("还缺什么、哪里矛盾、哪些行被隔离", "what is missing, contradictory or left out"), ("quality",)),
        Stop(Words("2025 年底本区有效的发明专利", "inventions in force in the district at the end of 2025"),
             ("rights", "--kind", "invention_patent", "--status", "in_force", "--on", "2025-12-31", "--place", "500115",
              "--count")),
        Stop(Words("每个值出自哪个文件哪一行，不一致处并列", "file and line of each value, and where sources differ"),
             ("show", number)),
        Stop(Words("追溯终止：公告之后才知道早已失效", "a retroactive lapse, known only once it was announced"),
             ("show", lapsed)),
        Stop(Words("权利人是谁：名称、信用代码、权利数", "who the holders are"), ("parties", "--limit", "8")),
        Stop(Words("待人工复核的主体与地址", "links and places for a person to decide"), ("review", "--limit", "6")),
        Stop(Words("国庆后的期限怎样算", "how a time limit runs over a holiday"),
             ("due", "--from", "2025-09-28", "--length", "5个工作日")),
        Stop(Words("核对一个网上常见的假号码", "check a fake number seen on public sites"),
             ("check-number", "application", "202310123456.7")),
    ]  # fmt: skip


def walk(office: Office, chosen: list[Stop], language: Language, *, today: date) -> Iterator[tuple[Stop, str]]:
    """Run the commands of the tour on the demo register; yields each stop with what its command printed."""
    own = {"ZHIQUAN_LAKE": str(office.register.home.root), "ZHIQUAN_LANGUAGE": language, "ZHIQUAN_TODAY": str(today)}
    for stop in chosen:
        done = subprocess.run(  # noqa: S603 - our own program with fixed words
            [sys.executable, "-m", "zhiquan.cli.main", *stop.command],
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in {0, 1}:
            raise RuntimeError(f"{' '.join(stop.command)} left with {done.returncode}:\n{done.stderr}")
        yield stop, done.stdout + done.stderr


def _clerk(day: date) -> Actor:
    return Actor("演示", datetime.combine(day, time(9), tzinfo=UTC))
