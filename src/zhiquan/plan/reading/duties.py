"""Who must do what: brackets behind a task, 由…牵头, bodies that 要 do something (任务分工)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.bodies import BODY_ENDS, all_bodies, bodies, owed_behind
from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.sections import Section
from zhiquan.plan.reading.sentences import sentences
from zhiquan.plan.reading.shapes import Duty

_WORDS = plan_words()
_DOES = one_of((*_WORDS.deliver, *_WORDS.weak, "完善", "健全", "加强", "优化", "提出", "做好", "督促", "指导"))
_BY = re.compile(rf"由(?P<lead>[^，。；由]{{2,40}}?{BODY_ENDS})(?P<role>牵头|负责|会同|商)")
_JOINTLY = re.compile(
    rf"(?:^|[，；])(?P<lead>[一-鿿]{{2,16}}?{BODY_ENDS})(?P<role>会同|联合|商)(?P<help>[一-鿿、（）]{{2,60}}?{BODY_ENDS})"
    rf"等?(?:有关部门|有关单位|部门|单位)?(?=[于在，。]|每|定期|共同|负责|研究|(?:19|20)\d\d年|{_DOES})"
)
_LED = re.compile(
    rf"(?:^|[，；])(?P<lead>[一-鿿]{{2,20}}?{BODY_ENDS})牵头(?:抓总|总抓|负责|落实|实施|组织)*"
    rf"[，、](?P<help>[^，。；]{{2,80}}?{BODY_ENDS})等?(?:有关|相关)?(?:部门|单位)?"
    "(?:按照?(?:各自)?职责(?:分工)?)?(?:配合|参与|协助|参加|协同|负责)"
)
_WITH = re.compile(r"^(?:[，,]?\s*)(?:会同|商)(?P<help>[^，。；]{2,40}?)(?=制定|研究|组织|负责|提出|落实|，|。|；|$)")
_HELPED = re.compile(
    rf"^(?:抓总|总抓|负责|落实|实施|组织)*[，,、]?\s*(?P<help>[^，。；]{{2,60}}?{BODY_ENDS})等?(?:按(?:各自)?职责(?:分工)?)?"
    "(?:配合|参与|协助|参加|协同)"
)
_MUST = re.compile(
    r"(?:^|[，；。])(?P<bodies>(?:各|全[市区县省]|区|市|县|省|国务院|地方|有关|[一-鿿]{2,12}?)"
    rf"[一-鿿、（）各]{{0,40}}?{BODY_ENDS})(?:要|应|应当|须|必须|负责)(?P<what>[^。；]{{4,}})"
)
_LEAD = re.compile(rf"^{one_of(_WORDS.lead_labels)}")
_HELP = re.compile(rf"^{one_of(_WORDS.help_labels)}")


def duties(section: Section) -> Iterator[Duty]:
    """The duties of a section, in order.

    ``（牵头单位：市商务委；责任单位：市教委）`` behind a task gives its text, led by 市商务委, helped by 市教委.
    """
    yield from _tabled(section)
    for line in section.lines:
        if line.cells:
            continue
        owed = owed_behind(line.text)
        if owed:
            what = line.text[: owed.start].strip() or _task_above(section, line)
            # A time limit beside the bodies belongs to the task.
            text = line.text if owed.limited and line.text[: owed.start].strip() else what
            yield Duty(section.number, text, owed.lead, owed.help)
        yield from _within(section, line.text[: owed.start] if owed else line.text)


def _task_above(section: Section, line: Line) -> str:
    """The paragraph above a line that holds nothing but bodies, else the heading."""
    above = section.lines.index(line)
    if above:
        return section.lines[above - 1].text
    return section.headings[-1].text if section.headings else ""


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
    return tuple(name for cell, kind in zip(cells, columns, strict=True) if kind == role for name in bodies(cell))


def _within(section: Section, text: str) -> Iterator[Duty]:
    """Bodies named in the running text: 由…牵头, 各镇街要…."""
    for _, sentence in sentences(text):
        plain = sentence.strip("。；！ ")
        by = _BY.search(plain)
        joint = None if by else _JOINTLY.search(plain) or _LED.search(plain)
        if joint and all_bodies(joint["lead"]) and all_bodies(joint["help"]):
            yield Duty(section.number, plain, bodies(joint["lead"]), bodies(joint["help"]))
            continue
        if by:
            rest = plain[by.end() :] if by["role"] not in ("会同", "商") else plain[by.start("role") :]
            joined = _WITH.match(rest) or _HELPED.match(rest)
            yield Duty(section.number, plain, bodies(by["lead"]), bodies(joined["help"]) if joined else ())
            continue
        must = _MUST.search(plain)
        if must and all_bodies(must["bodies"]):
            yield Duty(section.number, plain, bodies(must["bodies"]), ())
