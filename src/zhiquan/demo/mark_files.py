"""Mark lists: the district's list, Madrid registrations, watched filings abroad (商标清单)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import anniversary, gazette_day
from zhiquan.demo.grammar import shipped
from zhiquan.demo.job import About, Job
from zhiquan.demo.marks import Mark
from zhiquan.demo.printing import Printer
from zhiquan.demo.writing import DemoFile, Line, Sheet

MARK_LIST = "演示-商标注册清单.xlsx"
MADRID = "演示-马德里国际注册清单.csv"
WATCH = "演示-海外商标监测.xlsx"

_HEADING = (
    *("序号", "商标注册号", "国际分类", "商标名称", "申请人名称", "申请人地址", "申请日期", "初审公告日期"),
    *("注册公告日期", "专用权期限", "商标类型", "类似群", "商品/服务", "代理机构", "商标状态", "备注"),
)

_WATCH_HEADING = (
    *("国际注册号", "商标名称", "申请人名称", "国际分类", "指定国家", "国际注册日期", "状态", "近似的本区商标"),
    "备注",
)


def write_marks(job: Job, marks: Sequence[Mark]) -> DemoFile:
    """All marks filed by the last month end, one row a registration, several classes in one cell (商标注册清单)."""
    as_of = job.today.replace(day=1) - timedelta(days=1)
    printer = Printer(job.chance("mark list"), job.truth, MARK_LIST, "申请人名称", "申请人地址")
    known = [mark for mark in marks if mark.status(as_of)]
    rows = [_row(number, mark, printer, as_of) for number, mark in enumerate(known, start=1)]
    banner = ("重庆市长寿区商标注册清单（演示数据）", f"数据截至 {as_of:%Y-%m-%d}，按类别计件")
    about = About(
        Words("商标注册清单，市场监管部门下载", "list of trade marks, downloaded by the market supervision office"),
        ("trademark",),
        "office",
        as_of,
    )
    return job.workbook(MARK_LIST, [Sheet("商标", _HEADING, rows, banner)], about)


def _row(number: int, mark: Mark, printer: Printer, as_of: date) -> Line:
    held = shipped("marks")["classes"]
    registered = mark.registered if mark.registered and mark.registered <= as_of else None
    term = f"{_term_start(mark, registered):%Y-%m-%d} 至 {mark.expires:%Y-%m-%d}" if registered else ""
    early = mark.registered - timedelta(days=92) if mark.registered else None
    groups = ";".join(group for one in mark.classes for group in held[one]["groups"])
    goods = "；".join(item for one in mark.classes for item in held[one]["goods"])
    address = mark.holder.address if mark.case else printer.address(mark.holder)
    return [number, mark.number, ";".join(mark.classes), mark.name, printer.name(mark.holder), address,
            f"{mark.filed:%Y-%m-%d}", f"{early:%Y-%m-%d}" if early and early <= as_of else "",
            f"{registered:%Y-%m-%d}" if registered else "", term, "普通商标", groups, goods, mark.agency,
            mark.status(as_of), "演示数据"]  # fmt: skip


def write_madrid(job: Job, marks: Sequence[Mark]) -> DemoFile:
    """Twenty-two Madrid registrations of the district's firms, one file row each (马德里国际注册)."""
    heading = ("国际注册号", "商标名称", "申请人名称", "地址", "国际注册日期", "有效期至", "原属局", "基础商标号",
               "国际分类", "指定国家", "状态", "备注")  # fmt: skip
    basis = [mark for mark in marks if mark.registered and mark.holder.employees > 150 and not mark.case][:22]
    rows: list[Line] = []
    for place, mark in enumerate(basis):
        day = gazette_day(date(2020, 3, 10) + timedelta(days=place * 92))
        end = anniversary(day, 10)
        if day <= job.today:
            rows.append([f"G99{place:05d}", mark.name, mark.holder.name, mark.holder.address, day, end, "CN",
                         mark.number, ";".join(mark.classes),
                         "; ".join(("US", "JP", "KR", "EM", "VN", "TH")[place % 4 : place % 4 + 3]), "已注册",
                         "演示数据"])  # fmt: skip
    about = About(Words("马德里商标国际注册清单", "list of Madrid registrations"), ("madrid_registration",))
    return job.delimited(MADRID, heading, rows, about, encoding="gb18030")


def write_watch(job: Job) -> DemoFile:
    """Filings of strangers abroad that come near marks of the district (海外商标监测)."""
    rows: list[Line] = []
    for place, (name, near, nice, places) in enumerate(shipped("marks")["overseas"]):
        day, who = date(2025, 6, 3) + timedelta(days=40 * place), f"演示外国公司 Demo Trading {place + 1} Ltd."
        if day <= job.today:
            rows.append([f"99{90 + place:05d}", name, who, nice, "; ".join(places), day, "申请中", near, "演示数据"])
    says = Words("他人在海外申请与本区商标近似的商标", "strangers file abroad what is like local marks")
    names = [str(row[1]) for row in rows]
    job.truth.case("early_warning", says, name="overseas", found=[(WATCH, "商标名称", names)])
    about = About(
        Words("服务机构的海外商标监测结果", "a service firm's watch abroad"), ("madrid_registration",), "tool"
    )
    return job.workbook(WATCH, [Sheet("海外监测", _WATCH_HEADING, rows, ("海外商标监测结果（演示数据）",))], about)


def _term_start(mark: Mark, registered: date) -> date:
    """First day of the term that ends on ``mark.expires``: lists print the current term of a renewed mark."""
    if not mark.is_renewed or mark.expires is None:
        return registered
    return anniversary(mark.expires + timedelta(days=1), -10)
