"""Published figures: residents, market entities, survey scores, output and research (统计数据)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.demo.enterprises import DISTRICT, Enterprise, towns
from zhiquan.demo.grammar import shipped
from zhiquan.demo.job import About, Job
from zhiquan.demo.writing import DemoFile, Line, Sheet

FIGURES = "演示-统计数据.xlsx"
SURVEY = "演示-知识产权保护满意度调查.xlsx"
BY_TOWN = "演示-分镇街市场主体统计.xlsx"

_HEADING = ("指标", "地区", "截至日", "公布日", "数值", "单位", "来源", "备注")
_SURVEY_HEADING = ("指标", "地区", "截至日", "公布日", "得分", "单位", "有效样本量", "来源", "备注")
_FORMS = ("企业", "个体工商户", "农民专业合作社", "事业单位")
_NOTE = "演示数据"
_REAL = "数值为公开报道的真实值，公布日为演示设定"


def write_figures(job: Job) -> DemoFile:
    """Yearly figures with the day each was published; residents of 2019 have two vintages (统计数据)."""
    held = shipped("figures")
    rows: list[Line] = []
    for one in held["series"]:
        place = one.get("place", DISTRICT)
        for year, value in one["values"].items():
            days = [date(year, 12, 31), date(year + 1, one["month"], one["day"])]
            rows.append([one["name"], place, *days, value, one["unit"], f"演示区统计公报{year}", _NOTE])
    rows += _city_averages(held["real"])
    new = held["revised"]
    days = [date(new["year"], 12, 31), date.fromisoformat(new["published"])]
    rows.append([new["name"], DISTRICT, *days, new["value"], new["unit"], new["source"], _NOTE])
    banner = ("长寿区主要统计数据（演示数据，除注明外均为虚构）",)
    says = Words("区统计局提供的主要数据及公布日", "figures from the statistics bureau, with publication days")
    return job.workbook(FIGURES, [Sheet("统计数据", _HEADING, _known(rows, job), banner)], About(says, ("series",)))


def _city_averages(held: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Real published figures of the city, to compare with; only the day of publication is made up."""
    rows: list[Line] = []
    for one in held:
        for year, value in one["values"].items():
            days = [date(year, 12, 31), date(year + 1, one["month"], one["day"])]
            rows.append([one["name"], one["place"], *days, value, one["unit"], one["sources"][year], _REAL])
    return rows


def write_survey(job: Job) -> DemoFile:
    """Satisfaction scores by year and group, with the number of valid answers (满意度调查)."""
    held = shipped("figures")
    rows: list[Line] = []
    for year, score in held["scores"].items():
        days, total = [date(year, 12, 31), date(year + 1, 4, 26)], 600 + 20 * (year - 2019)
        for group in held["groups"]:
            name, points = f"知识产权保护社会满意度{group['name']}", round(score + group["shift"], 2)
            answers = None if year in held["without_sample"] else round(total * group["share"])
            rows.append([name, DISTRICT, *days, points, "分", answers, "演示调查公司", _NOTE])
    about = About(Words("知识产权保护社会满意度调查结果", "results of the satisfaction survey"), ("series",))
    return job.workbook(SURVEY, [Sheet("满意度调查", _SURVEY_HEADING, _known(rows, job))], about)


def write_by_town(job: Job, parties: Sequence[Enterprise]) -> DemoFile:
    """Market entities of the demo by town and form, with banner and a totals row (分镇街统计表)."""
    counts = Counter((one.town, one.form) for one in parties if one.founded <= job.today)
    rows: list[Line] = []
    for town in towns():
        parts = [counts[town.code, form] for form in _FORMS]
        rows.append([town.name, *parts, sum(parts), _NOTE])
    sums = [sum(counts[town.code, form] for town in towns()) for form in _FORMS]
    banner = ("分镇街市场主体统计表（演示数据）", f"统计时间：{job.today:%Y年%m月%d日}    单位：户")
    total: list[Line] = [["合计", *sums, sum(sums), _NOTE]]
    sheet = Sheet("Sheet1", ("镇街", *_FORMS, "小计", "备注"), rows, banner, total)
    about = About(Words("分镇街市场主体统计表，带合计行", "market entities by town, with a totals row"), ("series",))
    return job.workbook(BY_TOWN, [sheet, Sheet("Sheet2", (), ())], about)


def _known(rows: Sequence[Line], job: Job) -> list[Line]:
    return [row for row in rows if isinstance(row[3], date) and row[3] <= job.today]
