"""Targets in running text (正文中的目标)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from zhiquan.plan.reading.comparing import Binding, binding
from zhiquan.plan.reading.judging import DOUBTED, Setting, delivers, verdict
from zhiquan.plan.reading.quantities import quantities
from zhiquan.plan.reading.sections import Section, names_goals
from zhiquan.plan.reading.sentences import depth_at, pieces, sentences, widened
from zhiquan.plan.reading.shapes import Heading, Target, Unsure
from zhiquan.plan.reading.statements import Flow, Reading, Statement, summed
from zhiquan.plan.reading.turns import JOINS, dues, is_start, is_word, opens, paced, past_before, run_of
from zhiquan.plan.reading.years import Calendar, When, times

_BULLET = re.compile(
    r"^(?:[—\-–·●▪■◆★*]+|[（(]?\d{1,2}[）).、．]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)"
)
_NOTE = re.compile(
    r"^\s*(?:注\s*[\d一二三]?\s*[：:]|[①-⑳]\S{0,24}?(?:是指|系指|指的是|，指|指(?![标导数挥引])|包括)|备注|资料来源|数据来源)"
)

_NOTED = re.compile(r"^\s*(?:[①-⑳]|\d[.．、])")


@dataclass(slots=True)
class Prose:
    """Reads the running text of sections in order (正文解读).

    Attributes:
        calendar: years of the document.
        targets, unsure: what was found so far.
        leads: the year that rules a section of goals, by its headings.
    """

    calendar: Calendar
    targets: list[Target] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    leads: dict[tuple[Heading, ...], When] = field(default_factory=dict)

    def read(self, section: Section) -> None:
        """Adds the targets of one section, those of a heading that is a sentence among them."""
        flow = Flow(listed=self._inherited(section) if section.states_goals else None)
        if section.headings and quantities(section.headings[-1].text):
            self._paragraph(section, section.headings[-1].text, flow)
        noted = False
        for line in section.lines:
            note = _NOTE.match(line.text)
            noted = bool(note and "注" in note[0]) or (noted and bool(_NOTED.match(line.text)))
            if not line.cells and not note and not noted:
                self._paragraph(section, line.text, flow, due=line.due)
        if flow.listed is not None:
            self.leads[section.headings] = flow.listed
            if any(map(names_goals, section.headings[:-1])):
                self.leads[section.headings[:-1]] = flow.listed

    def _inherited(self, section: Section) -> When | None:
        """The year a heading of goals names, or that the section above it runs to."""
        heading = section.headings[-1].text if section.headings else ""
        own = [when for when in times(heading, self.calendar) if not when.base and when.year]
        return own[0] if own else self.leads.get(section.headings[:-1])

    def _paragraph(self, section: Section, printed: str, flow: Flow, *, due: str = "") -> None:
        text = widened(printed)
        if not section.states_goals and not _BULLET.match(text):
            flow.listed = None
        limits = [when for when in times(due, self.calendar) if when.year]
        flow.lead = limits[-1] if limits else flow.listed
        for place, (start, sentence) in enumerate(sentences(text)):
            stated = [when for when in times(sentence, self.calendar) if not when.base]
            if (
                place == 0
                and stated
                and stated[0].leads
                and opens(sentence, stated[0])
                and not dues(sentence, stated[0])
            ):
                flow.lead = flow.listed = stated[0]
            self._sentence(section, sentence, printed[start : start + len(sentence)], flow)
            if section.states_goals and (rules := [when for when in stated if when.leads and when.year]):
                flow.lead = flow.listed = rules[-1]

    def _sentence(self, section: Section, sentence: str, printed: str, flow: Flow) -> None:
        whens = times(sentence, self.calendar)
        numbers = [
            number
            for number in quantities(sentence)
            if not any(when.start < number.end and number.start < when.end for when in whens)
            and not is_word(sentence, number)
        ]
        if not numbers:
            return
        flow.begin_sentence()
        stated = [when for when in whens if not when.base]
        cut = pieces(sentence, numbers)
        for at in range(len(cut)):
            statement = Statement(section.number, sentence, printed, cut, at, stated, flow)
            flow.enumerated = at > 0 and sentence[cut[at].start - 1] in "、和及"
            self._piece(section, statement)
            flow.subject = statement.subject() or flow.subject

    def _piece(self, section: Section, statement: Statement) -> None:
        """Reads the numbers of one piece; what stands before a number that was left out belongs to the next one."""
        sentence, piece = statement.sentence, statement.piece
        shared: Binding | None = None
        begin = piece.start
        for at, number in enumerate(piece.quantities):
            between = sentence[piece.quantities[at - 1].end if at else begin : number.start]
            values = at > 0 and shared is not None and not between.strip(JOINS)
            before = between if values else sentence[begin : number.start]
            bound = binding(before, number)
            if values and shared is not None:
                bound = replace(shared, approx=shared.approx or bound.approx, starts=0)
            elif not is_start(before, sentence[number.end : piece.end]):
                shared = bound = summed(bound, before, number, statement.flow)
            run = run_of(sentence, piece.quantities, at)
            if self._number(section, statement, Reading(number, at, before, bound, run, values=values)):
                begin = number.end

    def _number(self, section: Section, statement: Statement, reading: Reading) -> bool:
        """Takes one number or leaves it; True when it is done with."""
        number, flow = reading.number, statement.flow
        after = statement.sentence[number.end : statement.piece.end].strip()
        if is_start(reading.before, after):
            flow.baseline = number.value
            return True
        setting = self._setting(section, statement, reading, after)
        reading = replace(reading, bound=paced(reading.bound, after))
        found = verdict(number, reading.bound, setting)
        adds_up = found.taken and reading.bound.cmp == "cumulative"
        if found.taken:
            flow.delivering = flow.delivering or adds_up or delivers(setting.before)
            self.targets += statement.targets(reading, sure=found.sure)
            flow.baseline = None
        if found.why and (not found.taken or found.sure < DOUBTED):
            self.unsure.append(Unsure(section.number, statement.text(), number.value_text, found.why))
        flow.summed = number.unit if adds_up else ""
        return found.taken

    def _setting(self, section: Section, statement: Statement, reading: Reading, after: str) -> Setting:
        sentence, piece = statement.sentence, statement.piece
        when = statement.ruling(reading)
        place, count = reading.run
        before = sentence[piece.start : piece.quantities[0].start] if reading.values else reading.before
        return Setting(
            before=before.strip(),
            after=after,
            whole=sentence[piece.start : reading.number.start].strip(),
            dated=when is not None and when.year is not None,
            goals=section.states_goals,
            past=past_before(section, sentence[: reading.number.start], when, self.calendar),
            bracketed=depth_at(sentence, reading.number.start) > 0,
            delivering=statement.flow.delivering,
            later=reading.at + count - place < len(piece.quantities),
        )
