"""Columns that describe a right, shared by its observations and by ``rights`` (权利著录项目)."""

from __future__ import annotations

from zhiquan.register.tables.shapes import DAY, FLAG, PAIRS, STATED_EVENTS, TEXT, TEXTS, WHOLE, columns

ORIGIN = columns(
    [
        ("batch", TEXT, "批次", "batch the row was loaded in"),
        ("sheet", TEXT, "工作表", "sheet of the file, empty when it has none"),
        ("line", WHOLE, "行号", "row of the sheet, from 1"),
        ("extra", PAIRS, "未识别的列", "columns nobody knew, as printed"),
        ("content", TEXT, "内容指纹", "hash of what the row says in its known columns: equal rows say the same"),
    ]
)

IDENTITY = columns(
    [
        ("ids", TEXTS, "本行编号", "ids of the rights the row is about, from its own numbers"),
        ("also", TEXTS, "同一权利的其他编号", "other ids the row states for the same rights"),
    ]
)

FACTS = columns(
    [
        ("kind", TEXT, "权利种类", "kind of right"),
        ("country", TEXT, "国别", "country or office, two letters"),
        ("app_no", TEXT, "申请号", "application number, normalised"),
        ("pub_no", TEXT, "公布号", "number of the published application"),
        ("grant_no", TEXT, "授权公告号", "number of the granted publication"),
        ("reg_no", TEXT, "注册号/登记号", "registration or certificate number"),
        ("title", TEXT, "名称", "title, mark, product or variety name"),
        ("title_en", TEXT, "英文名称", "title in English"),
        ("abstract", TEXT, "摘要", "abstract or summary"),
        ("claims", TEXT, "权利要求", "claims as printed"),
        ("claims_count", WHOLE, "权利要求数", "number of claims"),
        ("goods", TEXT, "商品服务", "goods and services"),
        ("form", TEXT, "类型", "form of the mark, type of work, product or filing"),
        ("measures", TEXT, "保密措施", "protective measures of a trade-secret filing; never the secret"),
        ("filed_on", DAY, "申请日", "filing day"),
        ("priority_on", DAY, "优先权日", "earliest priority day"),
        ("published_on", DAY, "公布日", "day of first publication"),
        ("granted_on", DAY, "授权日/注册日", "day of grant or registration announcement"),
        ("created_on", DAY, "创作完成日", "day the work or layout was completed"),
        ("first_used_on", DAY, "首次使用日", "day of first exploitation or publication"),
        ("expires_on", DAY, "有效期至", "last day of protection"),
        ("applicants", TEXTS, "申请人", "applicants as printed"),
        ("standard_applicants", TEXTS, "标准化申请人", "a tool's standardised names, in the order of the applicants"),
        ("holders", TEXTS, "权利人", "current holders as printed"),
        (
            "holder_codes",
            TEXTS,
            "权利人信用代码",
            "credit codes, in the order of the holders, else applicants",
        ),
        ("inventors", TEXTS, "发明人", "inventors, designers, breeders or authors"),
        ("agency", TEXT, "代理机构", "agency"),
        ("agents", TEXTS, "代理人", "agents"),
        ("address", TEXT, "地址", "address of the first holder"),
        ("region", TEXT, "行政区划代码", "district of that address, GB/T 2260"),
        ("town", TEXT, "镇街代码", "town of that address"),
        ("main_class", TEXT, "主分类号", "first classification symbol"),
        ("office", TEXT, "登记机关", "office of registration or of origin"),
        ("designations", TEXTS, "指定国", "designated countries"),
        ("announcement", TEXT, "公告号", "announcement or certificate of a geographical indication"),
        ("cited_by_count", WHOLE, "被引次数", "times cited"),
        ("tags", TEXTS, "标签", "tags: traditional_knowledge, cultural_work, farm_product ..."),
        ("status_word", TEXT, "来源状态用语", "status in the source's own word"),
    ]
)

CLASS_LISTS = columns(
    [
        ("ipc", TEXTS, "国际专利分类", "IPC symbols, first is the main one"),
        ("cpc", TEXTS, "联合专利分类", "CPC symbols"),
        ("locarno", TEXTS, "洛迦诺分类", "Locarno classes"),
        ("nice", TEXTS, "尼斯类别", "Nice classes, two digits"),
        ("similar_groups", TEXTS, "类似群", "similar groups"),
        ("gbt4754", TEXTS, "国民经济行业", "GB/T 4754 codes the source assigned"),
        ("sei", TEXTS, "战略性新兴产业", "emerging-industry codes the source assigned"),
    ]
)

RELATED = columns(
    [
        ("family", TEXTS, "同族", "publication numbers of family members"),
        ("cites", TEXTS, "引证", "publication numbers cited"),
        ("events", STATED_EVENTS, "法律事件", "legal events the row states"),
    ]
)

BELIEF = columns(
    [
        ("right", TEXT, "权利编号", "id of the right"),
        ("identified", FLAG, "有号码", "false for a row without any number: never counted"),
        ("status_word_on", DAY, "状态用语日期", "day the status word described"),
        ("status_stated", TEXT, "来源状态", "status of the model the word stands for; null when unknown"),
    ]
)
