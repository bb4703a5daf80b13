"""``zhiquan review``: doubtful links and places, decided by people (复核)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

import click

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import actor_of, opened, print_home, progress, register_of, snapshot_option
from zhiquan.register.lake.home import LakeHome

if TYPE_CHECKING:
    from zhiquan.register.decisions import DecisionKind
    from zhiquan.register.lake.reader import Reader
    from zhiquan.register.reading.doubts import Doubt

_COLUMNS = {
    "id": Words("编号", "id"),
    "kind": Words("问题", "question"),
    "subject": Words("对象", "subject"),
    "shown": Words("建议", "proposed"),
    "score": Words("得分", "score"),
    "rights": Words("涉及权利", "rights"),
    "reason": Words("理由", "reason"),
}
_DECIDED = {
    "batch": Words("批次", "batch"),
    "kind": Words("决定", "decision"),
    "subject": Words("对象", "subject"),
    "value": Words("结论", "value"),
    "author": Words("决定人", "author"),
    "day": Words("日期", "day"),
    "reason": Words("理由", "reason"),
}
_KINDS = {
    "same_party": Words("是否同一主体", "one party?"),
    "place": Words("地址所在地", "where it lies"),
}
_DECISIONS = {
    "same_party": Words("同一主体", "one party"),
    "different_party": Words("不同主体", "two parties"),
    "place": Words("地址所在地", "place"),
}
_LIMIT = 50
limit_option = click.option("--limit", type=click.IntRange(min=0), help="At most so many; 50 without --json 行数上限")


@click.group("review", invoke_without_command=True)
@limit_option
@snapshot_option
@json_option
@click.pass_context
def review(context: click.Context, *, limit: int | None, snapshot: str | None, as_json: bool) -> None:
    """List what a person should decide, and decide it 复核存疑的关联与地址."""
    if context.invoked_subcommand is None:
        _list(context.obj, ("parties", "places"), limit=limit, snapshot=snapshot, as_json=as_json)


@review.command("parties")
@limit_option
@snapshot_option
@json_option
@click.pass_obj
def review_parties(edge: Edge, *, limit: int | None, snapshot: str | None, as_json: bool) -> None:
    """Pairs of names that may be one party 可能为同一主体的名称."""
    _list(edge, ("parties",), limit=limit, snapshot=snapshot, as_json=as_json)


@review.command("places")
@limit_option
@snapshot_option
@json_option
@click.pass_obj
def review_places(edge: Edge, *, limit: int | None, snapshot: str | None, as_json: bool) -> None:
    """Addresses whose place is in doubt 所在地存疑的地址."""
    _list(edge, ("places",), limit=limit, snapshot=snapshot, as_json=as_json)


@review.command("decide")
@click.argument("doubt_id", metavar="ID")
@click.argument("answer", metavar="yes|no|CODE")
@click.option("--reason", required=True, help="What it rests on 依据")
@json_option
@click.pass_obj
def decide_doubt(edge: Edge, *, doubt_id: str, answer: str, reason: str, as_json: bool) -> None:
    """Answer the question ID: yes, no, or a place's code or outside 作出决定."""
    register = register_of(edge)
    register.home.current()
    from zhiquan.register.decisions import Decision, decide  # noqa: PLC0415 - slow to import

    with opened(edge) as found:
        doubt = _doubt_named(found.reader, edge, doubt_id)
    kind, value = _meant(doubt, answer)
    decision = Decision(kind=cast("DecisionKind", kind), subject=doubt.subject, value=value, reason=reason)
    loaded = decide(register, decision, actor=actor_of(edge))
    if as_json:
        said = {"batch": loaded.batch, "kind": kind, "subject": doubt.subject, "value": value, "reason": reason}
        print_json({**said, "snapshot": loaded.snapshot}, schema="decision/1")
        return
    done = Words(
        f"已记录：{_DECISIONS[kind].zh}；撤销：zhiquan review undo {loaded.batch}",
        f"recorded: {_DECISIONS[kind].en}; to take it back: zhiquan review undo {loaded.batch}",
    )
    click.echo(done.to(edge.language))


@review.command("undo")
@click.argument("batch")
@json_option
@click.pass_obj
def undo_decision(edge: Edge, *, batch: str, as_json: bool) -> None:
    """Take one decision back by its BATCH 撤销一项决定."""
    register = register_of(edge)
    register.home.current()
    with opened(edge) as found:
        _require_decision(found.reader, batch)
    with progress(edge.language) as tell:
        snapshot = register.undo(batch, actor=actor_of(edge), progress=tell)
    if as_json:
        print_json({"batch": batch, "snapshot": snapshot.id}, schema="undo/1")
    else:
        done = Words(f"已撤销 {batch}；快照 {snapshot.id}", f"took back {batch}; snapshot {snapshot.id}")
        click.echo(done.to(edge.language))


@review.command("decided")
@snapshot_option
@json_option
@click.pass_obj
def decided_doubts(edge: Edge, *, snapshot: str | None, as_json: bool) -> None:
    """List what people decided, the last first 列出已作出的决定."""
    with opened(edge, snapshot) as found:
        rows = found.reader.records(f"""
            SELECT d.batch, d.id, d.kind, d.subject, d.value, d.author, d.day, d.reason
            FROM {found.reader.from_("observations_decisions")} d
            JOIN {found.reader.from_("batches")} b ON b.batch = d.batch
            WHERE d.kind IN ('same_party', 'different_party', 'place')
            ORDER BY b.loaded_at DESC, d.batch, d.line
        """)
        for row in rows if as_json else ():
            print_json(row, schema="decided/1")
        if not as_json:
            heads = [words.to(edge.language) for words in _DECIDED.values()]
            shown = [row | {"kind": _DECISIONS[row["kind"]].to(edge.language)} for row in rows]
            print_table(heads, [[row[name] for name in _DECIDED] for row in shown])
            print_home(found.home, found.snapshot, edge.language)


