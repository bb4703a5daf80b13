"""Headings and clauses of documents of many shapes."""

from __future__ import annotations

from zhiquan.plan.reading.reading import read_plan_text
from zhiquan.plan.reading.shapes import PlanText


def tree(plan: PlanText) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.text) for one in plan.headings]


def test_a_table_of_contents_is_no_part_of_the_tree() -> None:
    text = (
        "演示市教育规划（2021—2025年）\n目  录\n第一章 基础........1\n第一节 成效....1\n第二章 目标........3\n"
        "第一章 基础\n第一节 成效\n办学条件改善。\n第二章 目标\n到2025年，入学率达到99%。"
    )
    plan = read_plan_text(text)
    assert tree(plan) == [(1, "第一章", "基础"), (2, "第一节", "成效"), (1, "第二章", "目标")]
    assert plan.targets[0].clause == "第二章"


def test_contents_without_the_word_are_told_by_their_return() -> None:
    text = "演示区方案\n一、甲事\n二、乙事\n三、丙事\n一、甲事\n做甲。\n二、乙事\n做乙。\n三、丙事\n做丙。"
    assert tree(read_plan_text(text)) == [(1, "一、", "甲事"), (1, "二、", "乙事"), (1, "三、", "丙事")]


def test_a_document_without_line_breaks_keeps_its_tree() -> None:
    text = (
        "演示市人民政府关于加快发展的意见演府发〔2021〕3号各区县人民政府：为加快发展，现提出如下意见。一、总体要求"
        "（一）指导思想。坚持发展。（二）目标。到2025年，交易额突破100亿元。二、任务（一）建园区。建成园区3个。"
    )
    plan = read_plan_text(text)
    assert tree(plan) == [
        (1, "一、", "总体要求"),
        (2, "（一）", "指导思想"),
        (2, "（二）", "目标"),
        (1, "二、", "任务"),
        (2, "（一）", "建园区"),
    ]
    assert (plan.title, plan.document_number) == ("演示市人民政府关于加快发展的意见", "演府发〔2021〕3号")
    assert [(one.clause, str(one.value)) for one in plan.targets] == [("一（二）", "100"), ("二（一）", "3")]


def test_decimal_numbers_nest_and_name_their_clause() -> None:
    opening = "演示市方案\n1 总则\n适用全市。\n2 目标\n2.1 总体\n到2025年，能耗下降13%。\n"
    text = opening + "2.1.1 工业\n加强管理。\n2.1.2 建筑\n绿色占比达到80%。"
    plan = read_plan_text(text)
    assert tree(plan) == [
        (1, "1", "总则"),
        (1, "2", "目标"),
        (2, "2.1", "总体"),
        (3, "2.1.1", "工业"),
        (3, "2.1.2", "建筑"),
    ]
    assert [one.clause for one in plan.targets] == ["2.1", "2.1.2"]


def test_numbers_that_open_a_value_are_no_headings() -> None:
    text = "演示市方案\n一、目标\n到2025年，产值达到\n1.5万亿元。\n二、任务\n加强领导。"
    assert tree(read_plan_text(text)) == [(1, "一、", "目标"), (1, "二、", "任务")]


def test_an_annex_begins_its_numbers_again() -> None:
    text = "演示市通知\n一、甲\n做甲。\n二、乙\n做乙。\n附件1\n分工表\n一、子\n做子。\n二、丑\n做丑。"
    assert [number for _, number, _ in tree(read_plan_text(text))] == ["一、", "二、", "一、", "二、"]


def test_editor_marks_doubled_stops_and_page_numbers_do_not_disturb() -> None:
    text = (
        "[bookmark: _GoBack]演示区实施意见\n一、任务\n（一）建中心。。建成中心3个。\n— 2 —\n（二）强队伍。培训100人。"
    )
    plan = read_plan_text(text)
    assert plan.title == "演示区实施意见"
    assert tree(plan) == [(1, "一、", "任务"), (2, "（一）", "建中心"), (2, "（二）", "强队伍")]


