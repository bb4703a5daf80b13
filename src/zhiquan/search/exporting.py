"""Hits as a file to take away (检索结果导出)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from zhiquan.basics.words import Language, Words
from zhiquan.search.asking.names import Names
from zhiquan.search.asking.question import Hit

COLUMNS = (
    Words("编号", "id"),
    Words("类型", "kind"),
    Words("号码", "number"),
    Words("名称", "title"),
    Words("法律状态", "legal status"),
    Words("日期", "day"),
    Words("期限届满日", "term ends on"),
    Words("权利人", "holders"),
    Words("分类", "classes"),
    Words("片段", "excerpt"),
)
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv(hits: Iterable[Hit], file: Path, names: Names, language: Language) -> int:
    """Write hits to a CSV file that office programs open as it is; the number of rows."""
    with file.open("w", encoding="utf-8-sig", newline="") as sink:
        writer = csv.writer(sink)
        rows = -1
        for rows, row in enumerate(_rows(hits, names, language)):  # noqa: B007 - the last number counts them
            writer.writerow(row)
    return max(rows, 0)


def csv_text(hits: Iterable[Hit], names: Names, language: Language) -> tuple[str, int]:
    """Hits as CSV text with its mark of UTF-8, and how many rows it has."""
    sink = io.StringIO("\ufeff")
    sink.seek(1)
    rows = list(_rows(hits, names, language))
    csv.writer(sink).writerows(rows)
    return sink.getvalue(), len(rows) - 1


def _rows(hits: Iterable[Hit], names: Names, language: Language) -> Iterator[list[str]]:
    yield [words.to(language) for words in COLUMNS]
    for hit in hits:
        kind = names.kinds.get(hit.kind, Words(hit.kind, hit.kind))
        status = str(hit.shown.get("status") or "")
        cells = [
            hit.id,
            kind.to(language),
            str(hit.shown.get("number") or ""),
            hit.title.text,
            names.statuses.get(status, Words(status, status)).to(language),
            str(hit.shown.get("day") or ""),
            str(hit.shown.get("ends") or ""),
            "、".join(hit.shown.get("holders") or ()),
            "、".join(hit.shown.get("classes") or ()),
            next((one.text for one in hit.snippets if one.marks), ""),
        ]
        yield [_safe(cell) for cell in cells]


def _safe(cell: str) -> str:
    """A text a spreadsheet could take for a formula gets a leading apostrophe."""
    return f"'{cell}" if cell[:1] in _FORMULA and cell else cell
