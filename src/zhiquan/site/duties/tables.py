"""The tables of the pages as CSV (表格导出)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhiquan.plan.duties import STATES
from zhiquan.site.drawing.table_csv import table_csv
from zhiquan.site.duties.wording import UNIT_KINDS
from zhiquan.site.shell.speech import say


def duties_csv(duties: Iterable[Mapping[str, Any]]) -> str:
    """Duties, a row each: who leads, until when, state, evidence, what is said to be missing."""
    heads = (_("任务编号"), _("条款"), _("任务"), _("牵头单位"), _("配合单位"), _("完成时限"), _("状态"), _("迟延天数"),
             _("证据"), _("差距说明"))  # fmt: skip
    rows = (
        (one["number"], one["clause"], one["text"], one["lead"]["text"], one["helpers"]["text"], one["due_on"],
         say(STATES[one["state"]]), one["late_days"], _joined(proof["says"] for proof in one["evidence"]), one["gap"])
        for one in duties
    )  # fmt: skip
    return table_csv(heads, rows)


def budget_csv(lines: Iterable[Mapping[str, Any]]) -> str:
    """Budget lines, a row for each year and line; amounts in yuan, the rate in per cent."""
    heads = (_("年度"), _("科目"), _("单位"), _("预算（元）"), _("支出（元）"), _("执行率（%）"), _("任务"))
    rows = (
        (one["year"], one["line"], one["unit"], one["planned"], one["spent"], one["rate"], "、".join(one["duties"]))
        for one in lines
    )
    return table_csv(heads, rows)


def meetings_csv(meetings: Iterable[Mapping[str, Any]]) -> str:
    """Decisions of meetings, a row each, with the duty each became and its state."""
    heads = (_("会议"), _("日期"), _("项号"), _("议定内容"), _("责任单位"), _("完成时限"), _("任务编号"), _("状态"))
    rows = (
        (one["meeting"], one["held_on"], one["item"], one["decision"], one["unit"], one["due_on"],
         one["duty"] and one["duty"]["number"], one["duty"] and say(STATES[one["duty"]["state"]]))
        for meeting in meetings for one in meeting["decisions"]
    )  # fmt: skip
    return table_csv(heads, rows)


def units_csv(tree: Iterable[Mapping[str, Any]], ended: Iterable[Mapping[str, Any]]) -> str:
    """Units of the day, then those that ended with who answers for them."""
    heads = (_("单位编号"), _("单位"), _("类别"), _("上级"), _("起"), _("止"), _("承接单位"))
    rows = [
        (one["number"], one["name"], say(UNIT_KINDS.get(one["kind"])), one["parent"], one["from"], one["to"],
         "、".join(heir["name"] for heir in one.get("heirs", ())))
        for one in (*tree, *ended)
    ]  # fmt: skip
    return table_csv(heads, rows)


def scores_csv(groups: Iterable[Mapping[str, Any]]) -> str:
    """Points of each unit and item with the formula, totals among them as an item of their own."""
    heads = (_("单位编号"), _("单位"), _("类别"), _("项目"), _("满分"), _("得分"), _("算式"))
    found: list[Sequence[object]] = []
    for group in groups:
        for one in group["scores"]:
            own = (one["unit"]["number"], one["unit"]["name"], say(UNIT_KINDS.get(group["kind"])))
            found += [(*own, say(item["label"]), item["spread"], item["points"], say(item["formula"]))
                      for item in one["items"]]  # fmt: skip
            found += [(*own, say(extra["label"]), extra["cap"], extra["points"], "") for extra in one["bonuses"]]
            found += [(*own, say(extra["label"]), extra["cap"], f"-{extra['points']}", "")
                      for extra in one["deductions"]]  # fmt: skip
            found.append((*own, _("总分"), 100, one["total"], ""))
    return table_csv(heads, ((*row[:5], _number(row[5]), row[6]) for row in found))


def sheet_csv(sheet: Mapping[str, Any]) -> str:
    """A sheet's rows: value, value a year before, change, numerator and denominator, what is missing."""
    heads = (_("分组"), _("项目"), _("单位"), sheet["day"], sheet["before"], _("变化"), _("分子"), _("分母"),
             _("缺什么"), _("备注说明"))  # fmt: skip
    rows = []
    for one in sheet["rows"]:
        trace = one["trace"] or {}
        base = trace.get("denominator") or {}
        rows.append((say(one["part"]), say(one["label"]), say(one["unit"]), _number(one["value"]),
                     _number(one["before"]), _number(one["change"]), _number(trace.get("numerator")),
                     _number(base.get("value")), _joined(one["needs"]), _joined(one["notes"])))  # fmt: skip
    return table_csv(heads, rows)


def clauses_csv(clauses: Iterable[Mapping[str, Any]]) -> str:
    """Promises of the plan with what serves each, and the duties on each clause."""
    heads = (_("条款"), _("标题"), _("原文"), _("类别"), _("证据"), _("数值"), _("目标"), _("状态"))
    rows: list[Sequence[object]] = []
    for clause in clauses:
        own = (clause["number"], clause["title"])
        for part in clause["promises"]:
            rows += [(*own, part["text"], say(one["word"]), say(one["label"]), *_values(one)) for one in part["served"]]
            rows += [] if part["served"] else [(*own, part["text"], "", _("尚无证据"), "", "", "")]
        rows += [(*own, "", _("任务"), f"{one['number']} {one['text']}", "", "", say(STATES[one["state"]]))
                 for one in clause["duties"]]  # fmt: skip
        rows += [(*own, "", "", _("尚无证据"), "", "", "")] if clause["is_bare"] and not clause["promises"] else []
    return table_csv(heads, rows)


def _values(one: Mapping[str, Any]) -> tuple[object, object, object]:
    from zhiquan.plan.judging import STATUSES  # noqa: PLC0415 - only this table needs it

    target = one["target"]
    if target:
        status = STATUSES[target["status"]] if target["status"] else None
        return _number(target["value"]), _number(target["target"]), say(status) or _("暂不判定")
    figure = one["figure"]
    return (_number(figure["value"]) if figure else one["rows"]), "", ""


def _joined(words: Iterable[Mapping[str, str]]) -> str:
    return _("；").join(say(one) for one in words)


def _number(value: object) -> object:
    """A number for a spreadsheet: a negative one must not be taken for a formula, so it is no text."""
    if not isinstance(value, str):
        return value
    try:
        found = float(value)
    except ValueError:
        return value
    return int(value) if value.lstrip("-").isdecimal() else found
