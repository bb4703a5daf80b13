"""What the register and the publications say for a plan's promises (条款证据)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.plain import text, words_as_plain
from zhiquan.plan.board import make_board
from zhiquan.plan.plain import board_as_plain
from zhiquan.register.lake.reader import Reader
from zhiquan.register.tables import RIGHT_KINDS
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.keeping import kept, measuring
from zhiquan.site.plans.queries import Frozen


def facts_of(asked: Asked) -> dict[str, Any]:
    """What evidence the register holds for a plan on a day.

    Returns:
        ``targets``: the board's by indicator; ``figures``: value and unit of indicators without a target;
        ``rows``: rows the register holds of each kind named by the plan.
    """
    found: dict[str, Any] = kept().get("duties.facts", asked.key, lambda: _make_facts(asked))
    return found


def _make_facts(asked: Asked) -> dict[str, Any]:
    named = [one.split(":", 1) for part in asked.plan.serves for one in part.by]
    with measuring(asked) as (figures, _):
        board = board_as_plain(make_board(asked.plan, figures, asked.day), known=None,
                               snapshot=asked.snapshot)  # fmt: skip
        targets = by_indicator(board["targets"])
        rest = list(dict.fromkeys(name for kind, name in named if kind == "indicator" and name not in targets))
        made = figures.figures(rest, [asked.day])
        knowledge = figures.knowledge
        return {
            "targets": targets,
            "figures": {
                one.indicator: {
                    "value": text(one.value),
                    "unit": words_as_plain(knowledge.get(Indicator, one.indicator).unit),
                }
                for one in made
            },
            "rows": _rows(figures.reader, {name for kind, name in named if kind == "register"}),
        }


def _rows(reader: Reader, names: Iterable[str]) -> dict[str, int]:
    found = {}
    for name in sorted(names):
        where, values = ("WHERE kind = ?", [name]) if name in RIGHT_KINDS else ("", [])
        table = "rights" if name in RIGHT_KINDS else name
        found[name] = reader.records(f"SELECT count(*) AS n FROM {reader.from_(table)} {where}", values)[0]["n"]
    return found


def by_indicator(targets: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Targets of a board by indicator; of several of one indicator the first."""
    found: dict[str, dict[str, Any]] = {}
    for one in targets:
        if one["indicator"]:
            found.setdefault(one["indicator"], dict(one))
    return found


def published_facts(board: Frozen) -> dict[str, Any]:
    """What a published board says of its targets.

    Returns:
        ``plan day published_on id snapshot`` and ``facts`` as :func:`facts_of`, without figures that were not
        published.
    """
    return {
        "plan": board.ask.plan,
        "day": board.day,
        "published_on": board.publication.published_on,
        "id": board.name,
        "snapshot": board.publication.snapshot,
        "facts": {"targets": by_indicator(board.board["targets"]), "figures": {}, "rows": {}},
    }
