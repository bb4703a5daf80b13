"""Licences and transfers on record (许可、转让登记); pledges stand in ``pledges``."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import day_in
from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.job import About, Job
from zhiquan.demo.marks import Mark
from zhiquan.demo.patents import KIND_NAMES, Patent
from zhiquan.demo.people import person
from zhiquan.demo.writing import DemoFile, Line, Sheet

LICENCES = "演示-许可备案清单.csv"
TRANSFERS = "演示-转让登记清单.xlsx"

_NOTE = "演示数据"
_FIRST = date(2019, 3, 4)
_FORMS = {"普通许可": 5, "独占许可": 3, "排他许可": 1, "开放许可": 2}


def write_licences(job: Job, patents: Sequence[Patent], firms: Sequence[Enterprise]) -> DemoFile:
    """Licences on record, open ones among them, dates as yyyymmdd (许可备案)."""
    chance = job.chance("licences")
    heading = (
        *("备案号", "权利种类", "专利号", "备案日期", "许可期限止", "许可人", "被许可人", "许可方式", "许可费（元）"),
        *("状态", "备注"),
    )
    rows: list[Line] = []
    for place in range(44):
        day = day_in(chance, _FIRST, job.today)
        patent = _in_force(chance, patents, day)
        licensee = chance.choice([firm for firm in firms if firm not in patent.holders])
        form = chance.choices(list(_FORMS), weights=list(_FORMS.values()))[0]
        end = day + timedelta(days=1_095)
        numbers = [f"X{day.year}99{place:07d}", KIND_NAMES[patent.kind], patent.app_no]
        days = [f"{day:%Y%m%d}", f"{end:%Y%m%d}"]
        status = "生效" if end > job.today else "终止"
        parties = [patent.holders[0].name, licensee.name]
        rows.append([*numbers, *days, *parties, form, chance.randint(1, 60) * 10_000, status, _NOTE])
    about = About(Words("专利实施许可合同备案清单", "patent licences on record"), ("licences",))
    return job.delimited(LICENCES, heading, rows, about)


def write_transfers(
    job: Job, patents: Sequence[Patent], marks: Sequence[Mark], firms: Sequence[Enterprise]
) -> DemoFile:
    """Transfers of patents and marks; those of the planted group follow the filing by 30 to 60 days (转让登记)."""
    chance = job.chance("transfers")
    rows: list[Line] = []
    for place in range(70):
        day = day_in(chance, _FIRST, job.today)
        patent = _in_force(chance, patents, day)
        buyer = chance.choice([firm for firm in firms if firm not in patent.holders])
        rows.append(_of_patent(place, day, patent, buyer.name, chance.randint(2, 50)))
    for place, patent in enumerate(one for one in patents if one.case == "quick_transfer"):
        day = patent.life.filed + timedelta(days=chance.randint(30, 60))
        rows.append(_of_patent(500 + place, day, patent, person(chance), 1))
    for place, mark in enumerate([one for one in marks if one.case == "hoard_firm"][:24]):
        day = (mark.registered or mark.filed) + timedelta(days=chance.randint(20, 120))
        number = f"ZR{day.year}99{700 + place:05d}"
        rows.append([number, "商标", mark.number, day, mark.holder.name, person(chance), 3, _NOTE])
    kept = [row for row in rows if isinstance(row[3], date) and row[3] <= job.today]
    heading = ("登记号", "权利种类", "专利号/注册号", "登记日", "转让人", "受让人", "转让费（万元）", "备注")
    about = About(Words("专利、商标转让登记清单", "transfers of patents and marks"), ("transfers",))
    return job.workbook(TRANSFERS, [Sheet("转让登记", heading, kept)], about)


def _of_patent(place: int, day: date, patent: Patent, buyer: str, price: int) -> Line:
    number = f"ZR{day.year}99{place:05d}"
    return [number, KIND_NAMES[patent.kind], patent.app_no, day, patent.holders[0].name, buyer, price, _NOTE]


def _in_force(chance: random.Random, patents: Sequence[Patent], day: date) -> Patent:
    while True:
        patent = chance.choice(patents)
        if patent.life.is_in_force(day) and not patent.case:
            return patent
