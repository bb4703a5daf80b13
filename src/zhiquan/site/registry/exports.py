"""A list of rights as a file: columns, rows, and who may fetch it (清单导出)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from zhiquan.basics.words import Language, Words
from zhiquan.register.browsing.browse import MOST_ROWS, BrowseRow, browse
from zhiquan.register.browsing.masks import masked_any
from zhiquan.register.browsing.party_page import PartyPage
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.scope import Scope
from zhiquan.register.lake.reader import Reader
from zhiquan.site.drawing.table_csv import table_csv
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.models import DONE, Job
from zhiquan.site.office.house import house
from zhiquan.site.registry.asked import Asked
from zhiquan.site.registry.naming import kind_word, place_name, status_word
from zhiquan.site.registry.party_story import fee_lines

AT_ONCE = 2_000
"""Rows written while the reader waits; more become a job."""
KIND = "register.export"

COLUMNS = (
    Words("编号", "id"),
    Words("种类", "kind"),
    Words("号码", "number"),
    Words("名称", "title"),
    Words("法律状态", "legal status"),
    Words("申请日", "filed"),
    Words("授权日/注册日", "granted"),
    Words("权利人", "holders"),
    Words("区县", "district"),
    Words("镇街", "town"),
    Words("分类", "classification"),
    Words("状态不一致", "status disputed"),
    Words("最近知悉日", "last heard of"),
)

FEE_COLUMNS = (
    Words("编号", "id"),
    Words("号码", "number"),
    Words("名称", "title"),
    Words("年度", "patent year"),
    Words("应缴日", "due"),
    Words("宽限到", "grace until"),
    Words("年费（元）", "fee (yuan)"),
    Words("今天缴（元）", "if paid today (yuan)"),
    Words("质押中", "pledged"),
    Words("引文已核", "citation verified"),
)

Tell = Callable[[int, int], None]


def list_as_csv(visitor: Visitor, asked: Asked, language: Language) -> tuple[str, int]:
    """The whole list as CSV text, and how many rows it has: the same rights the page counts."""
    with house().reader() as reader:
        heads = [words.to(language) for words in COLUMNS]
        rows = list(_rows(reader, scope_of(visitor), asked, language))
    return table_csv(heads, rows), len(rows)


def fees_as_csv(page: PartyPage, language: Language) -> tuple[str, int]:
    """The fees of a party that its page knows, at most 500 to come and 500 past due, as CSV text; and how many."""
    yes = Words("是", "yes").to(language)
    lines = fee_lines(page, house().today)
    rows = [
        [
            line.row.right,
            line.row.number,
            masked_any("名称", line.row.title),
            line.row.fee.year,
            line.row.fee.due_on,
            line.row.fee.grace_ends_on,
            line.row.fee.yuan,
            line.total,
            yes if line.is_pledged else "",
            yes if line.row.fee.is_verified else "",
        ]
        for line in lines
    ]
    return table_csv([words.to(language) for words in FEE_COLUMNS], rows), len(rows)


def write_list(visitor: Visitor, asked: Asked, *, target: Path, language: Language, tell: Tell) -> int:
    """Write the whole list to a file in parts; it appears whole or not at all.

    Args:
        visitor: whose reach the list keeps to.
        asked: the list.
        target: the file.
        language: of heads and words.
        tell: told rows written and their total.

    Returns:
        Rows written.
    """
    heads = [words.to(language) for words in COLUMNS]
    target.parent.mkdir(parents=True, exist_ok=True)
    draft, done = target.with_suffix(".new"), 0
    try:
        with house().reader() as reader, draft.open("w", encoding="utf-8", newline="") as sink:
            sink.write(table_csv(heads, []))
            for part, total in _parts(reader, scope_of(visitor), asked):
                text = table_csv(heads, [_cells(reader, asked, row, language) for row in part])
                sink.write(text.partition("\r\n")[2])
                done += len(part)
                tell(done, total)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return done


def export_file(visitor: Visitor, name: str) -> Path | None:
    """The file a finished export made, for the account that asked and while its reach is what it was then."""
    job = Job.objects.filter(account=visitor.account, kind=KIND, state=DONE, request__name=name).first()
    if job is None or (job.result or {}).get("reach") != reach_text(visitor):
        return None
    file = place_of_file(name)
    return file if file.is_file() else None


def place_of_file(name: str) -> Path:
    """Where an export lies."""
    return house().place.home / "exports" / f"{name}.csv"


def reach_text(visitor: Visitor) -> str:
    """What a reader sees, as text to compare and to write down."""
    scope = scope_of(visitor)
    return f"{scope.reach}:{scope.of}"


def _parts(reader: Reader, scope: Scope, asked: Asked) -> Iterator[tuple[tuple[BrowseRow, ...], int]]:
    number = 1
    while True:
        paging = replace(asked.paging, page=number, size=MOST_ROWS, facets=0)
        page = browse(reader, asked.wanted, scope, paging)
        if page.rows:
            yield page.rows, page.total
        if number >= page.pages:
            return
        number += 1


def _rows(reader: Reader, scope: Scope, asked: Asked, language: Language) -> Iterator[list[object]]:
    for part, _total in _parts(reader, scope, asked):
        yield from (_cells(reader, asked, row, language) for row in part)


def _cells(reader: Reader, asked: Asked, row: BrowseRow, language: Language) -> list[object]:
    del asked
    holders = list(row.holders) if row.holders_in_all == len(row.holders) else _all_holders(reader, row.right)
    return [
        row.right,
        kind_word(row.kind).to(language),
        row.number,
        masked_any("名称", row.title),
        status_word(row.status or row.group).to(language),
        row.filed_on,
        row.granted_on,
        "；".join(masked_any("权利人", holders)),
        place_name(row.region) if row.region else "",
        place_name(row.town) if row.town else "",
        row.class_group,
        Words("是", "yes").to(language) if row.is_disputed else "",
        row.known_on,
    ]


def _all_holders(reader: Reader, right: str) -> list[str]:
    rights = PREPARED.rights(reader)
    place = rights.place_of(right)
    return [] if place is None else [rights.name.values[code] for code in rights.name.code[rights.name.of(place)]]
