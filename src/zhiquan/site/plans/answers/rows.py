"""The rows behind a figure, counted and left out, each with file and line (指标明细)."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from zhiquan.measure.origins import origins_of
from zhiquan.measure.plain import words_as_plain
from zhiquan.measure.reasons import reason
from zhiquan.register.browsing.masks import masked_any, masked_title
from zhiquan.register.rules import load_rules
from zhiquan.site.plans.answers import lives
from zhiquan.site.plans.answers.session import Session

ID, TITLE, HOLDERS, COUNTS, REASONS, AMOUNT, TOWN, HOLDER_KIND, INDUSTRY, FILE, SHEET, LINE, UNNAMED = range(13)
"""Places of a row's values; ``FILE`` is a number in ``files``, null without a source line; ``UNNAMED`` is how many
names of the row are not shown to the public."""

TERM, FEE, ENDS_ON, DUE_ON = range(13, 17)
"""Places of what :class:`lives.Life` tells of a right: two groups and two days."""

BY = {"town": TOWN, "holder_kind": HOLDER_KIND, "industry": INDUSTRY, lives.TERM: TERM, lives.FEE: FEE}
"""Place of each group in a row."""

JOINED = "、"
"""What stands between the names of several holders."""

OF_RECORDS = frozenset({"pledges", "titles", "published"})
"""Arithmetic over records of other tables than the rights."""


def make_row_answer(held: Session, indicator: str) -> dict[str, Any]:
    """Rows counted and left out, as compact lists; personal numbers in titles and holders are masked.

    Returns:
        ``rows`` (lists in the order of ``ID`` to ``DUE_ON``), ``files`` ({file, sha256, batch, loaded, by}),
        ``reasons`` (words by code), ``are_rights`` (whether ids are ids of rights).
    """
    records = held.measuring.records(indicator, held.ask.day)
    count = held.definition(indicator).at(held.ask.day).numerator.count
    ids = [row["id"] for row in records]
    origins = origins_of(held.reader, count, ids)
    are_rights = count not in OF_RECORDS
    facts = _facts(held, ids) if are_rights else {}
    lived = lives.lives_of(held, ids) if are_rights else {}
    files = Files(held)
    rules = load_rules(held.overlay)
    codes = sorted({code for row in records for code in row["reasons"]})
    return {
        "are_rights": are_rights,
        "reasons": {code: words_as_plain(reason(code, rules)) for code in codes},
        "rows": [
            [*_row(row, facts.get(row["id"], {}), origins.get(row["id"]), files), *_days(lived.get(row["id"]))]
            for row in records
        ],
        "files": files.told,
    }


def why_not(codes: list[str]) -> str:
    """The reason of a row left out; a case it meets under another setting is not why."""
    return next((code for code in codes if not code.startswith("hv")), codes[0] if codes else "")


def _row(row: dict[str, Any], fact: dict[str, Any], origin: dict[str, Any] | None, files: Files) -> list[Any]:
    amount = row["amount"]
    return [
        row["id"],
        masked_title(row["title"] or fact.get("title")),
        JOINED.join(masked_any("权利人", fact.get("holders") or [])),
        int(row["counts"]),
        list(row["reasons"]),
        None if amount is None else f"{amount.normalize():f}",
        row["town"],
        row["holder_kind"],
        row["industry"],
        None if origin is None else files.number(origin),
        origin["sheet"] if origin else "",
        origin["line"] if origin else None,
        0,
    ]


def _days(life: lives.Life | None) -> list[str | None]:
    """``TERM`` to ``DUE_ON`` of a row; nothing of a record that is no right."""
    if life is None:
        return [None] * 4
    days = (life.ends_on, life.due_on)
    return [life.term, life.fee, *(day.isoformat() if day else None for day in days)]


def _facts(held: Session, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Title and holders of rights as believed in the snapshot."""
    held.reader.with_keys(pa.array(sorted(set(ids)), pa.string()), name="site_row_ids")
    rights = held.reader.from_("rights")
    sql = f'SELECT "right", title, holders FROM {rights} SEMI JOIN site_row_ids ON key = "right"'
    return {row["right"]: row for row in held.reader.records(sql)}


class Files:
    """Files named by number, each once, with the batch that loaded it (文件清单)."""

    def __init__(self, held: Session) -> None:
        sql = f'SELECT batch, file, sha256, loaded_at, "by" FROM {held.reader.from_("batches")} ORDER BY loaded_at'
        self._batches = {(row["file"], row["sha256"]): row for row in held.reader.records(sql)}
        self._numbers: dict[tuple[str, str], int] = {}
        self.told: list[dict[str, Any]] = []

    def number(self, origin: dict[str, Any]) -> int:
        """The number of the file a line stands in."""
        key = (origin["file"], origin["sha256"])
        if key not in self._numbers:
            self._numbers[key] = len(self.told)
            self.told.append({"file": origin["file"], "sha256": origin["sha256"], **self.batch(origin)})
        return self._numbers[key]

    def batch(self, origin: dict[str, Any]) -> dict[str, Any]:
        """Batch of the file a line stands in: ``{batch, loaded, by}``."""
        found = self._batches.get((origin["file"], origin["sha256"]), {})
        loaded_at = found.get("loaded_at")
        return {
            "batch": found.get("batch", ""),
            "loaded": loaded_at.isoformat(timespec="seconds") if loaded_at else origin["loaded"],
            "by": found.get("by", ""),
        }
