"""``zhiquan organisation|duties|budget|meetings|appraisal|sheet``: the plan's work (规划工作)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.measures import Answering, answering, day_option, plan_option
from zhiquan.cli.options import DayOption
from zhiquan.cli.output import json_option, print_json, print_table
from zhiquan.cli.register import opened, print_home, snapshot_option
from zhiquan.knowledge.catalogue import load_knowledge

if TYPE_CHECKING:
    from zhiquan.plan.appraisal.appraising import YearAppraisal
    from zhiquan.plan.appraisal.scoring import UnitScore
    from zhiquan.plan.budgets import BudgetLine
    from zhiquan.plan.duties import Progress
    from zhiquan.plan.organisations import Directory, Unit

_STATES = ("proved", "claimed", "open", "overdue")
_FORMULA = "units"
_KINDS = {
    "department": Words("部门", "department"),
    "town": Words("镇街", "town"),
    "park": Words("园区", "park"),
    "association": Words("协会", "association"),
    "leading_group": Words("领导小组", "leading group"),
    "other": Words("其他", "other"),
}

unit_option = click.option("--unit", metavar="NAME", help="One unit, by number or name 单位")


@click.command("organisation")
@click.option("--unit", metavar="NAME", help="Who answers on the day for what this unit of any time owed 承接单位")
@click.option("--as-of", "day", type=DayOption(), help="Day asked; today by default 日期")
@snapshot_option
@json_option
@click.pass_obj
def organisation(edge: Edge, *, unit: str | None, day: date | None, snapshot: str | None, as_json: bool) -> None:
    """List the units of a day as a tree, with splits and mergers 组织机构."""
    from zhiquan.knowledge.regions import district  # noqa: PLC0415 - not needed for help
    from zhiquan.plan.duties import unit_numbers  # noqa: PLC0415 - slow to import
    from zhiquan.plan.organisations import Branch, directory, unit_as_plain  # noqa: PLC0415 - likewise

    asked = day or edge.today
    with opened(edge, snapshot) as found:
        units = directory(found.reader, district(edge.settings.district, edge.settings.knowledge))
        branches = [Branch(one, 0) for one in units.called(unit)] if unit else units.tree(asked)
        if unit and not branches:
            unit_numbers(units, unit, asked)
        answers = {id(one.unit): units.successors(one.unit, asked) for one in branches}
        if as_json:
            for one in branches:
                told = {**unit_as_plain(one.unit), "depth": one.depth, "parent_unknown": one.lost or None}
                heirs = [{"number": heir.number, "name": heir.name} for heir in answers[id(one.unit)]]
                print_json({**told, "answers": heirs, "asof": asked, "snapshot": found.snapshot.id},
                           schema="organisation/1")  # fmt: skip
            return
        heads = (
            ("单位", "unit"),
            ("编号", "number"),
            ("类别", "kind"),
            ("起", "from"),
            ("止", "to"),
            ("当日承接", "answers"),
        )
        rows = (
            (
                "  " * one.depth + one.unit.name,
                one.unit.number,
                _KINDS.get(one.unit.kind, Words(one.unit.kind, one.unit.kind)).to(edge.language),
                one.unit.from_,
                one.unit.to,
                _names(answers[id(one.unit)]) if unit else (one.lost and f"? {one.lost}"),
            )
            for one in branches
        )
        print_table(_heads(heads, edge), rows)
        print_home(found.home, found.snapshot, edge.language)


@click.command("duties")
@plan_option
@unit_option
@click.option("--clause", metavar="NUMBER", help="A clause and those below it, such as 三 条款")
@click.option("--state", type=click.Choice(_STATES), help="Proved, claimed, open or overdue 状态")
@day_option
@snapshot_option
@json_option
@click.pass_obj
def duties(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    plan_id: str | None,
    unit: str | None,
    clause: str | None,
    state: str | None,
    day: date | None,
    snapshot: str | None,
    as_json: bool,
) -> None:
    """List the duties of a plan with what evidence says of each 任务进展."""
    from zhiquan.plan.duties import chosen, duties_on, unit_numbers  # noqa: PLC0415 - slow to import
    from zhiquan.plan.duties.plain import duty_as_plain  # noqa: PLC0415 - likewise

    with answering(edge, plan_id=plan_id, day=day, snapshot=snapshot) as answer:
        units = _directory(answer, edge)
        numbers = unit_numbers(units, unit, answer.day) if unit else None
        every = duties_on(answer.plan, answer.measuring, answer.day, units)
        found = chosen(every, units=numbers, clause=clause or "", state=state or "")
        if as_json:
            for one in found:
                print_json(
                    {**duty_as_plain(one), "asof": answer.day, "snapshot": answer.opened.snapshot.id}, schema="duty/1"
                )
            return
        _show_duties(answer, found, edge)


@click.command("budget")
@plan_option
@click.option("--year", type=click.IntRange(1990, 2100), help="One year only 年度")
@snapshot_option
@json_option
@click.pass_obj
def budget(edge: Edge, *, plan_id: str | None, year: int | None, snapshot: str | None, as_json: bool) -> None:
    """Show planned and spent by year and line, with the duties each line pays for 预算执行."""
    from zhiquan.plan.budgets import (  # noqa: PLC0415 - slow to import
        budget_lines,
        budget_years,
        duties_without_budget,
        unused_lines,
    )
    from zhiquan.plan.duties import duties_on  # noqa: PLC0415 - likewise

    with answering(edge, plan_id=plan_id, day=None, snapshot=snapshot) as answer:
        every = duties_on(answer.plan, answer.measuring, answer.day, _directory(answer, edge))
        whole = budget_lines(answer.plan, answer.measuring, every)
        without = duties_without_budget(every, whole)
        lines = [one for one in whole if year is None or one.year == year]
        if as_json:
            _print_budget(lines, without)
            return
        heads = (("年度", "year"), ("科目", "line"), ("预算（元）", "planned (yuan)"), ("支出（元）", "spent (yuan)"),
                 ("执行率 %", "rate %"), ("任务", "duties"))  # fmt: skip
        totals = [(one.year, _to(edge, "合计", "total"), one.planned, one.spent, one.rate, "")
                  for one in budget_years(lines)]  # fmt: skip
        rows = [(one.year, one.line, one.planned, one.spent, one.rate, "、".join(one.duties)) for one in lines]
        print_table(_heads(heads, edge), [*rows, *totals])
        _say(edge, f"没有任务的科目：{'、'.join(unused_lines(lines)) or '无'}",
             f"lines no duty names: {', '.join(unused_lines(lines)) or 'none'}")  # fmt: skip
        named = [f"{one.duty.number}{f'（{line}）' if line else ''}" for one, line in without]
        _say(
            edge,
            f"没有预算的任务：{'、'.join(named) or '无'}",
            f"duties no line pays for: {', '.join(named) or 'none'}",
        )
        print_home(answer.opened.home, answer.opened.snapshot, edge.language)


@click.command("meetings")
@plan_option
@day_option
@snapshot_option
@json_option
@click.pass_obj
def meetings(edge: Edge, *, plan_id: str | None, day: date | None, snapshot: str | None, as_json: bool) -> None:
    """List what meetings of the leading group decided, and the duties it became 会议议定事项."""
    from zhiquan.plan.duties import duties_on  # noqa: PLC0415 - slow to import
    from zhiquan.plan.meetings import became, decision_as_plain, decisions_of, plan_namer  # noqa: PLC0415 - likewise
    from zhiquan.plan.organisations import named_as_plain  # noqa: PLC0415 - likewise
    from zhiquan.plan.plans import plans_of  # noqa: PLC0415 - likewise

    with answering(edge, plan_id=plan_id, day=day, snapshot=snapshot) as answer:
        every = duties_on(answer.plan, answer.measuring, answer.day, _directory(answer, edge))
        belongs = plan_namer(answer.plan, plans_of(answer.knowledge, answer.plan.place))
        decisions = decisions_of(answer.opened.reader, answer.plan.id, belongs, answer.day)
        by_mark = {mark: one for one in every for mark in one.duty.decisions}
        pairs = [(decision, duty and by_mark[decision.mark])
                 for decision, duty in became(decisions, (one.duty for one in every))]  # fmt: skip
        if as_json:
            for decision, one in pairs:
                duty = {"number": one.duty.number, "state": one.state, "late_days": one.late_days,
                        "lead": named_as_plain(one.duty.lead)} if one else None  # fmt: skip
                print_json({**decision_as_plain(decision), "duty": duty, "asof": answer.day,
                            "snapshot": answer.opened.snapshot.id}, schema="meeting/1")  # fmt: skip
            return
        heads = (("会议", "meeting"), ("日期", "held on"), ("议定事项", "decision"), ("责任单位", "unit"),
                 ("时限", "due"), ("任务", "duty"), ("状态", "state"))  # fmt: skip
        rows = ((decision.meeting, decision.held_on, decision.text, decision.unit, decision.due_on,
                 one.duty.number if one else None, _state(one, edge) if one else None)
                for decision, one in pairs)  # fmt: skip
        print_table(_heads(heads, edge), rows)
        print_home(answer.opened.home, answer.opened.snapshot, edge.language)


@click.command("appraisal")
@plan_option
@click.option("--year", type=click.IntRange(1990, 2100), help="Year appraised; the plan's last begun by default 年度")
@unit_option
@click.option("--trace", "with_trace", is_flag=True, help="Every point with formula, numbers, file and line 依据")
@snapshot_option
@json_option
@click.pass_obj
def appraisal(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    plan_id: str | None,
    year: int | None,
    unit: str | None,
    with_trace: bool,
    snapshot: str | None,
    as_json: bool,
) -> None:
    """Appraise departments, towns and parks by evidence 绩效考核."""
    from zhiquan.knowledge.appraisals import Appraisal  # noqa: PLC0415 - only this command needs it
    from zhiquan.plan.appraisal.appraising import appraise  # noqa: PLC0415 - slow to import
    from zhiquan.plan.duties import unit_numbers  # noqa: PLC0415 - likewise

    with answering(edge, plan_id=_plan_of_year(edge, plan_id, year), day=None, snapshot=snapshot) as answer:
        units = _directory(answer, edge)
        asked = year or answer.day.year
        formula = answer.knowledge.get(Appraisal, _FORMULA)
        made = appraise(formula, answer.plan, answer.measuring, units, year=asked, today=edge.today)
        numbers = unit_numbers(units, unit, made.day) if unit else None
        scores = [one for one in made.scores if numbers is None or one.unit.number in numbers]
        if as_json:
            _print_scores(made, scores, answer.opened.snapshot.id, with_rest=numbers is None)
            return
        _show_scores(made, scores, edge, with_trace=with_trace or unit is not None)
        print_home(answer.opened.home, answer.opened.snapshot, edge.language)


@click.command("sheet")
@click.argument("sheet_id", metavar="ID")
@plan_option
@day_option
@snapshot_option
@json_option
@click.pass_obj
def sheet(  # noqa: PLR0913 - one parameter per option
    edge: Edge, *, sheet_id: str, plan_id: str | None, day: date | None, snapshot: str | None, as_json: bool
) -> None:
    """Show a sheet of figures beside last year's, such as business_environment 指标表."""
    from zhiquan.knowledge.sheets import FigureSheet  # noqa: PLC0415 - only this command needs it
    from zhiquan.plan.sheets import line_as_plain, make_sheet  # noqa: PLC0415 - slow to import

    with answering(edge, plan_id=plan_id, day=day, snapshot=snapshot) as answer:
        made = make_sheet(answer.knowledge.get(FigureSheet, sheet_id), answer.measuring, answer.day)
        if as_json:
            for line in made.lines:
                print_json({**line_as_plain(made, line), "snapshot": answer.opened.snapshot.id}, schema="sheet/1")
            return
        now, then = str(made.day), str(made.before)
        heads = (("项", "row"), (now, now), (then, then), ("变化", "change"), ("单位", "unit"),
                 ("说明", "notes"))  # fmt: skip
        missing = _to(edge, "算不出：缺 ", "cannot be computed: needs ")
        rows = ((line.label.to(edge.language), line.value, line.before, line.change, line.unit.to(edge.language),
                 missing + _all(line.needs, edge) if line.needs else _all(line.notes, edge))
                for line in made.lines)  # fmt: skip
        print_table(_heads(heads, edge), rows, title=made.definition.label.to(edge.language))
        if not made.version.verified:
            _say(edge, f"口径未核实：{made.version.source_note}", f"not verified: {made.version.source_note}")
        print_home(answer.opened.home, answer.opened.snapshot, edge.language)


