"""Figures, their groups and rows as programs read them, for published and live ones alike (指标的数据格式)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.site.api.shapes import Text
from zhiquan.site.plans.answers import rows as places
from zhiquan.site.plans.answers.rows import why_not
from zhiquan.site.plans.figure_showing import rows_listed, rows_meant

Number = str | int | None


class Denominator(BaseModel):
    """What a count is divided by."""

    value: Number
    asof: str | None
    source: str | None


class TargetShape(BaseModel):
    """One target of a board: value, what is to be reached, status, forecast."""

    indicator: str | None
    label: Text
    words: str
    value: str | None
    asof: str | None
    unit: Text
    numerator: Number
    denominator: Denominator | None
    target: str | None
    cmp: str
    due: str | None
    clause: str | None
    status: str | None
    verified: bool
    needs: list[Text]
    forecast: dict[str, Any] | None
    gap: dict[str, Any] | None


class FigureShape(BaseModel):
    """One indicator on a day, with everything behind its value but the rows."""

    indicator: str
    label: Text
    unit: Text
    plan: dict[str, Any]
    asof: str
    known: str | None
    value: str | None
    published_value: str | None = Field(default=None, description="As it was published")
    publication: str | None = None
    numerator: Number
    denominator: Denominator | None
    needs: list[Text]
    notes: list[Text]
    targets: list[dict[str, Any]]
    history: list[list[Any]] = Field(description="Month ends: day, value, numerator, denominator")
    groups: dict[str, list[dict[str, Any]]]
    rows: dict[str, Any] = Field(description="How many rows were counted and left out, by reason")
    definition: Any
    settings: Any


class GroupRow(BaseModel):
    """One group of a figure's rows."""

    group: str | None
    label: Text
    counted: int
    considered: int
    amount: str | None = Field(description="In yuan, of figures that sum amounts")


class FigureRow(BaseModel):
    """One row behind a figure."""

    id: str
    title: str
    holders: str
    counts: bool
    reasons: list[str] = Field(description="Codes why it counts, or why it was left out; see reasons of the list")
    amount: str | None = Field(description="In yuan, of figures that sum amounts")
    town: str | None
    industry: str | None
    holder_kind: str | None
    unnamed: int = Field(description="Names of persons that are not told")
    file: str | None
    sheet: str | None
    line: int | None
    sha256: str | None


class RowsOf(BaseModel):
    """What the list of rows says besides them."""

    are_rights: bool = Field(description="True when ids are ids of rights")
    withheld: int = Field(description="Rows that are counted but may not be told")
    reasons: dict[str, Text] = Field(description="Words of the codes")


_FIGURE = (
    "indicator", "label", "unit", "plan", "asof", "known", "value", "numerator", "denominator", "needs", "notes",
    "sample", "margin", "pitfall", "targets", "ahead", "history", "groups", "definition", "settings",
)  # fmt: skip


def figure_plain(answer: Mapping[str, Any], *, sees_origins: bool, sees_all: bool) -> dict[str, Any]:
    """A figure without its rows.

    Args:
        answer: as ``figures.make_figure_answer`` tells.
        sees_origins: false to leave out files and lines.
        sees_all: false to leave out what sources disagree on, which names single rights.
    """
    told = {key: answer.get(key) for key in _FIGURE}
    counts = dict(answer["rows"])
    base = answer["base"]
    if not sees_origins:
        counts.pop("files", None)
        base = {**base, "origin": None} if base else None
    return {**told, "rows": counts, "base": base, "disagreements": answer["disagreements"] if sees_all else None}


def group_rows(answer: Mapping[str, Any], by: str) -> list[dict[str, Any]]:
    """The groups of a figure.

    Raises:
        NotFound: it cannot be told apart so.
    """
    if by not in answer["groups"]:
        raise NotFound(Words("没有这种分组", "there is no such grouping"), where={"by": by})
    return [
        {
            "group": row["group"],
            "label": row["label"],
            "counted": row["counted"],
            "considered": row["considered"],
            "amount": row["amount"] if answer["sums"] else None,
        }
        for row in answer["groups"][by]
    ]


def rows_plain(
    answer: Mapping[str, Any], seen: Sequence[list[Any]], given: Mapping[str, str], *, sees_origins: bool
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows an address means, and what the list says besides.

    Args:
        answer: as ``rows.make_row_answer`` or its public form tells.
        seen: the rows within reach.
        given: ``group``, ``reason`` and ``left`` of the address.
        sees_origins: false to leave out files and lines.
    """
    meant = rows_meant(list(seen), {key: value for key, value in given.items() if value != "False"})
    listed = rows_listed(meant)
    rows = [_row(row, answer["files"] if sees_origins else None) for row in listed]
    more = {
        "are_rights": answer["are_rights"],
        "withheld": len(meant) - len(listed),
        "reasons": answer["reasons"],
    }
    return rows, more


def _row(row: list[Any], files: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    counts = bool(row[places.COUNTS])
    number = row[places.FILE]
    file = files[number] if files is not None and number is not None else None
    return {
        "id": row[places.ID],
        "title": row[places.TITLE] or "",
        "holders": row[places.HOLDERS] or "",
        "counts": counts,
        "reasons": row[places.REASONS] if counts else [why_not(row[places.REASONS])],
        "amount": row[places.AMOUNT],
        "town": row[places.TOWN],
        "industry": row[places.INDUSTRY],
        "holder_kind": row[places.HOLDER_KIND],
        "unnamed": row[places.UNNAMED] or 0,
        "file": file["file"] if file else None,
        "sheet": (row[places.SHEET] or None) if file else None,
        "line": row[places.LINE] if file else None,
        "sha256": file["sha256"] if file else None,
    }
