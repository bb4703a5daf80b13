"""Own lists as files to take away: what the reader sees of them now (清单导出)."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from zhiquan.basics.words import Language, Words
from zhiquan.search.exporting import csv_text
from zhiquan.site.collecting.actions import MOST_RECORDS
from zhiquan.site.collecting.queries import Entry, Opened, opened_list
from zhiquan.site.drawing import table_csv
from zhiquan.site.finding.room import Room
from zhiquan.site.gate.visitor import Visitor

NOTE_WORDS = Words("备注", "note")
FORMS = {"csv": "text/csv", "json": "application/json"}
"""Kinds of files by their endings."""

_SCHEMA = "list/1"


def whole_list(visitor: Visitor, key: str) -> Opened:
    """An own list with every record of it the reader sees now.

    Raises:
        NotFound: there is none of that key, or no index.
    """
    opened = opened_list(visitor, key, size=MOST_RECORDS)
    if opened.problem is not None:
        raise opened.problem
    return opened


def list_as_csv(room: Room, opened: Opened, language: Language) -> str:
    """The records of a list as CSV text: the columns of hits, and the note."""
    text, _ = csv_text((one.shown.hit for one in opened.entries), room.finder.names, language)
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    noted = zip(rows, opened.entries, strict=True)
    return table_csv([*head, NOTE_WORDS.to(language)], ([*row, one.told.note] for row, one in noted))


def list_as_json(room: Room, opened: Opened) -> str:
    """The records of a list as JSON text, with the snapshot they were looked for in, and how many are not told."""
    about = room.finder.about
    told: dict[str, Any] = {
        "schema": _SCHEMA,
        "name": opened.list.name,
        "snapshot": about.snapshot,
        "status_day": about.day,
        "total": opened.seen,
        "unseen": opened.unseen,
        "rows": [_row(one) for one in opened.entries],
    }
    return json.dumps(told, ensure_ascii=False)


def _row(entry: Entry) -> dict[str, Any]:
    asked = entry.asked
    own = {
        "note": entry.told.note,
        "found_by": asked.question.query if asked else "",
        "collected_at": entry.told.collected_at.isoformat(),
    }
    return entry.shown.as_json() | own
