"""Batches as the register keeps them: list, one, rows left out, what taking one back would change (批次查询)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.columns import column_names
from zhiquan.register.intake.repair import MARKS, REPAIRED
from zhiquan.register.lake.reader import Reader
from zhiquan.register.tables import OBSERVATIONS
from zhiquan.register.tables.left_out import QUARANTINED
from zhiquan.site.imports.models import Upload
from zhiquan.site.imports.telling import both
from zhiquan.site.office.house import house
from zhiquan.site.shell.speech import say

PER_PAGE = 50
ACTIONS: dict[str, Words] = {
    "import": Words("文件", "file"),
    "decision": Words("人工判定", "decision"),
    "entry": Words("补录", "entry"),
}
"""What a batch can be."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """Some batches and the page they stand on (一页批次)."""

    rows: list[dict[str, Any]]
    page: Page[int]


def batch_page(*, action: str, wanted: str) -> BatchPage:
    """One page of the batches, the last first.

    Args:
        action: ``import``, ``decision``, ``entry`` or empty for all.
        wanted: number of the page as asked, from 1; the last page beyond the end, the first when it is no number.
    """
    if not house().is_filled():
        return BatchPage([], Paginator(range(0), PER_PAGE).get_page(1))
    with house().reader() as reader:
        table = reader.from_("batches")
        where, given = ("WHERE action = $action", {"action": action}) if action else ("", {})
        total = int(reader.records(f"SELECT count(*) AS n FROM {table} {where}", given)[0]["n"])
        page = Paginator(range(total), PER_PAGE).get_page(wanted)
        rows = reader.records(
            f"""SELECT * FROM {table} {where} ORDER BY loaded_at DESC, batch
                LIMIT {PER_PAGE} OFFSET {PER_PAGE * (page.number - 1)}""",
            given,
        )
        left = _left_out_counts(reader, [row["batch"] for row in rows])
    return BatchPage([_plain(row) | {"left_out": left.get(row["batch"], 0)} for row in rows], page)


def one_batch(reader: Reader, name: str) -> dict[str, Any]:
    """One batch of the register.

    Raises:
        NotFound: there is none, or it was taken back.
    """
    sql = f"SELECT * FROM {reader.from_('batches', value=name)} WHERE batch = ?"
    rows = reader.records(sql, [name])
    if not rows:
        raise NotFound(
            Words("没有这个批次，或已撤回", "there is no such batch, or it was taken back"),
            where={"batch": name},
            remedy=Words("从导入记录里找。", "Look in the list of batches."),
        )
    return _plain(rows[0])


def left_out_rows(reader: Reader, name: str, *, limit: int | None) -> list[dict[str, Any]]:
    """Rows of a batch that broke a rule and have not come back corrected, in the order of the file."""
    bound = "" if limit is None else f"LIMIT {limit}"
    rows = reader.records(
        f"""SELECT * FROM {reader.from_(QUARANTINED.name, value=name)} q
            WHERE batch = $batch AND (CASE WHEN sheet = '' THEN '' ELSE sheet || '!' END || line)
                  NOT IN (SELECT line FROM ({_mended(reader)}) m WHERE m.batch = $batch AND line IS NOT NULL)
            ORDER BY sheet, line {bound}""",
        {"batch": name},
    )
    return [
        {
            **{key: row[key] or "" for key in ("sheet", "column", "value", "rule")},
            "line": row["line"],
            "says": both(Words(row["says"], row["says_en"])),
            "remedy": both(Words(row["remedy"], row["remedy_en"])),
            "headings": [text or "" for text in row["headings"]],
            "cells": [text or "" for text in row["cells"]],
        }
        for row in rows
    ]


def left_out_count(reader: Reader, name: str) -> int:
    """Rows of a batch that broke a rule when it was loaded, corrected since or not."""
    return _left_out_counts(reader, [name]).get(name, 0)


def mending_batches(reader: Reader, name: str) -> list[str]:
    """Batches of corrected rows that mend this one."""
    sql = f"SELECT DISTINCT mended_by FROM ({_mended(reader)}) WHERE batch = ? ORDER BY 1"
    return [row["mended_by"] for row in reader.records(sql, [name])]


@dataclass(frozen=True, slots=True)
class Effect:
    """What taking a batch back would change (撤回的后果).

    Attributes:
        rows: rows of the file that would go.
        only_here: rights no other batch tells of: they would vanish.
        elsewhere: rights other batches tell of too: they would be as those say.
        mended_by: batches of corrected rows that mend this one and stay.
    """

    rows: int
    only_here: int
    elsewhere: int
    mended_by: list[str]


def effect_of(reader: Reader, batch: Mapping[str, Any]) -> Effect:
    """What taking a batch back would change."""
    name = batch["batch"]
    table = reader.from_("observations_rights")
    found = reader.records(
        f"""WITH own AS (SELECT DISTINCT sheet, line, unnest(ids) AS id FROM {table} WHERE batch = $batch),
            others AS (SELECT DISTINCT unnest(ids) AS id FROM {table} WHERE batch <> $batch),
            told AS (SELECT sheet, line, min(id) AS id, bool_or(id IN (SELECT id FROM others)) AS known
                     FROM own GROUP BY sheet, line)
            SELECT count(DISTINCT id) FILTER (NOT known) AS alone, count(DISTINCT id) FILTER (known) AS shared
            FROM told""",
        {"batch": name},
    )[0]
    return Effect(
        batch["total"] - batch["rows"].get(QUARANTINED.name, 0),
        int(found["alone"]),
        int(found["shared"]),
        mending_batches(reader, name),
    )


def upload_of(name: str) -> Upload | None:
    """The file sent in that became this batch, when it came through the site."""
    return Upload.objects.filter(Q(batch=name) | Q(repair_batch=name)).order_by("made_at").first()


def account_of(upload: Upload | None, name: str) -> dict[str, Any] | None:
    """The account of the rows at loading, when the site loaded the batch."""
    if upload is None or not upload.outcome:
        return None
    found: dict[str, Any] = upload.outcome
    return found if upload.batch == name else found.get("repair")


def fields_of(batch: Mapping[str, Any]) -> dict[str, str]:
    """Heading to field of a batch, without the sheet its record names first when the file had several."""
    held: Mapping[str, str] = batch["mapping"]
    return {**held} | {heading.partition("/")[2]: field for heading, field in held.items() if "/" in heading}


def line_address(batch: str, sheet: str, line: int) -> str:
    """Address of one line of a file; empty when its sheet's name cannot stand in one."""
    try:
        return reverse("source-line", args=[batch, sheet or "-", line])
    except NoReverseMatch:
        return ""