def _directory(answer: Answering, edge: Edge) -> Directory:
    from zhiquan.knowledge.regions import district  # noqa: PLC0415 - not needed for help
    from zhiquan.plan.organisations import directory  # noqa: PLC0415 - slow to import

    return directory(answer.opened.reader, district(answer.plan.place, edge.settings.knowledge))


def _plan_of_year(edge: Edge, plan_id: str | None, year: int | None) -> str | None:
    """Id of the plan a year belongs to; the one asked for, or the district's own, when there is no better one."""
    if plan_id or not year:
        return plan_id
    from zhiquan.plan.appraisal.appraising import plan_of_year  # noqa: PLC0415 - slow to import
    from zhiquan.plan.plans import plan_meant, plans_of  # noqa: PLC0415 - likewise

    knowledge = load_knowledge(overlay=edge.settings.knowledge)
    place = edge.settings.district
    return plan_of_year(plans_of(knowledge, place), year, plan_meant(knowledge, place, None)).id


def _heads(heads: Iterable[tuple[str, str]], edge: Edge) -> list[str]:
    return [_to(edge, zh, en) for zh, en in heads]


def _to(edge: Edge, zh: str, en: str) -> str:
    return Words(zh, en).to(edge.language)


def _say(edge: Edge, zh: str, en: str) -> None:
    click.echo(_to(edge, zh, en))


