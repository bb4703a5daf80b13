"""``zhiquan publish``, ``verify``, ``bundle``, ``publications``: a board frozen and recomputed (发布与复核)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.measures import day_option, known_option, plan_option, read_choices, require_past, set_option
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import actor_of, leave_trail, opened, register_of
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.register.publications import Publication, publication, publications
from zhiquan.register.publications import publish as keep

if TYPE_CHECKING:
    from zhiquan.plan.publishing import Verdict

_WHAT = "board"


@click.command("publish")
@plan_option
@day_option
@known_option
@set_option
@json_option
@click.pass_obj
def publish(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    plan_id: str | None,
    day: date | None,
    known: date | None,
    choices: tuple[str, ...],
    as_json: bool,
) -> None:
    """Freeze the board under a snapshot; its digits never change again 发布看板."""
    from zhiquan.plan.plans import default_day, plan_meant  # noqa: PLC0415 - slow to import
    from zhiquan.plan.publishing import Asked, board_content, publication_id  # noqa: PLC0415 - likewise

    knowledge = load_knowledge(overlay=edge.settings.knowledge)
    plan = plan_meant(knowledge, edge.settings.district, plan_id)
    overrides = read_choices(choices, knowledge)
    asked = Asked(plan.id, day or default_day(plan, edge.today), known, overrides)
    require_past(edge, asked.day)
    with opened(edge) as found:
        overlay = edge.settings.knowledge
        content = board_content(found.reader, knowledge, asked, snapshot=found.snapshot, overlay=overlay)
        rests_on = found.snapshot.id
    name = publication_id(content)
    keep(register_of(edge), id=name, what=_WHAT, content=content, actor=actor_of(edge), snapshot_id=rests_on)
    if as_json:
        print_json({"id": name, "snapshot": rests_on, "plan": plan.id, "asof": asked.day}, schema="publication/1")
        return
    click.echo(
        Words(
            f"已发布 {name}，快照 {rests_on}。\n复核：zhiquan verify {name}\n"
            f"证据包：zhiquan bundle {name} --out {name}.zip",
            f"published {name}, snapshot {rests_on}.\nverify: zhiquan verify {name}\n"
            f"evidence bundle: zhiquan bundle {name} --out {name}.zip",
        ).to(edge.language)
    )


@click.command("publications")
@json_option
@click.pass_obj
def published(edge: Edge, *, as_json: bool) -> None:
    """List what was published 已发布的看板."""
    with opened(edge) as found:
        listed = publications(found.reader)
    if as_json:
        for one in listed:
            print_json(_plain(one), schema="publication/1")
        return
    heads = [
        Words("编号", "id"),
        Words("内容", "what"),
        Words("快照", "snapshot"),
        Words("发布日", "on"),
        Words("发布人", "by"),
    ]
    rows = ((one.id, one.what, one.snapshot, one.published_on, one.by) for one in listed)
    print_table([head.to(edge.language) for head in heads], rows)
    if not listed:
        click.echo(Words("还没有发布过。", "Nothing was published yet.").to(edge.language))


def _plain(one: Publication) -> dict[str, Any]:
    asked = one.content.get("asked", {})
    return {
        "id": one.id,
        "snapshot": one.snapshot,
        "what": one.what,
        "plan": asked.get("plan"),
        "asof": asked.get("day"),
        "published_on": one.published_on,
        "by": one.by,
        "digest": one.digest,
        "sha256": one.sha256,
    }


@click.command("verify")
@click.argument("name", metavar="ID")
@json_option
@click.pass_obj
def verify(edge: Edge, *, name: str, as_json: bool) -> int:
    """Recompute a publication on its snapshot, digit for digit; 1 when it differs 复核发布."""
    from zhiquan.plan.publishing import asked_of, board_content, require_same_snapshot  # noqa: PLC0415 - slow to import
    from zhiquan.plan.publishing import verify as compare  # noqa: PLC0415 - likewise

    held = _held(edge, name)
    content: dict[str, Any] = held.content
    knowledge = load_knowledge(overlay=edge.settings.knowledge)
    with opened(edge, held.snapshot) as found:
        require_same_snapshot(content, found.snapshot)
        asked, overlay = asked_of(content), edge.settings.knowledge
        now = board_content(found.reader, knowledge, asked, snapshot=found.snapshot, overlay=overlay)
    verdict = compare(content, now)
    if as_json:
        told = [{"place": one.place, "published": one.published, "now": one.now} for one in verdict.differences]
        print_json(
            {
                "id": name,
                "snapshot": held.snapshot,
                "equal": verdict.is_equal,
                "differences": told,
                "changed": list(verdict.changed),
            },
            schema="verdict/1",
        )
    else:
        _print_verdict(name, verdict.is_equal, edge)
        for one in verdict.differences:
            words = Words(
                f"{one.place}：发布时 {one.published}，现在 {one.now}",
                f"{one.place}: published {one.published}, now {one.now}",
            )
            click.echo(words.to(edge.language))
        for changed in verdict.changed:
            click.echo(Words(f"已变动：{changed}", f"changed since: {changed}").to(edge.language))
    return 0 if verdict.is_equal else 1


def _print_verdict(name: str, is_equal: bool, edge: Edge) -> None:  # noqa: FBT001 - the one thing it says
    words = (
        Words(f"{name}：逐位相同。", f"{name}: every digit is the same.")
        if is_equal
        else Words(f"{name}：重算结果不同。", f"{name}: the recomputed board differs.")
    )
    click.echo(words.to(edge.language))


@click.command("bundle")
@click.argument("name", metavar="ID")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="ZIP file to write 输出文件"
)
@json_option
@click.pass_obj
def bundle(edge: Edge, *, name: str, out: Path, as_json: bool) -> None:
    """Write an evidence bundle that an outsider can recompute without the register 导出证据包."""
    from zhiquan.knowledge.plans import Plan  # noqa: PLC0415 - only this command needs it
    from zhiquan.plan.bundle import write_bundle  # noqa: PLC0415 - slow to import
    from zhiquan.plan.publishing import (  # noqa: PLC0415 - likewise
        asked_of,
        board_content,
        measuring_for,
        require_same_snapshot,
    )
    from zhiquan.plan.publishing import verify as compare  # noqa: PLC0415 - likewise

    if not out.parent.is_dir():
        raise BadInput(
            Words("输出文件夹不存在", "the folder to write to does not exist"),
            where={"--out": out},
            remedy=Words("请先建立该文件夹。", "Make the folder first."),
        )
    held = _held(edge, name)
    content: dict[str, Any] = held.content
    knowledge = load_knowledge(overlay=edge.settings.knowledge)
    with opened(edge, held.snapshot) as found:
        require_same_snapshot(content, found.snapshot)
        asked = asked_of(content)
        now = board_content(found.reader, knowledge, asked, snapshot=found.snapshot, overlay=edge.settings.knowledge)
        _require_equal(name, compare(content, now))
        plan = knowledge.get(Plan, asked.plan)
        measuring = measuring_for(found.reader, knowledge, plan, asked, edge.settings.knowledge)
        leave_trail(edge, "bundle", name)
        files = write_bundle(
            out, content, name=name, measuring=measuring, knowledge=knowledge, digest=edge.settings.digest
        )
    if as_json:
        print_json({"id": name, "file": out.name, "size": out.stat().st_size, "files": files}, schema="bundle/1")
        return
    words = Words(
        f"已写入 {out}（{len(files)} 个文件）。解压后运行 python recompute.py 即可重算。",
        f"wrote {out} ({len(files)} files). Unpack it and run python recompute.py.",
    )
    click.echo(words.to(edge.language))


def _require_equal(name: str, verdict: Verdict) -> None:
    """A bundle is made only of a board that recomputes as published.

    Raises:
        NotAllowed: it does not; what changed since is named.
    """
    if not verdict.is_equal:
        raise NotAllowed(
            Words("重算结果与发布的不同，不能导出证据包", "the board no longer recomputes as published: no bundle"),
            where={"id": name, "changed": ", ".join(verdict.changed)},
            remedy=Words(
                "先用 zhiquan verify 查看不同之处，恢复当时的口径。", "See zhiquan verify; restore the definitions."
            ),
        )


def _held(edge: Edge, name: str) -> Publication:
    """A published board that is as it was published.

    Raises:
        NotFound: nothing was published under the id.
        NotAllowed: the stored text was changed, or it is no board.
    """
    from zhiquan.plan.publishing import publication_id  # noqa: PLC0415 - slow to import

    with opened(edge) as found:
        held = publication(found.reader, name)
    if not held.is_whole or held.what != _WHAT or publication_id(held.content) != name:
        raise NotAllowed(
            Words("发布内容已被改动，或不是看板", "what was published has been changed, or is no board"),
            where={"id": name, "what": held.what},
            remedy=Words("请从备份恢复登记库。", "Restore the register from a back-up."),
        )
    return held
