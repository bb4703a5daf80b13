"""Tables that tie things together: batches, aliases, party links, decisions (关联诸表)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.register.tables.shapes import DAY, INSTANT, LARGE, NUMBER, TEXT, WHOLE, TableShape, columns

BATCHES = TableShape(
    name="batches",
    says=Words("一次装载：一个文件或一项决定", "one loaded file or one decision"),
    columns=columns(
        [
            ("batch", TEXT, "批次", "id of the batch"),
            ("action", TEXT, "动作", "import, entry or decision"),
            ("file", TEXT, "文件名", "name of the file, without folders"),
            ("sha256", TEXT, "文件哈希", "hash of the file, or of the rows when there is no file"),
            ("size", LARGE, "字节数", "size of the file in bytes"),
            ("tool", TEXT, "导出工具", "vocabulary its status words are read with"),
            (
                "authority",
                TEXT,
                "来源级别",
                "decision, office, gazette, tool or own: the standing of the source",
            ),
            ("as_of", DAY, "数据日期", "day the file describes"),
            ("known", DAY, "知悉日", "day the register learned it"),
            ("loaded_at", INSTANT, "装载时间", "moment it was loaded"),
            ("by", TEXT, "经办人", "who loaded it"),
            ("mapping", TEXT, "列对应", "mapping of columns used, as JSON"),
            ("rows", TEXT, "行数", "rows per kind, as JSON"),
            ("note", TEXT, "说明", "a remark"),
        ]
    ),
    key=("batch",),
    by="batch",
)

ALIASES = TableShape(
    name="aliases",
    says=Words("一个别名", "one other id of a right or party"),
    columns=columns(
        [
            ("alias", TEXT, "别名", "an id the register used or met before"),
            ("id", TEXT, "现行编号", "the id that stands for it now"),
            ("reason", TEXT, "理由", "why the two are one"),
        ]
    ),
    key=("alias", "id"),
    by="alias",
)

PARTIES = TableShape(
    name="parties",
    says=Words("一个主体", "one party"),
    columns=columns(
        [
            ("party", TEXT, "主体编号", "id of the party"),
            ("name", TEXT, "名称", "its most used name"),
            ("code", TEXT, "统一社会信用代码", "its credit code"),
            ("region", TEXT, "行政区划代码", "district, when known"),
            ("names", WHOLE, "名称数", "how many names and codes are tied to it"),
        ]
    ),
    key=("party",),
    by="party",
)

PARTY_LINKS = TableShape(
    name="party_links",
    says=Words("一个名称与主体的对应", "one name or code tied to a party"),
    columns=columns(
        [
            ("name", TEXT, "规范名称", "name cleaned for matching, or a credit code"),
            ("region", TEXT, "行政区划代码", "district the name was seen with, else empty"),
            ("party", TEXT, "主体编号", "id of the party"),
            ("score", NUMBER, "得分", "0 to 1; below 1 for another spelling or district than the party's own"),
            ("reason", TEXT, "理由", "why it is tied: same_name, credit_code, spelling or decision"),
            ("match_key", TEXT, "匹配键", "what all spellings of the name share; null for a code"),
        ]
    ),
    key=("name", "region"),
    by="name",
)

PARTY_GROUPS = TableShape(
    name="party_groups",
    says=Words("一个名称所属的企业集团", "one corporate group a name belongs to: tied, never made one party"),
    columns=columns(
        [
            ("name", TEXT, "规范名称", "name cleaned for matching"),
            ("label", TEXT, "集团", "label of the group: a tool's, the main enterprise's name, or the common core"),
            ("reason", TEXT, "理由", "tool: a tool's standardised name; branch: part of the label; core: same core"),
        ]
    ),
    key=("name", "label", "reason"),
    by="name",
)

PUBLISHED = TableShape(
    name="published",
    says=Words("一次发布", "one publication that names a snapshot"),
    columns=columns(
        [
            ("id", TEXT, "发布编号", "id of the publication"),
            ("snapshot", TEXT, "快照", "snapshot it rests on, kept for ever"),
            ("what", TEXT, "内容", "what was published"),
            ("sha256", TEXT, "内容哈希", "hash of what was published"),
            ("published_on", DAY, "发布日", "day of publication"),
            ("by", TEXT, "发布人", "who published it"),
            ("content", TEXT, "发布内容", "what was published, as canonical JSON; its hash is sha256"),
        ]
    ),
    key=("id",),
    by="id",
)

WORK_EVENTS = TableShape(
    name="work_events",
    says=Words("一个办结步骤", "one closed step of a matter or duty"),
    columns=columns(
        [
            ("id", TEXT, "编号", "id of the delivery"),
            ("matter", TEXT, "事项公开编号", "public id of the matter or duty"),
            ("procedure", TEXT, "程序", "procedure it runs"),
            ("step", TEXT, "步骤", "step that was closed"),
            ("day", DAY, "日期", "day of the step"),
            ("town", TEXT, "镇街代码", "town concerned"),
            ("outcome", TEXT, "结果", "outcome of the step"),
        ]
    ),
    key=("id",),
    by="id",
)

PART_TABLES = (BATCHES, ALIASES, PARTIES, PARTY_LINKS, PARTY_GROUPS, PUBLISHED, WORK_EVENTS)
