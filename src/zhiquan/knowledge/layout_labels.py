"""What fields and listed words of layouts are called on screen (报表样式的字段名称)."""

from __future__ import annotations

from zhiquan.basics.words import Words

LAYOUT_FIELDS: dict[str, Words] = {
    "columns": Words("列", "columns"),
    "each": Words("一行是什么", "a row for each"),
    "lines": Words("行", "rows"),
    "title": Words("表名", "title"),
    "window": Words("收录范围", "which rows"),
}
"""Name of each field; the key is the one written in the file."""

LAYOUT_VALUES: dict[str, dict[str, Words]] = {
    "each": {
        "line": Words("一个指标", "indicator"),
        "town": Words("一个镇街", "town"),
        "pledge": Words("一笔质押", "pledge"),
        "title": Words("一项称号", "title"),
        "duty": Words("一项任务", "duty"),
    },
    "takes": {
        "number": Words("行序", "number of the row"),
        "label": Words("指标名称", "label of the indicator"),
        "unit": Words("指标单位", "unit of the indicator"),
        "value": Words("指标值", "value of the indicator"),
        "change": Words("指标增减", "change of the indicator"),
    },
    "taken_at": {
        "month_before": Words("上月末", "the end of the month before"),
        "year_before": Words("上年同日", "the same day a year before"),
    },
    "field": {
        "amount": Words("金额", "amount"),
        "clause": Words("规划条款", "clause of the plan"),
        "code": Words("代码", "code"),
        "due_on": Words("完成时限", "due"),
        "ended_on": Words("注销日", "ended on"),
        "evidence": Words("证据", "evidence"),
        "from": Words("起", "from"),
        "gap": Words("差距说明", "what is missing"),
        "helpers": Words("配合单位", "helping units"),
        "holder": Words("持有人", "holder"),
        "holder_code": Words("持有人代码", "code of the holder"),
        "issuer": Words("发布机关", "issuer"),
        "kind": Words("种类", "kind"),
        "late_days": Words("逾期天数", "days late"),
        "lead": Words("牵头单位", "leading unit"),
        "level": Words("级别", "level"),
        "name": Words("名称", "name"),
        "number": Words("编号", "number"),
        "pledgee": Words("质权人", "pledgee"),
        "pledgor": Words("出质人", "pledgor"),
        "registered_on": Words("登记日", "registered on"),
        "right_kind": Words("权利种类", "kind of right"),
        "right_numbers": Words("权利号", "numbers of the rights"),
        "state": Words("进展", "state"),
        "text": Words("任务内容", "text of the duty"),
        "to": Words("止", "to"),
    },
}
"""Words of a listed field to what they are called, by field."""
