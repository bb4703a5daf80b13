"""Rights other than patents and marks, in lists with the register's own headings (其他权利清单)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import anniversary, day_in, gazette_day
from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.job import About, Job
from zhiquan.demo.patents import Patent
from zhiquan.demo.writing import DemoFile, Line, Sheet

COPYRIGHTS = "演示-软件与作品著作权登记.csv"
OVERSEAS = "演示-海外专利授权清单.xlsx"
SECRETS = "演示-商业秘密存证清单.xlsx"
VARIETIES = "演示-植物新品种与布图设计.xlsx"

_NOTE = "演示数据"
_MEASURES = (
    "保密协议；分级授权；门禁",
    "涉密文件编号；人员脱密期",
    "电子水印；访问日志；竞业限制",
    "图纸专柜；双人双锁",
)
_SOFTWARE = (
    *("能耗监测", "生产排程", "质量追溯", "设备巡检", "果园管理", "仓储管理", "配方管理", "振动诊断"),
    *("安全培训", "视觉检测"),
)
_WORKS = {"剪纸": "F", "柚乡插画": "F", "湖光摄影": "G", "包装图案": "F", "民歌集": "B", "短片": "H", "工艺手册": "A"}
_VARIETIES = ("柚1号", "柚2号", "晚橙3号", "脆李1号", "花椒5号", "水稻渝9号", "油菜长6号")
_VARIETY_HEADING = (
    *("品种权号", "品种名称", "品种权人", "统一社会信用代码", "培育人", "申请日", "授权日", "状态", "备注"),
)
_LAYOUT_HEADING = (
    *("登记号", "布图设计名称", "权利人", "统一社会信用代码", "创作完成日", "申请日", "登记公告日", "状态", "备注"),
)
_CHIPS = ("温控", "电池均衡", "电机驱动", "传感调理")
_GRANTED_ABROAD = ("US", "EP")


def write_varieties(job: Job, firms: Sequence[Enterprise]) -> DemoFile:
    """Plant varieties and IC layouts, a sheet each (植物新品种、集成电路布图设计)."""
    chance = job.chance("varieties")
    varieties = _varieties(chance, [firm for firm in firms if firm.industry == "farming"], job.today)
    layouts = _layouts(chance, [firm for firm in firms if firm.industry == "electronics"], job.today)
    sheets = [Sheet("植物新品种", _VARIETY_HEADING, varieties), Sheet("集成电路布图设计", _LAYOUT_HEADING, layouts)]
    says = Words("植物新品种权、布图设计名录，区科技局汇总", "plant varieties and layout-designs")
    return job.workbook(VARIETIES, sheets, About(says, ("plant_variety", "ic_layout")))


def _varieties(chance: random.Random, farms: Sequence[Enterprise], today: date) -> list[Line]:
    rows: list[Line] = []
    for place, name in enumerate(_VARIETIES):
        filed = date(2016 + place, 3, 2) + timedelta(days=chance.randrange(200))
        granted, holder = filed + timedelta(days=900 + place * 30), farms[place]
        if filed <= today:
            number, breeders = f"CNA{filed.year}99{place:05d}", ";".join(holder.staff[:3])
            days = [filed, granted if granted <= today else None]
            status = "授权" if granted <= today else "实质审查"
            rows.append([number, f"演示{name}", holder.name, holder.code, breeders, *days, status, _NOTE])
    return rows


def _layouts(chance: random.Random, chips: Sequence[Enterprise], today: date) -> list[Line]:
    rows: list[Line] = []
    for place in range(12):
        made = day_in(chance, date(2018, 2, 1), date(2024, 12, 1))
        filed, holder = made + timedelta(days=90), chips[place % len(chips)]
        name, announced = f"演示{chance.choice(_CHIPS)}芯片{place + 1}", filed + timedelta(days=150)
        number = f"BS.{filed.year % 100}99{place:04d}{place % 10}"
        if announced <= today:
            rows.append([number, name, holder.name, holder.code, made, filed, announced, "已登记", _NOTE])
    return rows


def write_copyrights(job: Job, firms: Sequence[Enterprise], small: Sequence[Enterprise]) -> DemoFile:
    """Software and works on the copyright register, one CSV in GB18030 (著作权登记)."""
    chance = job.chance("copyrights")
    heading = ("权利种类", "登记号", "名称", "著作权人", "统一社会信用代码", "登记日期", "类型", "镇街", "备注")
    rows: list[Line] = []
    for place in range(640):
        holder, day = chance.choice(firms), day_in(chance, date(2012, 1, 9), job.today)
        rows.append(["计算机软件著作权", f"{day.year}SR99{place:05d}",
                     f"演示{chance.choice(_SOFTWARE)}系统V{place % 4 + 1}.0", holder.name, holder.code,
                     f"{day:%Y/%m/%d}", "应用软件", holder.town_name, _NOTE])  # fmt: skip
    for place in range(260):
        holder, day = chance.choice(small), day_in(chance, date(2015, 1, 9), job.today)
        name, letter = chance.choice(list(_WORKS.items()))
        rows.append(["作品著作权", f"渝作登字-{day.year}-{letter}-99{place:06d}", f"演示{name}{place + 1}", holder.name,
                     holder.code, f"{day:%Y/%m/%d}", f"{letter}类作品", holder.town_name, _NOTE])  # fmt: skip
    about = About(
        Words("软件与作品著作权登记名录", "registers of software and works"), ("software_copyright", "work_copyright")
    )
    return job.delimited(COPYRIGHTS, heading, rows, about, encoding="gb18030")


def write_overseas(job: Job, patents: Sequence[Patent]) -> DemoFile:
    """Patents granted abroad to firms of the district, and the applications they came from (海外专利)."""
    heading = ("国别", "授权公告号", "名称", "英文名称", "申请日", "授权日", "申请人", "统一社会信用代码", "发明人",
               "国内同族申请号", "状态", "备注")  # fmt: skip
    rows: list[Line] = []
    for patent in patents:
        for member in patent.family:
            granted = gazette_day(max(anniversary(patent.life.filed, 3), date(2019, 3, 1)))
            if member.startswith(_GRANTED_ABROAD) and granted <= job.today:
                holder = patent.holders[0]
                rows.append([member[:2], member, patent.text.title, "Demonstration invention (demo data)",
                             anniversary(patent.life.filed, 1), granted, holder.name, holder.code,
                             "; ".join(patent.inventors), patent.app_no, "授权", _NOTE])  # fmt: skip
    banner = ("海外专利授权情况统计表（演示数据）",)
    total: list[Line] = [["合计", len(rows)]]
    about = About(
        Words("企业填报的海外专利授权情况", "patents granted abroad, as firms report them"), ("overseas_patent",), "own"
    )
    return job.workbook(OVERSEAS, [Sheet("海外专利", heading, rows, banner, total)], about)


def write_secrets(job: Job, firms: Sequence[Enterprise]) -> DemoFile:
    """Trade-secret filings: that they exist and how they are kept, never what they say (商业秘密存证)."""
    chance = job.chance("secrets")
    heading = ("登记号", "名称", "权利人", "统一社会信用代码", "登记日", "存证机构", "保密措施", "备注")
    rows: list[Line] = []
    for place in range(28):
        holder, day = chance.choice(firms), day_in(chance, date(2021, 1, 5), job.today)
        rows.append([f"演示存证-{day.year}-{place + 1:03d}", f"演示工艺参数存证{place + 1}", holder.name, holder.code,
                     day, "演示公证处", chance.choice(_MEASURES), _NOTE])  # fmt: skip
    about = About(
        Words("商业秘密存证台账：只记存在与措施", "book of trade-secret filings: existence and measures only"),
        ("trade_secret_filing",),
    )
    return job.workbook(SECRETS, [Sheet("商业秘密存证", heading, rows)], about)
