"""What a form says about a draft, and how two versions differ (修改草稿)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from zhiquan.basics.words import Words

HEAD = ("title", "id", "place", "from", "to")
FIELDS: dict[str, tuple[str, ...]] = {
    "targets": ("indicator", "words", "cmp", "value", "unit", "by"),
    "relative": ("indicator", "words", "versus", "by"),
    "duties": ("lead", "help"),
}
"""What can be changed of each kind of item."""

LABELS: dict[str, Words] = {
    "title": Words("标题", "title"),
    "id": Words("编号", "id"),
    "place": Words("区划", "district"),
    "from": Words("起", "from"),
    "to": Words("止", "to"),
    "keep": Words("列入规划", "kept"),
    "indicator": Words("指标", "indicator"),
    "words": Words("规划用词", "the plan's words"),
    "cmp": Words("比较", "comparison"),
    "value": Words("值", "value"),
    "unit": Words("单位", "unit"),
    "by": Words("年份", "year"),
    "versus": Words("比较对象", "compared with"),
    "lead": Words("牵头", "lead"),
    "help": Words("配合", "help"),
}

_LISTS = frozenset({"lead", "help"})


@dataclass(frozen=True, slots=True)
class Differing:
    """One place where two versions differ (不同之处): where, what, theirs, ours."""

    where: str
    label: Words
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One entry that cannot be taken (有误之处): id of its field, what is wrong."""

    field: str
    label: Words
    says: Words


def edited(content: Mapping[str, Any], posted: Mapping[str, str]) -> dict[str, Any]:
    """A draft's content with what a form says laid over it; texts stay as typed."""
    made = deepcopy(dict(content))
    for name in HEAD[1:]:
        made[name] = posted.get(name, str(made[name])).strip()
    title = posted.get("title", made["label"]["zh"]).strip()
    if title != made["label"]["zh"]:
        made["label"] = {"zh": title, "en": title}
    for kind, names in FIELDS.items():
        for number, item in enumerate(made[kind]):
            prefix = f"{kind}-{number}-"
            if f"{prefix}shown" not in posted:
                continue
            item["keep"] = bool(posted.get(f"{prefix}keep"))
            for name in names:
                if f"{prefix}{name}" in posted:
                    item[name] = _typed(name, posted[f"{prefix}{name}"].strip())
    return made


def differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> list[Differing]:
    """Where two versions of a draft differ."""
    return list(_differences(theirs, ours))


def mistakes(content: Mapping[str, Any]) -> list[Mistake]:
    """Entries that cannot be read: values, years, days."""
    return list(_mistakes(content))


def shown(value: object) -> str:
    """An entry as a field shows it."""
    if isinstance(value, (list, tuple)):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value)


def _typed(name: str, text: str) -> Any:  # noqa: ANN401 - what the data file holds
    if name in _LISTS:
        parts = re.split("[、,，]", text)
        return [part.strip() for part in parts if part.strip()]
    if name == "by":
        return int(text) if text.isdecimal() else (text or None)
    return text


def _differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[Differing]:
    if theirs["label"]["zh"] != ours["label"]["zh"]:
        yield Differing("", LABELS["title"], theirs["label"]["zh"], ours["label"]["zh"])
    for name in HEAD[1:]:
        if theirs[name] != ours[name]:
            yield Differing("", LABELS[name], str(theirs[name]), str(ours[name]))
    for kind, names in FIELDS.items():
        for one, other in zip(theirs[kind], ours[kind], strict=False):
            for name in ("keep", *names):
                if (one.get(name) or "") != (other.get(name) or ""):
                    where = str(one.get("words") or one.get("text") or "")
                    yield Differing(where, LABELS[name], _said(one.get(name)), _said(other.get(name)))


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "✓" if value else "—"
    return shown(value)


def _mistakes(content: Mapping[str, Any]) -> Iterator[Mistake]:
    for number, item in enumerate(content["targets"]):
        if not item["keep"]:
            continue
        try:
            is_number = Decimal(str(item["value"])).is_finite()
        except InvalidOperation:
            is_number = False
        if not is_number:
            says = Words("填数字，例如 20 或 8.65", "a number, such as 20 or 8.65")
            yield Mistake(f"targets-{number}-value", LABELS["value"], says)
    for kind in ("targets", "relative"):
        for number, item in enumerate(content[kind]):
            year = item.get("by")
            if item["keep"] and year is not None and not (isinstance(year, int) and 1985 <= year <= 2100):
                yield Mistake(
                    f"{kind}-{number}-by", LABELS["by"], Words("填四位年份，例如 2030", "a year, such as 2030")
                )
