"""The answers pages read; the first reader of a question waits, the next ones do not (读取答案)."""

from __future__ import annotations

from typing import Any

from zhiquan.knowledge.indicators import Indicator
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.asking import Ask
from zhiquan.site.plans.answers.boards import make_board_answer
from zhiquan.site.plans.answers.figures import make_figure_answer
from zhiquan.site.plans.answers.keeping import kept, kept_already
from zhiquan.site.plans.answers.public_rows import make_public_rows
from zhiquan.site.plans.answers.records import make_record_answer
from zhiquan.site.plans.answers.rows import make_row_answer
from zhiquan.site.plans.answers.session import session


def board_answer(ask: Ask) -> dict[str, Any]:
    """The board of one question, as ``boards.make_board_answer`` tells."""
    found: dict[str, Any] = kept("board", ask, make=lambda: make_board_answer(ask))
    return found


def figure_answer(ask: Ask, indicator: str) -> dict[str, Any]:
    """One figure of a question, as ``figures.make_figure_answer`` tells.

    Raises:
        NotFound: there is no such indicator.
    """
    house().knowledge().get(Indicator, indicator)
    found: dict[str, Any] = kept("figure", ask, indicator, make=lambda: make_figure_answer(ask, indicator))
    return found


def figure_rows(ask: Ask, indicator: str) -> dict[str, Any]:
    """The rows behind a figure, as ``rows.make_row_answer`` tells.

    Raises:
        NotFound: there is no such indicator.
    """
    house().knowledge().get(Indicator, indicator)

    def make() -> dict[str, Any]:
        with session(ask) as held:
            return make_row_answer(held, indicator)

    found: dict[str, Any] = kept("rows", ask, indicator, make=make)
    return found


def public_rows(ask: Ask, indicator: str) -> dict[str, Any]:
    """The rows behind a published figure for everybody, as ``public_rows.make_public_rows`` tells.

    Raises:
        NotFound: there is no such indicator.
    """

    def make() -> dict[str, Any]:
        rows = figure_rows(ask, indicator)
        with session(ask) as held:
            return make_public_rows(held, indicator, rows)

    found: dict[str, Any] = kept("public_rows", ask, indicator, make=make)
    return found


def track_record(ask: Ask) -> dict[str, Any] | None:
    """How past forecasts of the board's targets did; None until a job has worked it out."""
    found: dict[str, Any] | None = kept_already("record", ask)
    return found


def work_out_record(ask: Ask) -> dict[str, Any]:
    """Work out how past forecasts did; takes half a minute for ten targets."""
    targets = board_answer(ask)["targets"]
    wanted = [one["indicator"] for one in targets if one["forecast"] is not None]
    found: dict[str, Any] = kept("record", ask, make=lambda: make_record_answer(ask, list(dict.fromkeys(wanted))))
    return found
