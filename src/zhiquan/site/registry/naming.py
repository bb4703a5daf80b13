"""What the register's words are called on screen (登记册用语)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.regions_codes import find_region
from zhiquan.knowledge.regions_districts import district
from zhiquan.register.browsing.facets import GROUPS
from zhiquan.register.rules import Rules
from zhiquan.register.tables import OBSERVATIONS, RIGHT_KINDS
from zhiquan.site.office.house import house

NO_GROUP = Words("状态不明", "status unknown")
GROUP_LOOKS: Mapping[str, tuple[str, str]] = {
    "in_force": ("is-good", "tick"),
    "pending": ("is-edge", "clock"),
    "ended": ("is-none", "cross"),
    "": ("is-none", "minus"),
}
"""Class and icon of each group of legal statuses; an end is no fault, so it is grey."""

FACET_WORDS: Mapping[str, Words] = {
    "kind": Words("种类", "Kind"),
    "group": Words("状态", "Status"),
    "status": Words("法律状态细分", "Legal status in detail"),
    "region": Words("区县", "District"),
    "town": Words("镇街", "Town"),
    "year": Words("申请年份", "Year of filing"),
    "class": Words("分类", "Classification"),
    "holder": Words("权利人", "Holder"),
}
ORDER_WORDS: Mapping[str, Words] = {
    "-filed": Words("申请日，新的在前", "Filed, newest first"),
    "filed": Words("申请日，旧的在前", "Filed, oldest first"),
    "-granted": Words("授权日，新的在前", "Granted, newest first"),
    "granted": Words("授权日，旧的在前", "Granted, oldest first"),
    "-known": Words("最近有消息的在前", "Last heard of first"),
    "title": Words("名称", "Title"),
    "number": Words("号码", "Number"),
}
"""Orders of the list; a leading sign turns one round."""

ROLE_WORDS: Mapping[str, Words] = {
    "holder": Words("权利人", "holder"),
    "applicant": Words("申请人", "applicant"),
    "standard_applicant": Words("标准化申请人", "standardised applicant"),
    "inventor": Words("发明人", "inventor"),
    "agency": Words("代理机构", "agency"),
    "agent": Words("代理人", "agent"),
}
BASES: Mapping[str, Words] = {
    "dated": Words("来源载明日期", "dated by the source"),
    "computed": Words("按期限推算", "reckoned from the term"),
    "word": Words("仅有状态用语，按数据日期", "status word only, on the day of the data"),
}
REASONS: Mapping[str, Words] = {
    "same_name": Words("同名", "same name"),
    "credit_code": Words("信用代码", "credit code"),
    "spelling": Words("写法不同", "other spelling"),
    "decision": Words("人工判定", "decided by a person"),
}
"""Why a name is tied to a party."""

AUTHORITIES: Mapping[str, Words] = {
    "decision": Words("人工判定", "decision"),
    "office": Words("官方导出", "export of an office"),
    "gazette": Words("公报", "gazette"),
    "tool": Words("检索工具", "search tool"),
    "own": Words("自有台账", "own list"),
}
TITLE_KINDS: Mapping[str, Words] = {
    "advantage_enterprise": Words("优势企业", "advantage enterprise"),
    "demonstration": Words("示范", "demonstration"),
    "award": Words("奖励", "award"),
    "certification": Words("认证", "certification"),
    "high_value_patent": Words("高价值专利", "high-value patents"),
    "standard": Words("标准", "standard"),
    "park": Words("园区", "park"),
    "alliance": Words("联盟", "alliance"),
    "talent": Words("人才", "talent"),
}
LEVELS: Mapping[str, Words] = {
    "national": Words("国家级", "national"),
    "city": Words("市级", "city"),
    "district": Words("区级", "district"),
}
NUMBER_WORDS: Mapping[str, Words] = {
    "app_no": Words("申请号", "application number"),
    "pub_no": Words("公布号", "publication number"),
    "grant_no": Words("授权公告号", "grant number"),
    "reg_no": Words("注册号/登记号", "registration number"),
    "announcement": Words("公告", "announcement"),
}
RECORD_WORDS: Mapping[str, Words] = {
    "pledges": Words("质押", "Pledge"),
    "licences": Words("许可", "Licence"),
    "transfers": Words("转让", "Transfer"),
}
QUARANTINED_WORDS = Words("未入库的行", "row left out")

_SOUGHT = frozenset({"status", "status_stated"})
_FOREVER = date(9999, 12, 31)


@lru_cache(maxsize=8)
def _rules(knowledge: Knowledge, overlay: Path | None) -> Rules:
    return Rules(knowledge, overlay)


@lru_cache(maxsize=512)
def _label(rules: Rules, word: str) -> Words:
    return rules.label(word)


def status_word(status: str) -> Words:
    """The name of a legal status, group of statuses or event; an unknown status is 状态不明."""
    if not status:
        return NO_GROUP
    if status in GROUPS:
        return GROUPS[status]
    office = house()
    return _label(_rules(office.knowledge(), office.settings.knowledge), status)


def group_look(group: str) -> tuple[str, str]:
    """Class and icon of a group of statuses."""
    return GROUP_LOOKS.get(group, GROUP_LOOKS[""])


def kind_word(kind: str) -> Words:
    """The name of a kind of right or of a row."""
    if kind == "quarantined":
        return QUARANTINED_WORDS
    if kind in RIGHT_KINDS:
        return RIGHT_KINDS[kind]
    return OBSERVATIONS[kind].says if kind in OBSERVATIONS else Words(kind, kind)


def place_name(code: str) -> str:
    """The Chinese name of a district or town: ``500115002`` is 晏家街道; the code itself when nobody knows it."""
    office = house()
    return _place_name(code, office.settings.district, office.settings.knowledge)


@lru_cache(maxsize=4096)
def _place_name(code: str, home: str, overlay: Path | None) -> str:
    for region in dict.fromkeys((home, code[:6])):
        try:
            towns = {town.code: town.name for town in district(region, overlay).towns}
        except NotFound:
            continue
        if code in towns:
            return towns[code]
    try:
        return find_region(code[:6], overlay).name if len(code) == 6 else code
    except NotFound:
        return code


def shown_day(value: date | None) -> date | None:
    """A day to print; the end of what has none is nothing."""
    return None if value is None or value >= _FOREVER else value


def shown_value(column: str, value: Any) -> tuple[Words | str | date, bool]:  # noqa: ANN401 - a value of any column
    """A value of the register as printed, and whether it is Chinese as loaded.

    Returns:
        ``shown_value("granted_on", date(2024, 5, 6))`` is ``(date(2024, 5, 6), False)``.
    """
    if isinstance(value, date):
        return value, False
    words = _worded(column, value)
    if words is not None:
        return words, False
    if isinstance(value, (int, Decimal)):
        return f"{value:,}", False
    if column in {"region", "town"} and value:
        return f"{place_name(str(value))}（{value}）", True
    if isinstance(value, list):
        return "；".join(_item(one) for one in value), True
    return ("" if value is None else str(value)), True


def _worded(column: str, value: Any) -> Words | None:  # noqa: ANN401 - a value of any column
    """A value that is a word of the register's own; None for any other."""
    if column in _SOUGHT and value:
        return status_word(str(value))
    if column in {"kind", "right_kind"} and value in RIGHT_KINDS:
        return kind_word(str(value))
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    return None


def _item(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(one) for one in value.values() if one not in (None, ""))
    if isinstance(value, (tuple, list)):
        return " ".join(str(one) for one in value if one not in (None, ""))
    return str(value)
