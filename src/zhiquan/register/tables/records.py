"""Records that are not rights: registrations, titles, agencies, series, listings (登记与名录诸表).

Each kind is loaded as observations of the same columns and believed per key: the best stated value wins.
"""

from __future__ import annotations

import pyarrow as pa

from zhiquan.register.tables.plan_records import PLAN_KINDS
from zhiquan.register.tables.record_kind import RecordKind, record
from zhiquan.register.tables.shapes import AMOUNT, DAY, LARGE, NUMBER, TEXT, TEXTS, WHOLE

_REGISTRATION: list[tuple[str, pa.DataType, str, str]] = [
    ("number", TEXT, "登记号", "registration number"),
    ("right_kind", TEXT, "权利种类", "kind of the rights"),
    ("right_numbers", TEXTS, "权利号码", "numbers of the rights, as normalised ids"),
    ("registered_on", DAY, "登记日", "day of registration"),
    ("ended_on", DAY, "注销日", "day it ended"),
    ("region", TEXT, "行政区划代码", "district of the first party"),
    ("status_word", TEXT, "来源状态用语", "status in the source's own word"),
]

_TITLE: list[tuple[str, pa.DataType, str, str]] = [
    ("kind", TEXT, "类别", "advantage_enterprise, demonstration, award, certification, standard ..."),
    ("holder", TEXT, "持有人", "holder's name as printed"),
    ("holder_code", TEXT, "信用代码", "holder's credit code"),
    ("number", TEXT, "编号", "certificate, standard or list number"),
    ("level", TEXT, "级别", "national, city or district"),
    ("name", TEXT, "名称", "name of the title, award or standard"),
    ("from", DAY, "起", "first day"),
    ("to", DAY, "止", "last day, when it has one"),
    ("region", TEXT, "行政区划代码", "district of the holder"),
    ("issuer", TEXT, "授予机关", "who granted it"),
    ("right_numbers", TEXTS, "涉及权利", "rights it concerns, as normalised ids"),
]

