"""Figures over real exports, for districts the data holds, checked against a plain count by pandas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from measure.asking import counted, measuring
from realdata import real_data
from register.intake.office import csv_file, office, take
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.month_ends import month_ends
from zhiquan.measure.origins import origins_of
from zhiquan.register.batches import Register

FILES = ("incopat_25col_iflytek.xlsx", "patentics_75col_thundersoft.xlsx", "patentics_24col_vr_cn.csv")
HEFEI, NANAN = "340100", "500108"
PLACED = {"科大讯飞股份有限公司": "340104", "重庆邮电大学": NANAN}
PEOPLE = {HEFEI: 9_369_881, NANAN: 1_197_639}
LOADED = date(2024, 6, 1)
"""The day the files are loaded: a bare 失效 ends a right from then."""

PATENT_INDICATORS = (
    "invention_patents",
    "invention_patents_per_10k",
    "high_value_patents",
    "high_value_patents_per_10k",
    "utility_models",
    "design_patents",
    "annual_fees_kept",
    "invention_survival",
    "enterprise_share",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The exports loaded through the intake, with a list of market entities and two populations."""
    room = tmp_path_factory.mktemp("real")
    ours = office(room)
    for name in FILES:
        take(ours, real_data(f"cn_patent_exports/{name}"))
    parties = [["企业名称", "行政区划代码", "统一社会信用代码"], *([name, code, ""] for name, code in PLACED.items())]
    take(ours, csv_file(room / "市场主体名录.csv", parties))
    series: list[list[object]] = [["指标", "地区", "截至日", "公布日", "数值", "单位", "来源"]]
    series += [
        ["常住人口", place, f"{year}-12-31", f"{year + 1}-03-20", people, "人", "测试用"]
        for place, people in PEOPLE.items()
        for year in range(2015, 2024)
    ]
    take(ours, csv_file(room / "统计数据.csv", series))
    return ours.register


@pytest.fixture(params=[HEFEI, NANAN])
def asked(made: Register, request: pytest.FixtureRequest) -> Iterator[Measuring]:
    with measuring(made, place=request.param) as found:
        yield found


@pytest.fixture(scope="module")
def plain() -> pd.DataFrame:
    """Inventions and utility models of the exports as pandas reads the merged list: one row per application."""
    table = pd.read_parquet(real_data("cn_patents_merged/cn_patents.parquet"))
    table = table[table["src"].isin(FILES)].copy()
    table["first"] = table["applicant"].fillna("").str.split("[;|]").str[0].str.strip()
    for column in ("app_date", "grant_date", "pub_date"):
        table[column] = pd.to_datetime(table[column].replace("", None), errors="coerce")
    told = pd.read_excel(real_data(f"cn_patent_exports/{FILES[0]}"), engine="calamine")
    words = dict(zip(told["公开（公告）号"], told["专利有效性"], strict=True))
    table["legal"] = table["legal"].replace("", None).fillna(table["pub_no"].map(words))
    is_grant = table["pub_no"].str.contains(r"[BCUYSD]\d?$")
    table["granted"] = table["grant_date"].fillna(table["pub_date"].where(is_grant))
    table["digit"] = table["app_no"].str.replace("CN", "", regex=False).str[4]
    return table.sort_values("granted").drop_duplicates("app_no", keep="first")


def ours_of(plain: pd.DataFrame, place: str) -> pd.DataFrame:
    names = [name for name, code in PLACED.items() if code.startswith(place.rstrip("0"))]
    return plain[plain["first"].isin(names)]


def in_force(rows: pd.DataFrame, day: date, *, digits: str, years: int) -> pd.DataFrame:
    """Granted on or before the day and its term not over; from the day of loading the source's own word decides.

    A right whose grant the export does not date stands from the day its 有效 was loaded.
    """
    at, is_told = pd.Timestamp(day), day >= LOADED
    of_kind = rows[rows["digit"].isin(list(digits))]
    dated = of_kind["granted"] <= at
    if is_told:
        stands = (dated & ~of_kind["legal"].isin(["失效"])) | (of_kind["granted"].isna() & (of_kind["legal"] == "有效"))
    else:
        stands = dated
    return of_kind[stands & (of_kind["app_date"] + pd.DateOffset(years=years) > at)]


