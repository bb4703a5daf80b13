"""The places in the law that the counting rules rest on (期间计算的法律依据).

Ids are files under ``knowledge/data/instruments``.
"""

from __future__ import annotations

from zhiquan.basics.evidence import Citation

START_DAY = Citation("civil-code", "第二百零一条")
CORRESPONDING_DAY = Citation("civil-code", "第二百零二条")
REST_DAY = Citation("civil-code", "第二百零三条")


def holiday_notice(number: str) -> Citation:
    """A State Council holiday notice by its number, ``国办发明电〔2024〕12号`` (放假安排通知)."""
    return Citation("state-council-holidays", number)
