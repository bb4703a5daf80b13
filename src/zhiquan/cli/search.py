"""``zhiquan search``: everything the register holds, by words and fields (检索)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from zhiquan.search.asking.question import Answer, Hit, Question
    from zhiquan.search.keeping import Library
    from zhiquan.search.service import Finder

_LIMIT = 10


@click.command("search")
@click.argument("query", required=False, default="")
@click.option("--limit", type=click.IntRange(0, 1000), default=_LIMIT, show_default=True, help="Hits at most 条数上限")
@click.option("--kind", "kinds", multiple=True, help="Kind of record, by id or name 类型")
@click.option(
    "--order", type=click.Choice(["relevance", "newest", "oldest", "ending"]), default="relevance", help="Order 排序"
)
@click.option("--facets", "with_facets", is_flag=True, help="Count by kind, status, year, class, holder ... 分面计数")
@click.option("--no-synonyms", is_flag=True, help="Only the words as written 不用近义词")
@click.option("--explain", is_flag=True, help="Show how the query is understood; nothing is looked for 解释查询式")
@click.option("--similar", metavar="ID", help="Records like this one 相似文献")
@click.option("--since", metavar="SNAPSHOT", help="Only what was not found in that snapshot 某快照之后的新命中")
@click.option("--export", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write all hits to a .csv 导出")
@click.option("--index", "only_index", is_flag=True, help="Only bring the index up to date 更新索引")
@click.option("--anew", is_flag=True, help="Build the index from scratch 重建索引")
@json_option
@click.pass_obj
def search(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    query: str,
    limit: int,
    kinds: tuple[str, ...],
    order: str,
    with_facets: bool,
    no_synonyms: bool,
    explain: bool,
    similar: str | None,
    since: str | None,
    file: Path | None,
    only_index: bool,
    anew: bool,
    as_json: bool,
) -> None:
    """Find rights, parties, services, clauses and figures by words and fields 检索.

    Words stand side by side: all must be there. "..." a phrase, -word not, ?word preferably, a OR b, TI:word in a
    field, AD:2021..2025 a range, IPC:H01M a class and all below; docs/search.md tells the rest.
    """
    from zhiquan.search.asking.question import FACET_NAMES, Question  # noqa: PLC0415 - slow to import

    _require_text([("QUERY", query), ("--similar", similar), ("--since", since), *(("--kind", one) for one in kinds)])
    asked = Question(
        query,
        narrowed={"kind": _kinds(edge, kinds)} if kinds else {},
        order=order,  # type: ignore[arg-type]  # one of the choices
        limit=limit,
        facets=FACET_NAMES if with_facets else (),
        with_synonyms=not no_synonyms,
    )
    if explain:
        _explain(edge, asked, as_json=as_json)
        return
    library = _library(edge)
    _refresh(edge, library, anew=anew)
    if only_index:
        return
    _answer(edge, library, asked, similar=similar, since=since, file=file, as_json=as_json)


def _require_text(given: Iterable[tuple[str, str | None]]) -> None:
    """Refuse words with bytes that are no text in the terminal's encoding: nothing holds them, nor can they be printed.

    Raises:
        BadInput: one has such a byte; ``where`` has its place, from 1.
    """
    for name, text in given:
        place = next((at for at, sign in enumerate(text or "", 1) if "\ud800" <= sign <= "\udfff"), None)
        if place is not None:
            raise BadInput(
                Words("有不是 UTF-8 的字节", "there is a byte that is no UTF-8"),
                where={"argument": name, "character": place},
                remedy=Words("请把终端的编码设为 UTF-8，再输入一次。", "Set the terminal to UTF-8 and type it again."),
            )


def _answer(  # noqa: PLR0913 - the options that choose the answer
    edge: Edge, library: Library, asked: Question, *, similar: str | None, since: str | None, file: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    from zhiquan.search.asking.names import Names  # noqa: PLC0415 - slow to import
    from zhiquan.search.keeping import Opened  # noqa: PLC0415 - likewise
    from zhiquan.search.reach import Reach  # noqa: PLC0415 - likewise

    finder = Opened(library.home, Names.load(edge.settings.knowledge)).finder()
    reach = Reach.everything()
    if file is not None:
        _export(edge, finder, asked, file)
    elif since is not None:
        from zhiquan.search.watching import new_hits  # noqa: PLC0415 - likewise

        _print_hits(edge, new_hits(library, finder, asked, reach, since=since)[: asked.limit], as_json=as_json)
    elif similar is not None:
        _print_answer(edge, finder.similar(similar, reach, limit=asked.limit), as_json=as_json)
    else:
        _print_answer(edge, finder.find(asked, reach), as_json=as_json)


def _kinds(edge: Edge, words: tuple[str, ...]) -> tuple[str, ...]:
    from zhiquan.search.asking.names import Names  # noqa: PLC0415 - slow to import

    names = Names.load(edge.settings.knowledge)
    found = [(word, names.kinds_meant(word)) for word in words]
    unknown = next((word for word, meant in found if not meant), None)
    if unknown is not None:
        raise BadInput(
            Words(f"没有类型“{unknown}”", f"there is no kind “{unknown}”"),
            where={"--kind": unknown},
            remedy=Words(f"可用：{'、'.join(names.kinds)}", f"Kinds: {', '.join(names.kinds)}"),
        )
    return tuple(dict.fromkeys(one for _, meant in found for one in meant))


def _library(edge: Edge) -> Library:
    from zhiquan.knowledge.catalogue import load_knowledge  # noqa: PLC0415 - slow to import
    from zhiquan.register.lake.home import LakeHome  # noqa: PLC0415 - likewise
    from zhiquan.search.index.places import SearchHome  # noqa: PLC0415 - likewise
    from zhiquan.search.keeping import Library  # noqa: PLC0415 - likewise

    settings = edge.settings
    return Library(
        LakeHome(settings.lake),
        SearchHome(settings.home / "search"),
        load_knowledge(overlay=settings.knowledge),
        settings.knowledge,
        settings.memory,
        settings.district,
    )


def _refresh(edge: Edge, library: Library, *, anew: bool) -> None:
    """Bring the index to the newest snapshot and today; say on stderr what was done."""
    said: list[int] = []

    def tell(stage: str, done: int) -> None:
        if not said and sys.stderr.isatty():
            sys.stderr.write(
                Words("正在更新检索索引……", "bringing the search index up to date ...").to(edge.language) + "\n"
            )
        said.append(done)
        del stage

    published = tuple(one.snapshot for one in library.published())
    built = library.refresh(day=edge.today, keep=published, anew=anew, tell=tell)
    if built is not None:
        how = Words("重建", "built anew") if built.is_anew else Words("增量更新", "updated")
        words = Words(
            f"索引已{how.zh}：写入 {built.added} 条，共 {built.place.about.records} 条，"
            f"快照 {built.place.about.snapshot}",
            f"index {how.en}: {built.added} records written, {built.place.about.records} in all, "
            f"snapshot {built.place.about.snapshot}",
        )
        sys.stderr.write(words.to(edge.language) + "\n")


def _explain(edge: Edge, asked: Question, *, as_json: bool) -> None:
    from zhiquan.knowledge.search_words import synonyms  # noqa: PLC0415 - slow to import
    from zhiquan.search.language.printing import printed  # noqa: PLC0415 - likewise
    from zhiquan.search.language.readback import said, sentence  # noqa: PLC0415 - likewise
    from zhiquan.search.service import understood  # noqa: PLC0415 - likewise

    node = understood(asked.query)
    conditions = said(node, synonyms(edge.settings.knowledge) if asked.with_synonyms else None)
    if as_json:
        found = [{"role": one.role, "says": one.words, "others": one.others} for one in conditions]
        print_json(
            {"query": asked.query, "parsed": printed(node), "readback": sentence(conditions), "conditions": found},
            schema="search-explain/1",
        )
        return
    click.echo(printed(node))
    click.echo(sentence(conditions).to(edge.language))


def _print_answer(edge: Edge, answer: Answer, *, as_json: bool) -> None:
    _print_hits(edge, answer.hits, as_json=as_json)
    for name, values in answer.facets.items():
        if as_json:
            counts = [{"key": one.key, "label": one.label, "count": one.count} for one in values]
            print_json({"facet": name, "values": counts}, schema="search-facet/1")
        elif values:
            click.echo(f"{name}: " + "  ".join(f"{one.label.to(edge.language)} {one.count}" for one in values[:8]))
    loosened = Words("（拆开长词后）", " (long words taken apart)") if answer.is_loosened else Words("", "")
    words = Words(
        f"{answer.total} 条{loosened.zh}；快照 {answer.snapshot}，状态日 {answer.day}",
        f"{answer.total} records{loosened.en}; snapshot {answer.snapshot}, statuses of {answer.day}",
    )
    sys.stderr.write(words.to(edge.language) + "\n")


def _print_hits(edge: Edge, hits: tuple[Hit, ...] | list[Hit], *, as_json: bool) -> None:
    if as_json:
        for hit in hits:
            print_json(hit.as_json(), schema="search-hit/1")
        return
    from zhiquan.search.asking.names import Names  # noqa: PLC0415 - slow to import

    kinds = Names.load(edge.settings.knowledge).kinds
    heads = [
        words.to(edge.language)
        for words in (Words("编号", "id"), Words("类型", "kind"), Words("名称", "title"), Words("片段", "excerpt"))
    ]
    rows = []
    for hit in hits:
        excerpt = next((one.text for one in hit.snippets if one.marks), "")
        rows.append(
            (hit.id, kinds.get(hit.kind, Words(hit.kind, hit.kind)).to(edge.language), hit.title.text, excerpt[:60])
        )
    print_table(heads, rows)


def _export(edge: Edge, finder: Finder, asked: Question, file: Path) -> None:
    from zhiquan.cli.register import leave_trail  # noqa: PLC0415 - slow to import
    from zhiquan.search.exporting import write_csv  # noqa: PLC0415 - likewise
    from zhiquan.search.reach import Reach  # noqa: PLC0415 - likewise

    if file.suffix.lower() != ".csv":
        raise BadInput(
            Words("导出文件须以 .csv 结尾", "the file must end in .csv"), where={"--export": file},
            remedy=Words("例如 --export hits.csv", "For example --export hits.csv"),
        )  # fmt: skip
    rows = write_csv(finder.all(asked, Reach.everything()), file, finder.names, edge.language)
    leave_trail(edge, "export", "search", query=asked.query, rows=rows, snapshot=finder.about.snapshot)
    sys.stderr.write(Words(f"已写入 {rows} 行：{file}", f"{rows} rows written: {file}").to(edge.language) + "\n")
