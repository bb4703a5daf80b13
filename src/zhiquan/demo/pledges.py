"""Pledges of patents and marks on record, three of them on patents that lapsed unpaid (质押登记)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import day_in
from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.job import About, Job
from zhiquan.demo.marks import Mark
from zhiquan.demo.patents import KIND_NAMES, Patent
from zhiquan.demo.writing import DemoFile, Line, Sheet

PLEDGES = "演示-质押登记清单.xlsx"

_NUMBERS = "专利号/商标注册号"
_HEADING = (
    *("登记号", "权利种类", _NUMBERS, "登记日", "注销日", "出质人", "统一社会信用代码", "质权人"),
    *("担保金额（万元）", "状态", "备注"),
)
_BANKS = (
    *("演示农商银行长寿支行", "演示城市银行长寿支行", "演示发展银行重庆分行", "演示村镇银行"),
    "演示融资担保有限公司",
)


@dataclass(frozen=True, slots=True)
class _Pledge:
    place: int
    day: date
    kind: str
    numbers: tuple[str, ...]
    pledgor: Enterprise
    amount: int
    pledgee: str
    released: date | None

    def line(self, today: date) -> Line:
        is_over = self.released is not None and self.released <= today
        number, right = f"Y{self.day.year}99{self.place:08d}", "; ".join(self.numbers)
        days = [self.day, self.released if is_over else None]
        who = [self.pledgor.name, self.pledgor.code, self.pledgee]
        return [number, self.kind, right, *days, *who, self.amount, "注销" if is_over else "生效", "演示数据"]


def write_pledges(job: Job, patents: Sequence[Patent], marks: Sequence[Mark]) -> DemoFile:
    """Patent and mark pledges since 2019; those of 2021 to 2025 pass 200 million yuan (质押登记).

    Three pledged patents end because a fee was not paid while the pledge is still on record.
    """
    chance = job.chance("pledges")
    owned = [one for one in patents if one.holders[0].employees > 40 and not one.case and one.life.granted]
    lapsing = _lapsing(owned, job.today)
    made = [
        *_of_patents(chance, owned),
        *_of_marks(chance, [one for one in marks if one.holder.employees > 60 and not one.case]),
        *lapsing,
    ]
    kept = sorted((one for one in made if one.day <= job.today), key=lambda one: (one.day, one.place))
    says = Words("已质押专利未缴年费而终止，质押仍在登记", "pledged patent lapsed unpaid while still pledged")
    numbers = [number for one in lapsing for number in one.numbers]
    job.truth.case("lapsing_collateral", says, name="three_patents", found=[(PLEDGES, _NUMBERS, numbers)])
    banner = ("知识产权质押登记清单（演示数据）", "单位：万元")
    about = About(Words("专利、商标质押登记清单", "patent and mark pledges on record"), ("pledges",))
    sheet = Sheet("质押登记", _HEADING, [one.line(job.today) for one in kept], banner)
    return job.workbook(PLEDGES, [sheet], about)


def _of_patents(chance: random.Random, owned: Sequence[Patent]) -> list[_Pledge]:
    found = []
    for place in range(58):
        day = day_in(chance, date(2019, 2, 11), date(2026, 10, 20))
        lasting = [one for one in owned if one.life.decided < day and _lasts(one, day + timedelta(days=760))]
        first = chance.choice([one for one in lasting if one.is_invention])
        same = [one for one in lasting if one.holders[0] is first.holders[0] and one is not first]
        others = chance.sample(same, k=min(len(same), chance.randint(0, 4)))
        numbers = tuple(one.app_no for one in (first, *others))
        amount, bank = chance.randint(8, 75) * 10, chance.choice(_BANKS)
        end = day + timedelta(days=365 if place % 3 else 730)
        found.append(_Pledge(place, day, KIND_NAMES[first.kind], numbers, first.holders[0], amount, bank, end))
    return found


def _lasts(patent: Patent, day: date) -> bool:
    return patent.life.ended is None or patent.life.ended > day


def _of_marks(chance: random.Random, marks: Sequence[Mark]) -> list[_Pledge]:
    found = []
    for place in range(12):
        day = day_in(chance, date(2020, 6, 1), date(2026, 9, 30))
        mark = chance.choice([one for one in marks if one.is_in_force(day)])
        amount, bank = chance.randint(5, 40) * 10, chance.choice(_BANKS)
        end = day + timedelta(days=365)
        found.append(_Pledge(100 + place, day, "商标", (mark.number,), mark.holder, amount, bank, end))
    return found


def _lapsing(owned: Sequence[Patent], today: date) -> list[_Pledge]:
    found: list[_Pledge] = []
    for one in owned:
        life = one.life
        if not one.is_invention or life.ending != "lapsed_fee" or life.restored or not life.ended or not life.announced:
            continue
        day = life.ended - timedelta(days=200)
        if life.decided < day and date(2025, 2, 1) < life.ended and life.announced <= today and len(found) < 3:
            amount = 300 + 50 * len(found)
            place = 200 + len(found)
            found.append(_Pledge(place, day, "发明专利", (one.app_no,), one.holders[0], amount, _BANKS[0], None))
    return found