def kind_words(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    """Kinds of rows of a batch in words, with their numbers."""
    return [(say(_kind(kind)), count) for kind, count in rows.items() if count]


def _kind(kind: str) -> Words:
    if kind == QUARANTINED.name:
        return Words("未装载的行", "rows left out")
    names = column_names(house().settings.knowledge)
    if kind in names:
        return Words(names[kind].label.zh, names[kind].label.en)
    return ACTIONS["decision"] if kind == "decisions" else Words(kind, kind)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    counts: dict[str, int] = json.loads(row["rows"])
    return {
        **row,
        "rows": counts,
        "total": sum(counts.values()),
        "kinds": kind_words({kind: count for kind, count in counts.items() if kind != QUARANTINED.name}),
        "mapping": json.loads(row["mapping"]),
        "is_repair": REPAIRED in (row["note"] or ""),
        "note": (row["note"] or "").replace(REPAIRED, ""),
    }


def _left_out_counts(reader: Reader, names: list[str]) -> dict[str, int]:
    if not names:
        return {}
    marks = ", ".join("?" for _ in names)
    sql = f"SELECT batch, count(*) AS n FROM {reader.from_(QUARANTINED.name)} WHERE batch IN ({marks}) GROUP BY batch"
    return {row["batch"]: row["n"] for row in reader.records(sql, names)}


def _mended(reader: Reader) -> str:
    """SQL of the batch and line that corrected rows mend, with the batch they came in."""
    noted = f"SELECT batch FROM {reader.from_('batches')} WHERE contains(note, '{REPAIRED}')"
    return " UNION ALL ".join(
        f"SELECT extra['{MARKS[3]}'] AS batch, extra['{MARKS[2]}'] AS line, batch AS mended_by "
        f"FROM {reader.from_(shape.name)} WHERE batch IN ({noted})"
        for shape in OBSERVATIONS.values()
        if reader.has(shape.name)
    )