def _all(words: Iterable[Words], edge: Edge) -> str:
    return _to(edge, "；", "; ").join(one.to(edge.language) for one in words)


def _names(units: Sequence[Unit]) -> str:
    return "、".join(unit.name for unit in units)


def _state(one: Progress, edge: Edge) -> str:
    from zhiquan.plan.duties import STATES  # noqa: PLC0415 - slow to import

    told = STATES[one.state].to(edge.language)
    return told + (_to(edge, "（已说明）", " (explained)") if one.is_explained and one.state != "proved" else "")


def _show_duties(answer: Answering, found: Sequence[Progress], edge: Edge) -> None:
    heads = (("编号", "number"), ("条款", "clause"), ("任务", "duty"), ("牵头", "lead"), ("时限", "due"),
             ("状态", "state"), ("迟延天数", "days late"), ("证据", "evidence"))  # fmt: skip
    rows = (
        (one.duty.number, one.duty.clause, one.duty.text, one.duty.lead.text, one.duty.due_on, _state(one, edge),
         "?" if one.late_days is None else one.late_days or None,
         _all((proof.says for proof in one.proofs), edge) or (one.duty.gap if one.state != "proved" else ""))
        for one in found
    )  # fmt: skip
    print_table(_heads(heads, edge), rows, title=f"{answer.plan.label.to(edge.language)} · {answer.day}")
    counts = {state: sum(one.state == state for one in found) for state in _STATES}
    _say(
        edge,
        f"共 {len(found)} 项：已证实 {counts['proved']}，自报完成 {counts['claimed']}，进行中 {counts['open']}，"
        f"逾期 {counts['overdue']}。进展只看证据，不看填报的百分比。",
        f"{len(found)} duties: {counts['proved']} proved, {counts['claimed']} claimed, {counts['open']} open, "
        f"{counts['overdue']} overdue. Progress comes from evidence, never from a typed percentage.",
    )
    unknown = dict.fromkeys(name for one in found for name in (*one.duty.lead.unknown, *one.duty.helpers.unknown))
    if unknown:
        _say(edge, f"名录中没有的单位：{'、'.join(unknown)}", f"names no unit answers to: {', '.join(unknown)}")
    doubtful = dict.fromkeys(
        f"{tie.words} → {tie.indicator or '?'}"
        for one in found
        for tie in one.duty.ties
        if tie.is_doubtful or not tie.indicator
    )
    if doubtful:
        _say(edge, f"待核对的指标：{'；'.join(doubtful)}", f"indicators to be checked: {'; '.join(doubtful)}")
    print_home(answer.opened.home, answer.opened.snapshot, edge.language)


