"""The plan's board and figures before publication, within what a reader may see (规划看板与指标)."""

from __future__ import annotations

from typing import Any

from ninja import Path, Query

from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.figures import (
    FigureRow,
    FigureShape,
    GroupRow,
    RowsOf,
    TargetShape,
    figure_plain,
    group_rows,
    rows_plain,
)
from zhiquan.site.api.open_data import ClauseRow, clause_rows
from zhiquan.site.api.published import BoardQuery, BoardShape, GroupedBy, RowsQuery
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, OfBoard, given_of
from zhiquan.site.api.work import WorkQuery
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.clauses import clauses_of, with_evidence
from zhiquan.site.duties.facts import facts_of
from zhiquan.site.duties.queries import duties_seen
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.asking import desk_ask
from zhiquan.site.plans.answers.reading import board_answer, figure_answer, figure_rows
from zhiquan.site.plans.figure_showing import rows_seen

TAG = "plan"
_BESIDE = frozenset({"targets", "snapshot", "others", "clauses"})


@operation(
    "get", "/board", needs=May.SEE_BOARD, schema="board/1", tag=TAG, row=TargetShape, shape=BoardShape,
    statuses=(404,),
)  # fmt: skip
def board(_: Call, query: Query[BoardQuery]) -> Listed:
    """The board of a plan on a day: its targets, and beside them the indicators no target names."""
    answer = board_answer(desk_ask(given_of(query)))
    rows: list[dict[str, Any]] = answer["targets"]
    told = {key: value for key, value in answer.items() if key not in _BESIDE}
    return Listed(rows, len(rows), snapshot=answer["snapshot"], more={**told, "others": answer["others"]})


@operation(
    "get", "/indicators/{indicator}", needs=May.SEE_BOARD, schema="figure/1", tag=TAG, shape=FigureShape,
    statuses=(404,),
)  # fmt: skip
def indicator(call: Call, indicator: Path[Name], query: Query[OfBoard]) -> One:
    """One figure on a day: value, definition, history, groups, forecast, what was counted and left out."""
    ask = desk_ask(given_of(query))
    sees_all = scope_of(call.visitor).reach == "everything"
    told = figure_plain(figure_answer(ask, indicator), sees_origins=call.visitor.may(May.SEE_ORIGIN), sees_all=sees_all)
    return One(told, ask.snapshot)


@operation(
    "get", "/indicators/{indicator}/groups/{by}", needs=May.SEE_BOARD, schema="figure-groups/1", tag=TAG,
    row=GroupRow, statuses=(404,),
)  # fmt: skip
def indicator_groups(_: Call, indicator: Path[Name], by: Path[GroupedBy], query: Query[BoardQuery]) -> Listed:
    """A figure told apart by town, industry or kind of holder."""
    ask = desk_ask(given_of(query))
    rows = group_rows(figure_answer(ask, indicator), by)
    return Listed(rows, len(rows), snapshot=ask.snapshot)


@operation(
    "get", "/indicators/{indicator}/rows", needs=(May.SEE_BOARD, May.SEE_REGISTER), schema="figure-rows/1", tag=TAG,
    row=FigureRow, shape=RowsOf, statuses=(404,),
)  # fmt: skip
def indicator_rows(call: Call, indicator: Path[Name], query: Query[RowsQuery]) -> Listed:
    """The rows behind a figure within reach: those counted, or left out and why."""
    given = given_of(query)
    ask = desk_ask(given)
    answer = figure_rows(ask, indicator)
    seen = rows_seen(answer["rows"], call.visitor, is_desk=True)
    rows, more = rows_plain(answer, seen, given, sees_origins=call.visitor.may(May.SEE_ORIGIN))
    return page_of(rows, page=query.page, size=query.size, snapshot=ask.snapshot, more=more)


@operation(
    "get", "/plan/clauses", needs=May.SEE_BOARD, schema="clauses/1", tag=TAG, row=ClauseRow, statuses=(404,),
)  # fmt: skip
def plan_clauses(call: Call, query: Query[WorkQuery]) -> Listed:
    """The clauses of a plan with what proves each promise on a day, and the duties on them within reach."""
    asked = asked_by(given_of(query))
    held = facts_of(asked) if asked.snapshot else {"targets": {}, "figures": {}, "rows": {}}
    if scope_of(call.visitor).reach != "everything":
        held = {**held, "rows": {}}  # a count must not reach further than the list it counts
    text = clauses_of(asked.plan.id, house().knowledge())
    rows = clause_rows(with_evidence(text, held, duties_seen(asked, call.visitor)), asked.plan)
    return Listed(rows, len(rows), snapshot=asked.snapshot)
