"""Layouts filled for a day, worked out once (已填报表)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.knowledge.layouts import SheetLayout
from zhiquan.knowledge.regions_districts import district
from zhiquan.plan.duties import duties_on
from zhiquan.plan.layouts import Cell, FilledSheet, fill_layout
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.keeping import kept, measuring
from zhiquan.site.office.house import house


def layouts_known(day: date) -> list[dict[str, Any]]:
    """The layouts in force on a day: id, label, what a row is, columns in all and those left for a person."""
    found = []
    for one in house().knowledge().all(SheetLayout):
        if any(version.is_in_force(day) for version in one.versions):
            version = one.at(day)
            found.append(
                {
                    "id": one.id,
                    "label": {"zh": one.label.zh, "en": one.label.en},
                    "each": version.each,
                    "columns": len(version.columns),
                    "by_hand": sum(column.needs is not None for column in version.columns),
                    "is_verified": version.verified,
                }
            )
    return found


def filled(asked: Asked, name: str) -> dict[str, Any]:
    """A layout filled on the day asked.

    Returns:
        ``id label title each day columns rows filled typed is_verified note``; a cell is ``[value, origin, is_typed]``
        with the value as text and the origin as ``{zh, en}``.

    Raises:
        NotFound: there is no such layout, or it was not in force on the day.
    """
    definition = house().knowledge().get(SheetLayout, name)
    found: dict[str, Any] = kept().get("sheets.filled", (*asked.key, name), lambda: _make(asked, definition))
    return found


def _make(asked: Asked, definition: SheetLayout) -> dict[str, Any]:
    home = district(asked.plan.place, house().settings.knowledge)
    with measuring(asked) as (figures, units):
        made = fill_layout(
            definition, figures, asked.day, home=home, duties=lambda: duties_on(asked.plan, figures, asked.day, units)
        )
    return _plain(made)


def _plain(made: FilledSheet) -> dict[str, Any]:
    version, note = made.version, made.definition.note
    return {
        "id": made.definition.id,
        "label": {"zh": made.definition.label.zh, "en": made.definition.label.en},
        "title": {"zh": version.title.zh, "en": version.title.en},
        "note": {"zh": note.zh, "en": note.en} if note else None,
        "each": version.each,
        "day": made.day,
        "columns": [
            {
                "id": one.id,
                "heading": {"zh": one.heading.zh, "en": one.heading.en},
                "form": one.form,
                "needs": {"zh": one.needs.zh, "en": one.needs.en} if one.needs else None,
            }
            for one in version.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in made.rows],
        "filled": made.filled,
        "typed": made.typed,
        "is_verified": version.verified,
    }


def _cell(cell: Cell) -> list[Any]:
    value = cell.value
    told = f"{value:f}" if isinstance(value, Decimal) else None if value is None else str(value)
    return [told, {"zh": cell.origin.zh, "en": cell.origin.en}, cell.is_typed]
