"""One piece of a sentence with what rules it, and the targets it states (目标表述)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.comparing import Binding, binding
from zhiquan.plan.reading.naming import indicator, opens_with_verb, plain_subject, split_names
from zhiquan.plan.reading.quantities import Quantity
from zhiquan.plan.reading.sentences import Piece
from zhiquan.plan.reading.shapes import Target
from zhiquan.plan.reading.turns import is_start, together
from zhiquan.plan.reading.years import When

_STRENGTH = re.compile(one_of(plan_words().strength))
_YEARS = re.compile(r"^[\s—“]*(?:(?:到|至|在)?(?:(?:19|20)\d\d年?[-—至]*)+(?:\d{1,2}月)?[底末]?(?:之?前)?[，,\s]*)?")
_YEAR_ENDS = re.compile(r"\s*年?[底末前]*\s*[，：、和及与]")
_OPENING = re.compile(rf"[\s—“到至在从于、①-⑳]+|其中|{one_of(plan_words().strength)}")
_ALL_OF = re.compile(r"(?:均|都|分别|各)(?:要|应|须|将)?(?:达|超|提|突|不|增|控|降|下|实|稳|保|在|为|比|较)")
_PER = (
    ("year", re.compile(r"每年|年均|逐年|(?<!\d)年增长|每学年|年(?:培训|新增|引进|服务|举办|组织)")),
    ("county", re.compile(r"(?:每个?|各|有条件的)(?:区县|县区|区市县|县市区|县（市、区）|县|区|旗)")),
    ("prefecture", re.compile(r"(?:每个?|各)(?:设区市|地级市|市州|地市|市（州）|州市|市)")),
    ("site", re.compile(r"每(?:个|家|所|座|镇|村|乡|户|处|条|街道|乡镇|镇街|项|年?组)")),
)


@dataclass(slots=True)
class Flow:
    """What carries over from one piece of text to the next (承接).

    Attributes:
        lead: the year that opens the paragraph, or the list it belongs to.
        listed: the year that rules a list or a section of goals.
        delivering: an earlier piece of the sentence delivers something.
        subject: the last subject of the sentence.
        baseline: a starting value just read.
        summed: unit of a sum just read.
        enumerated: the piece is an item behind 、 of the list the sum stands in.
    """

    lead: When | None = None
    listed: When | None = None
    delivering: bool = False
    subject: str = ""
    baseline: Decimal | None = None
    summed: str = ""
    enumerated: bool = False

    def begin_sentence(self) -> None:
        """Forgets what holds within a sentence only."""
        self.delivering, self.subject, self.baseline, self.summed = False, "", None, ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One number as it is read (读数).

    Attributes:
        at: its place among the numbers of the piece.
        before: the words before it.
        run: its place among values that stand together as in 65%和55%, and how many those are.
        values: it stands behind the first of them.
    """

    number: Quantity
    at: int
    before: str
    bound: Binding
    run: tuple[int, int]
    values: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of a sentence with what rules it (表述).

    Attributes:
        clause: number of the clause.
        sentence, printed: the sentence with full-width signs, and as printed; of one length.
        cut, at: all pieces of the sentence, and the place of this one.
        stated: points in time of the sentence that are no base of comparison.
    """

    clause: str
    sentence: str
    printed: str
    cut: list[Piece]
    at: int
    stated: list[When]
    flow: Flow

    @property
    def piece(self) -> Piece:
        """The piece itself."""
        return self.cut[self.at]

    def ruling(self, reading: Reading) -> When | None:
        """The year that rules a number: the last one stated before it, else the one the paragraph opens with."""
        number, (place, count) = reading.number, reading.run
        before = [when for when in self.stated if when.start < number.start and self._reaches(when)]
        if count > 1 and len(before) >= count and together(before[-count:]):
            return before[-count:][place]
        if before:
            later = re.search("此后|其后", self.sentence[before[-1].end : number.start])
            return None if later else before[-1]
        inside = [when for when in self.stated if number.end <= when.start < self.piece.end and when.leads]
        return inside[0] if inside else self.flow.lead

    def _reaches(self, when: When) -> bool:
        """Whether a year rules this piece: it stands there, opens the sentence, or says 到 in the same ； part."""
        if when.start >= self.piece.start or when.year is None:
            return True
        if _YEAR_ENDS.match(self.sentence, when.end):
            return True
        own = next(piece for piece in reversed(self.cut) if piece.start <= when.start)
        opens = not _OPENING.sub("", self.sentence[own.start : when.start])
        apart = "；" in self.sentence[when.end : self.piece.start]
        return (opens and own.start == self.cut[0].start) or ((opens or when.leads) and not apart)

    def text(self) -> str:
        """The piece as printed, with 到2025年 when that stands right before it."""
        start = self.piece.start
        earlier = self.cut[self.at - 1] if self.at else None
        if earlier is not None and not earlier.quantities and earlier.end - earlier.start <= 16:
            timed = any(when.start >= earlier.start and when.end <= earlier.end for when in self.stated)
            start = earlier.start if timed else start
        return self.printed[start : self.piece.end].strip(" ，,、；;。.：:和及与—")

    def strength(self, number: Quantity) -> str:
        """力争 and the like before a number; from an earlier piece only when it opens that one."""
        own = list(_STRENGTH.finditer(self.sentence, self.piece.start, number.start))
        if own:
            return own[-1][0]
        same = True
        for earlier, later in zip(reversed(self.cut[: self.at]), reversed(self.cut[1 : self.at + 1]), strict=True):
            same = same and "；" not in self.sentence[earlier.end : later.start]
            opening = _STRENGTH.match(plain_years(self.sentence[earlier.start : earlier.end]))
            dated = any(earlier.start <= when.start and when.end <= earlier.end for when in self.stated)
            if opening and (same or (dated and not earlier.quantities)):
                return opening[0]
        return ""

    def targets(self, reading: Reading, *, sure: float) -> Iterator[Target]:
        """The targets of one number: several when 均 spreads it over several things."""
        number, bound = reading.number, reading.bound
        when = self.ruling(reading)
        whole = self.sentence[self.piece.start : number.start]
        for name in self._names(reading):
            yield Target(
                indicator=name,
                value=number.value,
                value_max=number.value_max,
                value_text=number.value_text,
                unit=number.unit,
                cmp=bound.cmp,
                bound=bound.bound,
                approx=bound.approx,
                by=when.year if when else None,
                by_date=when.day if when else None,
                per=next((per for per, pattern in _PER if pattern.search(whole)), ""),
                strength=self.strength(number),
                baseline=self.flow.baseline,
                binding=None,
                clause=self.clause,
                text=self.text(),
                form="prose",
                sure=sure,
            )

    def _names(self, reading: Reading) -> list[str]:
        sentence, piece, (place, count) = self.sentence, self.piece, reading.run
        after = sentence[reading.number.end : piece.end]
        if count > 1:
            first = piece.quantities[reading.at - place]
            whole = sentence[piece.start : first.start]
            name = indicator(whole, "", first, binding(whole, first), subject=self.flow.subject)
            return [split_names(name, count)[place]]
        before, bound = reading.before, reading.bound
        if reading.at:
            last = piece.quantities[reading.at - 1]
            earlier = sentence[piece.start : last.start]
            if is_start(earlier, sentence[last.end : piece.end]):
                before = re.split("[由从]", earlier)[0]
                bound = replace(bound, starts=len(before))
        name = indicator(before, after, reading.number, bound, subject=self.flow.subject)
        parts = len([part for part in re.split(r"以及|[、和及与]", name) if part])
        return split_names(name, parts) if _ALL_OF.search(reading.before) and 2 <= parts <= 4 else [name]

    def subject(self) -> str:
        """The subject the piece hands on to the next: its words before the verb; empty when it has none."""
        piece = self.piece
        text = self.sentence[piece.start : piece.quantities[0].start if piece.quantities else piece.end].strip()
        if piece.quantities:
            bound = binding(text, piece.quantities[0])
            text = text[: bound.starts].strip() if bound.kind else ""
        text = plain_subject(text)
        return text if 4 <= len(text) <= 40 and not text.startswith(("占", "较", "比")) else ""


def plain_years(text: str) -> str:
    """A piece without the year it opens with: ``plain_years("到2025年力争")`` is ``"力争"``."""
    return _YEARS.sub("", text, count=1)


def summed(bound: Binding, before: str, number: Quantity, flow: Flow) -> Binding:
    """累计培育甲类10家、乙类20家: the second item of the list is a sum like the first."""
    alike = number.unit == flow.summed or (flow.enumerated and number.kind == "count")
    if bound.kind or bound.cmp != "eq" or not flow.summed or not alike or opens_with_verb(before):
        return bound
    return replace(bound, cmp="cumulative")
