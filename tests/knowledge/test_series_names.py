from __future__ import annotations

import pytest

from zhiquan.knowledge.series_names import series_in, series_names, series_of


@pytest.mark.parametrize(
    ("name", "series"),
    [("年末常住人口（万人）", "permanent_residents"), ("市场主体总数", "market_entities"), ("R&D 经费", "rd_spend"),
     ("地区生产总值(亿元)", "gdp"), ("permanent_residents", "permanent_residents"), ("路灯数", None),
     ("知识产权保护社会满意度（权利人）", "ip_protection_satisfaction_right_holders"),
     ("知识产权保护社会满意度", "ip_protection_satisfaction"), ("社会公众满意度", "ip_protection_satisfaction_public"),
     ("全市每万人口高价值发明专利拥有量", "high_value_patents_per_10k"),
     ("每万人口发明专利拥有量（件/万人）", "invention_patents_per_10k"),
     ("每万户市场主体有效注册商标量", "trademarks_per_10k_entities"), ("知识价值信用贷款", "ip_value_credit_loans")],
)  # fmt: skip
def test_every_way_to_name_a_series_leads_to_its_id(name: str, series: str | None) -> None:
    assert series_of(name) == series


def test_a_title_names_the_series_it_is_about() -> None:
    assert series_in("分镇街市场主体统计表") == "market_entities"
    assert series_in("2024年工作总结") is None


def test_units_are_plain() -> None:
    assert not [name for name, series in series_names().items() if series.unit.startswith(("万", "亿"))]
