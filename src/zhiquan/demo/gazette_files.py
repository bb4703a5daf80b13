"""Monthly gazette lists of ended and restored patents (专利权终止、恢复公告清单)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import anniversary, gazette_day
from zhiquan.demo.job import About, Job
from zhiquan.demo.patent_files import PATENT_KINDS
from zhiquan.demo.patents import Patent
from zhiquan.demo.writing import DemoFile, Line, Sheet

_HEADING = ("序号", "申请号", "发明名称", "专利权人", "申请日", "授权公告日", "法律状态", "终止日期", "法律状态公告日",
            "法律状态信息", "备注")  # fmt: skip
_WORDS = {"lapsed_fee": "专利权的终止(未缴年费专利权终止)", "expired": "专利权的终止(专利权有效期届满)",
          "invalidated": "专利权的无效宣告(全部无效)", "abandoned": "专利权的主动放弃"}  # fmt: skip
_FIRST_MONTHLY = date(2025, 7, 1)


def write_gazette(job: Job, patents: Sequence[Patent]) -> list[DemoFile]:
    """One workbook for 2007 to June 2025, a sheet a year, then one GB18030 list a month up to today."""
    entries = sorted(_entries(patents, job.today), key=lambda one: (one[0], one[1][0]))
    made = [_history(job, [one for one in entries if one[0] < _FIRST_MONTHLY])]
    month = _FIRST_MONTHLY
    while month <= job.today:
        after = anniversary(month.replace(month=month.month % 12 + 1), month.month // 12)
        chosen = [line for day, line in entries if month <= day < after]
        if chosen:
            made.append(_monthly(job, month, min(after - timedelta(days=1), job.today), chosen))
        month = after
    return made


def _entries(patents: Sequence[Patent], today: date) -> list[tuple[date, list[str]]]:
    found = []
    for patent in patents:
        life = patent.life
        if life.ended and life.announced and life.announced <= today:
            found.append((life.announced, _line(patent, _WORDS[life.ending], life.ended, life.announced)))
        if life.restored and life.restored <= today and life.ended:
            found.append((life.restored, _line(patent, "专利权的恢复", life.ended, life.restored)))
            told = gazette_day(life.expires + timedelta(days=30)) if life.expires else None
            if told and told <= today and life.expires:
                found.append((told, _line(patent, _WORDS["expired"], life.expires, told)))
    return found


def _line(patent: Patent, word: str, effective: date, announced: date) -> list[str]:
    days = (f"{day:%Y%m%d}" for day in (patent.life.filed, patent.life.decided))
    names = "; ".join(holder.name for holder in patent.holders)
    return [patent.app_no.replace(".", ""), patent.text.title, names, *days, word, f"{effective:%Y%m%d}",
            f"{announced:%Y%m%d}", f"{announced:%Y.%m.%d} {word} 终止日期:{effective:%Y%m%d}", "演示数据"]  # fmt: skip


def _history(job: Job, entries: Sequence[tuple[date, list[str]]]) -> DemoFile:
    name = "演示-专利权终止公告汇编-2025年6月前.xlsx"
    sheets = []
    for year in sorted({day.year for day, _ in entries}):
        rows = _counted([line for day, line in entries if day.year == year])
        sheets.append(Sheet(f"{year}年", _HEADING, rows, (f"专利权终止、恢复公告（{year}年，演示数据）",)))
    says = Words("专利公报终止、恢复事务汇编", "gazette lists of ended and restored patents, a sheet a year")
    about = About(says, PATENT_KINDS, "gazette", min(_FIRST_MONTHLY - timedelta(days=1), job.today))
    return job.workbook(name, sheets, about)


def _monthly(job: Job, month: date, as_of: date, lines: Sequence[Line]) -> DemoFile:
    name = f"演示-专利权终止公告-{month:%Y年%m月}.csv"
    says = Words(f"{month:%Y年%m月}专利权终止、恢复公告", f"patents ended or restored, gazette of {month:%B %Y}")
    about = About(says, PATENT_KINDS, "gazette", as_of)
    return job.delimited(name, _HEADING, _counted(lines), about, encoding="gb18030")


def _counted(lines: Sequence[Line]) -> list[Line]:
    return [[number, *line] for number, line in enumerate(lines, start=1)]
