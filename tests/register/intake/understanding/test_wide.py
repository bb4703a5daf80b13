from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from register.intake.understanding.reading import grid_of, read_grid
from zhiquan.register.intake.understanding.periods import period_end, stated_day, stated_district, stated_unit

YEAR_END = date(2020, 12, 31)


def test_one_series_a_row_and_one_year_a_column() -> None:
    read = read_grid(
        grid_of(
            ["长寿区主要指标"],
            ["指标", "单位", "2019年", "2020年"],
            ["年末常住人口", "万人", 69.0, 69.3],
            ["路灯数", "盏", "", 7],
            name="统计",
        )
    )
    assert (read.grid.kind, read.grid.header) == ("series", 2)
    told = [(row["line"], row["name"], row["place"], row["as_of"], row["value"], row["unit"]) for row in read.rows]
    # 69.0 万人 = 690,000 人
    assert told == [
        (3, "permanent_residents", "500115", date(2019, 12, 31), Decimal(690_000), "人"),
        (3, "permanent_residents", "500115", YEAR_END, Decimal(693_000), "人"),
        (4, "路灯数", "500115", YEAR_END, Decimal(7), "盏"),
    ]


def test_one_year_a_row_and_one_series_a_column() -> None:
    read = read_grid(
        grid_of(["年份", "地区", "常住人口(万人)", "市场主体(户)"], [2020, "涪陵区", 111.5, 50800], [2021, "", 112, 5])
    )
    told = [(row["line"], row["name"], row["place"], row["value"], row["unit"]) for row in read.rows]
    assert told == [
        (2, "permanent_residents", "500102", Decimal(1_115_000), "人"),
        (2, "market_entities", "500102", 50_800, "户"),
        (3, "permanent_residents", "500115", Decimal(1_120_000), "人"),
        (3, "market_entities", "500115", 5, "户"),
    ]


def test_places_by_rows_take_series_and_day_from_the_title() -> None:
    read = read_grid(
        grid_of(
            ["分镇街市场主体统计表"],
            ["统计时间：2024年06月    单位：户"],
            ["镇街", "企业", "小计", "备注"],
            ["凤城街道", 10, 30, "初步"],
            ["合计", 10, 30, ""],
        )
    )
    assert [(row["name"], row["place"], row["as_of"]) for row in read.rows] == [
        ("市场主体总量（企业）", "500115001", date(2024, 6, 30)),
        ("market_entities", "500115001", date(2024, 6, 30)),
    ]
    assert read.rows[0]["extra"] == [("备注", "初步")]
    assert read.tally.skipped["total"] == 1


def test_a_list_of_enterprises_or_patents_by_year_is_not_wide() -> None:
    firms = grid_of(["企业名称", "年份", "研发投入(万元)"], ["甲有限公司", 2019, 10], ["乙有限公司", 2019, 20])
    assert read_grid(firms).grid.kind == "registered_parties"
    patents = grid_of(
        ["申请号", "专利名称", "申请人", "2019年缴费", "2020年缴费"], ["202010566088.9", "一种装置", "甲有限公司", 1, 2]
    )
    assert read_grid(patents).grid.kind == "rights"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2020年", "2020-12-31"),
        ("2020", "2020-12-31"),
        ("2020年末", "2020-12-31"),
        ("2020年（万元）", "2020-12-31"),
        ("2024年1-6月", "2024-06-30"),
        ("2024年上半年", "2024-06-30"),
        ("2024年2月", "2024-02-29"),
        ("2024年第1季度", "2024-03-31"),
        ("20240102", ""),
        ("2020年目标", ""),
        ("申请日", ""),
        ("", ""),
    ],
)
def test_headings_that_are_periods_have_a_last_day(text: str, end: str) -> None:
    assert period_end(text) == end


def test_titles_state_day_unit_and_district() -> None:
    assert stated_day("截至2024年12月31日") == "2024-12-31"
    assert stated_unit("单位：万人") == "万人"
    assert stated_district("重庆市长寿区2024年统计") == "长寿区"
    assert stated_district("演示统计表") == ""
