"""One figure as an answer: value, definition, history, groups, what was left out, files, forecast (指标答案)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.outline import outline
from zhiquan.knowledge.parameters import Parameter
from zhiquan.knowledge.source_keys import spelled_out
from zhiquan.measure.disagreement import disagreements
from zhiquan.measure.forecast import forecast
from zhiquan.measure.group_names import group_name
from zhiquan.measure.measuring import GROUPS
from zhiquan.measure.origins import origins_of
from zhiquan.measure.plain import words_as_plain
from zhiquan.plan.board import make_board
from zhiquan.plan.plain import target_as_plain
from zhiquan.site.plans.answers import lives
from zhiquan.site.plans.answers.asking import Ask
from zhiquan.site.plans.answers.boards import clauses_of, with_history
from zhiquan.site.plans.answers.keeping import kept
from zhiquan.site.plans.answers.rows import BY, COUNTS, FILE, OF_RECORDS, REASONS, Files, make_row_answer, why_not
from zhiquan.site.plans.answers.session import Session, histories, session, tidy_figure

_DISAGREEMENTS = 50


def make_figure_answer(ask: Ask, indicator: str) -> dict[str, Any]:
    """Everything the page of one indicator shows but its rows, which are kept beside it.

    Raises:
        NotFound: there is no such indicator, or it has no definition on the day.
    """
    with session(ask) as held:
        definition = held.definition(indicator)
        version = definition.at(ask.day)
        rows = kept("rows", ask, indicator, make=lambda: make_row_answer(held, indicator))
        targets = _targets(held, indicator)
        return {
            "indicator": indicator,
            "label": words_as_plain(definition.label),
            "unit": words_as_plain(definition.unit),
            "pitfall": words_as_plain(definition.pitfall) if definition.pitfall else None,
            "plan": {"id": held.plan.id, "label": words_as_plain(held.plan.label), "to": held.plan.to.isoformat()},
            "clauses": clauses_of(held),
            "asof": ask.day.isoformat(),
            "known": ask.known,
            "snapshot": ask.snapshot,
            **tidy_figure(held.measuring.figure(indicator, ask.day)),
            "sums": version.numerator.sums,
            "targets": targets,
            "ahead": None if targets else _ahead(held, indicator),
            "history": histories(held, [indicator], ask.day)[indicator],
            "groups": {by: _groups(held, indicator, by) for by in GROUPS},
            "lives": _lives(rows),
            "rows": _told_of(rows),
            "base": _base(held, definition),
            "disagreements": _disagreements(held, indicator, version.numerator.count),
            "definition": _definition(held.knowledge, definition, ask.day),
            "settings": _settings(held),
        }


def _targets(held: Session, indicator: str) -> list[dict[str, Any]]:
    """The plan's targets for the indicator with status, forecast and gap."""
    goals = {
        name: tuple(goal for goal in getattr(held.plan, name) if goal.indicator == indicator)
        for name in ("targets", "relative")
    }
    board = make_board(held.plan.model_copy(update=goals), held.measuring, held.ask.day)
    told = [{**target_as_plain(state), "until": state.goal.due} for state in board.targets]
    for one, state in zip(told, board.targets, strict=True):
        one["ahead"] = state.ahead.as_plain() if state.ahead is not None and state.ahead.mid is not None else None
    return with_history(held, told)


def _ahead(held: Session, indicator: str) -> dict[str, Any] | None:
    """The forecast to the plan's last day of an indicator without a target."""
    if held.ask.day >= held.plan.to:
        return None
    made = forecast(held.measuring, indicator, day=held.ask.day, until=held.plan.to)
    return made.as_plain() if made.mid is not None else None


def _groups(held: Session, indicator: str, by: str) -> list[dict[str, Any]]:
    named = partial(group_name, by, knowledge=held.knowledge, place=held.plan.place, overlay=held.overlay)
    return [
        {**row, "label": words_as_plain(named(row["group"]))}
        for row in held.measuring.breakdown(indicator, held.ask.day, by)
    ]


def _lives(rows: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Counted rows by the years they still run and by their annual fee."""
    counted = [row for row in rows["rows"] if row[COUNTS]]
    return {by: lives.life_groups([row[BY[by]] for row in counted], by) for by in (lives.TERM, lives.FEE)}


def _told_of(rows: dict[str, Any]) -> dict[str, Any]:
    """Counts of the rows: counted, left out by reason, by file."""
    counted = [row for row in rows["rows"] if row[COUNTS]]
    left = Counter(why_not(row[REASONS]) for row in rows["rows"] if not row[COUNTS])
    files = Counter(row[FILE] for row in counted)
    return {
        "counted": len(counted),
        "left": sum(left.values()),
        "left_by": [
            {"code": code, "label": rows["reasons"].get(code, {"zh": code, "en": code}), "count": count}
            for code, count in left.most_common()
        ],
        "files": [
            {**rows["files"][number], "count": count} for number, count in files.most_common() if number is not None
        ],
        "no_file": files.get(None, 0),
    }


def _base(held: Session, definition: Indicator) -> dict[str, Any] | None:
    """The published denominator: its line of a file, and every value published for that day."""
    version = definition.at(held.ask.day)
    found = held.measuring.base(version, held.ask.day)
    if found is None or version.denominator is None:
        return None
    known = held.ask.known
    vintages = [
        {"value": f"{row['value'].normalize():f}", "published": row["published"], "source": row["source"]}
        for row in held.measuring.series(version.denominator.series)
        if row["as_of"] == found.asof and (known is None or row["published"] is None or row["published"] <= known)
    ]
    return {
        "vintages": vintages,
        "note": words_as_plain(found.note),
        "origin": _line_of(held, found.key),
        "series": version.denominator.series,
    }


def _line_of(held: Session, key: str) -> dict[str, Any] | None:
    """The line a published value was read from, with its batch."""
    origin = origins_of(held.reader, "published", [key]).get(key)
    return {**origin, **Files(held).batch(origin)} if origin else None


def _disagreements(held: Session, indicator: str, count: str) -> dict[str, Any]:
    """Rights whose source says otherwise on the status than their events; none for records of other tables."""
    found = [] if count in OF_RECORDS else disagreements(held.measuring, indicator, held.ask.day)
    return {"count": len(found), "rows": found[:_DISAGREEMENTS]}


def _definition(knowledge: Knowledge, definition: Indicator, day: date) -> dict[str, Any]:
    version = definition.at(day)

    def name_of(kind: str, name: str) -> Words:
        return knowledge.definition(kind, name).label

    return {
        "number": definition.versions.index(version) + 1,
        "of": len(definition.versions),
        "from": version.from_,
        "verified": version.verified,
        "source_note": words_as_plain(spelled_out(version.source_note)) if version.source_note else None,
        "cites": [
            {
                "instrument": cite.instrument,
                "label": words_as_plain(knowledge.get(Instrument, cite.instrument).label),
                "place": cite.place,
            }
            for cite in version.cites
        ],
        "lines": [
            {"label": words_as_plain(line.label), "value": words_as_plain(line.value)}
            for line in outline(version, name_of)
        ],
    }


def _settings(held: Session) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "label": words_as_plain(one.label),
            "value": held.measuring.choices.at(one.id, held.ask.day),
        }
        for one in held.knowledge.all(Parameter)
    ]
