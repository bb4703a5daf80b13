"""The roll of agencies and agents, with lent credentials among them (代理机构名录)."""

from __future__ import annotations

from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.agencies import AGENCIES, AGENTS, LENT, MARK_AGENCIES, SHELL_AGENCY
from zhiquan.demo.job import About, Job
from zhiquan.demo.writing import DemoFile, Line, Sheet

ROLL = "演示-代理机构与代理师名录.xlsx"

_AGENCY_HEADING = ("机构代码", "起", "止", "名称", "统一社会信用代码", "业务", "地址", "状态", "备注")
_AGENT_HEADING = ("执业备案号", "起", "止", "姓名", "机构代码", "资格证号", "状态", "执业机构名称", "备注")
_NOTE = "演示数据"


def write_agencies(job: Job) -> DemoFile:
    """Agencies with their licences, and agents with their practice, a sheet each (代理机构与代理师名录)."""
    _note_planted(job)
    sheets = [Sheet("代理机构", _AGENCY_HEADING, _agencies()), Sheet("代理师", _AGENT_HEADING, _agents())]
    about = About(Words("代理机构与代理师名录", "roll of agencies and agents"), ("agencies", "agents"))
    return job.workbook(ROLL, sheets, about)


def lent_numbers() -> list[str]:
    """Practice numbers under which the agents of ``LENT`` stand at a second agency."""
    return [f"{AGENCIES[SHELL_AGENCY].number}{90 + place:05d}.1" for place in range(len(LENT))]


def _agencies() -> list[Line]:
    rows: list[Line] = []
    for one in (*AGENCIES, *MARK_AGENCIES):
        field, status = "专利" if one in AGENCIES else "商标", "备案过期" if one.until else "正常执业"
        rows.append([one.number, one.since, one.until, one.name, one.code, field, one.address, status, _NOTE])
    return rows


def _agents() -> list[Line]:
    rows: list[Line] = []
    for place, one in enumerate(AGENCIES):
        for number, letter in enumerate(AGENTS):
            since = one.since + timedelta(days=90 + 400 * number)
            practice, name = f"{one.number}{number + 1:05d}.{number}", f"演示代理师{letter}{place + 1}"
            certificate = f"99{place:02d}{number:04d}"
            rows.append([practice, since, None, name, one.number, certificate, "执业", one.name, _NOTE])
    second = AGENCIES[SHELL_AGENCY]
    for place, (practice, name) in enumerate(zip(lent_numbers(), LENT, strict=True)):
        certificate, where = f"99{place:02d}{place:04d}", f"{second.name}（社保在演示他处）"
        rows.append([practice, date(2023, 5, 1), None, name, second.number, certificate, "执业", where, _NOTE])
    return rows


def _note_planted(job: Job) -> None:
    says = Words(
        "同一资格证备案在两家机构，名下大量异常申请", "one certificate filed at two agencies, many abnormal filings"
    )
    job.truth.case("credential_lending", says, name="two_agents", found=[(ROLL, "执业备案号", lent_numbers())])
    says = Words("商标代理备案到期后继续代理", "mark agency goes on after its filing ran out")
    numbers = [one.number for one in MARK_AGENCIES if one.until]
    job.truth.case("agency_filing_lapsed", says, name="old_sail", found=[(ROLL, "机构代码", numbers)])