CHECKED = [
    (HEFEI, "invention_patents", date(2024, 6, 30)),
    (HEFEI, "invention_patents", date(2025, 3, 31)),
    (HEFEI, "invention_patents_per_10k", date(2024, 6, 30)),
    (HEFEI, "utility_models", date(2021, 12, 31)),
    (HEFEI, "utility_models", date(2024, 6, 30)),
    (HEFEI, "design_patents", date(2019, 5, 31)),
    (NANAN, "invention_patents", date(2020, 12, 31)),
    (NANAN, "invention_patents", date(2022, 3, 31)),
    (NANAN, "invention_patents_per_10k", date(2022, 3, 31)),
    (NANAN, "invention_survival", date(2022, 12, 31)),
    (NANAN, "enterprise_share", date(2022, 3, 31)),
]


@pytest.mark.parametrize(("place", "indicator", "day"), CHECKED)
def test_a_figure_is_what_a_plain_count_of_the_exports_gives(
    made: Register, plain: pd.DataFrame, place: str, indicator: str, day: date
) -> None:
    with measuring(made, place=place) as asked:
        figure = asked.figure(indicator, day)
    assert figure.value == expected(ours_of(plain, place), place, indicator, day)


def expected(rows: pd.DataFrame, place: str, indicator: str, day: date) -> Decimal:
    """The figure counted from the definition, with pandas alone."""
    inventions = in_force(rows, day, digits="18", years=20)
    if indicator == "utility_models":
        return Decimal(len(in_force(rows, day, digits="29", years=10)))
    if indicator == "design_patents":
        old = in_force(rows[rows["app_date"] < pd.Timestamp(2021, 6, 1)], day, digits="3", years=10)
        return Decimal(
            len(old) + len(in_force(rows[rows["app_date"] >= pd.Timestamp(2021, 6, 1)], day, digits="3", years=15))
        )
    if indicator == "invention_patents":
        return Decimal(len(inventions))
    if indicator == "invention_patents_per_10k":
        return (Decimal(len(inventions)) * 10_000 / PEOPLE[place]).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    if indicator == "enterprise_share":
        firms = inventions["first"].str.contains("公司").sum()
        return (Decimal(int(firms)) * 100 / len(inventions)).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    granted = rows[rows["digit"].isin(["1", "8"])]
    at = pd.Timestamp(day)
    cohort = granted[
        (granted["granted"] + pd.DateOffset(years=5) <= at) & (granted["granted"] + pd.DateOffset(years=6) > at)
    ]
    alive = cohort[cohort["app_date"] + pd.DateOffset(years=20) > at]
    return (Decimal(len(alive)) * 100 / len(cohort)).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def test_every_patent_indicator_is_computed_for_every_month_end(asked: Measuring) -> None:
    days = month_ends(date(2024, 6, 30), 60)
    figures = asked.figures(PATENT_INDICATORS, days)
    assert len(figures) == len(PATENT_INDICATORS) * 60
    for figure in figures:
        if figure.value is None:
            assert figure.needs
    stock = [figure.numerator for figure in figures if figure.indicator == "invention_patents"]
    assert stock[-1] is not None
    assert stock[-1] > 0


def test_long_kept_inventions_are_those_granted_more_than_ten_years_ago(made: Register, plain: pd.DataFrame) -> None:
    day = date(2024, 6, 30)
    rows = in_force(ours_of(plain, HEFEI), day, digits="18", years=20)
    wanted = rows[rows["granted"] + pd.DateOffset(years=10) < pd.Timestamp(day)]
    with measuring(made, place=HEFEI) as asked:
        told: list[dict[str, Any]] = asked.records("high_value_patents", day)
    met = {row["id"] for row in told if "hv3_grant" in row["reasons"]}
    assert met == {f"patent:{number}" for number in wanted["app_no"]}


def test_the_rows_behind_a_figure_open_down_to_the_line(made: Register) -> None:
    with measuring(made, place=HEFEI) as asked:
        ids = counted(asked, "invention_patents", date(2024, 6, 30))
        origins = origins_of(asked.reader, "stock", ids)
    assert set(origins) == set(ids)
    assert {origin["file"] for origin in origins.values()} <= set(FILES)
    assert all(origin["line"] > 1 and len(origin["sha256"]) == 64 for origin in origins.values())
