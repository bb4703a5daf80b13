"""Duties, budgets, organisations and appraisal inputs of the plan, as plain spreadsheets (任务、预算、单位、考核)."""

from __future__ import annotations

import random
from datetime import date, timedelta

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

_NOTE = "演示数据"


def write_plan_work(job: Job) -> list[DemoFile]:
    """The four spreadsheets of the plan 2021-2025; a later room imports them, the register does not."""
    chance = job.chance("plan work")
    return [
        _duties(job, chance),
        _budget(job, chance),
        _organisations(job),
        _appraisal(job, chance),
    ]


def _duties(job: Job, chance: random.Random) -> DemoFile:
    heading = (
        *("序号", "条款", "任务", "牵头单位", "配合单位", "完成时限", "交付物", "预算科目", "证明材料", "完成日期"),
        *("进展", "备注"),
    )
    rows: list[Line] = []
    for number, (clause, duty, lead, helpers, due, deliverable, line, proof) in enumerate(
        shipped("planwork")["duties"], start=1
    ):
        limit = date.fromisoformat(str(due))
        done = limit + timedelta(days=chance.choice([-40, -21, -9, -3, 0, 0, 16, 45]))
        is_open = chance.random() < 0.07 or done > job.today
        rows.append([number, clause, duty, lead, helpers, limit, deliverable, line, proof, None if is_open else done,
                     "推进中" if is_open else "已完成", _NOTE])  # fmt: skip
    banner = ("长寿区知识产权“十四五”规划任务分工表（演示数据）",)
    says = Words("规划任务分工：条款、任务、单位、时限、预算", "duties of the plan: clause, unit, due day, budget")
    about = About(says, (), "own")
    return job.workbook(DUTIES, [Sheet("任务分工", heading, rows, banner)], about)


def _budget(job: Job, chance: random.Random) -> DemoFile:
    rows: list[Line] = []
    totals = [0.0, 0.0]
    for year in _years(job):
        for line, amount in shipped("planwork")["lines"].items():
            planned = round(amount * (0.85 + 0.05 * (year - 2021)) * chance.uniform(0.9, 1.1), 1)
            spent = round(planned * chance.uniform(0.72, 1.0), 1)
            totals = [totals[0] + planned, totals[1] + spent]
            rows.append([year, line, planned, spent, _NOTE])
    heading = ("年度", "预算科目", "预算数（万元）", "支出数（万元）", "备注")
    below: list[Line] = [["合计", "", round(totals[0], 1), round(totals[1], 1), _NOTE]]
    sheet = Sheet("预算执行", heading, rows, ("知识产权专项经费预算执行表（演示数据）", "单位：万元"), below)
    says = Words("专项经费预算与支出，带合计行", "budget and spending by year and line, with a totals row")
    about = About(says, (), "own")
    return job.workbook(BUDGET, [sheet], about)


def _organisations(job: Job) -> DemoFile:
    zones = [zone.name for zone in district("500115").zones]
    units = [
        *((name, "区级部门", "") for name in shipped("planwork")["departments"]),
        *((town.name, "镇街", town.code) for town in towns()),
        *((name, "园区", "") for name in (*zones, "长寿经开区管委会")),
    ]
    rows: list[Line] = [
        [f"演示单位{number:03d}", name, kind, code, "区知识产权工作领导小组", date(2021, 1, 1), None, _NOTE]
        for number, (name, kind, code) in enumerate(units, start=1)
    ]
    heading = ("单位编号", "单位名称", "类别", "镇街代码", "上级", "启用日期", "停用日期", "备注")
    about = About(Words("承担任务的部门、镇街、园区名录", "departments, towns and parks that owe duties"), (), "own")
    return job.workbook(ORGANISATIONS, [Sheet("单位名录", heading, rows)], about)


def _appraisal(job: Job, chance: random.Random) -> DemoFile:
    units = [*shipped("planwork")["departments"], *(town.name for town in towns())]
    rows: list[Line] = [
        [year, unit, item, weight, round(weight * chance.triangular(0.55, 1.0, 0.9), 1), rule, _NOTE]
        for year in _years(job)
        for unit in units
        for item, weight, rule in shipped("planwork")["appraisal"]
    ]
    heading = ("年度", "单位名称", "考核项目", "满分", "自评分", "评分办法", "备注")
    about = About(Words("各单位年度考核填报", "what each unit reports for the yearly appraisal"), (), "own")
    return job.workbook(APPRAISAL, [Sheet("考核填报", heading, rows, ("知识产权工作考核填报表（演示数据）",))], about)


def _years(job: Job) -> range:
    return range(2021, min(2025, job.today.year) + 1)
