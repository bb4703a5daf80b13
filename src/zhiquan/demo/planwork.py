"""The plan's work as plain spreadsheets: duties, budgets, units, appraisal, meetings (任务、预算、单位、考核、会议)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.demo.enterprises import towns
from zhiquan.demo.grammar import shipped
from zhiquan.demo.job import About, Job
from zhiquan.demo.writing import DemoFile, Line, Sheet
from zhiquan.knowledge.regions import district

DUTIES = "演示-任务分工.xlsx"
BUDGET = "演示-预算.xlsx"
ORGANISATIONS = "演示-单位名录.xlsx"
APPRAISAL = "演示-考核填报.xlsx"
MEETINGS = "演示-领导小组会议.xlsx"

_NOTE = "演示数据"
_DUTY_HEADING = (
    *("规划", "序号", "条款", "任务", "牵头单位", "配合单位", "完成时限", "交付物", "预算科目", "证明材料", "关联指标"),
    *("完成日期", "进展", "未完成原因", "备注"),
)
_REPORTED = ("年度", "单位名称", "考核项目", "满分", "自评分", "评分办法", "备注")
_DECIDED = ("年度", "单位名称", "考核项目", "种类", "分值", "理由", "决定日期", "决定单位", "备注")
_LAST_YEAR = 2025
"""Last year of the plan; the made-up successor's work begins after it."""


def write_plan_work(job: Job) -> list[DemoFile]:
    """The five spreadsheets of the plan 2021-2025 and of its made-up successor (规划工作)."""
    chance = job.chance("plan work")
    return [
        _organisations(job),
        _duties(job, chance),
        _budget(job, chance),
        _appraisal(job, chance),
        _meetings(job),
    ]


def _duties(job: Job, chance: random.Random) -> DemoFile:
    held = shipped("planwork")
    banner = ("长寿区知识产权“十四五”规划任务分工表（演示数据）",)
    sheets = [Sheet("任务分工", _DUTY_HEADING, _plan_duties(held, job, chance), banner)]
    if job.today.year > _LAST_YEAR:
        banner = ("知识产权后续规划任务分工表（演示，规划系虚构）",)
        sheets.append(Sheet("任务分工2026", _DUTY_HEADING, _next_duties(held, job), banner))
    says = Words("规划任务分工：条款、任务、单位、时限、预算", "duties of the plans: clause, unit, due day, budget")
    return job.workbook(DUTIES, sheets, About(says, ("duties",), "own"))


def _plan_duties(held: Mapping[str, Any], job: Job, chance: random.Random) -> list[Line]:
    rows: list[Line] = []
    for number, (clause, duty, lead, helpers, due, deliverable, line, proof) in enumerate(held["duties"], start=1):
        limit = date.fromisoformat(str(due))
        done = limit + timedelta(days=chance.choice([-40, -21, -9, -3, 0, 0, 16, 45]))
        is_open = number in held["unfinished"] or done > job.today
        gap = held["unfinished"].get(number, "") if limit < job.today else ""
        paper = "" if is_open or number in held["without_proof"] else proof
        rows.append([held["plan"], number, clause, duty, lead, helpers, limit, deliverable, line, paper,
                     held["indicators"].get(number, ""), None if is_open else done, "推进中" if is_open else "已完成",
                     gap, _NOTE])  # fmt: skip
    return rows


def _next_duties(held: Mapping[str, Any], job: Job) -> list[Line]:
    """Duties whose day is worded as offices word it; a day of completion is told once it has come."""
    rows: list[Line] = []
    for number, (clause, duty, lead, helpers, due, deliverable, line, proof, done, label) in enumerate(
        held["next_duties"], start=1
    ):
        day = date.fromisoformat(str(done)) if done else None
        is_done = day is not None and day <= job.today
        rows.append([held["successor"], number, clause, duty, lead, helpers, due, deliverable, line,
                     proof if is_done or not done else "", label, day if is_done else None,
                     "已完成" if is_done else "推进中", held["next_unfinished"].get(number, ""), _NOTE])  # fmt: skip
    return rows


