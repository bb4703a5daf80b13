"""Who must do what: brackets behind a task, 由…牵头, bodies that 要 do something (任务分工)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.sections import Section
from zhiquan.plan.reading.sentences import sentences
from zhiquan.plan.reading.shapes import Duty

_WORDS = plan_words()
_HELPS = one_of(_WORDS.help_labels)
_LABELS = one_of((*_WORDS.lead_labels, *_WORDS.help_labels))
_ENDS = one_of(_WORDS.body_ends)
_VERBS = one_of((*_WORDS.deliver, *_WORDS.weak, "完善", "畅通", "健全", "优化", "强化", "加强", "协调"))
_LABELLED = re.compile(
    rf"(?P<label>{_LABELS})\s*[:：]\s*(?P<bodies>[^:：]*?)(?=(?:[;；。，,]|\s)?\s*{_LABELS}\s*[:：]|[)）\]】。]|$)"
)
_BRACKET = re.compile(
    r"[（(\[【](?P<inside>[^（）()\[\]【】]*(?:[（(][^（）()]*[）)][^（）()\[\]【】]*)*)[）)\]】]\s*[。；]?\s*$"
)
_DONE_BY = re.compile(
    r"^(?P<lead>.+?)牵头(?:负责|落实|实施)?"
    r"(?:[，,;；、]\s*(?P<help>.+?)(?:配合|参与|协助|等?按职责分工负责|负责|参加))?(?:[。；]|$)"
)
_OWED = re.compile(
    r"^(?P<bodies>.+?)(?:等)?(?:(?:按照?|依)(?:各自)?职责(?:分工)?)?(?:共同|分别|按职责分工)?"
    r"(?P<role>负责|指导|落实|配合|参与|实施|分工负责|承担|组织实施)"
)
_BY = re.compile(rf"由(?P<lead>[^，。；由]{{2,40}}?{_ENDS})(?P<role>牵头|负责|会同|商)")
_WITH = re.compile(r"^(?:[，,]?\s*)(?:会同|商)(?P<help>[^，。；]{2,40}?)(?=制定|研究|组织|负责|提出|落实|，|。|；|$)")
_HELPED = re.compile(
    rf"^[，,、]?\s*(?P<help>[^，。；]{{2,60}}?{_ENDS})等?(?:按(?:各自)?职责(?:分工)?)?(?:配合|参与|协助|参加)"
)
_MUST = re.compile(
    r"(?:^|[，；。])(?P<bodies>(?:各|全[市区县省]|区|市|县|省|国务院|地方|有关|[一-鿿]{2,12}?)"
    rf"[一-鿿、（）各]{{0,40}}?{_ENDS})(?:要|应|应当|须|必须|负责)(?P<what>[^。；]{{4,}})"
)
_NO_BODY = re.compile(rf"^(?:对|在|从|以|将|把|使|让|尚|现有|全面|积极|加快|{_VERBS})(?!.{{0,9}}[委局部厅办署院]$)|的")
_LEAD = re.compile(rf"^{one_of(_WORDS.lead_labels)}")
_HELP = re.compile(rf"^{_HELPS}")
_BODY = re.compile(rf"(?:{_ENDS}|等|单位|部门|各[一-鿿]{{1,8}})$")


def duties(section: Section) -> Iterator[Duty]:
    """The duties of a section, in order.

    ``（牵头单位：市商务委；责任单位：市教委）`` behind a task gives its text, led by 市商务委, helped by 市教委.
    """
    yield from _tabled(section)
    for line in section.lines:
        if line.cells:
            continue
        bodies = _behind(line.text)
        if bodies:
            lead, helping, start = bodies
            what = line.text[:start].strip() or (section.headings[-1].text if section.headings else "")
            yield Duty(section.number, what, lead, helping)
        text = line.text[: bodies[2]] if bodies else line.text
        yield from _within(section, text)


def _tabled(section: Section) -> Iterator[Duty]:
    """The rows of a table with a column of bodies: 任务 | 牵头单位 | 配合单位."""
    columns: list[str] = []
    for line in section.lines:
        if not line.cells:
            columns = []
            continue
        roles = ["lead" if _LEAD.search(cell) else "help" if _HELP.search(cell) else "" for cell in line.cells]
        if any(roles) and all(len(cell) <= 10 for cell in line.cells):
            columns = roles
        elif columns and len(columns) == len(line.cells):
            lead, helping = (_in_columns(line.cells, columns, role) for role in ("lead", "help"))
            what = max((cell for cell, role in zip(line.cells, columns, strict=True) if not role), key=len, default="")
            if what and (lead or helping):
                yield Duty(section.number, what, lead, helping)


def _in_columns(cells: Sequence[str], columns: Sequence[str], role: str) -> tuple[str, ...]:
    return tuple(name for cell, kind in zip(cells, columns, strict=True) if kind == role for name in _bodies(cell))


def _behind(text: str) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
    """Bodies in the brackets that close a paragraph, and where those begin."""
    labelled = list(_LABELLED.finditer(text))
    if labelled:
        lead: list[str] = []
        helping: list[str] = []
        for place, found in enumerate(labelled):
            owes = re.fullmatch(_HELPS, found["label"]) or (place and "牵头" in labelled[0]["label"])
            (helping if owes else lead).extend(_bodies(found["bodies"]))
        start = labelled[0].start()
        return tuple(lead), tuple(helping), start - (text[start - 1 : start] in tuple("（([【"))
    bracket = _BRACKET.search(text)
    return _bracketed(bracket) if bracket else None


def _bracketed(bracket: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
    inside = re.split(r"[。]", bracket["inside"])[0].strip()
    led = _DONE_BY.match(inside)
    if led:
        return _bodies(led["lead"]), _bodies(led["help"] or ""), bracket.start()
    owed = _OWED.match(inside)
    if owed and _all_bodies(owed["bodies"]):
        names = _bodies(owed["bodies"])
        return (
            ((), names, bracket.start()) if owed["role"] in ("配合", "参与", "指导") else (names, (), bracket.start())
        )
    names = _bodies(inside)
    if len(names) >= 2 and _all_bodies(inside):
        return names, (), bracket.start()
    return None


def _within(section: Section, text: str) -> Iterator[Duty]:
    """Bodies named in the running text: 由…牵头, 各镇街要…."""
    for _, sentence in sentences(text):
        plain = sentence.strip("。；！ ")
        by = _BY.search(plain)
        if by:
            rest = plain[by.end() :] if by["role"] not in ("会同", "商") else plain[by.start("role") :]
            joined = _WITH.match(rest) or _HELPED.match(rest)
            yield Duty(section.number, plain, _bodies(by["lead"]), _bodies(joined["help"]) if joined else ())
            continue
        must = _MUST.search(plain)
        if must and _all_bodies(must["bodies"]):
            yield Duty(section.number, plain, _bodies(must["bodies"]), ())


def _bodies(text: str) -> tuple[str, ...]:
    """Bodies of a list; 等 and what follows it is dropped, brackets stay with their body."""
    names, depth, current = [], 0, ""
    for letter in re.sub(r"(?<=[局委办厅部会署院府])(?:会同|和|及|与)", "、", text.strip(" ：:。；;，,")):
        depth += (letter in "（(") - (letter in "）)")
        if letter in "、,，;；" and depth <= 0:
            names.append(current)
            current = ""
        else:
            current += letter
    names.append(current)
    plain = (re.sub(r"(?:等部门|等单位|等有关部门|等)$", "", name.strip()) for name in names)
    return tuple(name for name in plain if 2 <= len(name) <= 40)


def _all_bodies(text: str) -> bool:
    names = _bodies(text)
    plain = [re.sub(r"[（(][^（）()]*[）)]", "", name) for name in names]
    return bool(plain) and all(_BODY.search(name) and not _NO_BODY.search(name) for name in plain)
