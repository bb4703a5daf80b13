"""The rows behind a published figure as everybody may read them: no persons, nothing unpublished (公开明细)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiquan.plan.publicity import public_record
from zhiquan.register.browsing.publicity import is_organisation, withheld_rights
from zhiquan.site.plans.answers.rows import (
    COUNTS,
    DUE_ON,
    FEE,
    HOLDER_KIND,
    HOLDERS,
    ID,
    INDUSTRY,
    JOINED,
    REASONS,
    TERM,
    TITLE,
    TOWN,
    UNNAMED,
)
from zhiquan.site.plans.answers.session import Session

_OF_WITHHELD = (COUNTS, REASONS, TOWN, HOLDER_KIND, INDUSTRY, TERM)
"""What is kept of a row that is not public, so that it is still counted among its group."""

_NO_FEE = dict.fromkeys((FEE, DUE_ON))
"""Whether a fee was paid is not in the register: a public list of those past due would say that it was not."""


def make_public_rows(held: Session, indicator: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a figure for the public, as many as there are.

    Args:
        held: the published question.
        indicator: id of the indicator.
        answer: what ``rows.make_row_answer`` tells.

    Returns:
        The same with, of a right that is not public, no id and nothing that tells of it; of holders only the names
        of organisations, and how many names were left out; nothing of annual fees.
    """
    if answer["are_rights"]:
        withheld = withheld_rights(held.reader, [row[ID] for row in answer["rows"]])
        rows = [_withheld(row) if row[ID] in withheld else _right(row) for row in answer["rows"]]
    else:
        count = held.definition(indicator).at(held.ask.day).numerator.count
        rows = [_record(row, *public_record(count, id=row[ID], title=row[TITLE])) for row in answer["rows"]]
    return {**answer, "rows": rows}


def _right(row: list[Any]) -> list[Any]:
    names = row[HOLDERS].split(JOINED) if row[HOLDERS] else []
    shown = [name for name in names if is_organisation(name)]
    return _changed(row, {HOLDERS: JOINED.join(shown), UNNAMED: len(names) - len(shown), **_NO_FEE})


def _record(row: list[Any], name: str, title: str) -> list[Any]:
    is_named = (name, title) == (row[ID], row[TITLE])
    return _changed(row, {ID: name, TITLE: title, UNNAMED: int(not is_named)})


def _withheld(row: list[Any]) -> list[Any]:
    kept = {place: row[place] for place in _OF_WITHHELD}
    return _changed([None] * len(row), {ID: "", TITLE: "", HOLDERS: "", UNNAMED: 0, **kept})


def _changed(row: list[Any], values: Mapping[int, Any]) -> list[Any]:
    return [values.get(place, value) for place, value in enumerate(row)]
