"""The open data sets: only what exists, each with its columns, rhythm and snapshot (开放数据集)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.services import Service
from zhiquan.site.drawing import table_csv
from zhiquan.site.office.house import House
from zhiquan.site.portal.boards import Board
from zhiquan.site.portal.dataset_rows import (
    Row,
    answer_rows,
    every_row,
    indicator_rows,
    latest_of,
    latest_rows,
    open_plans,
    plan_target_rows,
    service_rows,
)
from zhiquan.site.voice.queries import public_count

LICENCE = Words(
    "可自由使用，请注明来源与快照号。不含个人信息和商业秘密。",
    "Free to use; name the source and the snapshot. Holds no personal data and no trade secrets.",
)


@dataclass(frozen=True, slots=True)
class DataSet:
    """One open data set (数据集).

    Args:
        name: in its address.
        label: what it is called.
        rhythm: when it changes.
        columns: key of each column and what it holds.
        rows: works the rows out.
    """

    name: str
    label: Words
    rhythm: Words
    columns: tuple[tuple[str, Words], ...]
    rows: Callable[[House], list[Row]]


@dataclass(frozen=True, slots=True)
class SetShown:
    """A data set in the list: how many rows it has now, and of which snapshot (数据集条目)."""

    data: DataSet
    count: int
    snapshot: str


def data_sets(house: House, every: Sequence[Board]) -> list[SetShown]:
    """The data sets that have rows.

    Args:
        house: the office.
        every: its published boards, the latest first.
    """
    snapshot = every[0].snapshot if every else ""
    plans, services = open_plans(house), house.knowledge().all(Service)
    counts = {
        "board": sum(len(one.targets) for one in latest_of(every)),
        "history": sum(len(one.targets) for one in every),
        "plan-targets": sum(len(plan.targets) for plan in plans),
        "indicators": sum(len(one.versions) for one in house.knowledge().all(Indicator)),
        "services": sum(any(version.is_in_force(house.today) for version in one.versions) for one in services),
        "answers": public_count(),
    }
    return [SetShown(SETS[name], count, snapshot if name in _FROZEN else "") for name, count in counts.items() if count]


def as_csv(house: House, name: str) -> str:
    """A data set as CSV, columns by their keys.

    Raises:
        NotFound: there is no such data set.
    """
    found = _named(name)
    keys = [key for key, _ in found.columns]
    return table_csv(keys, ([row.get(key) for key in keys] for row in found.rows(house)))


def as_json(house: House, name: str) -> str:
    """A data set as one JSON object ``open-data/1`` with its licence and columns.

    Raises:
        NotFound: there is no such data set.
    """
    found = _named(name)
    told = {
        "schema": "open-data/1",
        "name": found.name,
        "label": {"zh": found.label.zh, "en": found.label.en},
        "licence": {"zh": LICENCE.zh, "en": LICENCE.en},
        "district": house.settings.district,
        "is_demo": house.about().is_demo,
        "columns": {key: {"zh": words.zh, "en": words.en} for key, words in found.columns},
        "rows": found.rows(house),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def _named(name: str) -> DataSet:
    if name not in SETS:
        raise NotFound(
            Words(f"没有数据集 {name}", f"there is no data set {name}"),
            remedy=Words("到“数据与方法”看有哪些。", "See data and methods for those there are."),
        )
    return SETS[name]


def _columns(*told: tuple[str, str, str]) -> tuple[tuple[str, Words], ...]:
    return tuple((key, Words(zh, en)) for key, zh, en in told)


_FIGURES = _columns(
    ("plan", "规划编号", "id of the plan"), ("indicator", "指标编号", "id of the indicator"),
    ("label", "指标名称", "name of the indicator"), ("day", "截止日", "day of the value"), ("value", "值", "value"),
    ("unit", "单位", "unit"), ("numerator", "分子", "numerator"), ("denominator", "分母", "denominator"),
    ("denominator_day", "分母的日期", "day of the denominator"), ("target", "目标值", "value to reach"),
    ("comparison", "比较方式", "comparison"), ("due", "到期日", "due"), ("status", "判定", "status"),
    ("forecast_low", "预测下限（八成把握）", "low end of the 80 % forecast"),
    ("forecast_high", "预测上限（八成把握）", "high end of the 80 % forecast"), ("clause", "条款", "clause"),
    ("verified", "口径已核实", "definition verified"), ("snapshot", "快照", "snapshot"),
    ("publication", "发布编号", "publication"), ("published_on", "发布日", "published on"),
)  # fmt: skip
_FROZEN = frozenset({"board", "history"})

_LIST: Sequence[DataSet] = (
    DataSet("board", Words("规划目标最近一次公布值", "Plan targets as last published"),
            Words("每次发布后", "with each publication"), _FIGURES, latest_rows),
    DataSet("history", Words("规划目标历次公布值", "Plan targets in every publication"),
            Words("每次发布后", "with each publication"), _FIGURES, every_row),
    DataSet("plan-targets", Words("规划目标清单", "Targets as the plan sets them"),
            Words("规划修订后", "when a plan is revised"),
            _columns(("plan", "规划编号", "id of the plan"), ("is_demo", "虚构规划", "made up"),
                     ("indicator", "指标编号", "id of the indicator"), ("words", "规划用语", "the plan's words"),
                     ("comparison", "比较方式", "comparison"), ("value", "目标值", "value"), ("unit", "单位", "unit"),
                     ("by", "到哪一年底", "by the end of"), ("clause", "条款", "clause"),
                     ("text", "原文", "text of the clause")), plan_target_rows),
    DataSet("indicators", Words("指标口径", "Definitions of the indicators"),
            Words("口径变化后", "when a definition changes"),
            _columns(("id", "编号", "id"), ("label", "名称", "name"), ("label_en", "英文名", "name in English"),
                     ("unit", "单位", "unit"), ("decimals", "小数位", "decimals"), ("from", "起", "from"),
                     ("to", "止", "to"), ("formula", "算式", "formula"), ("basis", "依据", "basis"),
                     ("verified", "已核实", "verified")), indicator_rows),
    DataSet("services", Words("公共服务清单", "The public service list"),
            Words("清单变化后；用时随办件更新", "when the list changes; times with each answer"),
            _columns(("id", "编号", "id"), ("area", "类别", "area"), ("label", "名称", "name"),
                     ("label_en", "英文名", "name in English"), ("handled_by", "办理单位", "handled by"),
                     ("who", "适用对象", "who"), ("needs", "所需材料", "what is needed"), ("within", "时限", "limit"),
                     ("fee", "收费", "fee"), ("result", "结果", "result"), ("channels", "渠道", "where"),
                     ("basis", "依据", "basis"), ("verified", "已核实", "verified"),
                     ("answered", "已办件数", "answered"), ("median_working_days", "用时中位数（工作日）",
                      "median working days")), service_rows),
    DataSet("answers", Words("公开的更正与申诉答复", "Answers made public"), Words("每次公开后", "with each answer"),
            _columns(("number", "编号", "number"), ("kind", "种类", "kind"), ("question", "问题摘要", "question"),
                     ("outcome", "结果", "outcome"), ("answer", "答复", "answer"),
                     ("answered_on", "答复日", "answered on"),
                     ("working_days", "用时（工作日）", "working days")), answer_rows),
)  # fmt: skip
SETS = {one.name: one for one in _LIST}
"""The data sets by name."""
