"""Tables about rights, derived from their observations (权利诸表)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.register.tables.facts import BELIEF, FACTS
from zhiquan.register.tables.shapes import DAY, FLAG, NUMBER, TEXT, WHOLE, TableShape, columns

PLACED = columns(
    [
        ("place_score", NUMBER, "归属可信度", "0 to 1, how sure region and town are; 1 when stated or decided"),
        ("place_reason", TEXT, "归属依据", "stated, decision, or the short code of the rule that read the address"),
    ]
)

RIGHTS = TableShape(
    name="rights",
    says=Words("一项权利的现行著录", "one right as believed now"),
    columns=(*BELIEF[:1], *FACTS, *BELIEF[1:], *PLACED),
    key=("right",),
    by="right",
)

EVENTS = TableShape(
    name="events",
    says=Words("一件法律事件", "one legal event of a right, as one source states it"),
    columns=columns(
        [
            ("right", TEXT, "权利编号", "id of the right"),
            ("kind", TEXT, "事件", "event of the legal-event model"),
            ("effective", DAY, "生效日", "first day of its effect"),
            ("announced", DAY, "公告日", "day it was announced"),
            ("known", DAY, "知悉日", "day the register learned it"),
            (
                "basis",
                TEXT,
                "依据",
                "dated: a day was stated; computed: from a term; word: from a status word",
            ),
            ("until", DAY, "新期限", "last day of the term it sets"),
            ("days", WHOLE, "补偿天数", "days it adds to the term"),
            ("word", TEXT, "来源用语", "the source's own word"),
            ("rank", WHOLE, "来源次序", "standing of the source, higher wins"),
            ("batch", TEXT, "批次", "batch it was read in"),
            ("sheet", TEXT, "工作表", "sheet it was read from"),
            ("line", WHOLE, "行号", "line it was read from"),
        ]
    ),
    key=("right", "kind", "effective", "batch", "sheet", "line", "basis"),
    by="right",
)

RIGHT_SPELLS = TableShape(
    name="right_spells",
    says=Words("一项权利的一段法律状态", "one period of one legal status, with when it was known"),
    columns=columns(
        [
            ("right", TEXT, "权利编号", "id of the right"),
            ("status", TEXT, "法律状态", "status of the model"),
            ("group", TEXT, "状态组", "pending, in_force or ended"),
            ("from", DAY, "起", "first day of the status"),
            ("to", DAY, "止", "first day after it; 9999-12-31 while it lasts"),
            ("known_from", DAY, "知悉起", "first day this was what the register knew"),
            ("known_to", DAY, "知悉止", "first day it was known otherwise; 9999-12-31 while it stands"),
        ]
    ),
    key=("right", "from", "known_from"),
    by="right",
)

HOLDERS = TableShape(
    name="holders",
    says=Words("一位权利人或发明人", "one holder or inventor of one right in one period"),
    columns=columns(
        [
            ("right", TEXT, "权利编号", "id of the right"),
            ("role", TEXT, "身份", "applicant, holder, inventor or agent"),
            ("seq", WHOLE, "次序", "place in the list, from 1"),
            ("from", DAY, "起", "first day; null when no source tells it"),
            ("to", DAY, "止", "first day after; null while it lasts"),
            ("name", TEXT, "名称", "name as printed"),
            ("cleaned", TEXT, "规范名称", "name cleaned for matching"),
            ("code", TEXT, "统一社会信用代码", "credit code, when a source gives it beside the name"),
            ("region", TEXT, "行政区划代码", "district, when known"),
        ]
    ),
    key=("right", "role", "seq", "from"),
    by="right",
)

CLASSES = TableShape(
    name="classes",
    says=Words("一个分类号", "one classification symbol of one right"),
    columns=columns(
        [
            ("right", TEXT, "权利编号", "id of the right"),
            ("system", TEXT, "分类体系", "ipc, cpc, locarno, nice, similar_groups, gbt4754 or sei"),
            ("symbol", TEXT, "分类号", "symbol, normalised"),
            ("seq", WHOLE, "次序", "place in the list, from 1"),
            ("main", FLAG, "主分类", "true for the first symbol"),
        ]
    ),
    key=("right", "system", "symbol"),
    by="right",
)

FAMILIES = TableShape(
    name="families",
    says=Words("一件同族文献", "one family member of one right"),
    columns=columns(
        [
            ("right", TEXT, "权利编号", "id of the right"),
            ("member", TEXT, "同族文献号", "publication number of the member"),
            ("country", TEXT, "国别", "country of the member"),
        ]
    ),
    key=("right", "member"),
    by="right",
)

CITATIONS = TableShape(
    name="citations",
    says=Words("一件引证文献", "one publication that a right cites"),
    columns=columns(
        [
            ("right", TEXT, "权利编号", "id of the citing right"),
            ("cited", TEXT, "被引文献号", "publication number cited"),
        ]
    ),
    key=("right", "cited"),
    by="right",
)

RIGHT_TABLES = (RIGHTS, EVENTS, RIGHT_SPELLS, HOLDERS, CLASSES, FAMILIES, CITATIONS)
