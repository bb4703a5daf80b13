"""Rolls an office keeps: titles and awards, market entities (名录)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.demo.chances import anniversary
from zhiquan.demo.enterprises import DISTRICT, Enterprise
from zhiquan.demo.grammar import shipped
from zhiquan.demo.job import About, Job
from zhiquan.demo.patents import Patent
from zhiquan.demo.writing import DemoFile, Line, Sheet

TITLES = "演示-称号奖励与标准名录.xlsx"
PARTIES = "演示-市场主体名录.csv"

_TITLE_HEADING = (
    *("类别", "持有人", "信用代码", "编号", "级别", "名称", "起", "止", "行政区划代码", "授予机关", "涉及权利"),
    "备注",
)
_NOTE = "演示数据"


def write_titles(job: Job, patents: Sequence[Patent], firms: Sequence[Enterprise]) -> DemoFile:
    """Advantage and demonstration enterprises, awards, standards, alliances, parks, certifications, talents."""
    chance = job.chance("titles")
    largest = sorted(firms, key=lambda firm: -firm.rd_spend)
    rows: list[Line] = []
    for kind, given in shipped("rolls")["titles"].items():
        for place in range(given["count"]):
            first = date(2019 + place % 8, 3 + place % 9, 1) + timedelta(days=chance.randrange(25))
            holder = largest[place % given["among"]]
            right = _right_of(chance, patents, holder, first) if given["right"] else ""
            if first <= job.today:
                rows.append([kind, *_title(given, place, holder, first), DISTRICT, given["issuer"], right, _NOTE])
    says = Words("称号、奖励、标准、联盟、园区、认证、人才名录", "titles, awards, standards, parks, talents")
    sheet = Sheet("称号奖励", _TITLE_HEADING, rows, ("知识产权称号、奖励、标准名录（演示数据）",))
    return job.workbook(TITLES, [sheet], About(says, ("titles_awards",)))


def _title(given: Mapping[str, Any], place: int, holder: Enterprise, first: date) -> Line:
    level = given["levels"][place % len(given["levels"])]
    name = f"演示{level}{given['name']}" if given["leveled"] else f"演示{given['name']}{place + 1}"
    who = [holder.name, holder.code] if given["firm"] else [f"演示{given['holder']}{place + 1}", ""]
    to = anniversary(first, given["years"]) if given["years"] else None
    return [*who, f"演示{first.year}-{given['mark']}-{place + 1:03d}", level, name, first, to]


def _right_of(chance: random.Random, patents: Sequence[Patent], holder: Enterprise, day: date) -> str:
    owned = [one for one in patents if one.holders[0] is holder and one.is_invention and one.life.is_in_force(day)]
    return chance.choice(owned).app_no if owned else ""


def write_parties(job: Job, parties: Sequence[Enterprise]) -> DemoFile:
    """All firms and small entities as the market supervision office lists them, GB18030 (市场主体名录)."""
    heading = ("序号", "统一社会信用代码", "企业名称", "主体类型", "成立日期", "行业代码", "住所", "镇街",
               "行政区划代码", "登记状态", "从业人数", "研发投入", "备注")  # fmt: skip
    rows: list[Line] = [
        [number, one.code, one.name, one.form, f"{one.founded:%Y/%m/%d}", one.trade, one.address, one.town_name,
         DISTRICT,
         "存续（在营、开业、在册）", one.employees, f"{one.rd_spend}.00", _NOTE]
        for number, one in enumerate((one for one in parties if one.founded <= job.today), start=1)
    ]  # fmt: skip
    about = About(
        Words("市场主体名录，含从业人数与研发投入", "market entities with employees and research spending"),
        ("registered_parties",),
    )
    return job.delimited(PARTIES, heading, rows, about, encoding="gb18030")
