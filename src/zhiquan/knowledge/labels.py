"""What fields and listed words of the data files are called on screen (字段与取值名称)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.knowledge.figure_labels import FIGURE_FIELDS, FIGURE_VALUES
from zhiquan.knowledge.layout_labels import LAYOUT_FIELDS, LAYOUT_VALUES
from zhiquan.knowledge.service_labels import SERVICE_FIELDS, SERVICE_VALUES

FIELDS: dict[str, Words] = {
    **FIGURE_FIELDS,
    **SERVICE_FIELDS,
    **LAYOUT_FIELDS,
    "amounts": Words("金额", "amount"),
    "cap": Words("最长期限", "cap"),
    "clocks": Words("缴费期限", "when due"),
    "computed": Words("由程序推算", "reckoned by the program"),
    "decided_by": Words("按何日选版本", "day that picks the version"),
    "effective": Words("生效日", "takes effect"),
    "ends": Words("届满方式", "ends"),
    "fees": Words("适用费用", "fees"),
    "from_event": Words("起算日", "counts from"),
    "group": Words("类别", "group"),
    "hint": Words("提示", "hint"),
    "in_force": Words("施行期间", "in force"),
    "income_limit_yuan": Words("收入上限", "income below"),
    "issuer": Words("发布机关", "issuer"),
    "kind": Words("文件种类", "kind"),
    "late": Words("滞纳金", "late payment"),
    "moves": Words("状态变化", "changes status"),
    "note": Words("说明", "note"),
    "number": Words("文号", "number"),
    "order": Words("次序", "order"),
    "overlay": Words("附加标记", "flag"),
    "renewal": Words("续展", "renewal"),
    "right": Words("权利种类", "kind of right"),
    "rights": Words("适用权利", "rights"),
    "seen": Words("见于真实导出文件", "met in real exports"),
    "share": Words("减缴比例", "share taken off"),
    "single": Words("只发生一次", "happens once"),
    "source": Words("出处", "source"),
    "source_note": Words("来源说明", "on the source"),
    "stacks": Words("可与其他减缴并用", "adds to other reliefs"),
    "sticky": Words("不可逆", "not left again"),
    "unmapped_on_purpose": Words("不表示状态的用语", "words that tell nothing"),
    "who": Words("适用对象", "who"),
    "words": Words("用语", "words"),
    "years": Words("期限", "length"),
    "years_from_grant": Words("自授权当年起", "from the year of grant"),
}
"""Name of each field; the key is the one written in the file."""

RIGHT_KINDS: dict[str, Words] = {
    "invention_patent": Words("发明专利", "invention patent"),
    "utility_model": Words("实用新型", "utility model"),
    "design_patent": Words("外观设计", "design patent"),
    "overseas_patent": Words("海外专利", "overseas patent"),
    "trademark": Words("商标", "trademark"),
    "madrid_registration": Words("马德里国际注册", "Madrid registration"),
    "geographical_indication": Words("地理标志", "geographical indication"),
    "gi_mark_user": Words("地理标志专用标志用标人", "user of the special mark of geographical indications"),
    "plant_variety": Words("植物新品种", "plant variety"),
    "ic_layout": Words("集成电路布图设计", "layout-design of integrated circuits"),
    "software_copyright": Words("计算机软件著作权", "software copyright"),
    "work_copyright": Words("作品著作权", "copyright in a work"),
    "trade_secret_filing": Words("商业秘密存证", "trade-secret filing"),
}

_INSTRUMENT_KINDS = {
    "law": Words("法律", "law"),
    "regulation": Words("行政法规", "regulation of the State Council"),
    "rule": Words("部门规章及规范性文件", "rule of a department"),
    "local_regulation": Words("地方性法规", "local regulation"),
    "judicial_interpretation": Words("司法解释", "judicial interpretation"),
    "standard": Words("标准", "standard"),
    "plan": Words("规划", "plan"),
    "notice": Words("通知、公告", "notice"),
    "statistics": Words("统计口径", "statistics"),
    "guide": Words("指南", "guide"),
}

_TERM_STARTS = {
    "filed": Words("申请日", "filing"),
    "registered": Words("注册或登记日", "registration"),
    "granted": Words("授权日", "grant"),
    "created": Words("创作完成日", "creation"),
    "published": Words("首次发表日", "first publication"),
    "first_exploited": Words("首次商业利用日", "first exploitation"),
    "author_died": Words("作者死亡日", "death of the author"),
}

VALUES: dict[str, dict[str, Words]] = {
    **FIGURE_VALUES,
    **SERVICE_VALUES,
    **LAYOUT_VALUES,
    "right": RIGHT_KINDS,
    "rights": RIGHT_KINDS,
    "kind": _INSTRUMENT_KINDS,
    "decided_by": _TERM_STARTS,
    "from_event": _TERM_STARTS,
    "ends": {
        "anniversary": Words("届满于对应日的前一日", "the day before the same calendar day"),
        "year_end": Words("届满于当年 12 月 31 日", "31 December of that year"),
    },
    "group": {
        "annual": Words("年费", "annual fee"),
        "compensation": Words("补偿期费用", "fee of the compensation period"),
        "procedure": Words("手续费用", "fee of a procedure"),
        "pending": Words("在审", "pending"),
        "in_force": Words("有效", "in force"),
        "ended": Words("失效", "ended"),
    },
    "effective": {
        "stated": Words("来源所载之日", "the day the source states"),
        "announced": Words("公告日", "the day announced"),
        "grant": Words("自授权或注册之日起（自始）", "from grant or registration, ab initio"),
        "due_day": Words("欠缴费用的应缴日", "the day the unpaid fee was due"),
    },
    "flag": {
        "pledge": Words("质押", "pledge"),
        "preservation": Words("保全", "preservation"),
        "suspension": Words("中止", "suspension"),
        "licence": Words("许可备案", "licence"),
        "open_licence": Words("开放许可", "open licence"),
        "compulsory_licence": Words("强制许可", "compulsory licence"),
    },
    "does": {"open": Words("开始", "opens"), "close": Words("解除", "closes")},
    "per": {
        "right": Words("元/件", "yuan each"),
        "year": Words("元/年", "yuan a year"),
        "month": Words("元/月", "yuan a month"),
        "claim": Words("元/项权利要求", "yuan a claim"),
        "page": Words("元/页", "yuan a page"),
        "priority": Words("元/项优先权", "yuan a priority"),
        "copy": Words("元/份", "yuan a copy"),
    },
    "event": {
        "filed": Words("申请", "filing"),
        "filing_receipt": Words("收到受理通知书", "the filing receipt"),
        "earliest_priority": Words("最早优先权", "the earliest priority"),
        "registration_notice": Words("收到办理登记手续通知", "the registration notice"),
        "refusal": Words("收到驳回决定", "the refusal"),
        "request": Words("提出请求", "the request"),
        "grant_announced": Words("授权公告", "the announcement of grant"),
        "patent_year_begins": Words("专利年度开始", "the patent year begins"),
        "restoration_notice": Words("收到恢复权利审批通知", "the notice of restoration"),
        "term_end": Words("保护期限届满", "the term ends"),
    },
    "fees_of": {
        "all": Words("", ""),
        "year_of_grant": Words("授权当年的年费", "annual fee of the year of grant"),
        "later_years": Words("以后各年的年费", "annual fees of later years"),
    },
    "unpaid": {
        "deemed_withdrawn": Words("申请视为撤回", "the application is deemed withdrawn"),
        "priority_lost": Words("视为未要求优先权", "the priority is deemed not claimed"),
        "deemed_abandoned": Words("视为放弃取得专利权", "the right to the patent is deemed abandoned"),
        "deemed_not_filed": Words("视为未提出", "the request is deemed not filed"),
        "lapses": Words("专利权终止", "the patent lapses"),
        "not_restored": Words("不予恢复", "the right is not restored"),
        "no_compensation": Words("不予补偿", "there is no compensation"),
    },
    "income_limit_yuan": {"individual": Words("个人", "individual"), "enterprise": Words("企业", "enterprise")},
}
"""Words of a listed field to what they are called, by field."""

ANSWERS = {True: Words("是", "yes"), False: Words("否", "no")}


def field_label(name: str) -> Words:
    """Name of a field; the key itself when no label is held, which a test forbids."""
    return FIELDS.get(name, Words(name, name))


def value_label(field: str, value: str) -> Words:
    """What a listed word of a field is called; the word itself when the field is free text."""
    return VALUES.get(field, {}).get(value, Words(value, value))
