"""Geographical indications of the demo district and the users of their special mark (地理标志及用标人)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.job import About, Job
from zhiquan.demo.writing import DemoFile, Line, Sheet

INDICATIONS = "演示-地理标志名录.xlsx"
NAMES = ("演示沙田柚", "演示夏橙", "演示鱼面", "演示血豆腐")

_HEADING = ("名称", "类型", "公告文号", "商标注册号", "授权公告日", "申请人", "行政区划代码", "状态", "备注")
_USER_HEADING = ("地理标志名称", "用标企业", "统一社会信用代码", "地址", "核准日期", "最近使用日期", "状态", "备注")
_NOTE = "演示数据"


def indication_users(firms: Sequence[Enterprise], small: Sequence[Enterprise]) -> list[Enterprise]:
    """The eighteen authorised users: farming firms and co-operatives."""
    farms = [firm for firm in firms if firm.industry == "farming"][:8]
    return farms + [entity for entity in small if entity.form == "农民专业合作社"][:10]


def write_indications(job: Job, firms: Sequence[Enterprise], small: Sequence[Enterprise]) -> DemoFile:
    """Indications with their announcements, and users with the last day the special mark was seen on goods."""
    rows, unused = _users(indication_users(firms, small), job.today)
    says = Words("核准后两年未在产品上使用专用标志", "special mark not used for two years")
    job.truth.case("special_mark_unused", says, name="two_users", found=[(INDICATIONS, "统一社会信用代码", unused)])
    sheets = [Sheet("地理标志", _HEADING, _indications()), Sheet("地理标志专用标志用标人", _USER_HEADING, rows)]
    says = Words("地理标志及专用标志用标企业名录", "indications and the authorised users of their special mark")
    return job.workbook(INDICATIONS, sheets, About(says, ("geographical_indication", "gi_mark_user")))


def _indications() -> list[Line]:
    rows: list[Line] = []
    for place, name in enumerate(NAMES):
        day, number = date(2010 + 3 * place, 5, 8), f"{99_990_001 + place}" if place >= 2 else ""
        form = "地理标志证明商标" if number else "地理标志产品"
        announcement = "" if number else f"演示{day.year}年第99{place:02d}号"
        rows.append([name, form, announcement, number, day, "演示柚业协会", "500115", "有效", _NOTE])
    return rows


def _users(users: Sequence[Enterprise], today: date) -> tuple[list[Line], list[str]]:
    rows: list[Line] = []
    unused = []
    for place, user in enumerate(users):
        approved = date(2021, 3, 2) + timedelta(days=place * 47)
        used = today - timedelta(days=10 + place * 3)
        if place in {3, 11} and approved < today - timedelta(days=900):
            used = today - timedelta(days=760 + place)
            unused.append(user.code)
        if approved <= used:
            rows.append([NAMES[place % 4], user.name, user.code, user.address, approved, used, "用标中", _NOTE])
    return rows, unused
