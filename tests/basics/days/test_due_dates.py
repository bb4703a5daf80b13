"""Last days of periods: what the explanation says, what is refused, what stays open."""

from __future__ import annotations

from datetime import date

import pytest

from zhiquan.basics.days import (
    DeemedService,
    Extension,
    Length,
    NoSchedule,
    Restart,
    Suspension,
    Term,
    due_date,
    parse_day,
    parse_length,
)
from zhiquan.basics.days.term import CountFrom, Direction, Roll
from zhiquan.basics.errors import BadInput
from zhiquan.basics.evidence import Citation
from zhiquan.knowledge.holidays import load_calendar

CALENDAR = load_calendar()
MARCH = date(2026, 3, 2)


def sentences(term: Term, language: str = "zh") -> list[str]:
    steps = due_date(term, CALENDAR).because
    return [step.says.en if language == "en" else step.says.zh for step in steps]


def test_a_working_day_count_names_holiday_weekend_and_worked_days() -> None:
    assert sentences(Term(start=date(2025, 9, 26), length=Length(15, "working_days"))) == [
        "起算：2025 年 9 月 26 日（星期五），当日不计入",
        "期限：15 个工作日",
        "2025 年 10 月 1 日至 8 日 国庆节、中秋节放假，不计",
        "2025 年 9 月 27 日、2025 年 10 月 12 日、2025 年 10 月 18 日至 19 日 周末，不计",
        "2025 年 9 月 28 日（星期日）、2025 年 10 月 11 日（星期六）调休上班，计入",
        "末日为 2025 年 10 月 23 日（星期四）",
    ]


def test_a_roll_says_from_where_to_where_and_that_it_is_the_default_rule() -> None:
    answer = due_date(Term(start=date(2025, 9, 19), length=parse_length("15日")), CALENDAR)
    last = answer.because[-1]
    assert last.says.zh == (
        "末日 2025 年 10 月 4 日（星期六）逢国庆节、中秋节放假，顺延至 2025 年 10 月 9 日（星期四）（默认规则）"
    )
    assert last.says.en == (
        "last day 2025-10-04 (Sat) is a rest day (National Day, Mid-Autumn Festival): "
        "moved to 2025-10-09 (Thu) (the default rule)"
    )
    assert (last.moved_from, last.moved_to) == (date(2025, 10, 4), date(2025, 10, 9))
    assert last.citations == (
        Citation("civil-code", "第二百零三条"),
        Citation("state-council-holidays", "国办发明电〔2024〕12号"),
    )


def test_a_stated_roll_is_not_called_the_default() -> None:
    stated = Term(start=date(2025, 9, 19), length=parse_length("15日"), roll="next_working_day")
    assert "默认" not in "".join(sentences(stated))


def test_more_than_four_weekends_are_counted_not_listed() -> None:
    term = Term(start=date(2026, 7, 1), length=Length(30, "working_days"))
    assert "其余周末 6 处共 12 天，不计" in sentences(term)


def test_the_law_that_sets_the_length_is_cited_with_it() -> None:
    law = Citation("samr-penalty-procedure", "第七十二条")
    answer = due_date(Term(start=MARCH, length=parse_length("15日"), citations=(law,)), CALENDAR)
    assert law in answer.because[1].citations
    assert law in answer.citations


def test_a_suspension_says_how_many_days_did_not_run() -> None:
    pause = Suspension(date(2025, 9, 29), date(2025, 10, 10), "检测")
    term = Term(start=date(2025, 9, 22), length=Length(15, "working_days"), suspensions=(pause,))
    assert "2025 年 9 月 29 日至 10 月 10 日 检测，4 个工作日不计入期限" in sentences(term)
    assert not any("国庆节" in line for line in sentences(term))


def test_a_working_day_count_into_a_year_without_schedule_says_so_and_where_to_put_it() -> None:
    with pytest.raises(NoSchedule) as caught:
        due_date(Term(start=date(2026, 12, 21), length=Length(9, "working_days")), CALENDAR)
    assert caught.value.year == 2027
    assert "2027 年放假安排尚未公布" in caught.value.to("zh")
    assert "no schedule published for 2027" in caught.value.to("en")
    assert "holidays/2027.yaml" in caught.value.to("en")
    assert caught.value.exit_code == 4


def test_an_old_year_is_not_called_unpublished() -> None:
    with pytest.raises(NoSchedule, match="未收录 2018 年"):
        due_date(Term(start=date(2018, 12, 20), length=Length(3, "working_days")), CALENDAR)


@pytest.mark.parametrize(
    ("start", "hint"),
    [(date(2026, 12, 10), "该日为周末，多半顺延"), (date(2026, 12, 12), "该日暂按工作日看待")],
)
def test_a_calendar_day_in_2027_is_given_but_not_final(start: date, hint: str) -> None:
    answer = due_date(Term(start=start, length=parse_length("30日")), CALENDAR)
    assert answer.due == date.fromordinal(start.toordinal() + 30)
    assert not answer.is_final
    assert hint in answer.because[-1].says.zh
    assert "是否顺延无法确定" in answer.because[-1].says.zh


