"""Rows of the demo register, as a tool's export, an office's list and others would give them (演示数据)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from zhiquan.basics.numbers import normalise_application
from zhiquan.demo.firms import Firm
from zhiquan.register.tables import OBSERVATIONS

Row = dict[str, Any]

MARK = "（演示数据）"
_SUBJECTS = (
    ("锂离子电池正极材料", ["H01M4/525", "H01M10/0525"]),
    ("高强度热轧钢板", ["C21D8/02", "C22C38/04"]),
    ("水性聚氨酯涂料", ["C09D175/04"]),
    ("离心泵密封结构", ["F04D29/10"]),
    ("温度采集电路", ["G01K7/16", "H03K3/00"]),
    ("智能窗帘控制方法", ["G05B15/02", "A47H5/02"]),
)
_LAST_DAY = date(2025, 12, 31)


def table(kind: str, rows: list[Row]) -> pa.Table:
    """Rows as an Arrow table with the columns they use, typed as the register has them."""
    schema = OBSERVATIONS[kind].schema
    used = [field for field in schema if any(field.name in row for row in rows)]
    return pa.Table.from_pylist(rows, schema=pa.schema(used))


def patents(firms: list[Firm], *, count: int, seed: int) -> list[Row]:
    """Patent rows in a tool's words: the published application, and the granted one where there is one."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible demo, no secret
    rows: list[Row] = []
    for number in range(count):
        kind = "123"[min(number % 4, 2)]
        filed = date(2014, 1, 6) + timedelta(days=chance.randrange(4000))
        application = normalise_application(f"{filed.year}{kind}{9_900_000 + number:07d}")
        subject, symbols = _SUBJECTS[chance.randrange(len(_SUBJECTS))]
        base: Row = {
            "app_no": application,
            "title": f"一种{subject}{MARK}",
            "filed_on": filed,
            "applicants": [firms[number % len(firms)].name],
            "inventors": [f"演示发明人{number % 23}"],
            "address": firms[number % len(firms)].address,
            "region": "500115",
            "town": firms[number % len(firms)].town,
            "ipc": symbols if kind != "3" else None,
        }
        rows += _publications(base, kind, number, chance)
    return rows


def _publications(base: Row, kind: str, number: int, chance: random.Random) -> list[Row]:
    published = base["filed_on"] + timedelta(days=400 if kind == "1" else 200)
    granted = base["filed_on"] + timedelta(days=850 if kind == "1" else 200)
    is_granted = (kind != "1" or chance.random() < 0.7) and granted <= _LAST_DAY
    digits = f"CN{kind}99{number:06d}"
    word = "未缴年费" if is_granted and chance.random() < 0.12 else "授权" if is_granted else "实质审查"
    rows = []
    if kind == "1" and published <= _LAST_DAY:
        rows.append({**base, "pub_no": f"{digits}A", "published_on": published, "status_word": "公开"})
    if is_granted:
        letter = {"1": "B", "2": "U", "3": "S"}[kind]
        rows.append({**base, "pub_no": f"{digits}{letter}", "published_on": granted, "status_word": word})
    if not rows:
        rows.append({**base, "status_word": "实质审查"})
    return rows


def lapses(rows: list[Row]) -> list[Row]:
    """An office's later notice: the exact days on which unpaid patents ended, back to the day the fee was due."""
    unpaid = [row for row in rows if row["status_word"] == "未缴年费"]
    return [
        {
            "app_no": row["app_no"],
            "events": [
                {
                    "event": "lapsed_fee",
                    "effective": row["filed_on"].replace(year=2024, day=min(row["filed_on"].day, 28)),
                    "announced": date(2025, 3, 14),
                    "until": None,
                    "days": None,
                    "word": "专利权的终止",
                }
            ],
        }
        for row in unpaid
        if row["published_on"] < date(2023, 1, 1)
    ]


def marks(firms: list[Firm], *, count: int) -> list[Row]:
    """Trade marks, some in several classes, some near their end."""
    rows = []
    for number in range(count):
        granted = date(2012, 3, 7) + timedelta(days=number * 137)
        rows.append(
            {
                "kind": "trademark",
                "reg_no": str(99_000_000 + number),
                "nice": ["31", "29"] if number % 3 == 0 else [str(1 + number % 45)],
                "title": f"演示商标{number}",
                "filed_on": granted - timedelta(days=300),
                "granted_on": granted,
                "expires_on": granted.replace(year=granted.year + 10) - timedelta(days=1),
                "applicants": [firms[number % len(firms)].name],
                "holder_codes": [firms[number % len(firms)].code],
                "region": "500115",
                "status_word": "已注册",
            }
        )
    return rows


def other_rights(firms: list[Firm]) -> list[Row]:
    """One or two rights of each other kind."""
    holder = {"holders": [firms[0].name], "holder_codes": [firms[0].code], "region": "500115"}
    return [
        {"kind": "geographical_indication", "announcement": "演示第1号", "title": "演示柚", "granted_on": date(2019, 5, 8),
         "tags": ["farm_product"], **holder},
        {"kind": "plant_variety", "reg_no": "CNA20209900012", "title": "演示柚1号", "filed_on": date(2020, 3, 2),
         "granted_on": date(2023, 6, 1), "tags": ["farm_product"], **holder},
        {"kind": "ic_layout", "reg_no": "BS.229900011", "title": "演示温控芯片", "filed_on": date(2022, 4, 6),
         "granted_on": date(2022, 9, 1), "created_on": date(2022, 1, 5), **holder},
        {"kind": "software_copyright", "reg_no": "2024SR9900001", "title": "演示能耗软件V1.0",
         "granted_on": date(2024, 8, 9), **holder},
        {"kind": "work_copyright", "reg_no": "渝作登字-2023-F-99000001", "title": "演示剪纸", "granted_on": date(2023, 2, 3),
         "tags": ["cultural_work", "traditional_knowledge"], **holder},
        {"kind": "overseas_patent", "country": "US", "app_no": "US17/990001", "grant_no": "US99900001B2",
         "title": "Demonstration sealing structure (demo data)", "filed_on": date(2021, 7, 1),
         "granted_on": date(2024, 2, 6), **holder},
        {"kind": "trade_secret_filing", "reg_no": "演示存证-2025-1", "title": "演示工艺存证", "granted_on": date(2025, 4, 1),
         "measures": "保密协议；分级授权；门禁", **holder},
    ]  # fmt: skip


def records(firms: list[Firm]) -> dict[str, list[Row]]:
    """Pledges, titles and published figures."""
    return {
        "pledges": [
            {"number": f"演示质押{n}", "registered_on": date(2021 + n, 6, 3), "pledgor": firms[n].name, "pledgee": "演示银行",
             "amount": 3_000_000 + 500_000 * n, "region": "500115", "right_kind": "invention_patent"}
            for n in range(4)
        ],
        "titles_awards": [
            {"kind": "advantage_enterprise", "holder": firms[n].name, "holder_code": firms[n].code, "number": f"演示{n}",
             "level": "city", "name": "演示知识产权优势企业", "from": date(2023, 10, 1), "region": "500115"}
            for n in range(3)
        ],
        "series": [
            {"name": "permanent_residents", "place": "500115", "as_of": date(year, 12, 31),
             "published": date(year + 1, 3, 20), "value": 690_000 + 1_000 * (year - 2020), "unit": "persons",
             "source": "演示公报"}
            for year in range(2020, 2026)
        ],
        "registered_parties": [
            {"code": firm.code, "name": firm.name, "region": "500115", "town": firm.town, "address": firm.address}
            for firm in firms
        ],
    }  # fmt: skip
