"""What a letter would tell an account now: numbers, days, counts and addresses, never a name or a text (提醒内容).

Everything comes from what the pages of the same reader show, within the reach of now. A letter leaves the house, so
it names neither titles nor parties nor what somebody wrote: the page behind each address shows those, after signing in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from zhiquan.basics.words import Words
from zhiquan.site.deadlines.queries import deadlines_of
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.queries import duties_seen
from zhiquan.site.duties.urging import last_urges
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.notices.kinds import ANSWERS, DEADLINES, DUTIES, HITS, KINDS, kinds_for
from zhiquan.site.notices.models import Subscription
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.portal.desk_register import current_plans
from zhiquan.site.voice.queries import answers_since
from zhiquan.site.watching.queries import lines_since

SHOWN = 20
"""Lines of one kind in a letter; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of a letter (一条提醒): what it says, the page behind it, and a mark by which it is told once."""

    text: Words
    address: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind (一类提醒)."""

    kind: str
    notices: tuple[Notice, ...]

    @property
    def label(self) -> Words:
        """What it is called."""
        return KINDS[self.kind]

    @property
    def shown(self) -> tuple[Notice, ...]:
        """The lines that stand in a letter."""
        return self.notices[:SHOWN]

    @property
    def rest(self) -> int:
        """How many more there are."""
        return max(0, len(self.notices) - SHOWN)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to tell (待告知).

    Args:
        sections: what was not told yet, by kind; kinds with nothing are left out.
        marks: of everything that stands now, told before or not.
    """

    sections: tuple[Section, ...]
    marks: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines of each kind."""
        return {one.kind: len(one.notices) for one in self.sections}


def gathered(office: House, visitor: Visitor, wishes: Subscription) -> Gathered:
    """What to tell an account now, in the page's language.

    Args:
        office: where it is.
        visitor: the account with its reach of now; kinds it may no longer see are left out.
        wishes: what it asked for and was told.
    """
    since = wishes.told_until or wishes.confirmed_at or office.now()
    told = set(wishes.told)
    sections, marks = [], set()
    for kind in (one for one in kinds_for(visitor) if one in wishes.kinds):
        found = list(_notices(kind, office, visitor, since, wishes.days))
        marks |= {one.mark for one in found if one.mark}
        fresh = tuple(one for one in found if one.mark not in told)
        if fresh:
            sections.append(Section(kind, fresh))
    return Gathered(tuple(sections), tuple(sorted(marks)))


def _notices(kind: str, office: House, visitor: Visitor, since: datetime, days: int) -> Iterator[Notice]:
    if kind == HITS:
        yield from _hits(visitor, since)
    elif kind == DEADLINES:
        yield from _deadlines(office, visitor, days)
    elif kind == DUTIES:
        yield from _duties(office, visitor)
    elif kind == ANSWERS:
        yield from _answers(visitor, since)


def _hits(visitor: Visitor, since: datetime) -> Iterator[Notice]:
    """New hits since the last letter; a search is told by its day, as its name may be somebody's."""
    for one in lines_since(visitor, since):
        made, new = timezone.localtime(one.search.made_at).date(), one.new
        yield Notice(
            Words(f"{made} 保存的检索：新命中 {new} 条", f"search saved on {made}: new hits: {new}"),
            reverse("saved-search", args=[one.search.key]),
        )


def _deadlines(office: House, visitor: Visitor, days: int) -> Iterator[Notice]:
    """Deadlines within so many days, or past; overdue duties are told by their own kind."""
    today = office.today
    for one in deadlines_of(office, visitor):
        if one.due is None or one.due > today + timedelta(days=days) or (one.kind == "duty" and one.due < today):
            continue
        stage = "late" if one.due < today else "last" if one.due <= today + timedelta(days=1) else "near"
        label, number = one.kind_words, _number(one)
        late = Words("，已过期", ", overdue") if stage == "late" else Words("", "")
        yield Notice(
            Words(f"{one.due} {label.zh}{number}{late.zh}", f"{one.due} {label.en}{number}{late.en}"),
            one.address,
            _mark(one.kind, one.address.partition("?")[0], one.note, one.mark, one.due.isoformat(), stage),
        )


def _number(item: Item) -> str:
    """Number of a question or of the own right; other notes are names."""
    return f" {item.note}" if item.kind in {"question", "fee"} and item.note else ""


def _duties(office: House, visitor: Visitor) -> Iterator[Notice]:
    """Duties within reach that are overdue, and those somebody urged; an urging is told anew each time."""
    if not office.is_filled() or not visitor.may(May.SEE_DUTIES):
        return
    for plan in current_plans(office):
        asked = asked_by({"plan": plan})
        seen = duties_seen(asked, visitor)
        urged = last_urges(plan, seen)
        for one in seen:
            urge = urged.get(one["number"])
            if one["state"] != "overdue" and urge is None:
                continue
            said = _urged(urge.answer_by) if urge else _overdue(one["due_on"])
            yield Notice(
                Words(f"任务 {one['number']}：{said.zh}", f"duty {one['number']}: {said.en}"),
                f"{reverse('duty', args=[one['slug']])}{asked.link()}",
                _mark(DUTIES, plan, one["number"], one["state"], str(urge.pk if urge else "")),
            )


def _urged(answer_by: date) -> Words:
    return Words(f"已催办，{answer_by} 前答复", f"urged, answer by {answer_by}")


def _overdue(due: str | None) -> Words:
    day = (due or "")[:10]
    return Words(f"已逾期，期限 {day}", f"overdue since {day}")


def _answers(visitor: Visitor, since: datetime) -> Iterator[Notice]:
    for one in answers_since(visitor, since):
        yield Notice(
            Words(f"{one.number} 已答复，凭读取码看", f"{one.number} was answered; the reading code opens it"),
            reverse("question", args=[one.number]),
        )


def _mark(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
