"""Answers as drawings: beams, paths, ranked groups (图形)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Language, Words
from zhiquan.site.drawing import Ahead, Bar, BeamFigures, DayValue, Drawing, Path, bars, beam, card_chart, wide_chart

_CITY = Words("全市", "City")
_NATION = Words("全国", "Nation")
_AIMS = {"city_average": _CITY, "national_average": _NATION}
_MOST_ROWS = 15


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


def reason_bars(reasons: list[dict[str, Any]], href: str, language: Language) -> Drawing:
    """Rows left out, by reason."""
    return bars([Bar(words(row["label"]).to(language), row["count"], href.format(code=row["code"])) for row in reasons])


def words(told: Mapping[str, str]) -> Words:
    """A text of an answer in both languages."""
    return Words(told["zh"], told["en"])


def _bar(row: Mapping[str, Any], href: str, language: Language) -> Bar:
    return Bar(words(row["label"]).to(language), row["counted"], href.format(group=row["group"]))


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