def test_a_calendar_day_in_2027_is_final_when_nothing_rolls() -> None:
    answer = due_date(Term(start=date(2026, 12, 10), length=parse_length("30日"), roll="none"), CALENDAR)
    assert answer.is_final


@pytest.mark.parametrize(("days", "final"), [(3, True), (4, False), (5, False)])
def test_the_last_week_of_2026_waits_for_the_notice_of_2027(days: int, final: bool) -> None:
    # 22, 23, 24 December are settled; the notice for the next year may move days from the 25th on
    answer = due_date(Term(start=date(2026, 12, 21), length=Length(days, "working_days")), CALENDAR)
    assert answer.is_final is final
    assert ("届时请复核" in answer.because[-1].says.zh) is not final


def test_the_last_week_of_2025_is_settled_because_2026_is_held() -> None:
    assert due_date(Term(start=date(2025, 12, 22), length=Length(5, "working_days")), CALENDAR).is_final


def test_hours_run_through_rest_days_and_keep_the_minute() -> None:
    answer = due_date(Term(start=parse_day("2025-09-30 16:05"), length=Length(24, "hours")), CALENDAR)
    assert answer.due == parse_day("2025-10-01 16:05")


def test_a_restart_after_the_end_is_told_and_left_out() -> None:
    term = Term(start=MARCH, length=parse_length("15日"), restarts=(Restart(date(2026, 3, 18), "要求"),))
    assert sentences(term)[0] == (
        "要求发生于 2026 年 3 月 18 日（星期三），期限已于 2026 年 3 月 17 日（星期二）届满，不再重新起算"
    )


def test_of_several_restarts_the_last_in_time_counts() -> None:
    days = (date(2026, 3, 10), date(2026, 3, 20))
    term = Term(start=MARCH, length=parse_length("15日"), restarts=tuple(map(Restart, days)))
    assert due_date(term, CALENDAR).due == date(2026, 4, 7)  # 4 April + 2: Qingming 4-6, then Tuesday


def test_a_restart_before_the_start_is_refused() -> None:
    term = Term(start=MARCH, length=parse_length("15日"), restarts=(Restart(date(2026, 3, 1)),))
    with pytest.raises(BadInput, match="早于起算日"):
        due_date(term, CALENDAR)


def test_going_back_onto_a_rest_day_names_the_safe_day() -> None:
    term = Term(start=date(2025, 10, 20), length=parse_length("15日"), direction="before")
    assert "2025 年 9 月 30 日（星期二）前办理" in sentences(term)[-1]


def test_going_back_across_the_last_week_of_2026_is_not_final() -> None:
    calendar = load_calendar()
    term = Term(start=date(2026, 12, 31), length=Length(7, "working_days"), direction="before")
    answer = due_date(term, calendar)
    assert answer.due == date(2026, 12, 22)
    assert not answer.is_final


@pytest.mark.parametrize(
    ("unit", "parts", "says"),
    [
        ("hours", {}, "a time of day"),
        ("days", {"count_from": "next_hour"}, "next_hour"),
        ("days", {"direction": "before", "roll": "next_working_day"}, "shorten"),
        ("days", {"roll": "previous_working_day"}, "cannot roll backward"),
        ("days", {"direction": "before", "extensions": (Extension(Length(1, "days")),)}, "backward"),
        ("days", {"extensions": (Extension(Length(1, "hours")),)}, "cannot be in hours"),
        ("days", {"suspensions": (Suspension(MARCH, date(2026, 3, 1)),)}, "ends before it begins"),
        ("days", {"deemed_service": DeemedService(0)}, "at least 1 day"),
    ],
)
def test_parts_that_do_not_go_together_are_refused(unit: str, parts: dict[str, object], says: str) -> None:
    with pytest.raises(BadInput) as caught:
        Term(start=MARCH, length=Length(3, unit), **parts)  # type: ignore[arg-type]
    assert says in caught.value.to("en")


@pytest.mark.parametrize("part", ["suspensions", "roll", "count_from"])
def test_hours_are_neither_suspended_nor_rolled(part: str) -> None:
    roll: Roll | None = "next_working_day" if part == "roll" else None
    count_from: CountFrom = "same_day" if part == "count_from" else "next_day"
    pauses = (Suspension(MARCH, MARCH),) if part == "suspensions" else ()
    with pytest.raises(BadInput):
        Term(
            start=parse_day("2026-03-02 10:30"),
            length=Length(24, "hours"),
            roll=roll,
            count_from=count_from,
            suspensions=pauses,
        )


@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_day_beyond_the_calendar_is_refused(direction: Direction) -> None:
    start = date(9999, 12, 1) if direction == "after" else date(1, 1, 5)
    with pytest.raises(BadInput):
        due_date(Term(start=start, length=Length(3, "months"), direction=direction), CALENDAR)