def _list(edge: Edge, kinds: tuple[str, ...], *, limit: int | None, snapshot: str | None, as_json: bool) -> None:
    LakeHome(edge.settings.lake).snapshot(snapshot)
    most = limit if limit is not None or as_json else _LIMIT
    with opened(edge, snapshot) as found:
        doubts = _doubts(found.reader, edge, kinds, limit=most)
        for doubt in doubts if as_json else ():
            print_json({**_plain(doubt), "snapshot": found.snapshot.id}, schema="doubt/1")
        if not as_json:
            _print_doubts(doubts, edge)
            print_home(found.home, found.snapshot, edge.language)


def _doubts(reader: Reader, edge: Edge, kinds: tuple[str, ...], *, limit: int | None) -> list[Doubt]:
    """Doubts of the kinds asked for, those with most rights first."""
    settings = edge.settings
    found: list[Doubt] = []
    if "parties" in kinds:
        from zhiquan.knowledge.party_names import party_words  # noqa: PLC0415 - slow to import
        from zhiquan.register.reading.party_doubts import doubtful_parties  # noqa: PLC0415 - likewise

        found += doubtful_parties(reader, limit=limit, words=party_words(settings.knowledge))
    if "places" in kinds:
        from zhiquan.register.reading.place_doubts import doubtful_places  # noqa: PLC0415 - slow to import

        found += doubtful_places(reader, home=settings.district, limit=limit, overlay=settings.knowledge)
    return sorted(found, key=lambda doubt: (-doubt.rights, -doubt.score, doubt.id))[:limit]


def _doubt_named(reader: Reader, edge: Edge, name: str) -> Doubt:
    kinds = ("places",) if name.startswith("place:") else ("parties",)
    found = [doubt for doubt in _doubts(reader, edge, kinds, limit=None) if doubt.id == name]
    if not found:
        raise NotFound(
            Words("没有这个待复核事项，或已作出决定", "there is no such question, or it was decided"),
            where={"id": name},
            remedy=Words("zhiquan review 列出全部待复核事项。", "zhiquan review lists them all."),
        )
    return found[0]


def _meant(doubt: Doubt, answer: str) -> tuple[str, str]:
    """Kind and value of the decision an answer stands for.

    Raises:
        BadInput: the answer does not fit the question.
    """
    if doubt.kind == "same_party" and answer in {"yes", "no"}:
        return ("same_party" if answer == "yes" else "different_party"), doubt.value
    if doubt.kind == "place" and answer == "yes" and doubt.value:
        return "place", doubt.value
    if doubt.kind == "place" and (answer == "outside" or answer.isdigit()):
        return "place", answer
    fits = (
        Words("请答 yes 或 no。", "Answer yes or no.")
        if doubt.kind == "same_party"
        else Words(
            "请给出区划或镇街代码；不在国内的答 outside；同意建议的答 yes。",
            "Give the code of the district or town; outside when it lies abroad; yes for the proposed place.",
        )
    )
    raise BadInput(
        Words("这个回答不适用于该事项", "the answer does not fit the question"),
        where={"id": doubt.id, "answer": answer},
        remedy=fits,
    )


def _require_decision(reader: Reader, batch: str) -> None:
    """Refuse a batch that is no decision of a person.

    Raises:
        NotFound: there is no such batch.
        NotAllowed: it is a loaded file.
    """
    rows = reader.records(f"SELECT action FROM {reader.from_('batches', value=batch)} WHERE batch = ?", [batch])
    if not rows:
        raise NotFound(
            Words(f"没有批次 {batch}", f"there is no batch {batch}"),
            remedy=Words("zhiquan review decided 列出决定。", "zhiquan review decided lists decisions."),
        )
    if rows[0]["action"] != "decision":
        raise NotAllowed(
            Words("该批次不是人工决定", "the batch is no decision"),
            where={"batch": batch, "action": rows[0]["action"]},
            remedy=Words("撤销装载请用 zhiquan undo。", "zhiquan undo takes back what was loaded."),
        )


def _plain(doubt: Doubt) -> dict[str, Any]:
    return {field.name: getattr(doubt, field.name) for field in dataclasses.fields(doubt)}


def _print_doubts(doubts: list[Doubt], edge: Edge) -> None:
    language = edge.language
    rows = [
        [doubt.id, _KINDS[doubt.kind].to(language), doubt.subject, doubt.shown, doubt.score, doubt.rights,
         doubt.reason.to(language)]
        for doubt in doubts
    ]  # fmt: skip
    print_table([words.to(language) for words in _COLUMNS.values()], rows)
    if not doubts:
        click.echo(Words("没有待复核事项。", "Nothing to decide.").to(language))
    else:
        click.echo(Words("决定：zhiquan review decide 编号 yes|no|代码 --reason 依据",
                         "To decide: zhiquan review decide ID yes|no|CODE --reason TEXT").to(language))  # fmt: skip
