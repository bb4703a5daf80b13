"""A figure's answer as its page shows it: drills, rows, origins (指标的呈现)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zhiquan.basics.words import Language
from zhiquan.register.browsing.kept import Kept
from zhiquan.site.drawing import Drawing
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.plans.answers import lives
from zhiquan.site.plans.answers import rows as places
from zhiquan.site.plans.answers.rows import why_not
from zhiquan.site.plans.charts import group_bars, life_bars, term_columns, words

NO_SHEET = "-"
"""Stands for the sheet in the address of a line of a file without sheets."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of a file (出处)."""

    file: str
    sheet: str
    line: int
    sha256: str
    batch: str = ""
    loaded: str = ""
    by: str = ""

    @property
    def sheet_or_none(self) -> str:
        """The sheet as an address writes it."""
        return self.sheet or NO_SHEET


@dataclass(frozen=True, slots=True)
class RowView:
    """One row behind a figure; ``unnamed`` names of persons are not shown (明细行)."""

    id: str
    title: str
    holders: str
    counts: bool
    why: str
    amount: str | None
    town: str
    industry: str
    origin: Origin | None
    unnamed: int = 0
    ends_on: str | None = None
    due_on: str | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Drill:
    """One way to tell the counted rows apart (下钻).

    Args:
        by: name of the grouping.
        label: what the tab says.
        groups: the groups with what they count.
        count: how many groups have a name; None where that says nothing.
    """

    by: str
    label: str
    groups: list[dict[str, Any]]
    count: int | None = None

    @property
    def is_life(self) -> bool:
        """True for terms and fees, which tell the counted rows apart and no others."""
        return self.by in {lives.TERM, lives.FEE}