def test_a_heading_that_is_a_sentence_may_hold_a_target() -> None:
    plan = read_plan_text("演示区方案\n一、任务\n（一）培训从业人员500人次以上。\n（二）加强宣传。")
    assert tree(plan)[1] == (2, "（一）", "培训从业人员500人次以上")
    assert [(str(one.value), one.clause) for one in plan.targets] == [("500", "一（一）")]


def test_a_heading_without_a_number_is_a_heading_where_plans_have_one() -> None:
    plan = read_plan_text("演示方案\n总体要求：坚持发展，到2025年，建成3个基地。\n一、任务\n做事。")
    assert tree(plan) == [(1, "", "总体要求"), (1, "一、", "任务")]
    assert plan.targets[0].clause == "总体要求"


def test_the_inner_plan_of_a_notice_gives_the_title_and_the_notice_the_issuer() -> None:
    text = (
        "演示市人民政府办公室关于印发演示市卫生发展“十四五”规划的通知\n演政办发〔2021〕15号\n各县区人民政府：\n"
        "现将规划印发给你们。\n演示市人民政府办公室\n2021年12月1日\n演示市卫生发展“十四五”规划\n一、目标\n床位达到500张。"
    )
    plan = read_plan_text(text)
    assert (plan.title, plan.issuer) == ("演示市卫生发展“十四五”规划", "演示市人民政府办公室")
    assert (plan.document_number, plan.period) == ("演政办发〔2021〕15号", (2021, 2025))


def test_clauses_hold_every_letter_in_order() -> None:
    text = "演示区方案\n前言文字。\n一、甲\n（一）子。正文一。\n正文二。\n二、乙\n正文三。"
    plan = read_plan_text(text)
    assert "".join(one.whole for one in plan.clauses).replace("\n", "") == text.replace("\n", "")
    assert [one.number for one in plan.clauses] == ["", "一", "一（一）", "二"]
    assert plan.clauses[2].paragraphs == ("正文一。", "正文二。")


def test_half_width_punctuation_reads_like_full_width() -> None:
    text = "演示区方案\n一、目标\n(一)总体.\n到2025年,拥有量达到20件,登记金额达到3亿元;建成中心2个."
    plan = read_plan_text(text)
    assert [(str(one.value), one.by, one.text) for one in plan.targets] == [
        ("20", 2025, "到2025年,拥有量达到20件"),
        ("3", 2025, "登记金额达到3亿元"),
        ("2", 2025, "建成中心2个"),
    ]


def test_numbers_and_sentences_broken_over_lines_are_joined() -> None:
    goals = "一、\n总体目标\n到2025年，拥有量达到20件，\n登记金额达到3亿元。二、\n"
    text = f"演示区方案\n{goals}主要任务\n（一）\n建中心。建成2个中心。"
    plan = read_plan_text(text)
    assert tree(plan) == [(1, "一、", "总体目标"), (1, "二、", "主要任务"), (2, "（一）", "建中心")]
    assert [(str(one.value), one.by, one.clause) for one in plan.targets] == [
        ("20", 2025, "一"),
        ("3", 2025, "一"),
        ("2", None, "二（一）"),
    ]


def test_the_names_of_annexes_below_the_text_are_no_headings() -> None:
    text = (
        "演示区方案\n一、任务\n1.做甲。甲事。\n2.做乙。乙事。\n附件：1.分工表\n2.指标表\n演示区人民政府\n2021年3月1日"
    )
    assert [text for _, _, text in tree(read_plan_text(text))] == ["任务", "做甲", "做乙"]


def test_items_of_a_list_are_no_headings() -> None:
    items = "（一）注册满一年；\n（二）无不良记录；\n（三）有专职人员。\n"
    text = f"演示区方案\n一、任务\n具备下列条件：\n{items}二、保障\n做事。"
    assert [number for _, number, _ in tree(read_plan_text(text))] == ["一、", "二、"]


def test_results_are_told_by_the_year_of_the_document() -> None:
    text = (
        "演示区方案\n一、任务\n截至2020年底，全区共有服务机构10家。2020年登记金额达到3亿元。2023年登记金额达到5亿元。"
    )
    assert [(str(one.value), one.by) for one in read_plan_text(text).targets] == [("5", 2023)]