RECORD_KINDS: dict[str, RecordKind] = {
    "pledges": record(
        "pledges",
        "一项质押登记",
        "one pledge registration",
        ("number",),
        [
            *_REGISTRATION,
            ("pledgor", TEXT, "出质人", "who gives the pledge"),
            ("pledgee", TEXT, "质权人", "who takes it"),
            ("amount", AMOUNT, "担保金额", "secured amount in yuan"),
        ],
    ),
    "licences": record(
        "licences",
        "一项许可备案",
        "one licence on record",
        ("number",),
        [
            *_REGISTRATION,
            ("licensor", TEXT, "许可人", "who grants it"),
            ("licensee", TEXT, "被许可人", "who takes it"),
            ("form", TEXT, "许可方式", "exclusive, sole, ordinary or open"),
            ("amount", AMOUNT, "许可费", "fee in yuan"),
        ],
    ),
    "transfers": record(
        "transfers",
        "一项转让登记",
        "one transfer on record",
        ("number",),
        [
            *_REGISTRATION,
            ("transferor", TEXT, "转让人", "who gives the right"),
            ("transferees", TEXTS, "受让人", "who takes it"),
            ("amount", AMOUNT, "转让费", "price in yuan"),
        ],
    ),
    "titles_awards": record(
        "titles_awards",
        "一项称号、奖励、认证或标准",
        "one title, award, certification, standard, alliance, park or talent",
        ("kind", "holder", "number"),
        _TITLE,
    ),
    "agencies": record(
        "agencies",
        "一家机构的一段执业许可或备案",
        "one licence or filing of an agency in one period",
        ("number", "from"),
        [
            ("number", TEXT, "机构代码", "agency code or filing number"),
            ("from", DAY, "起", "first day"),
            ("to", DAY, "止", "first day after"),
            ("name", TEXT, "名称", "name"),
            ("code", TEXT, "统一社会信用代码", "credit code"),
            ("field", TEXT, "业务", "patent or trademark"),
            ("region", TEXT, "行政区划代码", "district"),
            ("address", TEXT, "地址", "address"),
            ("status_word", TEXT, "来源状态用语", "status in the source's own word"),
        ],
    ),
    "agents": record(
        "agents",
        "一名代理师的一段执业备案",
        "one agent's practice at one agency in one period",
        ("number", "from"),
        [
            ("number", TEXT, "执业备案号", "practice number"),
            ("from", DAY, "起", "first day"),
            ("to", DAY, "止", "first day after"),
            ("name", TEXT, "姓名", "name"),
            ("agency", TEXT, "机构代码", "code of the agency"),
            ("certificate", TEXT, "资格证号", "certificate number"),
            ("status_word", TEXT, "来源状态用语", "status in the source's own word"),
        ],
    ),
    "series": record(
        "series",
        "一个公布的统计数值",
        "one published value",
        ("name", "place", "as_of", "published"),
        [
            ("name", TEXT, "指标", "name of the series, such as permanent_residents"),
            ("place", TEXT, "地区", "place, a GB/T 2260 code"),
            ("as_of", DAY, "截至日", "day the value describes"),
            ("published", DAY, "公布日", "day it was published"),
            ("value", NUMBER, "数值", "the value"),
            ("unit", TEXT, "单位", "unit: persons, entities, points, yuan ..."),
            ("source", TEXT, "来源", "who published it, where"),
            ("sample", WHOLE, "有效样本量", "valid answers behind a survey score"),
            ("margin", NUMBER, "抽样误差", "margin of error stated with a score, plus or minus, in its unit"),
            ("group", TEXT, "受访群体", "group of respondents the score is of, as printed; its series is its own"),
        ],
    ),
    "listings": record(
        "listings",
        "一条商品信息",
        "one listing of an online shop",
        ("source", "number"),
        [
            ("source", TEXT, "平台", "platform"),
            ("number", TEXT, "商品号", "number on the platform"),
            ("title", TEXT, "标题", "title"),
            ("shop", TEXT, "店铺", "shop"),
            ("price", AMOUNT, "价格", "price in yuan"),
            ("sold", LARGE, "销量", "pieces sold"),
            ("seen_on", DAY, "采集日", "day it was seen"),
            ("address", TEXT, "所在地", "place it is sent from"),
        ],
    ),
    "judgments": record(
        "judgments",
        "一份裁判或处罚文书",
        "one decision of a court or office",
        ("source", "number"),
        [
            ("source", TEXT, "机关", "court or office"),
            ("number", TEXT, "文号", "case number"),
            ("title", TEXT, "标题", "title"),
            ("cause", TEXT, "案由", "cause"),
            ("decided_on", DAY, "裁决日", "day of the decision"),
            ("parties", TEXTS, "当事人", "parties as printed"),
            ("outcome", TEXT, "结果", "outcome"),
            ("amount", AMOUNT, "金额", "amount awarded or fined, yuan"),
            ("text", TEXT, "正文", "text"),
            ("right_numbers", TEXTS, "涉及权利", "rights it concerns, as normalised ids"),
        ],
    ),
    "registered_parties": record(
        "registered_parties",
        "一个登记在册的市场主体",
        "one party as a register or survey lists it",
        ("code", "name", "region"),
        [
            ("code", TEXT, "统一社会信用代码", "credit code"),
            ("name", TEXT, "名称", "name as printed"),
            ("region", TEXT, "行政区划代码", "district"),
            ("town", TEXT, "镇街代码", "town"),
            ("address", TEXT, "地址", "address"),
            ("industry", TEXT, "行业代码", "GB/T 4754 code"),
            ("registered_on", DAY, "成立日", "day of registration"),
            ("form", TEXT, "主体类型", "enterprise, individual business or co-operative"),
            ("status_word", TEXT, "来源状态用语", "status in the source's own word"),
            ("employees", LARGE, "从业人数", "employees, persons"),
            ("rd_spend", AMOUNT, "研发投入", "research spending of the year, yuan"),
        ],
    ),
    **PLAN_KINDS,
    "decisions": record(
        "decisions",
        "一项人工决定",
        "one decision of a person, read by derivation like any other row",
        ("id",),
        [
            ("id", TEXT, "编号", "id of the decision"),
            ("kind", TEXT, "决定", "value, same_party, different_party or place"),
            ("subject", TEXT, "对象", "id of the right, name of the party, or address"),
            ("field", TEXT, "字段", "column the value is for"),
            ("value", TEXT, "值", "the value, other name, or place code"),
            ("author", TEXT, "决定人", "who decided"),
            ("day", DAY, "日期", "day of the decision"),
            ("reason", TEXT, "理由", "why"),
        ],
    ),
}
"""Kind of row to its table."""
