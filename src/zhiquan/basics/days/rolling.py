"""What happens when the last day is a rest day (期限末日逢休息日的顺延)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.days.because import Step, day_words, notices, rest_name
from zhiquan.basics.days.calendar import WEEKEND, Calendar
from zhiquan.basics.days.grounds import REST_DAY
from zhiquan.basics.days.schedule import NoSchedule
from zhiquan.basics.days.term import Suspension, Term
from zhiquan.basics.words import Words

ONE = timedelta(days=1)


def roll_forward(raw: date, term: Term, pauses: Sequence[Suspension], calendar: Calendar, story: list[Step]) -> date:
    """``raw`` or the working day the law moves it to, explained in ``story``.

    A last day that falls into a year without a schedule stays where it is and the story says that the move
    cannot be decided.
    """
    length = term.extensions[-1].length if term.extensions else term.length
    if length.unit == "working_days":
        return raw
    if term.roll == "none":
        story.append(Step(Words("末日逢休息日也不顺延（另有规定）", "not moved for rest days (as stated)")))
        return raw
    try:
        return _moved(raw, term, pauses, calendar, story)
    except NoSchedule as unknown:
        story.append(_undecided(raw, unknown))
        return raw


def depends_on_notice(term: Term, calendar: Calendar, *days: date) -> bool:
    """True when a notice still to be published may move the result.

    Args:
        term: decides whether rest days matter at all.
        calendar: decides which days are known and which provisional.
        days: the days the result rests on: the last day before and after rolling, or both ends going back.
    """
    units = {term.length.unit, *(extension.length.unit for extension in term.extensions)}
    fixed = term.roll == "none" or (term.roll is None and term.direction == "before")
    if fixed and "working_days" not in units:
        return False
    if term.direction == "before" and "working_days" not in units:
        days = (min(days),)
    return any(calendar.is_provisional(day) or not calendar.is_known(day) for day in days)


def provisional_step(day: date) -> Step:
    """The warning for the last week of a year whose next notice is not held."""
    year = day.year + 1
    return Step(
        Words(
            f"{year} 年放假安排尚未公布，可能调整 {day.year} 年末的休息日，届时请复核",
            f"the notice for {year} is not published and may still move rest days at the end of {day.year}",
        )
    )


def _moved(raw: date, term: Term, pauses: Sequence[Suspension], calendar: Calendar, story: list[Step]) -> date:
    day, stated = raw, term.roll is not None
    while True:
        target = calendar.next_working(day)
        if target != day:
            story.append(_roll_step(day, target, calendar, stated=stated))
        pause = next((one for one in pauses if raw < one.first <= target <= one.last), None)
        if pause is None:
            break
        day = pause.last + ONE
        until = day_words(day)
        story.append(
            Step(
                Words(f"顺延后遇中止，续至 {until.zh}", f"suspended there, continues to {until.en}"),
                target,
                day,
            )
        )
    if target == raw:
        story.append(Step(Words("末日为工作日，无须顺延", "the last day is a working day, not moved")))
    return target


def _roll_step(day: date, target: date, calendar: Calendar, *, stated: bool) -> Step:
    name, before, after = (
        rest_name(calendar, day, target - ONE),
        day_words(day),
        day_words(target),
    )
    rule = Words("", "") if stated else Words("（默认规则）", " (the default rule)")
    zh = name.zh if name is WEEKEND else f"{name.zh}放假"
    days = [date.fromordinal(number) for number in range(day.toordinal(), target.toordinal())]
    return Step(
        Words(
            f"末日 {before.zh}逢{zh}，顺延至 {after.zh}{rule.zh}",
            f"last day {before.en} is a rest day ({name.en}): moved to {after.en}{rule.en}",
        ),
        day,
        target,
        (REST_DAY, *notices(calendar, days)),
    )


def _undecided(raw: date, unknown: NoSchedule) -> Step:
    day = day_words(raw)
    weekend = raw.weekday() >= 5
    hint = Words("该日为周末，多半顺延", "a weekend, most likely moved")
    if not weekend:
        hint = Words("该日暂按工作日看待", "provisionally a working day")
    return Step(
        Words(
            f"{unknown.message.zh}，{day.zh}是否顺延无法确定（{hint.zh}）；最稳妥是不迟于该日办理",
            f"{unknown.message.en}: whether {day.en} is moved cannot be decided ({hint.en}); "
            "acting by that day is safe",
        ),
        citations=(REST_DAY,),
    )
