"""Indicator tables as rows, as cells line by line, and with cells run together."""

from __future__ import annotations

from pathlib import Path

import docx

from zhiquan.plan.reading.reading import read_plan, read_plan_text
from zhiquan.plan.reading.shapes import PlanText

Row = tuple[object, ...]
ROWS = [
    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
    ["1", "巩固率", "%", "97.5", "99", "约束性"],
    ["2", "毛入学率", "%", "92", "≥95", "预期性"],
    ["3", "新增学位", "个", "—", "[5000]", "预期性"],
]
WANTED: list[Row] = [
    ("巩固率", "99", "%", "eq", "97.5", True),
    ("毛入学率", "95", "%", "ge", "92", False),
    ("新增学位", "5000", "个", "cumulative", None, False),
]


def rows(plan: PlanText) -> list[Row]:
    assert all(one.form == "table" and one.by == 2025 for one in plan.targets)
    return [
        (one.indicator, str(one.value), one.unit, one.cmp, one.baseline and str(one.baseline), one.binding)
        for one in plan.targets
    ]


def test_rows_with_tabs_are_a_table() -> None:
    text = (
        "演示区规划（2021—2025年）\n一、目标\n" + "\n".join("\t".join(row) for row in ROWS) + "\n二、任务\n加强领导。"
    )
    assert rows(read_plan_text(text)) == WANTED


def test_cells_line_by_line_are_put_together() -> None:
    cells = [cell for row in ROWS for cell in row[1:]]
    text = "演示区规划（2021—2025年）\n一、目标\n主要指标如下。\n" + "\n".join(cells) + "\n二、任务\n加强领导。"
    assert rows(read_plan_text(text)) == WANTED


def test_a_word_table_is_read_by_rows(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("演示区规划（2021—2025年）")
    document.add_paragraph("一、目标")
    table = document.add_table(rows=len(ROWS), cols=6)
    for place, row in enumerate(ROWS):
        for column, value in enumerate(row):
            table.cell(place, column).text = value
    document.add_paragraph("二、任务")
    document.save(str(tmp_path / "plan.docx"))
    assert rows(read_plan(tmp_path / "plan.docx")) == WANTED


def test_a_header_of_two_rows_names_the_years_in_the_second() -> None:
    head = ["指标\t单位\t目标\t目标", "指标\t单位\t2025年\t2030年"]
    text = "演示区规划（2021—2025年）\n一、目标\n" + "\n".join([*head, "拥有量\t件\t20\t30"]) + "\n二、任务\n做事。"
    assert [(str(one.value), one.by) for one in read_plan_text(text).targets] == [("20", 2025), ("30", 2030)]


def test_joined_values_are_cut_by_the_stated_change() -> None:
    # 238.0 / 264.4 = 0.900 and 60 - 55 = 5
    text = (
        "演示规划（2011—2015年）\n一、目标\n专栏1：主要指标序号指标2010年2015年2015年比2010年增长"
        "1甲物总量（万吨）264.4238.0-10%2乙类比例（%）55>605个百分点3丙类比例（%）72≥808个百分点\n二、任务\n做事。"
    )
    found = read_plan_text(text).targets
    assert [(one.indicator, str(one.baseline), str(one.value), one.unit, one.cmp) for one in found] == [
        ("甲物总量", "264.4", "238.0", "万吨", "le"),
        ("乙类比例", "55", "60", "%", "ge"),
        ("丙类比例", "72", "80", "%", "ge"),
    ]


def test_joined_values_without_a_change_are_cut_into_alike_numbers() -> None:
    text = (
        "演示规划（2021—2025年）\n一、目标\n专栏1\n主要指标序号指标名称单位2020年2025年指标属性一、产出1产量万吨158180预期性"
        "2占比％44.761预期性二、收入3人均收入元1636123500预期性4收入比—2.45∶12.35∶1约束性5利用系数—0.50370.515预期性\n二、任务\n做事。"
    )
    found = read_plan_text(text).targets
    assert [(one.indicator, str(one.baseline), str(one.value), one.unit) for one in found] == [
        ("产量", "158", "180", "万吨"),
        ("占比", "44.7", "61", "%"),
        ("人均收入", "16361", "23500", "元"),
        ("收入比", "2.45", "2.35", ":1"),
        ("利用系数", "0.5037", "0.515", ""),
    ]


def test_a_table_of_results_gives_no_targets() -> None:
    text = "演示规划（2021—2025年）\n一、基础\n指标\t单位\t2015年\t2020年\n产量\t万吨\t100\t150\n二、任务\n做事。"
    assert read_plan_text(text).targets == ()


def test_columns_set_apart_by_blanks_are_a_table() -> None:
    text = "演示区规划（2021—2025年）\n一、目标\n" + "\n".join(" ".join(row) for row in ROWS) + "\n二、任务\n加强领导。"
    assert rows(read_plan_text(text)) == WANTED


def test_a_table_of_tasks_is_read_for_its_targets_and_duties() -> None:
    table = ["序号\t重点任务\t牵头单位\t配合单位", "1\t到2025年，建成公共服务网点12个\t区甲局\t区乙局、各镇街"]
    plan = read_plan_text("演示区规划（2021—2025年）\n一、任务\n分工如下。\n" + "\n".join(table) + "\n二、保障\n做事。")
    assert [(str(one.value), one.by, one.form) for one in plan.targets] == [("12", 2025, "prose")]
    (duty,) = plan.duties
    assert (duty.text, duty.lead, duty.help) == ("到2025年，建成公共服务网点12个", ("区甲局",), ("区乙局", "各镇街"))


def test_a_joined_table_of_one_year_is_read() -> None:
    text = (
        "演示规划（2021—2025年）\n一、目标\n主要指标序号指标名称单位2025年目标指标属性"
        "1拥有量件20预期性2满意度分≥80约束性\n二、任务\n做事。"
    )
    found = read_plan_text(text).targets
    assert [(one.indicator, str(one.value), one.unit, one.cmp, one.by) for one in found] == [
        ("拥有量", "20", "件", "eq", 2025),
        ("满意度", "80", "分", "ge", 2025),
    ]
