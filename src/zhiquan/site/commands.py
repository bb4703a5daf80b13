"""``zhiquan serve``, ``worker``, ``accounts``, ``audit``: running the site (网站命令)."""

from __future__ import annotations

import getpass
import json
import os
from typing import Any

import click

from zhiquan.basics.words import Language, Words
from zhiquan.site.starting import bring_up_desk, go_to_demo, start


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on 监听地址")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port 端口")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True, help="Server processes 进程数")
@click.option("--demo", "is_demo", is_flag=True, help="Serve the made-up district of `zhiquan demo` 演示区")
@click.option("--without-workers", is_flag=True, help="Where workers run by themselves (systemd) 不启动后台进程")
@click.pass_context
def serve(  # noqa: PLR0913 - one parameter per option
    context: click.Context, *, host: str, port: int, processes: int, is_demo: bool, without_workers: bool
) -> None:
    """Serve the site and its background worker until interrupted 启动网站."""
    if is_demo:
        go_to_demo()
    settings = start()
    bring_up_desk()
    if is_demo:
        from zhiquan.site.demo_office import open_demo_office  # noqa: PLC0415 - after Django is ready

        for line in open_demo_office():
            _say(context, line)
    from zhiquan.site.place import place_of  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.running.measured import SHARED, prepare_sharing  # noqa: PLC0415 - likewise
    from zhiquan.site.serving import QUEUES, serve_until_stopped  # noqa: PLC0415 - likewise

    os.environ[SHARED] = str(prepare_sharing(place_of(settings)))
    queues = () if without_workers else QUEUES
    language = _language(context)
    raise SystemExit(serve_until_stopped(host=host, port=port, processes=processes, language=language, queues=queues))


@click.command("worker")
@click.option("--once", is_flag=True, help="Do the waiting jobs, then end 做完即止")
@click.option("--queue", type=click.Choice(["default", "background", "all"]), default="all", show_default=True,
              help="What people wait for, what is worked out beforehand, or both 队列")  # fmt: skip
def worker(*, once: bool, queue: str) -> None:
    """Do background jobs until interrupted 后台作业进程."""
    if queue == "background":
        os.nice(10)  # readers and waiting people first
    settings = start()
    bring_up_desk()
    from zhiquan.site.jobs.worker import work  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.place import place_of  # noqa: PLC0415 - likewise
    from zhiquan.site.running.beats import beating  # noqa: PLC0415 - likewise
    from zhiquan.site.warming import begin_if_behind  # noqa: PLC0415 - likewise

    queues = ["default", "background"] if queue == "all" else [queue]
    if "background" in queues:
        begin_if_behind()
    with beating(place_of(settings), queues):
        work(queues=queues, once=once)


@click.group("accounts")
def accounts() -> None:
    """Accounts of the site 账号."""


@accounts.command("add")
@click.argument("username")
@click.option("--name", required=True, help="The person's name 姓名")
@click.option(
    "--role",
    required=True,
    help="Role: officer, head, leader, analyst, unit, enterprise, oversight, administrator 角色",
)
@click.option("--unit", default="", help="Id of the unit 单位编号")
@click.option("--town", default="", help="Code of the town 镇街代码")
@click.option("--party", default="", help="Id of the party 主体编号")
@click.option("--json", "as_json", is_flag=True, help="One JSON object 以 JSON 输出")
@click.pass_context
def add(  # noqa: PLR0913 - one parameter per option
    context: click.Context, *, username: str, name: str, role: str, unit: str, town: str, party: str, as_json: bool
) -> None:
    """Make an account and print its first password once 新建账号."""
    start()
    bring_up_desk()
    from zhiquan.site.accounts.actions import first_password, save_account  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.accounts.making import new_account  # noqa: PLC0415 - likewise
    from zhiquan.site.gate.visitor import Visitor  # noqa: PLC0415 - likewise

    account = new_account(username=username, name=name, role=role, unit=unit, town=town, party=party)
    password = first_password()
    save_account(account, by=Visitor(account=getpass.getuser()), password=password)
    if as_json:
        told = {"schema": "account/1", "account": username, "role": role, "password": password}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    zh = f"账号 {username}，初始口令 {password}（首次登录须更换）"
    _say(context, Words(zh, f"account {username}, first password {password} (to be changed at the first sign-in)"))


@accounts.command("demo")
@click.pass_context
def demo_accounts(context: click.Context) -> None:
    """Make one account for each role of the made-up district 建演示账号."""
    start()
    bring_up_desk()
    from zhiquan.site.demo_office import open_demo_office  # noqa: PLC0415 - after Django is ready

    for line in open_demo_office():
        _say(context, line)


@click.group("audit")
def audit() -> None:
    """The audit trail 审计."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One JSON object 以 JSON 输出")
@click.pass_context
def verify(context: click.Context, *, as_json: bool) -> int:
    """Recompute the whole chain; leaves with 1 when it does not hold 校验审计链."""
    settings = start()
    bring_up_desk()
    from zhiquan.register.lake.home import LakeHome  # noqa: PLC0415 - after Django is ready
    from zhiquan.site.audit.collecting import collect  # noqa: PLC0415 - likewise
    from zhiquan.site.audit.queries import check_trail  # noqa: PLC0415 - likewise

    lake = LakeHome(settings.lake)
    collect(lake)
    found = check_trail(lake)
    if as_json:
        told: dict[str, Any] = {
            "schema": "audit/1",
            "lines": found.lines,
            "digest": found.digest,
            "end": found.end,
            "whole": found.is_whole,
            "breaks": [{"number": one.number, "kind": one.kind, "detail": one.detail} for one in found.breaks],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    elif found.is_whole:
        end = f"{found.digest}:{found.end}"
        _say(
            context,
            Words(f"{found.lines} 行全部相符，链尾 {end}", f"{found.lines} lines hold; the chain ends in {end}"),
        )
    for one in () if as_json else found.breaks:
        _say(
            context,
            Words(f"第 {one.number} 行：{one.kind} {one.detail}", f"line {one.number}: {one.kind} {one.detail}"),
        )
    return 0 if found.is_whole else 1


def _language(context: click.Context) -> Language:
    language: Language = getattr(context.obj, "language", "zh")
    return language


def _say(context: click.Context, words: Words) -> None:
    click.echo(words.to(_language(context)))
