"""Records of the plan's work: plans, units, duties, budgets, appraisal inputs, meetings (规划工作诸表)."""

from __future__ import annotations

from zhiquan.register.tables.record_kind import RecordKind, record
from zhiquan.register.tables.shapes import AMOUNT, DAY, NUMBER, TEXT, TEXTS, WHOLE

PLANS = record(
    "plans",
    "一个规划的一项：规划、条款、目标或里程碑",
    "one item of a plan: the plan itself, a clause, a target, a relative target or a milestone",
    ("plan", "item"),
    [
        ("plan", TEXT, "规划", "id of the plan; empty when the file does not tell, then its reader fills it in"),
        ("item", TEXT, "项", "number of the item within the plan"),
        ("kind", TEXT, "种类", "plan, clause, target, relative or milestone"),
        ("clause", TEXT, "条款", "number of the clause it stands in, such as 三（二）"),
        ("level", WHOLE, "层级", "depth of the clause, 1 for 一、"),
        ("title", TEXT, "标题", "heading of the clause or title of the plan"),
        ("text", TEXT, "原文", "words of the item"),
        ("indicator", TEXT, "指标", "id of the indicator's definition, else the words"),
        ("cmp", TEXT, "比较", "ge, le, eq, cumulative, increase, decrease or rank"),
        ("value", NUMBER, "目标值", "the number to reach, in the unit"),
        ("value_max", NUMBER, "目标上限", "upper end of a range"),
        ("unit", TEXT, "单位", "unit of the value as printed"),
        ("by", DAY, "完成时限", "last day by which it must be reached"),
        ("versus", TEXT, "比较对象", "what a relative target compares with: city_average, national_average ..."),
        ("from", DAY, "起", "first day of the plan or clause"),
        ("to", DAY, "止", "last day of the plan or clause"),
        ("place", TEXT, "地区", "district the plan is of, a GB/T 2260 code"),
        ("status", TEXT, "状态", "draft or confirmed"),
        ("serves", TEXTS, "支撑", "definitions that serve the clause, such as indicator:x"),
        ("sure", NUMBER, "把握", "0 to 1, how sure the reading is"),
    ],
)

ORGANISATIONS = record(
    "organisations",
    "一个单位的一段时期",
    "one unit in one period: department, town, park, association or leading group",
    ("number", "from"),
    [
        ("number", TEXT, "单位编号", "number of the unit"),
        ("from", DAY, "起", "first day"),
        ("to", DAY, "止", "first day after, when it was closed, merged or split"),
        ("name", TEXT, "名称", "name"),
        ("kind", TEXT, "类别", "department, town, park, association, leading_group or other"),
        ("town", TEXT, "镇街代码", "town it is or lies in"),
        ("parent", TEXT, "上级", "number or name of the unit above"),
        ("became", TEXTS, "沿革", "numbers or names of the units it was split into or merged into"),
        ("note", TEXT, "说明", "a remark"),
    ],
)

DUTIES = record(
    "duties",
    "规划或会议的一项任务",
    "one duty of a plan or of a meeting; its progress comes from evidence, never from a typed percentage",
    ("plan", "number"),
    [
        ("plan", TEXT, "规划", "id of the plan; empty when the file does not tell, then its reader fills it in"),
        ("number", TEXT, "任务编号", "number of the duty within the plan"),
        ("clause", TEXT, "条款", "number of the clause it serves"),
        ("text", TEXT, "任务", "what must be done"),
        ("lead", TEXT, "牵头单位", "who leads"),
        ("helpers", TEXTS, "配合单位", "who helps"),
        ("starts_on", DAY, "开始日期", "first day"),
        ("due_on", DAY, "完成时限", "last day by which it must be done"),
        ("deliverable", TEXT, "交付物", "what it must bring forth"),
        ("budget_line", TEXT, "预算科目", "budget line that pays for it"),
        ("proof", TEXT, "证明材料", "which paper proves it"),
        ("indicators", TEXTS, "关联指标", "indicators it serves: ids or words"),
        ("right_numbers", TEXTS, "涉及权利", "rights it concerns, as normalised ids"),
        ("done_on", DAY, "完成日期", "day of completion as claimed; it counts with its proof"),
        ("gap", TEXT, "差距说明", "what is missing and why, in words"),
        ("source", TEXT, "任务来源", "plan, or number of the meeting that set it"),
    ],
)

BUDGETS = record(
    "budgets",
    "一个预算科目的一个年度",
    "one budget line of one year",
    ("plan", "year", "budget_line"),
    [
        ("plan", TEXT, "规划", "id of the plan; empty when the file does not tell, then its reader fills it in"),
        ("year", WHOLE, "年度", "year"),
        ("budget_line", TEXT, "预算科目", "budget line"),
        ("planned", AMOUNT, "预算数", "planned, in yuan"),
        ("spent", AMOUNT, "支出数", "spent, in yuan"),
        ("organisation", TEXT, "单位", "unit that spends it"),
    ],
)

APPRAISAL_INPUTS = record(
    "appraisal_inputs",
    "考核评分读取的一项内容",
    "one thing an appraisal's score reads; clicks, logins and check-ins cannot be one",
    ("year", "organisation", "item", "kind"),
    [
        ("year", WHOLE, "年度", "year appraised"),
        ("organisation", TEXT, "单位", "unit appraised"),
        ("item", TEXT, "考核项目", "item of the formula"),
        ("kind", TEXT, "种类", "evidence, claim, bonus, deduction, objection or correction"),
        ("value", NUMBER, "分值", "points or figure stated"),
        ("full", NUMBER, "满分", "most points the item gives"),
        ("rule", TEXT, "评分办法", "how the item is scored, in words"),
        ("proof", TEXT, "证明材料", "which paper proves it"),
        ("note", TEXT, "说明", "a remark, or the reason of an objection or correction"),
        ("decided_on", DAY, "决定日", "day a bonus, deduction or correction was decided"),
        ("by", TEXT, "决定人", "who decided or objected"),
    ],
)

MEETINGS = record(
    "meetings",
    "领导小组会议的一项决定",
    "one decision of a meeting of the leading group; it becomes a duty",
    ("number", "item"),
    [
        ("number", TEXT, "会议编号", "number of the meeting or its minutes"),
        ("item", TEXT, "事项序号", "number of the decision within the meeting"),
        ("held_on", DAY, "会议日期", "day of the meeting"),
        ("title", TEXT, "会议名称", "name of the meeting"),
        ("chair", TEXT, "主持人", "who presided, by office"),
        ("decision", TEXT, "议定事项", "what was decided"),
        ("organisation", TEXT, "责任单位", "who must do it"),
        ("due_on", DAY, "完成时限", "last day by which it must be done"),
        ("plan", TEXT, "规划", "id of the plan it serves"),
        ("clause", TEXT, "条款", "clause it serves"),
    ],
)

PLAN_KINDS: dict[str, RecordKind] = {
    kind.table.name: kind for kind in (PLANS, ORGANISATIONS, DUTIES, BUDGETS, APPRAISAL_INPUTS, MEETINGS)
}
"""Kinds of records of the plan's work, by name."""
