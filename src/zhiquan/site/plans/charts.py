"""Answers as drawings: beams, paths, ranked groups (图形)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Language, Words
from zhiquan.site.drawing import (
    Ahead,
    Bar,
    BeamFigures,
    Column,
    DayValue,
    Drawing,
    Path,
    bars,
    beam,
    card_chart,
    columns,
    wide_chart,
)

_CITY = Words("全市", "City")
_NATION = Words("全国", "Nation")
_AIMS = {"city_average": _CITY, "national_average": _NATION}
_MOST_ROWS = 15
_UNKNOWN, _OVER = Words("不明", "none"), Words("已过", "past")
"""What stands under a column that is no number of years."""


def beam_of(target: Mapping[str, Any], language: Language) -> Drawing:
    """The beam of one target of a board."""
    ahead = target["forecast"] or {}
    due = target["due"]
    figures = BeamFigures(
        label=words(target["label"]).to(language),
        value=_decimal(target["value"]),
        target=_decimal(target["target"]),
        low=_decimal(ahead.get("low")),
        high=_decimal(ahead.get("high")),
        until=date.fromisoformat(due) if due else None,
        is_moving=bool(target["versus"]),
        is_at_most=target["cmp"] == "le",
    )
    return beam(figures, language=language)


def path_of(target: Mapping[str, Any]) -> Path:
    """The path of one target: month ends, forecast, milestones, target."""
    return _path(words(target["label"]), target["history"], target["forecast"], target)


def path_of_figure(figure: Mapping[str, Any], target: Mapping[str, Any] | None) -> Path:
    """The path of a figure's page; without a target its forecast and no line to reach."""
    if target is None:
        ahead = figure["ahead"]
        return _path(words(figure["label"]), figure["history"], ahead, {"due": (ahead or {}).get("until")})
    history = figure["history"] if figure["asof"] >= (target["due"] or "") else target["history"]
    return _path(words(figure["label"]), history or figure["history"], target["forecast"], target)


def small(path: Path, language: Language) -> Drawing:
    """The chart of a card."""
    return card_chart(path, language)


def wide(path: Path, language: Language) -> Drawing:
    """The chart of a figure's page."""
    return wide_chart(path, language)


def group_bars(groups: list[dict[str, Any]], href: str, language: Language) -> Drawing:
    """Groups of a figure as bars, those without a group last and grey.

    Args:
        groups: as the figure's answer lists them.
        href: address of the rows of one group, with ``{group}`` for its id.
        language: language of the page.
    """
    named = [row for row in groups if row["group"] is not None and row["counted"]]
    nobody = next((row for row in groups if row["group"] is None and row["counted"]), None)
    rows = [_bar(row, href, language) for row in named[:_MOST_ROWS]]
    rest = _bar({**nobody, "group": "-"}, href, language) if nobody else None
    return bars(rows, rest=rest)


def life_bars(groups: list[dict[str, Any]], href: str, language: Language) -> Drawing:
    """Groups of a figure in their own order as bars, those without a group last and grey."""
    told = [_bar(row, href, language) for row in groups if row["group"] is not None]
    nobody = next((row for row in groups if row["group"] is None), None)
    return bars(told, rest=_bar({**nobody, "group": "-"}, href, language) if nobody else None)


def term_columns(groups: list[dict[str, Any]], href: str, language: Language) -> Drawing:
    """The years left of the rights of a figure as columns; what is no number of years is grey.

    Args:
        groups: as the figure's answer lists them.
        href: address of the rows of one group, with ``{group}`` for its id.
        language: language of the page.
    """
    steps = [_step(row, href, language) for row in groups]
    told = [f"{step.label} {step.value:,}" for step in steps if step.value]
    lead, comma = ("剩余年限：", "，") if language == "zh" else ("Years left: ", ", ")
    return columns(steps, sentence=lead + comma.join(told), language=language)


def reason_bars(reasons: list[dict[str, Any]], href: str, language: Language) -> Drawing:
    """Rows left out, by reason."""
    return bars([Bar(words(row["label"]).to(language), row["count"], href.format(code=row["code"])) for row in reasons])


def words(told: Mapping[str, str]) -> Words:
    """A text of an answer in both languages."""
    return Words(told["zh"], told["en"])


def _bar(row: Mapping[str, Any], href: str, language: Language) -> Bar:
    return Bar(words(row["label"]).to(language), row["counted"], href.format(group=row["group"]))


def _step(row: Mapping[str, Any], href: str, language: Language) -> Column:
    group = row["group"]
    is_years = (group or "").isdecimal()
    no_years = _UNKNOWN if group is None else _OVER
    tick = group if is_years else no_years.to(language)
    label = words(row["label"]).to(language)
    return Column(tick, label, row["counted"], href.format(group=group or "-"), is_rest=not is_years)


def _path(label: Words, history: list[list[Any]], ahead: Mapping[str, Any] | None, target: Mapping[str, Any]) -> Path:
    low, mid, high = (_decimal((ahead or {}).get(name)) for name in ("low", "mid", "high"))
    due = target.get("due")
    coming = None
    if due and low is not None and mid is not None and high is not None:
        coming = Ahead(date.fromisoformat(due), *sorted((low, mid, high)))
    return Path(
        label=label,
        points=tuple(DayValue(date.fromisoformat(day), Decimal(value)) for day, value, *_ in history),
        ahead=coming,
        target=_decimal(target.get("target")),
        aim_label=_AIMS.get(target.get("versus") or "", Words("目标", "Target")),
        milestones=tuple(
            DayValue(date.fromisoformat(day), Decimal(value)) for day, value in target.get("milestones", ())
        ),
    )


def _decimal(text: object) -> Decimal | None:
    return None if text is None else Decimal(str(text))
