"""Patent exports in the shapes offices really get: incoPat, Patentics, an office list, gazette lists (专利导出文件)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhiquan.basics.words import Words
from zhiquan.demo.agencies import AGENCIES, agency_name
from zhiquan.demo.job import About, Job
from zhiquan.demo.patents import COUNT_DAY, Patent
from zhiquan.demo.printing import Printer
from zhiquan.demo.writing import DemoFile, Line, Sheet

INCOPAT = "演示-incoPat专利导出.xlsx"
PATENTICS = "演示-Patentics检索结果.csv"
OFFICE_LIST = "演示-长寿区有效专利清单.xlsx"
PATENT_KINDS = ("invention_patent", "utility_model", "design_patent")

_ENDED = {"lapsed_fee": "未缴年费", "expired": "期限届满", "abandoned": "放弃", "invalidated": "全部无效"}
_INCOPAT = {"granted": ("有效", "授权"), "restored": ("有效", "权利恢复"), "published": ("审中", "公开"),
            "examined": ("审中", "实质审查"), "refused": ("失效", "驳回"), "withdrawn": ("失效", "撤回"),
            "deemed_withdrawn": ("失效", "撤回"), **{key: ("失效", word) for key, word in _ENDED.items()}}  # fmt: skip
_PATENTICS = {"granted": "有效", "restored": "有效", "published": "公开", "examined": "实质审查", "refused": "驳回",
              "withdrawn": "撤回", "deemed_withdrawn": "撤回", **dict.fromkeys(_ENDED, "无效")}  # fmt: skip
_KIND_WORDS = {"2": "实用新型", "3": "外观设计"}
_INCOPAT_HEADING = (
    "序号", "标题 (中文)", "标题 (英文)", "摘要 (中文)", "摘要 (英文)", "申请人", "公开（公告）号", "公开（公告）日",
    "申请号", "申请日", "公开类型", "专利类型", "公开国别", "链接到incoPat", "权利要求数量", "IPC主分类", "IPC",
    "CPC", "洛迦诺分类号", "国民经济分类", "标准化申请人", "发明人", "申请人地址", "代理机构", "代理人", "引证专利",
    "被引证次数", "简单同族", "首次公开日", "授权公告日", "专利有效性", "当前法律状态",
)  # fmt: skip
_PATENTICS_HEADING = (
    "公开号", "申请号", "标题", "申请日", "公开日", "授权公告日", "国际分类", "国际主分类", "美国分类", "美国主分类",
    "权利要求数", "申请人", "标准化申请人", "发明人", "第一发明人", "本文引用专利数", "引用本文专利数",
    "本文自引用专利数", "本文非自引用专利数", "自引用本文专利数", "非自引用本文专利数", "法律状态", "同族专利数",
    "技术特征",
)  # fmt: skip
_LIST_HEADING = ("序号", "专利号", "专利名称", "主分类号", "申请日", "授权公告日", "授权公告号", "专利权人",
                 "统一社会信用代码", "发明（设计）人", "地址", "专利代理机构", "法律状态", "备注")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of a patent."""

    patent: Patent
    number: str
    day: date


def publications(patents: Iterable[Patent], until: date) -> list[Publication]:
    """Published applications and grants up to ``until``, application first."""
    found = []
    for patent in patents:
        if patent.life.published and patent.life.published <= until:
            found.append(Publication(patent, patent.application_publication, patent.life.published))
        if patent.life.granted and patent.life.granted <= until:
            found.append(Publication(patent, patent.grant_publication, patent.life.granted))
    return found


def write_incopat(job: Job, patents: Sequence[Patent]) -> DemoFile:
    """One row for each application published by the count day, as incoPat exports them (incoPat 著录项)."""
    as_of = min(COUNT_DAY, job.today)
    printer = Printer(job.chance("incopat"), job.truth, INCOPAT, "申请人", "申请人地址")
    last = {publication.patent.app_no: publication for publication in publications(patents, as_of)}
    rows = [_incopat_row(number, found, printer, as_of) for number, found in enumerate(last.values(), start=1)]
    about = About(
        Words(
            "专利数据库导出：全区已公开专利，合并申请号", "patent database export: all published patents, one row each"
        ),
        PATENT_KINDS,
        "tool",
        as_of,
    )
    return job.workbook(INCOPAT, [Sheet("下载的著录项1", _INCOPAT_HEADING, rows)], about)


