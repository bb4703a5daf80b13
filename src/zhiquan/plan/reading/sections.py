"""The text under each heading, with the path of headings above it (章节)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.outline import Placed, annex_number
from zhiquan.plan.reading.shapes import Clause, Heading

_GOALS = re.compile(rf"{one_of(plan_words().goal_heads)}(?!责任|考核|管理|分解|导向|引领|体系|监测|评价|统计)")
_PAST = re.compile(rf"{one_of(plan_words().past_heads)}$|{one_of(('成效', '成就', '形势', '现状', '回顾'))}")
_NOT_PAST = re.compile(rf"^{one_of(plan_words().not_past_heads)}")
BOX = re.compile(r"^\s*(?:专栏|表)\s*[\d一二三四五六七八九十]*")


@dataclass(slots=True)
class Section:
    """The text under one heading (章节).

    Attributes:
        number: as in ``Clause``.
        headings: the heading and those above it, the highest first; empty before the first one.
        lines: its paragraphs and table rows, without the heading.
        annex: it opens an annex and stands under none of its headings.
        whole: its text with the heading, line by line.
        line: line of the document it begins on, from 1.
    """

    number: str
    headings: tuple[Heading, ...]
    line: int
    lines: list[Line] = field(default_factory=list)
    annex: bool = False
    whole: list[str] = field(default_factory=list)

    @property
    def states_goals(self) -> bool:
        """A heading above says 目标 or 指标, and none below that tells of the past."""
        titles = self.lines[:2] if self.annex else []
        named = any(len(line.text) <= 40 and _GOALS.search(line.text) for line in titles if not line.cells)
        return not self.tells_past and (named or any(names_goals(heading) for heading in self.headings))

    @property
    def tells_past(self) -> bool:
        """The nearest telling heading is about what has been: 形势, 发展基础."""
        for heading in reversed(self.headings):
            if names_goals(heading):
                return False
            if len(heading.text) <= 20 and _PAST.search(heading.text) and not _NOT_PAST.match(heading.text):
                return True
        return False

    def clause(self) -> Clause:
        """The section as it is given out."""
        own = self.headings[-1] if self.headings else None
        paragraphs = tuple(line.text for line in self.lines)
        level = own.level if own else 0
        return Clause(
            self.number, own.text if own else self.number, "\n".join(self.whole), paragraphs, level, self.line
        )


def names_goals(heading: Heading) -> bool:
    """Whether a heading announces goals: 主要目标, 发展指标."""
    return bool(_GOALS.search(heading.text))


def sections(lines: Sequence[Line], placed: Sequence[Placed]) -> list[Section]:
    """The sections of a document in order; together they hold every character of the lines.

    Args:
        lines: clean lines.
        placed: the headings of ``outline`` on these lines.
    """
    found = [Section("", (), lines[0].number if lines else 1)]
    path: list[Heading] = []
    cuts = _cuts(lines, placed)
    for at, cut in enumerate(cuts):
        stop = (cuts[at + 1].index, cuts[at + 1].start) if at + 1 < len(cuts) else (len(lines), 0)
        if cut.annex:
            path = []
            found.append(Section(cut.annex, (), lines[cut.index].number, annex=True))
        elif cut.heading:
            path = [*(above for above in path if above.level < cut.heading.level), cut.heading]
            found.append(Section(clause_number(path), tuple(path), cut.heading.line))
        _fill(found[-1], lines, (cut.index, cut.start, cut.end), stop)
    return found


@dataclass(frozen=True, slots=True)
class _Cut:
    index: int
    start: int
    end: int
    heading: Heading | None = None
    annex: str = ""


def _cuts(lines: Sequence[Line], placed: Sequence[Placed]) -> list[_Cut]:
    """Where sections begin: at the start of the document, at its headings, at its annexes."""
    headed = [_Cut(one.index, one.start, one.end, one.heading) for one in placed]
    first = min((one.index for one in placed), default=len(lines))
    annexes = [
        _Cut(at, 0, 0, annex=number) for at in range(first + 1, len(lines)) if (number := annex_number(lines, at))
    ]
    return [_Cut(0, 0, 0), *sorted((*headed, *annexes), key=lambda cut: (cut.index, cut.start))]


def _fill(section: Section, lines: Sequence[Line], begin: tuple[int, int, int], stop: tuple[int, int]) -> None:
    """Puts the text from one heading to the next into a section."""
    for index in range(begin[0], min(stop[0] + 1, len(lines))):
        line = lines[index]
        left, body = (begin[1], begin[2]) if index == begin[0] else (0, 0)
        right = stop[1] if index == stop[0] else len(line.text)
        if right <= left:
            continue
        section.whole.append(line.text[left:right])
        text = line.text[body:right].strip()
        if text:
            section.lines.append(Line(text, line.number, line.cells))


def clause_number(path: Sequence[Heading]) -> str:
    """The numbers of headings as plans are quoted: 三（二）, 2.3.1, 第一章第五节."""
    numbers = [re.sub(r"[、.．]$", "", heading.number or heading.text) for heading in path]
    kept = [number for number in numbers if number and not BOX.match(number)]
    if kept and re.fullmatch(r"\d+\.[\d.]+", kept[-1]):
        return kept[-1]
    return "".join(kept)
