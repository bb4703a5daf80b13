"""Which tool or office wrote a file, so that its status words are read with its own vocabulary (导出工具)."""

from __future__ import annotations

from collections.abc import Sequence

from zhiquan.knowledge.columns import heading_key
from zhiquan.register.intake.understanding import Understood

TELLS: dict[str, tuple[str, ...]] = {
    "incopat": ("链接到incoPat", "国民经济分类", "技术功效句", "合享价值度"),
    "patentics": ("Patentics", "对偶主权项", "专利度", "特征度", "本文引用专利数", "技术特征", "价值谱"),
    "derwent": ("DWPI 入藏号", "DWPI 同族专利成员", "失效/有效"),
    "cnipr": ("颁证日", "光盘号", "主权项", "申请（专利权）人"),
    "innojoy": ("国省代码", "全文链接", "当前著录项联系人通讯地址"),
}
"""Headings that a tool writes and hardly anybody else."""

BY_CONTEXT = {"trademark": "cnipa_trademark", "madrid_registration": "cnipa_trademark"}
"""Vocabulary of sorts of rows that come from the office's own lists."""

BY_FORMAT = {"uspto-trademark": "uspto_trademark", "uspto-tsdr": "uspto_trademark", "epo-exchange": "inpadoc_cn"}
"""Vocabulary of structured formats, by the start of the format's name."""


def tool_of(grids: Sequence[Understood], formats: Sequence[str]) -> str:
    """The vocabulary of a file: that of the tool whose headings or banner it shows, else ``general``."""
    best, most = "general", 0
    for tool, tells in TELLS.items():
        keys = {heading_key(tell) for tell in tells}
        for grid in grids:
            found = len(keys & {heading_key(use.source) for use in grid.columns})
            if any(tool in line.casefold() for line in grid.banner):
                found += 2
            if found > most:
                best, most = tool, found
    if most >= 2 or (most == 1 and best in {"incopat", "patentics", "derwent"}):
        return best
    for grid in grids:
        if grid.context in BY_CONTEXT:
            return BY_CONTEXT[grid.context]
    if any(grid.kind == "rights" and grid.context in {"", "patent"} for grid in grids):
        return "cnipa_patent"
    for name in formats:
        for start, tool in BY_FORMAT.items():
            if name.startswith(start):
                return tool
    return "general"
