"""Decisions of courts and penalties of the office, fourteen suits among them that look like sham suits (裁判文书)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import after
from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.job import About, Job
from zhiquan.demo.marks import Mark
from zhiquan.demo.patents import Patent
from zhiquan.demo.writing import DemoFile, Line, Sheet

JUDGMENTS = "演示-裁判与处罚文书.xlsx"

_HEADING = ("机关", "文号", "标题", "案由", "裁决日", "当事人", "结果", "金额", "正文", "涉及权利")
_COURT, _OFFICE = "演示市第一中级人民法院", "演示区市场监督管理局"
_OF_MARK, _OF_PATENT = "侵害商标权纠纷", "侵害专利权纠纷"


def write_judgments(
    job: Job, marks: Sequence[Mark], patents: Sequence[Patent], small: Sequence[Enterprise]
) -> DemoFile:
    """Decisions since 2019; one hoarder sues fourteen small shops in a month with equal texts (虚假诉讼)."""
    chance = job.chance("judgments")
    hoarded = [one for one in marks if one.case == "hoard_firm"][:14]
    sham = [_sham(place, mark, chance.choice(small)) for place, mark in enumerate(hoarded)]
    granted = [one for one in patents if one.life.granted and not one.case]
    live = [one for one in marks if one.registered and not one.case]
    others = [
        _about_patent(chance, place, chance.choice(granted), chance.choice(small))
        if place % 3 == 0
        else _about_mark(chance, place, chance.choice(live), chance.choice(small))
        for place in range(40)
    ]
    dated = [row for row in (*sham, *others) if isinstance(row[4], date) and row[4] <= job.today]
    says = Words("囤积商标者短期批量起诉小店，文本雷同、无使用证据", "a hoarder sues small shops in bulk, equal texts")
    numbers = [str(row[1]) for row in sham if row in dated]
    job.truth.case("sham_suits", says, name="hoard_firm", found=[(JUDGMENTS, "文号", numbers)])
    about = About(Words("法院裁判与行政处罚文书清单", "decisions of courts and penalties"), ("judgments",))
    kept = sorted(dated, key=lambda row: str(row[4]))
    return job.workbook(JUDGMENTS, [Sheet("文书", _HEADING, kept, ("知识产权裁判与处罚文书（演示数据）",))], about)


def _sham(place: int, mark: Mark, shop: Enterprise) -> Line:
    owner = mark.holder.name
    text = (
        f"原告{owner}称被告{shop.name}在店内使用“{mark.name}”字样，侵害其商标权，请求赔偿三万元。"
        "庭审中原告未提交实际使用证据，双方当庭和解，被告支付五千元。（演示）"
    )
    day = date(2024, 5, 6) + timedelta(days=place * 2)
    title, parties = f"{owner}诉{shop.name}{_OF_MARK}", f"{owner}；{shop.name}"
    number = f"（2024）演0115民初99{place:02d}号"
    return ["演示区人民法院", number, title, _OF_MARK, day, parties, "调解", 5_000, text, mark.number]


def _about_patent(chance: random.Random, place: int, patent: Patent, shop: Enterprise) -> Line:
    day = after(max(patent.life.decided, date(2019, 3, 1)), chance, 200, 1_400)
    owner, number = patent.holders[0].name, f"（{day.year}）演01民初99{100 + place}号"
    head: list[str | date] = [_COURT, number, f"{owner}与{shop.name}{_OF_PATENT}", _OF_PATENT, day]
    return _line(chance, [*head, f"{owner}；{shop.name}"], what=patent.text.title, right=patent.app_no)


def _about_mark(chance: random.Random, place: int, mark: Mark, shop: Enterprise) -> Line:
    day = after(max(mark.registered or mark.filed, date(2019, 3, 1)), chance, 200, 1_400)
    owner = mark.holder.name
    if place % 4 == 1:
        number, title = f"演市监处罚〔{day.year}〕99{place:02d}号", f"{shop.name}侵犯注册商标专用权案"
        head: list[str | date] = [_OFFICE, number, title, "侵犯注册商标专用权", day, shop.name]
    else:
        number = f"（{day.year}）演01民初99{100 + place}号"
        head = [_COURT, number, f"{owner}与{shop.name}{_OF_MARK}", _OF_MARK, day, f"{owner}；{shop.name}"]
    return _line(chance, head, what=f"“{mark.name}”商标", right=mark.number)


def _line(chance: random.Random, head: list[str | date], *, what: str, right: str) -> Line:
    is_penalty = head[0] == _OFFICE
    outcome = "罚款，没收侵权商品" if is_penalty else chance.choice(["判决停止侵权并赔偿", "驳回诉讼请求", "调解"])
    amount = 0 if outcome == "驳回诉讼请求" else chance.randint(1, 30) * 5_000
    text = f"经查，被诉一方未经许可使用{what}。综合考虑行为的性质、期间和后果，作出上述处理。（演示）"
    return [*head, outcome, amount, text, right]
