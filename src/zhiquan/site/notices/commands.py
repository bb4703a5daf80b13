"""``zhiquan mail``: whether letters leave the house (邮件命令)."""

from __future__ import annotations

import json

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.starting import start


@click.group("mail")
def mail() -> None:
    """Letters of what is new and what falls due 邮件提醒."""


@mail.command("try")
@click.argument("address")
@click.option("--json", "as_json", is_flag=True, help="One JSON object 以 JSON 输出")
@click.pass_context
def try_address(context: click.Context, *, address: str, as_json: bool) -> None:
    """Send one trial letter to ADDRESS and say what the server did 试发一封."""
    start()
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - after Django is ready
    from django.core.validators import validate_email  # noqa: PLC0415 - likewise
    from django.utils import translation  # noqa: PLC0415 - likewise

    from zhiquan.site.mailing import SETTING  # noqa: PLC0415 - likewise
    from zhiquan.site.notices import sending  # noqa: PLC0415 - likewise
    from zhiquan.site.notices.writing import trial_letter  # noqa: PLC0415 - likewise

    if not sending.mail().is_on:
        remedy = Words("设 smtp://用户:口令@主机:587。", "Set smtp://user:password@host:587.")
        raise BadInput(Words("没有设邮件服务器", "no mail server is set"), where={"setting": SETTING}, remedy=remedy)
    try:
        validate_email(address)
    except ValidationError:
        rule = Words("收信地址写法不对", "this is no mail address")
        remedy = Words("写作 name@example.gov.cn。", "Write it like name@example.gov.cn.")
        raise BadInput(rule, where={"address": address}, remedy=remedy) from None
    with translation.override("en" if context.obj.language == "en" else "zh-hans"):
        sending.require_taken(trial_letter(address))
    server = sending.mail().shown
    if as_json:
        click.echo(json.dumps({"schema": "mail/1", "server": server, "address": address, "taken": True}))
        return
    said = Words(f"{server} 已收下给 {address} 的信", f"{server} took a letter to {address}")
    click.echo(said.to(context.obj.language))