def _print_budget(lines: Sequence[BudgetLine], without: Sequence[tuple[Progress, str]]) -> None:
    from zhiquan.plan.budgets import line_as_plain  # noqa: PLC0415 - slow to import

    for one in lines:
        print_json(line_as_plain(one), schema="budget/1")
    for duty, line in without:
        told = {"plan": duty.duty.plan, "duty": duty.duty.number, "text": duty.duty.text, "line": line or None}
        print_json(told, schema="duty_without_budget/1")


def _print_scores(made: YearAppraisal, scores: Sequence[UnitScore], snapshot: str, *, with_rest: bool) -> None:
    from zhiquan.plan.appraisal.plain import input_as_plain, score_as_plain  # noqa: PLC0415 - slow to import

    for one in scores:
        print_json(score_as_plain(made, one, snapshot=snapshot), schema="appraisal/1")
    if not with_rest:
        return
    for reason, inputs in (("unknown_unit", made.unknown), ("barred_count", made.refused)):
        for given in inputs:
            print_json({"year": made.year, "reason": reason, **input_as_plain(given)}, schema="appraisal_left_out/1")


def _show_scores(made: YearAppraisal, scores: Sequence[UnitScore], edge: Edge, *, with_trace: bool) -> None:
    from zhiquan.plan.appraisal.trace import trace_lines  # noqa: PLC0415 - slow to import

    heads = (("单位", "unit"), ("类别", "kind"), ("得分", "points"), ("项目", "items"), ("加分", "bonus"),
             ("扣分", "deduction"), ("未结异议", "open objections"))  # fmt: skip
    rows = (
        (one.unit.name, _KINDS[one.unit.kind].to(edge.language), one.total,
         _to(edge, "，", ", ").join(f"{item.item.label.to(edge.language)} {item.points}" for item in one.items
                                   if item.spread),
         sum(extra.points for extra in one.bonuses) or None, sum(extra.points for extra in one.deductions) or None,
         sum(raised.is_open for raised in one.objections) or None)
        for one in scores
    )  # fmt: skip
    print_table(_heads(heads, edge), rows, title=_to(edge, f"{made.year} 年度考核", f"appraisal of {made.year}"))
    for one in scores if with_trace else ():
        click.echo("\n" + "\n".join(trace_lines(one, edge.language)))
    if not made.version.verified:
        _say(edge, f"办法未核实：{made.version.source_note}", f"formula not verified: {made.version.source_note}")
    for inputs, zh, en in (
        (made.unknown, "名录中没有的单位所填", "inputs of units that are not in the directory"),
        (made.refused, "按点击、登录、签到计数，不采用", "inputs that count clicks, logins or check-ins, not used"),
    ):
        if inputs:
            told = "；".join(f"{given.unit} {given.item}" for given in inputs)
            _say(edge, f"{zh}：{told}", f"{en}: {told}")