def _budget(job: Job, chance: random.Random) -> DemoFile:
    held = shipped("planwork")
    rows: list[Line] = []
    totals = [0.0, 0.0]
    for year in _years(job, last=job.today.year):
        # a running year is spent in part
        low, high = (0.72, 1.0) if year <= _LAST_YEAR else (0.45, 0.8)
        plan = held["plan"] if year <= _LAST_YEAR else held["successor"]
        for line, amount in held["lines"].items():
            planned = round(amount * (0.85 + 0.05 * (year - 2021)) * chance.uniform(0.9, 1.1), 1)
            spent = round(planned * chance.uniform(low, high), 1)
            totals = [totals[0] + planned, totals[1] + spent]
            rows.append([plan, year, line, planned, spent, _NOTE])
    heading = ("规划", "年度", "预算科目", "预算数（万元）", "支出数（万元）", "备注")
    below: list[Line] = [["合计", "", "", round(totals[0], 1), round(totals[1], 1), _NOTE]]
    sheet = Sheet("预算执行", heading, rows, ("知识产权专项经费预算执行表（演示数据）", "单位：万元"), below)
    says = Words("专项经费预算与支出，带合计行", "budget and spending by year and line, with a totals row")
    return job.workbook(BUDGET, [sheet], About(says, ("budgets",), "own"))


def _organisations(job: Job) -> DemoFile:
    held = shipped("planwork")
    zones = [zone.name for zone in district("500115").zones]
    standing = [
        *((name, "区级部门", "") for name in held["departments"]),
        *((town.name, "镇街", town.code) for town in towns()),
        *((name, "园区", "") for name in (*zones, "长寿经开区管委会")),
    ]
    units = [{"name": name, "kind": kind, "code": code} for name, kind, code in standing]
    units += [unit for unit in held["units"] if unit.get("from", date.min) <= job.today]
    numbers = {unit["name"]: f"演示单位{number:03d}" for number, unit in enumerate(units, start=1)}
    rows: list[Line] = []
    for unit in units:
        ended = unit.get("to") if unit.get("to", date.max) <= job.today else None
        became = "；".join(numbers[name] for name in unit["became"]) if ended else ""
        parent = "" if unit["name"] == held["group"] else held["group"]
        rows.append([numbers[unit["name"]], unit["name"], unit["kind"], unit.get("code", ""), parent,
                     unit.get("from", date(2021, 1, 1)), ended, became, _NOTE])  # fmt: skip
    heading = ("单位编号", "单位名称", "类别", "镇街代码", "上级", "启用日期", "停用日期", "变更为", "备注")
    says = Words(
        "承担任务的部门、镇街、园区、协会名录，含合并与拆分", "units that owe duties, with a merger and a split"
    )
    about = About(says, ("organisations",), "own")
    return job.workbook(ORGANISATIONS, [Sheet("单位名录", heading, rows)], about)


def _appraisal(job: Job, chance: random.Random) -> DemoFile:
    held = shipped("planwork")
    units = [*held["departments"], *(town.name for town in towns())]
    rows: list[Line] = [
        [year, unit, item, weight, round(weight * chance.triangular(0.55, 1.0, 0.9), 1), rule, _NOTE]
        for year in _years(job, last=min(_LAST_YEAR, job.today.year))
        for unit in units
        for item, weight, rule in held["appraisal"]
    ]
    reported = Sheet("考核填报", _REPORTED, rows, ("知识产权工作考核填报表（演示数据）",))
    decided: Sequence[Line] = [[*row, _NOTE] for row in held["decided"] if row[6] <= job.today]
    says = Words("各单位年度考核填报及加减分", "what each unit reports for the yearly appraisal, and what was decided")
    sheets = [reported, Sheet("考核加减分", _DECIDED, decided)] if decided else [reported]
    return job.workbook(APPRAISAL, sheets, About(says, ("appraisal_inputs",), "own"))


def _meetings(job: Job) -> DemoFile:
    held = shipped("planwork")
    rows: list[Line] = [
        [number, day, title, "演示：领导小组组长", item, decision, unit, due,
         held["plan"] if day.year <= _LAST_YEAR else held["successor"], clause, _NOTE]
        for number, day, title, item, decision, unit, due, clause in held["meetings"]
        if day <= job.today
    ]  # fmt: skip
    heading = (
        *("会议编号", "会议日期", "会议名称", "主持人", "事项序号", "议定事项", "责任单位", "完成时限", "规划", "条款"),
        "备注",
    )
    says = Words("领导小组会议议定事项", "decisions of the leading group's meetings")
    return job.workbook(MEETINGS, [Sheet("会议议定事项", heading, rows)], About(says, ("meetings",), "own"))


def _years(job: Job, *, last: int) -> range:
    return range(2021, min(last, job.today.year) + 1)
