"""``zhiquan backup``: one consistent pair of register and desk, made, checked and restored (备份命令)."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhiquan.basics.words import Words
from zhiquan.site.starting import start

if TYPE_CHECKING:
    from zhiquan.site.keeping.checking import Checked

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object 以 JSON 输出")
_seal = click.option("--seal", default="", help="The seal printed when it was made 做备份时打印的封印")
_FAULTS = {
    "changed": Words("已被改动", "changed"),
    "missing": Words("缺失", "missing"),
    "added": Words("多出的文件", "added"),
    "broken": Words("内部不一致", "broken"),
    "chain": Words("审计链不符", "the audit chain does not hold"),
}


@click.group("backup")
def backup() -> None:
    """Back-up and restore of register and desk as one pair 备份与恢复."""


@backup.command("create")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="Then clear away all but the newest N in TARGET 只留最新几份")
@_json
@click.pass_context
def create(context: click.Context, *, target: Path, keep: int | None, as_json: bool) -> None:
    """Back up to the folder TARGET, or to a folder of its own in TARGET when that is there 做备份.

    Nobody is stopped meanwhile. The desk is taken as of one moment; what the register gained after it is there too.
    """
    settings = start(makes_home=False)
    from zhiquan.site.keeping import creating  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.keeping.recording import record_backup  # noqa: PLC0415 - likewise

    edge = context.obj
    made = creating.create(settings, target, at=edge.now)
    record_backup(settings, made, by=getpass.getuser(), at=edge.now)
    cleared = creating.clear_old(made.folder.parent, keep=keep) if keep else []
    if as_json:
        told = {"schema": "backup/1", "folder": str(made.folder), "seal": made.seal, **made.about, "cleared": cleared}
        told["lacking"] = list(made.lacking)
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for words in _made_words(made.folder, made.seal, made.about):
        click.echo(words.to(edge.language))
    for name in made.lacking:
        click.echo(
            Words(f"上传的文件已不在服务器上：{name}", f"a file sent in is gone: {name}").to(edge.language), err=True
        )


@backup.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@_seal
@_json
@click.pass_context
def verify(context: click.Context, *, folder: Path, seal: str, as_json: bool) -> int:
    """Read the back-up FOLDER again and name every file that is not as written; 1 when one is not 查备份."""
    start(makes_home=False)
    from zhiquan.site.keeping.checking import check  # noqa: PLC0415 - after Django is ready

    checked = check(folder, seal=seal, tell=_progress())
    if as_json:
        click.echo(json.dumps(_checked_json(checked), ensure_ascii=False))
    else:
        for words in _checked_words(checked):
            click.echo(words.to(context.obj.language))
    return 0 if checked.is_whole else 1


@backup.command("restore")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--into", "into", type=click.Path(path_type=Path), required=True, help="The home to make 恢复到")
@click.option("--force", is_flag=True, help="Set what is there aside under another name 原有内容改名留存")
@click.option(
    "--to-database", is_flag=True, help="Carry the desk into the empty database ZHIQUAN_DATABASE_URL names 写入数据库"
)
@_seal
@_json
@click.pass_context
def restore(  # noqa: PLR0913 - one parameter per option
    context: click.Context, *, folder: Path, into: Path, force: bool, to_database: bool, seal: str, as_json: bool
) -> None:
    """Restore the back-up FOLDER into a home of its own 恢复备份."""
    edge = context.obj
    settings = edge.settings
    start(makes_home=False)
    from zhiquan.site.keeping.restoring import Wish  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.keeping.restoring import restore as bring_back  # noqa: PLC0415 - likewise

    address = settings.database_url if to_database else ""
    wish = Wish(into, getpass.getuser(), edge.now, force=force, seal=seal, database_url=address)
    done = bring_back(folder, wish, tell=_progress())
    if as_json:
        aside = str(done.set_aside) if done.set_aside else None
        told = {"schema": "restore/1", "home": str(done.home), "set_aside": aside, "rows": done.rows}
        click.echo(json.dumps({**told, "about": dict(done.about)}, ensure_ascii=False))
        return
    snapshot = (done.about.get("lake") or {}).get("snapshot", "-")
    onward = f"ZHIQUAN_HOME={done.home} zhiquan upgrade"
    zh = f"已恢复到 {done.home}，快照 {snapshot}。\n接着：{onward}，再 audit verify、serve。"
    en = f"restored into {done.home}, snapshot {snapshot}.\nNext: {onward}, then audit verify and serve."
    click.echo(Words(zh, en).to(edge.language))
    if done.set_aside:
        click.echo(Words(f"原有内容在 {done.set_aside}", f"what was there is in {done.set_aside}").to(edge.language))


def _made_words(folder: Path, seal: str, about: dict[str, Any]) -> list[Words]:
    mib = about["bytes"] / 2**20
    snapshot = (about["lake"] or {}).get("snapshot", "-")
    lines = (about["desk"] or {}).get("chain", {}).get("lines", 0)
    return [
        Words(
            f"已备份到 {folder}（{about['files']} 个文件，{mib:.1f} MiB）",
            f"backed up to {folder} ({about['files']} files, {mib:.1f} MiB)",
        ),
        Words(f"快照 {snapshot}，审计 {lines} 行", f"snapshot {snapshot}, {lines} audit lines"),
        Words(f"封印 {seal}（请另行保存）", f"seal {seal} (keep it elsewhere)"),
    ]


def _checked_json(checked: Checked) -> dict[str, Any]:
    return {
        "schema": "backup-check/1",
        "folder": str(checked.folder),
        "seal": checked.seal,
        "whole": checked.is_whole,
        "faults": [{"path": one.path, "kind": one.kind, "detail": one.detail} for one in checked.faults],
        "about": dict(checked.about),
    }


def _checked_words(checked: Checked) -> list[Words]:
    if checked.is_whole:
        count = checked.about.get("files", 0)
        return [Words(f"{count} 个文件全部相符，封印 {checked.seal}", f"{count} files hold, seal {checked.seal}")]
    lines = []
    for one in checked.faults:
        kind = _FAULTS[one.kind]
        lines.append(
            Words(f"{one.path}：{kind.zh} {one.detail}".rstrip(), f"{one.path}: {kind.en} {one.detail}".rstrip())
        )
    return lines


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if done % 50 == 0 or done == total:
            sys.stderr.write(f"\r{done}/{total} ")
            sys.stderr.flush()

    return tell