def main_target(answer: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The target a page speaks of: the next one to fall due, else the last; None without any."""
    by_due = sorted(answer["targets"], key=lambda one: one["due"] or "")
    coming = [one for one in by_due if (one["due"] or "") >= answer["asof"]]
    found: Mapping[str, Any] | None = (coming or by_due[-1:] or [None])[0]
    return found


def groupings(answer: Mapping[str, Any], *, is_desk: bool) -> dict[str, list[dict[str, Any]]]:
    """Every way a reader may tell the rows apart; how annual fees stand is for the desk alone."""
    more = (lives.TERM, lives.FEE) if is_desk else (lives.TERM,)
    return {**answer["groups"], **{by: answer["lives"][by] for by in more if answer["lives"][by]}}


def drills(answer: Mapping[str, Any], *, is_desk: bool) -> list[Drill]:
    """The ways to tell the rows apart, without those that tell nothing apart."""
    labels = {
        "town": _("镇街"),
        "industry": _("产业"),
        "holder_kind": _("权利人类型"),
        lives.TERM: _("剩余年限"),
        lives.FEE: _("年费状态"),
    }
    held = groupings(answer, is_desk=is_desk)
    found = []
    for by, label in labels.items():
        named = [row for row in held.get(by, ()) if row["group"] is not None and row["counted"]]
        if named:
            found.append(Drill(by, label, held[by], None if by in answer["lives"] else len(named)))
    return found


def drill_chart(drill: Drill, address: str, language: Language) -> Drawing:
    """The groups of a drill as a drawing that opens their rows beside those open already.

    Args:
        drill: the one chosen.
        address: of the page, with its question and the groups open now, to be ended by the name of one more.
        language: language of the page.
    """
    href = f"{address}{drill.by}:{{group}}#rows"
    if drill.by == lives.TERM:
        return term_columns(drill.groups, href, language)
    return (life_bars if drill.is_life else group_bars)(drill.groups, href, language)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows of a figure an address and a reader's reach leave (筛选后的明细).

    Args:
        answer: the rows' answer they were taken from.
        seen: how many rows the reader may see.
        meant: how many of them the address means.
        listed: those of them that are listed.
        unnamed: how many of the listed ones do not name somebody.
    """

    answer: Mapping[str, Any]
    seen: int
    meant: int
    listed: list[list[Any]]
    unnamed: int


_NARROWED: Kept[Narrowed] = Kept(4)
"""Few, as each holds all rows of its answer in memory."""
_NARROWING = ("reason", "left", "group")


def narrowed(answer: Mapping[str, Any], visitor: Visitor, asked: Mapping[str, str], *, is_desk: bool) -> Narrowed:
    """The rows of a figure for one reader and address; kept while their answer is in memory.

    The key holds the reader's reach, and each value its answer, so that no other answer can take its place.
    """
    reach = (scope_of(visitor).reach, scope_of(visitor).of) if is_desk else ()
    key = (id(answer), reach, *(asked.get(name, "") for name in _NARROWING))
    return _NARROWED.get(key, lambda: _narrowed(answer, visitor, asked, is_desk=is_desk))


def _narrowed(answer: Mapping[str, Any], visitor: Visitor, asked: Mapping[str, str], *, is_desk: bool) -> Narrowed:
    seen = rows_seen(answer["rows"], visitor, is_desk=is_desk)
    meant = rows_meant(seen, asked)
    listed = rows_listed(meant)
    return Narrowed(answer, len(seen), len(meant), listed, sum(bool(row[places.UNNAMED]) for row in listed))


def rows_seen(rows: list[list[Any]], visitor: Visitor, *, is_desk: bool) -> list[list[Any]]:
    """The rows this reader may see: of a published figure all; on the desk as far as the scope reaches."""
    if not is_desk:
        return rows
    scope = scope_of(visitor)
    if scope.reach == "everything":
        return rows
    if scope.reach != "place":
        return []
    return [row for row in rows if (row[places.TOWN] or "").startswith(scope.of)]


def rows_meant(rows: list[list[Any]], asked: Mapping[str, str]) -> list[list[Any]]:
    """The rows an address narrows to: counted ones, of one ``group`` (``town:500115001``), or those left out."""
    reason, group = asked.get("reason", ""), asked.get("group", "")
    if reason:
        return [row for row in rows if not row[places.COUNTS] and why_not(row[places.REASONS]) == reason]
    if asked.get("left"):
        return [row for row in rows if not row[places.COUNTS]]
    counted = [row for row in rows if row[places.COUNTS]]
    by, _mark, name = group.partition(":")
    if by not in places.BY:
        return counted
    wanted = None if name == "-" else name
    return [row for row in counted if row[places.BY[by]] == wanted]


def rows_listed(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows that are listed; those not public are only counted."""
    return [row for row in rows if row[places.ID]]


def row_views(
    rows: Sequence[list[Any]], answer: Mapping[str, Any], groups: Mapping[str, Any], language: Language
) -> list[RowView]:
    """Rows in words.

    Args:
        rows: the rows shown.
        answer: the rows' answer, for files and reasons.
        groups: the groups of the figure, for names of towns and industries.
        language: language of the page.
    """
    said = {code: words(told).to(language) for code, told in answer["reasons"].items()}
    names = {by: {row["group"]: words(row["label"]).to(language) for row in held} for by, held in groups.items()}
    comma = "、" if language == "zh" else ", "
    return [_view(row, answer["files"], _Said(said, names, comma)) for row in rows]


def origin_of(base: Mapping[str, Any] | None) -> Origin | None:
    """The line a denominator was read from; None without a denominator or its line."""
    told = base["origin"] if base else None
    if told is None:
        return None
    return Origin(told["file"], told["sheet"], told["line"], told["sha256"], told["batch"], told["loaded"], told["by"])


@dataclass(frozen=True, slots=True)
class _Said:
    """Words for codes: reasons, groups, and what stands between them."""

    reasons: Mapping[str, str]
    groups: Mapping[str, Mapping[str | None, str]]
    comma: str

    def group(self, by: str, code: str | None) -> str:
        return self.groups[by].get(code, code or "") if code else ""


def _view(row: list[Any], files: list[Mapping[str, Any]], said: _Said) -> RowView:
    counts = bool(row[places.COUNTS])
    codes = row[places.REASONS] if counts else [why_not(row[places.REASONS])]
    file = files[row[places.FILE]] if row[places.FILE] is not None else None
    return RowView(
        id=row[places.ID],
        title=row[places.TITLE],
        holders=row[places.HOLDERS],
        counts=counts,
        why=said.comma.join(said.reasons.get(code, code) for code in codes),
        amount=row[places.AMOUNT],
        town=said.group("town", row[places.TOWN]),
        industry=said.group("industry", row[places.INDUSTRY]),
        origin=_origin(row, file) if file else None,
        unnamed=row[places.UNNAMED],
        ends_on=row[places.ENDS_ON],
        due_on=row[places.DUE_ON],
        is_late=row[places.FEE] == lives.LATE,
    )


def _origin(row: list[Any], file: Mapping[str, Any]) -> Origin:
    place = (row[places.SHEET] or "", row[places.LINE])
    return Origin(file["file"], *place, file["sha256"], file["batch"], file["loaded"], file["by"])
