"""What the commands on the register share: opening it, naming it, progress (登记库命令共用)."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.trail import leave_line

if TYPE_CHECKING:
    from zhiquan.register.batches import Actor, Register

snapshot_option = click.option(
    "--snapshot", metavar="ID", help="Ask an older snapshot, by its id or its first characters 指定快照"
)
"""The ``--snapshot`` option of every command that reads."""

_STAGES = {
    "rows": Words("读入行", "rows"),
    "rights": Words("推导权利", "rights derived"),
    "parties": Words("整理主体", "parties"),
    "tables": Words("计算摘要", "tables"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot open for reading."""

    snapshot: Snapshot
    reader: Reader
    home: LakeHome


def register_of(edge: Edge) -> Register:
    """The register the settings name, with the definitions in force."""
    from zhiquan.register.batches import Register  # noqa: PLC0415 - brings all of derivation, only writers need it
    from zhiquan.register.rules import load_rules  # noqa: PLC0415 - likewise

    settings = edge.settings
    rules = load_rules(settings.knowledge)
    return Register(LakeHome(settings.lake), rules, memory=settings.memory, digest=settings.digest)


def actor_of(edge: Edge) -> Actor:
    """Who runs the program, now; the day is ``ZHIQUAN_TODAY`` when that is set."""
    from zhiquan.register.batches import Actor  # noqa: PLC0415 - as above

    at = edge.now if edge.settings.today is None else edge.now.replace(
        year=edge.today.year, month=edge.today.month, day=edge.today.day
    )  # fmt: skip
    return Actor(getpass.getuser(), at)


def leave_trail(edge: Edge, action: str, subject: str, **detail: object) -> None:
    """Leave a line about a sensitive read or upkeep for the audit trail; writes are told by their snapshots."""
    actor = actor_of(edge)
    leave_line(edge.settings.lake, at=actor.at, by=actor.name, action=action, subject=subject, detail=detail)


@contextmanager
def opened(edge: Edge, name: str | None = None) -> Iterator[Opened]:
    """A snapshot of the register the settings name, the newest when ``name`` is None."""
    home = LakeHome(edge.settings.lake)
    snapshot = home.snapshot(name)
    with Reader(home.tables, snapshot.tables, memory=edge.settings.memory) as reader:
        yield Opened(snapshot, reader, home)


@contextmanager
def progress(language: Language) -> Iterator[Callable[[str, int], None]]:
    """A progress line on stderr for long work; silent when stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, needed on terminals only
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - likewise

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks = {stage: bar.add_task(words.to(language), total=None, visible=False) for stage, words in _STAGES.items()}

        def tell(stage: str, done: int) -> None:
            bar.update(tasks[stage], completed=done, visible=True)

        yield tell


def _silent(stage: str, done: int) -> None:
    del stage, done


def print_home(home: LakeHome, snapshot: Snapshot, language: Language) -> None:
    """Say on stderr which register and snapshot an answer is from."""
    words = Words(f"登记库 {home.root}，快照 {snapshot.id}", f"register {home.root}, snapshot {snapshot.id}")
    sys.stderr.write(words.to(language) + "\n")
