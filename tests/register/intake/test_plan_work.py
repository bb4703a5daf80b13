"""Lists of the plan's work as offices keep them: duties, budgets, units, appraisal, meetings, targets, surveys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import factory
from register.intake.office import Table, csv_file, office, take, xlsx_file
from zhiquan.register.intake.templates import EXAMPLE_MARK, write_template
from zhiquan.register.tables.plan_records import PLAN_KINDS

HALL = "演示区政务大厅"


@pytest.mark.parametrize("kind", [*PLAN_KINDS, "series", "survey"])
def test_a_filled_template_goes_in_whole_and_without_a_word(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "填报.xlsx"
    template = write_template(kind, file, language="zh")
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    (mark,) = [cell for cell in sheet[2] if cell.value == EXAMPLE_MARK]
    mark.value = None
    book.save(file)
    made = office(tmp_path)
    found = take(made, file)
    assert (found.rows, found.loaded, found.quarantined, found.warnings) == (1, 1, 0, [])
    assert {one.source: one.field for one in found.columns if one.source != "备注"} == {
        column.heading: column.field for column in template.columns
    }
    (row,) = factory.rows_of(made.register, template.kind)
    assert [column.field for column in template.columns if row[column.field] is None] == []


def test_the_example_row_of_a_template_is_no_row(tmp_path: Path) -> None:
    write_template("duties", tmp_path / "a.xlsx", language="zh")
    made = office(tmp_path)
    assert take(made, tmp_path / "a.xlsx").rows == 0
    assert factory.rows_of(made.register, "duties") == []


def test_a_duty_list_keeps_typed_percentages_aside(tmp_path: Path) -> None:
    made = office(tmp_path)
    rows: Table = [
        ["2026年重点任务分解表"],
        ["序号", "工作任务", "责任单位", "协办单位", "时限要求", "完成进度", "完成率", "存在问题"],
        [1, "建立清单", "区知识产权局", "区科技局、区财政局", "2026年6月底前", "80%", 0.8, None],
        [2, "开展培训", "区市场监管局", None, "长期坚持", "正常推进", 1, "师资不足"],
    ]
    found = take(made, xlsx_file(tmp_path / "重点任务.xlsx", {"Sheet1": rows}))
    assert (found.loaded, found.quarantined) == (2, 0)
    first, second = factory.rows_of(made.register, "duties")
    assert (first["key"], first["plan"], first["due_on"]) == ("|1", None, date(2026, 6, 30))
    assert first["helpers"] == ["区科技局", "区财政局"]
    assert (second["due_on"], second["gap"]) == (None, "师资不足")
    assert set(found.extra_columns) == {"完成进度", "完成率"}
    kept = factory.rows_of(made.register, "observations_duties")
    assert dict(kept[0]["extra"]) == {"完成进度": "80%", "完成率": "0.8"}


def test_duties_of_two_plans_stand_side_by_side_and_a_later_list_tells_of_the_same(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["规划", "任务编号", "任务内容", "牵头部门", "完成时限", "完成日期", "佐证材料", "关联指标"]
    one = [["p1", "1", "甲事", "甲局", "2025-12-31", None, None, "指标一；指标二（甲、乙）"]]
    take(made, csv_file(tmp_path / "a.csv", [head, *one, ["p2", "1", "乙事", "乙局", "2030年", None, None, None]]))
    later = [["p1", "1", "甲事", "甲局", "2025-12-31", "2025-11-30", "验收单", "指标一、指标二（甲、乙）"]]
    found = take(made, csv_file(tmp_path / "b.csv", [head, *later]), day=2)
    assert (found.loaded, found.merged) == (0, 1)
    done, other = factory.rows_of(made.register, "duties")
    assert (done["key"], done["done_on"], done["proof"]) == ("p1|1", date(2025, 11, 30), "验收单")
    assert done["indicators"] == ["指标一", "指标二（甲、乙）"]
    assert (other["key"], other["due_on"]) == ("p2|1", date(2030, 12, 31))


def test_a_budget_in_ten_thousands_is_kept_in_yuan_and_totals_are_no_lines(tmp_path: Path) -> None:
    made = office(tmp_path)
    rows: Table = [
        ["专项经费执行情况表"],
        ["年度", "支出项目", "预算数（万元）", "执行数（万元）", "执行率"],
        ["2024年", "专利导航", 150, 120.5, "80%"],
        ["2024年", "宣传", 30, 30, "100%"],
        ["合计", None, 180, 150.5, None],
    ]
    found = take(made, xlsx_file(tmp_path / "预算.xlsx", {"预算执行": rows}))
    assert (found.rows, found.loaded, found.quarantined) == (2, 2, 0)
    assert found.parts[0].skipped == {"total": 1}
    rows_of = {row["budget_line"]: row for row in factory.rows_of(made.register, "budgets")}
    assert rows_of["专利导航"]["year"] == 2024
    # 150 万元 = 1,500,000 元; 120.5 万元 = 1,205,000 元
    assert (rows_of["专利导航"]["planned"], rows_of["专利导航"]["spent"]) == (Decimal(1_500_000), Decimal(1_205_000))


def test_an_appraisal_that_counts_clicks_is_left_out_and_said_why(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["年度", "被考核单位", "考核指标", "权重", "自评得分", "评分标准"]
    rows = [
        [2025, HALL, "任务完成率", 40, 38, "按时完成数除以应完成数"],
        [2025, HALL, "平台登录次数", 10, 10, "每月20次"],
        [2025, HALL, "宣传", 10, 9, "按转发量计分"],
        [2025, HALL, "工作创新加分", None, 2, "不以阅读量计分"],
    ]
    found = take(made, csv_file(tmp_path / "考核.csv", [head, *rows]))
    assert (found.loaded, found.quarantined) == (2, 2)
    assert {one.words.en for one in found.reasons} == {"clicks, logins and check-ins cannot be inputs"}
    assert {(row["item"], row["kind"], row["value"]) for row in factory.rows_of(made.register, "appraisal_inputs")} == {
        ("任务完成率", "claim", Decimal(38)),
        ("工作创新加分", "bonus", Decimal(2)),
    }


def test_units_that_merged_and_split_keep_their_periods(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["机构名称", "机构类型", "主管部门", "成立日期", "撤销日期", "并入"]
    rows: Table = [
        ["演示甲站", "事业单位", "演示局", "2020年", "2023-07-01", "演示中心"],
        ["演示中心", "部门", "演示局", "2023-07-01", None, None],
        ["演示园", "园区", None, "2019-05-01", "2024-01-01", "演示东园、演示西园"],
        ["演示协会", "行业协会", None, None, None, None],
    ]
    found = take(made, csv_file(tmp_path / "单位.csv", [head, *rows]))
    assert (found.loaded, found.quarantined) == (4, 0)
    units = {row["name"]: row for row in factory.rows_of(made.register, "organisations")}
    assert (units["演示甲站"]["key"], units["演示甲站"]["became"]) == ("演示甲站|2020-01-01", ["演示中心"])
    assert units["演示园"]["became"] == ["演示东园", "演示西园"]
    kinds = {name: row["kind"] for name, row in units.items()}
    assert kinds == {"演示甲站": "department", "演示中心": "department", "演示园": "park", "演示协会": "association"}


def test_decisions_of_meetings_are_kept_one_by_one(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["会议时间", "会议名称", "主持人", "议定事项", "承办单位", "办结时限"]
    rows = [
        ["2026年3月1日", "领导小组第一次会议", "组长", "建资金池", "区金融服务中心", "2026年9月底"],
        ["2026年3月1日", "领导小组第一次会议", "组长", "建台账", "区知识产权局", "2026-12-31"],
    ]
    found = take(made, csv_file(tmp_path / "会议.csv", [head, *rows]))
    assert (found.loaded, found.quarantined) == (2, 0)
    decisions = factory.rows_of(made.register, "meetings")
    assert {row["number"] for row in decisions} == {"2026-03-01"}
    assert {row["due_on"] for row in decisions} == {date(2026, 9, 30), date(2026, 12, 31)}


def test_a_table_of_targets_is_read_with_its_comparisons(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["序号", "指标名称", "单位", "目标值", "比较方式", "比较对象", "完成年份"]
    rows = [
        [1, "每万人口发明专利拥有量", "件", 20, "达到", None, "2025年"],
        [2, "质押登记金额", "亿元", 2, "累计", None, 2025],
        [3, "每万人口高价值发明专利拥有量", "件", None, None, "全市平均水平", "2025年底"],
    ]
    found = take(made, xlsx_file(tmp_path / "a.xlsx", {"规划目标": [head, *rows]}))
    assert (found.loaded, found.quarantined) == (3, 0)
    told = {row["item"]: row for row in factory.rows_of(made.register, "plans")}
    assert [(told[n]["kind"], told[n]["cmp"], told[n]["versus"]) for n in "123"] == [
        ("target", "ge", None), ("target", "cumulative", None), ("relative", None, "city_average")]  # fmt: skip
    assert {row["by"] for row in told.values()} == {date(2025, 12, 31)}
    assert told["1"]["value"] == Decimal(20)


def test_a_survey_with_a_column_of_groups_keeps_each_group_apart_with_its_sample(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["测评指标", "调查年度", "受访者类别", "满意度得分", "有效样本量", "抽样误差"]
    rows = [
        ["知识产权保护社会满意度", 2024, "总体", 81.1, 700, "±1.5"],
        ["知识产权保护社会满意度", 2024, "权利人", 82.0, 210, None],
        ["知识产权保护社会满意度", 2024, "社会公众", 79.5, None, None],
    ]
    found = take(made, csv_file(tmp_path / "满意度.csv", [head, *rows]))
    assert (found.loaded, found.quarantined) == (3, 0)
    told = {row["name"]: row for row in factory.rows_of(made.register, "series")}
    assert {name: row["sample"] for name, row in told.items()} == {
        "ip_protection_satisfaction": 700,
        "ip_protection_satisfaction_right_holders": 210,
        "ip_protection_satisfaction_public": None,
    }
    assert told["ip_protection_satisfaction"]["margin"] == Decimal("1.5")
    assert told["ip_protection_satisfaction"]["as_of"] == date(2024, 12, 31)


def test_a_city_average_is_a_series_of_the_city(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["指标", "地区", "截至日", "公布日", "数值", "单位", "来源"]
    rows = [["全市每万人口高价值发明专利拥有量", "重庆市", "2024-12-31", "2025-03-05", 8.65, "件/万人", "公报"]]
    take(made, csv_file(tmp_path / "a.csv", [head, *rows]))
    (row,) = factory.rows_of(made.register, "series")
    assert (row["name"], row["place"], row["value"]) == ("high_value_patents_per_10k", "500000", Decimal("8.65"))


def test_an_undo_takes_the_plans_work_back_and_a_rebuild_gives_it_again(tmp_path: Path) -> None:
    made = office(tmp_path)
    before = factory.digests(made.register)
    head = ["规划", "任务编号", "任务内容", "牵头部门", "完成时限"]
    found = take(made, csv_file(tmp_path / "a.csv", [head, ["p1", "1", "甲事", "甲局", "2025-12-31"]]))
    held = factory.digests(made.register)
    made.register.rebuild(actor=factory.actor(2))
    assert factory.differing(factory.digests(made.register), held) == []
    made.register.undo(found.batch, actor=factory.actor(3))
    assert factory.differing(factory.digests(made.register), before) == []
