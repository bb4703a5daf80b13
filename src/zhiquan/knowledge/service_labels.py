"""What fields and listed words of the service list are called on screen (服务清单的字段名称)."""

from __future__ import annotations

from zhiquan.basics.words import Words

SERVICE_FIELDS: dict[str, Words] = {
    "area": Words("类别", "area"),
    "channels": Words("渠道", "where"),
    "fee": Words("收费", "fee"),
    "handled_by": Words("办理单位", "handled by"),
    "needs": Words("所需材料", "what is needed"),
    "page": Words("页面", "page"),
    "question": Words("来件种类", "kind of question"),
    "result": Words("结果", "result"),
    "within": Words("时限", "time limit"),
}
"""Name of each field; the key is the one written in the file."""

SERVICE_VALUES: dict[str, dict[str, Words]] = {
    "area": {
        "creation": Words("创造", "Creation"),
        "use": Words("运用", "Use"),
        "protection": Words("保护", "Protection"),
        "management": Words("管理与服务", "Management and service"),
    },
    "channels": {
        "online": Words("线上", "online"),
        "window": Words("窗口", "at the counter"),
        "post": Words("邮寄", "by post"),
        "cnipa": Words("国家知识产权局", "at the national office"),
    },
    "question": {
        "correction": Words("数据更正", "correction of data"),
        "complaint": Words("意见与投诉", "complaint"),
        "objection": Words("对标记的申辩", "objection to a mark"),
        "data_use": Words("数据使用", "use of data"),
        "other": Words("其他询问", "other question"),
    },
}
"""Words of a listed field to what they are called, by field."""
