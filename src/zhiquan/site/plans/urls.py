"""Addresses of the plan (规划地址)."""

from __future__ import annotations

from functools import partial

from zhiquan.site.gate.doors import door, within
from zhiquan.site.gate.policy import May
from zhiquan.site.plans.views import board, closing, documents, figure, file_check, publications

_PATH = partial(figure.path_csv, is_desk=False)
_GROUPS = partial(figure.groups_csv, is_desk=False)
_ROWS = partial(figure.rows_csv, is_desk=False)
_LIST = partial(publications.publication_list, is_desk=True)
_DESK = within(May.SEE_BOARD)
"""The files of desk pages: ``May.EXPORT`` at the door, and the permission of the page they are taken from."""
_CONTENT = publications.content
_ONE = partial(publications.publication, is_desk=True)

DOORS = [
    door("progress/", board.progress, name="progress", needs=May.SEE_PUBLISHED),
    door("progress/table.csv", board.progress_csv, name="progress-csv", needs=May.SEE_PUBLISHED),
    door("figures/<str:indicator>/", figure.figure, name="figure", needs=May.SEE_PUBLISHED),
    door("figures/<str:indicator>/path.csv", _PATH, name="figure-path-csv", needs=May.SEE_PUBLISHED),
    door("figures/<str:indicator>/groups/<str:by>.csv", _GROUPS, name="figure-groups-csv", needs=May.SEE_PUBLISHED),
    door("figures/<str:indicator>/rows.csv", _ROWS, name="figure-rows-csv", needs=May.SEE_PUBLISHED),
    door("verify/", file_check.file_check, name="file-check", needs=May.VERIFY),
    door("publications/", publications.publication_list, name="publications", needs=May.SEE_PUBLISHED),
    door("publications/<str:name>/", publications.publication, name="publication", needs=May.SEE_PUBLISHED),
    door("publications/<str:name>/content.json", _CONTENT, name="publication-json", needs=May.SEE_PUBLISHED),
    door("publications/<str:name>/check/", publications.check, name="publication-check", needs=May.VERIFY),
    door("publications/<str:name>/bundle.zip", publications.bundle, name="publication-bundle", needs=May.VERIFY),
    door("desk/board/", board.board, name="board", needs=May.SEE_BOARD),
    door("desk/board/table.csv", _DESK(board.board_csv), name="board-csv", needs=May.EXPORT),
    door("desk/board/warm/", publications.warm, name="board-warm", needs=May.SEE_BOARD),
    door("desk/board/publish/", publications.publish, name="board-publish", needs=May.PUBLISH),
    door("desk/closing/", closing.closing, name="closing", needs=May.SEE_BOARD),
    door("desk/closing/table.csv", _DESK(closing.closing_csv), name="closing-csv", needs=May.EXPORT),
    door("desk/figures/<str:indicator>/", figure.desk_figure, name="desk-figure", needs=May.SEE_BOARD),
    door(
        "desk/figures/<str:indicator>/path.csv",
        _DESK(figure.path_csv),
        name="desk-figure-path-csv",
        needs=May.EXPORT,
    ),
    door(
        "desk/figures/<str:indicator>/groups/<str:by>.csv",
        _DESK(figure.groups_csv),
        name="desk-figure-groups-csv",
        needs=May.EXPORT,
    ),
    door(
        "desk/figures/<str:indicator>/rows.csv",
        _DESK(figure.rows_csv),
        name="desk-figure-rows-csv",
        needs=May.EXPORT,
    ),
    door("desk/publications/", _LIST, name="desk-publications", needs=May.SEE_BOARD),
    door("desk/publications/<str:name>/", _ONE, name="desk-publication", needs=May.SEE_BOARD),
    door("desk/plans/", documents.plans, name="plans", needs=May.MAKE_PLAN),
    door("desk/plans/<str:name>/", documents.plan_draft, name="plan-draft", needs=May.MAKE_PLAN),
    door("desk/plans/<str:name>/drop/", documents.drop, name="plan-drop", needs=May.MAKE_PLAN),
]
