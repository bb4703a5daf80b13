"""``zhiquan database``: move the desk to another database, check what one holds (工作库命令)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhiquan.basics.settings import read_settings
from zhiquan.basics.words import Words
from zhiquan.site.database import SETTING, database_settings, shown
from zhiquan.site.place import place_of
from zhiquan.site.starting import start

if TYPE_CHECKING:
    from zhiquan.site.moving.contents import Contents
    from zhiquan.site.moving.move import Moved

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object 以 JSON 输出")


@click.group("database")
def database() -> None:
    """The desk's database: check it, move it to another 工作库."""


@database.command("check")
@_json
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> int:
    """Count every table and recompute the audit chain; 1 when it does not hold 检查工作库."""
    start()
    from django.conf import settings  # noqa: PLC0415 - after Django is ready

    from zhiquan.site.audit.queries import check_chain  # noqa: PLC0415 - likewise
    from zhiquan.site.moving.contents import contents_of  # noqa: PLC0415 - likewise
    from zhiquan.site.reaching import require_reachable  # noqa: PLC0415 - likewise
    from zhiquan.site.versions import waiting_migrations  # noqa: PLC0415 - likewise

    own = settings.DATABASES["default"]
    require_reachable(own)
    waiting = waiting_migrations()
    if waiting:
        told: dict[str, Any] = {"schema": "database/1", "database": shown(own), "waiting": waiting}
        _print(context, told if as_json else Words(f"还没有升级：{waiting}", f"not up to date: {waiting}"))
        return 1
    contents, chain = contents_of(), check_chain()
    if as_json:
        told = {"schema": "database/1", "database": shown(own), "waiting": [], "tables": _tables(contents)}
        _print(context, told | {"chain": {"lines": chain.lines, "end": chain.end, "whole": chain.is_whole}})
    else:
        _print_tables(context, contents)
        _print(context, Words(f"工作库：{shown(own)}", f"database: {shown(own)}"))
        for one in chain.breaks:
            _print(context, Words(f"审计链第 {one.number} 行：{one.kind}", f"audit line {one.number}: {one.kind}"))
    return 0 if chain.is_whole else 1


@database.command("move")
@click.option("--to", "address", required=True, help="postgresql://user@host/name or sqlite:///path 新库地址")
@click.option("--dry-run", "is_dry", is_flag=True, help="Only say what would be done 只预演")
@_json
@click.pass_context
def move(context: click.Context, *, address: str, is_dry: bool, as_json: bool) -> None:
    """Copy every row of the desk to the empty database --to, compare both, leave the old one as it is 迁移工作库."""
    start()
    from zhiquan.site.moving.move import move_desk  # noqa: PLC0415 - after Django is ready

    place = place_of(read_settings(os.environ, folder=Path.cwd()))
    target = database_settings(address, default=place.database, pooled=False)

    def tell(words: Words) -> None:
        click.echo(words.to(context.obj.language) + " …", err=True)

    moved = move_desk(place, target, is_dry=is_dry, tell=tell)
    if as_json:
        _print(context, _moved_json(moved))
        return
    _print_tables(context, moved.contents)
    for words in _moved_words(moved):
        _print(context, words)


def _moved_words(moved: Moved) -> list[Words]:
    said = []
    if moved.was_interrupted:
        zh, en = (
            "目标库里有上次中断的迁移留下的空表，已沿用",
            "the target had empty tables of a move that was interrupted",
        )
        said.append(Words(zh, en))
    rows, lines = moved.rows, moved.chain.lines
    if moved.is_dry:
        zh = f"预演：将从 {moved.source} 复制 {rows} 行到 {moved.target}；什么也没有写"
        en = f"dry run: {rows} rows would be copied from {moved.source} to {moved.target}; nothing was written"
        return [*said, Words(zh, en)]
    zh = f"已复制 {rows} 行，逐表摘要一致，审计链 {lines} 行相符；旧库 {moved.source} 未动"
    en = f"{rows} rows copied, every table's digest agrees, {lines} audit lines hold; {moved.source} is as it was"
    setting = f"{SETTING}={moved.target}"
    return [
        *said,
        Words(zh, en),
        Words(f"启用新库：设置 {setting}（补上口令）", f"to use it, set {setting} (add the password)"),
    ]


def _moved_json(moved: Moved) -> dict[str, Any]:
    chain = {"lines": moved.chain.lines, "end": moved.chain.end, "whole": moved.chain.is_whole}
    return {
        "schema": "database-move/1",
        "source": moved.source,
        "target": moved.target,
        "dry_run": moved.is_dry,
        "was_interrupted": moved.was_interrupted,
        "rows": moved.rows,
        "tables": _tables(moved.contents),
        "chain": chain,
    }


def _tables(contents: dict[str, Contents]) -> dict[str, Any]:
    return {table: {"rows": one.rows, "digest": f"sha256:{one.digest}"} for table, one in sorted(contents.items())}


def _print_tables(context: click.Context, contents: dict[str, Contents]) -> None:
    width = max(map(len, contents), default=0)
    for table, one in sorted(contents.items()):
        _print(context, f"{table:<{width}} {one.rows:>9}  sha256:{one.digest[:16]}…")


def _print(context: click.Context, said: Words | str | dict[str, Any]) -> None:
    if isinstance(said, dict):
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo(said.to(context.obj.language) if isinstance(said, Words) else said)
