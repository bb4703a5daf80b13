"""The appraisal and sheets of figures, worked out once (考核答案)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiquan.knowledge.appraisals import Appraisal
from zhiquan.knowledge.sheets import FigureSheet
from zhiquan.measure.plain import words_as_plain
from zhiquan.plan.appraisal.appraising import appraise
from zhiquan.plan.appraisal.plain import input_as_plain, score_as_plain
from zhiquan.plan.duties import read_duties
from zhiquan.plan.organisations import clean
from zhiquan.plan.sheets import line_as_plain as row_as_plain
from zhiquan.plan.sheets import make_sheet
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.keeping import kept, measuring
from zhiquan.site.duties.slugs import by_number, slugs
from zhiquan.site.office.house import house

FORMULA = "units"
"""The appraisal in use."""


def appraisal_of(asked: Asked, year: int) -> dict[str, Any]:
    """The appraisal of one year.

    Returns:
        ``day``, ``formula``, ``items`` by kind of unit, ``scores`` as ``appraisal/1`` with ``slug``, ``duties`` from
        number to slug, and the inputs left out: ``unknown`` and ``refused``.
    """
    today = house().today
    key = (*asked.ground, asked.plan.id, year, today)
    found: dict[str, Any] = kept().get("duties.appraisal", key, lambda: _make_appraisal(asked, year, today))
    return found


def _make_appraisal(asked: Asked, year: int, today: date) -> dict[str, Any]:
    formula = house().knowledge().get(Appraisal, FORMULA)
    with measuring(asked) as (figures, units):
        made = appraise(formula, asked.plan, figures, units, year=year, today=today)
        duties = read_duties(asked.plan, figures, made.day, units)
    ids = {clean(word): item.id for item in made.version.items
           for word in (item.id, item.label.zh, item.label.en, *item.names)}  # fmt: skip
    names = slugs([(one.unit.number, one.unit.name) for one in made.scores])
    return {
        "day": made.day,
        "formula": {
            "verified": made.version.verified,
            "from": made.version.from_,
            "answer_within": made.version.answer_within,
        },
        "items": {
            kind: [
                {"id": item.id, "label": {"zh": item.label.zh, "en": item.label.en}, "weight": weight}
                for item, weight in made.version.weights(kind)
            ]
            for kind in made.version.kinds()
        },
        "scores": [
            {**_with_items(score_as_plain(made, one, snapshot=asked.snapshot), ids), "slug": name}
            for one, name in zip(made.scores, names, strict=True)
        ],
        "duties": by_number([(one.number, one.text) for one in duties]),
        "unknown": [input_as_plain(given) for given in made.unknown],
        "refused": [input_as_plain(given) for given in made.refused],
    }


def _with_items(score: dict[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """A score whose objections name the id of the item they mean; empty when the formula has none such."""
    return {
        **score,
        "objections": [{**one, "item": ids.get(clean(one["raised"]["item"] or ""), "")} for one in score["objections"]],
    }


def sheets_known() -> list[dict[str, Any]]:
    """The sheets of figures there are: id and label."""
    return [
        {"id": one.id, "label": {"zh": one.label.zh, "en": one.label.en}}
        for one in house().knowledge().all(FigureSheet)
    ]


def sheet_of(asked: Asked, name: str) -> dict[str, Any]:
    """A sheet on a day: label, days compared, whether its rows are verified, its rows as ``sheet/1``.

    Raises:
        NotFound: there is no such sheet, or it was not in force on the day.
    """
    definition = house().knowledge().get(FigureSheet, name)
    found: dict[str, Any] = kept().get("duties.sheet", (*asked.key, name), lambda: _make_sheet(asked, definition))
    return found


def _make_sheet(asked: Asked, definition: FigureSheet) -> dict[str, Any]:
    with measuring(asked) as (figures, _):
        made = make_sheet(definition, figures, asked.day)
    return {
        "label": words_as_plain(definition.label),
        "day": made.day,
        "before": made.before,
        "is_verified": made.version.verified,
        "rows": [row_as_plain(made, line) for line in made.lines],
    }
