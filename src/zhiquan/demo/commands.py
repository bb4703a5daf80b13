"""``zhiquan demo``: make the demo district's files, import them, and walk through what was loaded (演示命令)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from zhiquan.basics.settings import read_settings
from zhiquan.basics.words import Language, Words
from zhiquan.demo.tour import correct_one, files_of, fill, stops, walk
from zhiquan.demo.writing import DemoFile
from zhiquan.register.batches import Register
from zhiquan.register.intake.importing import Office
from zhiquan.register.intake.outcomes import Imported
from zhiquan.register.intake.understanding.headings import load_headings
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.reader import Reader
from zhiquan.register.rules import load_rules

HOME = "500115"
LAST = date(2026, 11, 22)
"""The demo district's last day when no other is set: the day its plan's successor is under way."""


MARK = "DEMO"
"""File in the lake's folder that says all of it is made up; its text is the made-up office's day."""


@click.command("demo")
@click.option("--tour/--no-tour", "with_tour", default=True, help="Walk through it in the terminal 终端导览")
@click.pass_context
def demo(context: click.Context, *, with_tour: bool) -> None:
    """Make a fictional district's files, import them and show what can be asked 演示导览."""
    settings = read_settings(os.environ, folder=Path.cwd())
    language: Language = getattr(context.obj, "language", settings.language)
    today = settings.today or LAST
    folder = settings.home / "demo"
    register = Register(LakeHome(folder / "lake"), load_rules(settings.knowledge), memory=settings.memory)
    office = Office(register, load_headings(settings.knowledge), HOME, settings.knowledge)
    _say(
        Words(f"生成演示区文件（全部虚构）：{folder / 'files'}", f"writing made-up files: {folder / 'files'}"), language
    )
    files = files_of(folder / "files", today=today)
    _say(Words(f"导入 {len(files)} 个文件：", f"importing {len(files)} files:"), language)
    for file, done in fill(office, files, today=today):
        click.echo(_line(file, done, language))
    number, lapsed = _examples(office)
    correct_one(office, number, today=today)
    (register.home.root / MARK).write_text(today.isoformat(), "ascii")
    if not with_tour:
        return
    for stop, printed in walk(office, stops(number, lapsed), language, today=today):
        click.secho(f"\n{stop.says.to(language)}", bold=True)
        click.secho(f"$ zhiquan {' '.join(stop.command)}", fg="cyan")
        click.echo(printed.rstrip())
    click.echo(_next(folder).to(language))


def _line(file: DemoFile, done: Imported, language: Language) -> str:
    """One file: what it is and what became of its rows."""
    if not done.batch:
        told = Words("暂不装载：由规划部分读取", "not loaded: the plan reads it")
    elif not done.is_new:
        told = Words("已装载过，未作改动", "loaded before, nothing changed")
    else:
        parts = (
            ("新增", "loaded", done.loaded),
            ("合并", "merged", done.merged),
            ("未变", "unchanged", done.unchanged),
            ("无号", "unidentified", done.unidentified),
            ("隔离", "left out", done.quarantined),
        )
        zh = "，".join(f"{name} {count}" for name, _, count in parts if count)
        en = ", ".join(f"{count} {name}" for _, name, count in parts if count)
        told = Words(f"{done.rows} 行：{zh}", f"{done.rows} rows: {en}")
    return f"  {file.path.name}  {told.to(language)}"


def _examples(office: Office) -> tuple[str, str]:
    """A right in force, and a patent whose lapse was announced long after its day."""
    snapshot = office.register.home.current()
    with Reader(office.register.home.tables, snapshot.tables, memory=office.register.memory) as reader:
        first = reader.records(f"""
            SELECT "right" FROM {reader.from_("right_spells")} WHERE "group" = 'in_force' AND "to" > DATE '2027-01-01'
            AND known_to = DATE '9999-12-31' AND starts_with("right", 'patent:CN') ORDER BY "right" LIMIT 1
        """)
        late = reader.records(f"""
            SELECT "right" FROM {reader.from_("events")} WHERE kind = 'lapsed_fee' AND basis = 'dated'
            AND announced > effective + 150 ORDER BY announced DESC, "right" LIMIT 1
        """)
    chosen = first[0]["right"]
    return chosen, late[0]["right"] if late else chosen


def _say(words: Words, language: Language) -> None:
    click.echo(words.to(language))


def _next(folder: Path) -> Words:
    lead = f'export ZHIQUAN_LAKE="{folder / "lake"}"'
    own = ".venv/bin/zhiquan import --dry-run FILE"
    return Words(
        f"\n接着自己试：\n  {lead}\n  .venv/bin/zhiquan board --plan demo-successor-2026-2030\n"
        f"  .venv/bin/zhiquan figure pledge_amount --rows\n  {own}\n"
        f"  .venv/bin/zhiquan template --list\n  .venv/bin/zhiquan --help\n"
        f"演示文件在 {folder / 'files'}，可自己改动后再导入。",
        f"\nGo on by yourself:\n  {lead}\n  .venv/bin/zhiquan board --plan demo-successor-2026-2030\n"
        f"  .venv/bin/zhiquan figure pledge_amount --rows\n  {own}\n"
        f"  .venv/bin/zhiquan template --list\n  .venv/bin/zhiquan --help\n"
        f"The made-up files are in {folder / 'files'}: change one and import it.",
    )