def _incopat_row(number: int, found: Publication, printer: Printer, as_of: date) -> Line:
    patent, life = found.patent, found.patent.life
    validity, status = _INCOPAT[life.stage(as_of)]
    names = "; ".join(printer.name(holder) for holder in patent.holders)
    symbols = patent.text.symbols
    ipc = "" if patent.kind == "3" else "; ".join(symbols)
    kind = _KIND_WORDS.get(patent.kind, "发明授权" if found.number == patent.grant_publication else "发明申请")
    granted = life.granted if life.granted and life.granted <= as_of else None
    return [number, patent.text.title, "", patent.text.abstract, "", names, found.number, found.day,
            f"CN{patent.app_no}", life.filed, kind, kind, "中国", f"到incoPat中查看\r\n{found.number}", patent.claims,
            ipc.split("; ")[0], ipc, "", symbols[0] if patent.kind == "3" else "", patent.text.industry,
            "; ".join(f"[{holder.name}]" for holder in patent.holders), "; ".join(patent.inventors),
            printer.address(patent.holders[0]), agency_name(patent.agency), patent.agent, "; ".join(patent.cites),
            patent.cited_by, "; ".join([found.number, *patent.family]), life.published or life.granted, granted,
            validity, status]  # fmt: skip


def write_patentics(job: Job, patents: Sequence[Patent]) -> DemoFile:
    """Publications since 2023, one row each, A and B of one application apart, every row a comma too long."""
    as_of = min(date(2026, 9, 30), job.today)
    wanted = [found for found in publications(patents, as_of) if found.day >= date(2023, 1, 1)]
    rows = [
        _patentics_row(found, as_of) for found in sorted(wanted, key=lambda one: (one.day, one.number), reverse=True)
    ]
    about = About(
        Words("专利检索工具导出：2023 年以来公布公告", "patent search tool export: publications since 2023"),
        PATENT_KINDS,
        "tool",
        as_of,
    )
    return job.delimited(PATENTICS, _PATENTICS_HEADING, rows, about, encoding="utf-8-sig", is_shifted=True)


def _patentics_row(found: Publication, as_of: date) -> Line:
    patent, life = found.patent, found.patent.life
    names = " | ".join(holder.name for holder in patent.holders)
    symbols = [] if patent.kind == "3" else [f"{one[:4]}{one[4:].rjust(6)}" for one in patent.text.symbols]
    granted = life.granted if life.granted and life.granted <= as_of else None
    return [found.number, f"CN{patent.app_no}", patent.text.title, f"{life.filed:%Y%m%d}", f"{found.day:%Y%m%d}",
            f"{granted:%Y%m%d}" if granted else "", " | ".join(symbols), symbols[0][:4] if symbols else "", "", "",
            patent.claims, names, names, " | ".join(patent.inventors), patent.inventors[0], len(patent.cites),
            patent.cited_by, 0, len(patent.cites), 0, patent.cited_by, _PATENTICS[life.stage(as_of)],
            len(patent.family), len(patent.text.abstract) // 9]  # fmt: skip


def write_office_list(job: Job, patents: Sequence[Patent]) -> DemoFile:
    """Patents in force at the count day as the office lists them, with banner rows, old dates and an empty sheet."""
    as_of = min(COUNT_DAY, job.today)
    printer = Printer(job.chance("office list"), job.truth, OFFICE_LIST, "专利权人", "地址")
    held = [patent for patent in patents if patent.life.stage(as_of) in {"granted", "restored"}]
    wrong = {patent.app_no for patent in printer.chance.sample(held, k=min(6, len(held)))}
    sheets = []
    for name, kinds in (("发明专利", "18"), ("实用新型", "2"), ("外观设计", "3")):
        chosen = [patent for patent in held if patent.kind in kinds]
        rows = [
            _list_row(number, patent, printer, is_wrong=patent.app_no in wrong)
            for number, patent in enumerate(chosen, start=1)
        ]
        banner = (
            f"重庆市长寿区有效{name}清单（演示数据）",
            f"统计截止日期：{as_of:%Y年%m月%d日}    制表单位：演示区知识产权局",
        )
        sheets.append(Sheet(name, _LIST_HEADING, rows, banner))
    about = About(
        Words(
            "局下发的有效专利清单（含个别误录号码）", "the office's list of patents in force, a few numbers mistyped"
        ),
        PATENT_KINDS,
        "office",
        as_of,
    )
    return job.workbook(OFFICE_LIST, [*sheets, Sheet("核对记录", (), ())], about)


def _list_row(number: int, patent: Patent, printer: Printer, *, is_wrong: bool) -> Line:
    life, holder = patent.life, patent.holders[0]
    printed = f"ZL{patent.app_no}"
    if is_wrong:
        right = patent.app_no[-1]
        printed = printed[:-1] + ("3" if right != "3" else "4")
        printer.truth.dirty("bad_check_digit", file=OFFICE_LIST, column="专利号", value=printed, means=patent.app_no)
    symbol = patent.text.symbols[0]
    main = symbol if patent.kind == "3" else f"{symbol}(2006.01)I"
    agency = f"{AGENCIES[patent.agency].name} {AGENCIES[patent.agency].number}" if patent.agency >= 0 else ""
    names = ";".join(printer.name(one) for one in patent.holders)
    return [number, printed, patent.text.title, main, _dotted(life.filed), _dotted(life.decided),
            patent.grant_publication, names, holder.code, ";".join(patent.inventors), printer.address(holder), agency,
            "专利权维持", "演示数据"]  # fmt: skip


def _dotted(day: date) -> str:
    return f"{day:%Y.%m.%d}"
