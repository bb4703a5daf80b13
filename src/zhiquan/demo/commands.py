"""``zhiquan demo``: fill the demo register and walk through it (演示命令)."""

from __future__ import annotations

import os
from pathlib import Path

import click

from zhiquan.basics.settings import read_settings
from zhiquan.basics.words import Language, Words
from zhiquan.demo.tour import fill, walk
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.rules import load_rules


@click.command("demo")
@click.pass_context
def demo(context: click.Context) -> None:
    """Fill a register with made-up data and show what can be asked of it 演示导览."""
    settings = read_settings(os.environ, folder=Path.cwd())
    language: Language = getattr(context.obj, "language", settings.language)
    home = LakeHome(settings.home / "demo" / "lake")
    register = Register(home, load_rules(None), memory=settings.memory)
    click.echo(
        Words(f"演示登记库：{home.root}（全部为演示数据）", f"demo register: {home.root} (all data made up)").to(
            language
        )
    )
    for loaded in fill(register):
        click.echo(_line(dict(loaded.rows), loaded.batch, is_new=loaded.is_new).to(language))
    for stop, printed in walk(register, language):
        click.secho(f"\n{stop.says.to(language)}", bold=True)
        click.secho(f"$ zhiquan {' '.join(stop.command)}", fg="cyan")
        click.echo(printed.rstrip())
    click.echo(_next(home.root).to(language))


def _line(rows: dict[str, int], batch: str, *, is_new: bool) -> Words:
    if not is_new:
        return Words(f"  {batch} 已装载过，未作改动", f"  {batch} was loaded before, nothing changed")
    counts = ", ".join(f"{kind} {count}" for kind, count in rows.items())
    return Words(f"  {batch} 已装载：{counts}", f"  {batch} loaded: {counts}")


def _next(root: Path) -> Words:
    lead = f'export ZHIQUAN_LAKE="{root}"'
    return Words(
        f"\n接着自己试：\n  {lead}\n  .venv/bin/zhiquan rights --status in_force\n  .venv/bin/zhiquan --help",
        f"\nGo on by yourself:\n  {lead}\n  .venv/bin/zhiquan rights --status in_force\n  .venv/bin/zhiquan --help",
    )
