"""Working out beforehand what pages show (预先计算)."""

from __future__ import annotations

from zhiquan.site.duties.answers import units_of, work_of
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.facts import facts_of
from zhiquan.site.duties.keeping import batches_of
from zhiquan.site.duties.score_answers import appraisal_of, sheet_of, sheets_known
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.actions import ask_for


def warm(asked: Asked) -> None:
    """Work out what the pages of a plan and day show, so that the first reader does not wait.

    Args:
        asked: the question, such as ``asked_by({})`` for the district's own plan today.
    """
    batches_of(asked)
    work_of(asked)
    units_of(asked)
    facts_of(asked)
    appraisal_of(asked, asked.day.year)
    for one in sheets_known():
        sheet_of(asked, one["id"])


def warm_anew(name: str, *, by: Visitor) -> None:
    """Have pages worked out anew in the background after something small was written to the register."""
    ask_for("answers.warm", name, {}, by=by)
