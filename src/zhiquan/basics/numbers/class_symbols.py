"""Symbols of patent and design classifications (国际专利分类号、洛迦诺分类号)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.result import NumberCheck, Problem, error, outcome, refused, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

_IPC_LEAD = re.compile(r"^INT\.?CL\.?\(?[0-9]?\)?:?")
_IPC_TAIL = re.compile(r"\(((?:19|20)[0-9]{2}(?:\.[0-9]{2})?)\)[A-Z]*$")
_GROUP = re.compile(r"([A-HY][0-9]{2}[A-Z])([0-9]{1,4})/([0-9]{1,6})[AIN]?").fullmatch
_PADDED = re.compile(r"([A-HY][0-9]{2}[A-Z])([0-9]{4})([0-9]{6})").fullmatch
_COARSE = re.compile(r"([A-HY](?:[0-9]{2}(?:[A-Z](?=[0-9]|$))?)?)(?<![A-Z][A-Z])([0-9]{1,4})?").fullmatch
_LOCARNO = re.compile(
    r"(?:LOC)?(?:\(([0-9]{1,2})\))?(?:CL\.?)?:?([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:-([A-Z][0-9]{4}))?"
).fullmatch
_LOCARNO_PLAIN = re.compile(r"^([0-9]{2})([0-9]{2})$").sub
_DATE_LIKE = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|(?:19|20)[0-9]{2}[-/][0-9]{1,2}[-/].*").fullmatch
_IPC_EXPECTED = Words(
    "部、大类、小类、大组和小组，如 C21D 9/00",
    "section, class, subclass, group and subgroup, such as C21D 9/00",
)
_LOCARNO_EXPECTED = Words("大类和小类各两位，如 09-03", "class and subclass of two digits each, such as 09-03")


def check_ipc(value: str) -> NumberCheck:
    """Check the shape of an IPC symbol (核对国际专利分类号); whether the symbol exists is not looked up.

    Args:
        value: a symbol with or without blank, zero padding (``C21D0009000000``) or edition in brackets.

    Returns:
        ``C21D9/00(2006.01)I`` becomes ``C21D 9/00``; parts ``level``, ``section``, ``class``, ``subclass``,
        ``main_group``, ``group`` and ``edition`` as far as stated.
    """
    text = _IPC_LEAD.sub("", tidy(value))
    edition = _IPC_TAIL.search(text)
    symbol = _IPC_TAIL.sub("", text)
    found = _GROUP(symbol) or _PADDED(symbol)
    coarse = None if found else _COARSE(symbol)
    if symbol[:1] == "Y" and (found or coarse):
        return refused("ipc", value, _only_cpc())
    if coarse:
        return _coarse_symbol(value, coarse[1], coarse[2])
    if found is None and "-" in symbol and _LOCARNO(symbol):
        return refused("ipc", value, _design_class())
    if found is None:
        return unreadable("ipc", value, _IPC_EXPECTED)
    subclass, main, group = found[1], found[2].lstrip("0") or "0", found[3]
    if len(group) == 1:
        return refused("ipc", value, _one_digit_group(group))
    if len(group) == 6:
        group = group.rstrip("0").ljust(2, "0")
    parts = _ipc_parts(subclass) | {"level": "main_group" if group == "00" else "group"}
    parts |= {"main_group": main, "group": group}
    if edition:
        parts["edition"] = edition[1]
    return outcome("ipc", value, normalised=f"{subclass} {main}/{group}", problems=(), parts=parts)


def _ipc_parts(subclass: str) -> dict[str, str]:
    parts = {"section": subclass[0]}
    if len(subclass) > 1:
        parts["class"] = subclass[:3]
    if len(subclass) > 3:
        parts["subclass"] = subclass
    return parts


def _coarse_symbol(value: str, symbol: str, main: str | None) -> NumberCheck:
    if main and len(symbol) < 4:
        return unreadable("ipc", value, _IPC_EXPECTED)
    level = {1: "section", 3: "class", 4: "subclass"}[len(symbol)]
    parts = _ipc_parts(symbol) | {"level": level}
    normalised = symbol
    if main:
        number = main.lstrip("0") or "0"
        normalised = f"{symbol} {number}"
        parts |= {"level": "main_group", "main_group": number}
    problem = warning(
        "level",
        "分类号没有写到小组，只能用于较粗的统计",
        "the symbol stops above the group and serves coarse counts only",
    )
    return outcome("ipc", value, normalised=normalised, problems=[problem], parts=parts)


def _only_cpc() -> Problem:
    return error(
        "cpc_only",
        "Y 部只有联合专利分类（CPC）才有，国际专利分类只有 A 至 H",
        "section Y exists in the CPC only; the IPC has sections A to H",
    )


def _design_class() -> Problem:
    return error(
        "design_class",
        "这是外观设计的洛迦诺分类号；请按 locarno 核对",
        "this is a Locarno class of designs; check it as locarno",
    )


def _one_digit_group(group: str) -> Problem:
    return error(
        "group",
        f"斜线后只有一位 {group}，至少应有两位；可能丢了一个 0",
        f"only one digit, {group}, follows the slash where two are needed; a zero may be lost",
    )


def check_locarno(value: str) -> NumberCheck:
    """Check the shape of a Locarno class of designs (核对洛迦诺分类号); the range 01-32 is unverified.

    Returns:
        ``LOC(13) Cl. 9-3`` becomes ``09-03``; parts ``class`` and, as far as stated, ``subclass``,
        ``edition`` and ``item`` (the letter and four digits some exports add).
    """
    text = tidy(value)
    if _DATE_LIKE(text):
        return refused("locarno", value, _turned_into_date())
    found = _LOCARNO(_LOCARNO_PLAIN(r"\1-\2", text))
    if found is None:
        return unreadable("locarno", value, _LOCARNO_EXPECTED)
    edition, main, sub, item = found.groups()
    number = f"{int(main):02d}"
    parts, problems = {"class": number}, []
    if not 1 <= int(number) <= 32:
        problems.append(
            warning(
                "class",
                f"没有听说过第 {number} 大类；已知 01 至 32",
                f"class {number} is not known here; known are 01 to 32",
            )
        )
    if sub:
        parts["subclass"] = f"{int(sub):02d}"
    else:
        problems.append(warning("level", "没有写小类", "the subclass is missing"))
    parts |= {name: part for name, part in (("edition", edition), ("item", item)) if part}
    normalised = "-".join(filter(None, (number, parts.get("subclass"))))
    return outcome("locarno", value, normalised=normalised, problems=problems, parts=parts)


def _turned_into_date() -> Problem:
    return error(
        "date_damage",
        "电子表格把分类号变成了日期；请回到原始文件，把该列设为文本后重新导出",
        "a spreadsheet turned the class into a date; go back to the original file, set the column to text "
        "and export again",
    )
