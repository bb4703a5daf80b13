"""What the groups of a breakdown are called (分组名称)."""

from __future__ import annotations

from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.knowledge.breakdowns import HolderKinds, Industries
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.regions import district
from zhiquan.measure.breakdown import OTHER, PERSON

NOBODY = Words("未归类", "not told")


def group_name(by: str, group: str | None, knowledge: Knowledge, *, place: str, overlay: Path | None) -> Words:
    """Name of one group: a town of the district, a kind of holder, an industry; ``未归类`` for rows without one."""
    if group is None:
        return NOBODY
    names: dict[str, Words] = {}
    if by == "town":
        names = {town.code: Words(town.name, town.name_en) for town in district(place, overlay).towns}
    elif by == "holder_kind":
        held = knowledge.get(HolderKinds, "holders")
        names = {one.id: one.label for one in held.groups} | {PERSON: held.person, OTHER: held.other}
    elif place in knowledge.ids("industries"):
        names = {one.id: one.label for one in knowledge.get(Industries, place).groups}
    return names.get(group, Words(group, group))
