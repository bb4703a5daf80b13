"""Rows of files that broke a rule and were left out (隔离行)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.register.tables.shapes import TEXT, TEXTS, WHOLE, TableShape, columns

QUARANTINED = TableShape(
    name="quarantined",
    says=Words("一行因违反规则未装载的来源行", "one source row left out because it broke a rule"),
    columns=columns(
        [
            ("batch", TEXT, "批次", "batch the file was loaded in"),
            ("sheet", TEXT, "工作表", "sheet of the file, empty when it has none"),
            ("line", WHOLE, "行号", "row of the sheet, from 1"),
            ("column", TEXT, "列", "heading of the column that broke the rule; empty when it is the row"),
            ("value", TEXT, "值", "what stands there"),
            ("rule", TEXT, "规则", "short name of the rule"),
            ("says", TEXT, "原因", "what is wrong, in Chinese"),
            ("says_en", TEXT, "原因（英文）", "what is wrong, in English"),
            ("remedy", TEXT, "处理办法", "what to do, in Chinese"),
            ("remedy_en", TEXT, "处理办法（英文）", "what to do, in English"),
            ("headings", TEXTS, "标题行", "headings of the sheet as printed"),
            ("cells", TEXTS, "单元格", "cells of the row as printed, personal numbers masked"),
        ]
    ),
    key=("batch", "sheet", "line"),
    by="batch",
)
