"""How past forecasts of a board's targets did; takes half a minute, so a job works it out (回测答案)."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.plain import words_as_plain
from zhiquan.measure.question import Question
from zhiquan.plan.trials import track_records
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.asking import Ask
from zhiquan.site.plans.answers.session import session

_YEARS_TRIED = 7


def make_record_answer(ask: Ask, indicators: list[str]) -> dict[str, Any]:
    """Share of past values inside the range, by indicator: ``{coverage, trials, months, says}``.

    Trials are kept in the same files that the command line reads.
    """
    with session(ask) as held:
        since = date(held.plan.from_.year - _YEARS_TRIED, 1, 1)
        setting = Setting(held.knowledge, held.overlay, ask.asked.overrides)

        def past_at(seen: date | None) -> Measuring:
            return Measuring(held.reader, setting, Question(held.plan.place, since, seen))

        folder = house().settings.home / "cache" / "back-tests"
        found = track_records(indicators, past_at, day=ask.day, snapshot=ask.snapshot, folder=folder)
    return {
        name: {
            "coverage": record.coverage,
            "trials": record.trials,
            "months": record.months,
            "says": words_as_plain(record.says),
        }
        for name, record in found.items()
    }
