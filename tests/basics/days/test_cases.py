"""Every hand-computed case, against our answer and against a loop over the days of another package."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml

from zhiquan.basics.days import Length, NoSchedule, Term, due_date
from zhiquan.basics.days.cases import KEYS, NO_SCHEDULE, Case, read_case
from zhiquan.basics.errors import BadInput
from zhiquan.knowledge.holidays import load_calendar

FOLDER = Path(__file__).parents[2] / "cases" / "due"
CALENDAR = load_calendar()
ONE = timedelta(days=1)


def all_cases() -> list[Case]:
    return [
        read_case(entry, file=file.name)
        for file in sorted(FOLDER.glob("*.yaml"))
        for entry in yaml.safe_load(file.read_text("utf-8"))
    ]


CASES = all_cases()
BY_DAYS = [case for case in CASES if not case.term.is_in_hours and case.expect != NO_SCHEDULE]


def naive_length(length: Length, after: date, term: Term) -> date:
    """Day by day: a day is skipped when it is suspended or, for working days, not worked."""
    paused = {
        pause.first + ONE * place for pause in term.suspensions for place in range((pause.last - pause.first).days + 1)
    }
    if length.unit in {"months", "years"}:
        months = length.count * (12 if length.unit == "years" else 1)
        year, month = after.year, after.month
        for _ in range(months):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        last = date(year, month, min(after.day, monthrange(year, month)[1]))
        left, day = 0, after
        while day < last:
            day += ONE
            left += 1
    else:
        left = length.count * (7 if length.unit == "weeks" else 1)
    day = after
    while left:
        day += ONE
        worked = length.unit != "working_days" or chinese_calendar.is_workday(day)
        left -= worked and day not in paused
    return day


def naive(term: Term) -> date:
    start = term.day
    if term.direction == "before":
        return naive_before(term)
    if term.deemed_service:
        start += ONE * term.deemed_service.days
    same_day = term.count_from == "same_day"
    if same_day and term.length.unit in {"months", "years"}:
        day = naive_length(term.length, start, term)
        day -= ONE if day.day == start.day else timedelta(0)
    else:
        day = naive_length(term.length, start - ONE if same_day else start, term)
    for restart in term.restarts:
        if restart.day <= day:
            day = naive_length(term.length, restart.day, term)
    for extension in term.extensions:
        day = naive_length(extension.length, day, term)
    raw = day
    while term.roll != "none" and day.year < 2027 and not chinese_calendar.is_workday(day):
        day += ONE
    for pause in term.suspensions:
        if raw < pause.first <= day <= pause.last:
            day = pause.last + ONE
            while not chinese_calendar.is_workday(day):
                day += ONE
    return day


def naive_before(term: Term) -> date:
    day = term.day
    if term.length.unit == "months":
        year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    left = term.length.count
    while left:
        day -= ONE
        left -= term.length.unit == "days" or chinese_calendar.is_workday(day)
    while term.roll == "previous_working_day" and not chinese_calendar.is_workday(day):
        day -= ONE
    return day


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_the_answer_is_the_day_computed_by_hand(case: Case) -> None:
    if case.expect == NO_SCHEDULE:
        with pytest.raises(NoSchedule):
            due_date(case.term, CALENDAR)
        return
    answer = due_date(case.term, CALENDAR)
    assert answer.due == case.expect
    assert answer.because


@pytest.mark.parametrize("case", BY_DAYS, ids=lambda case: case.label)
def test_walking_the_days_with_another_package_gives_the_same_day(case: Case) -> None:
    assert naive(case.term) == due_date(case.term, CALENDAR).due


def test_there_are_enough_cases_and_each_shows_its_arithmetic() -> None:
    entries = [entry for file in FOLDER.glob("*.yaml") for entry in yaml.safe_load(file.read_text("utf-8"))]
    assert len(entries) >= 40
    assert all(entry["why"] and entry["expect"] for entry in entries)
    assert len({entry["case"] for entry in entries}) == len(entries)


def test_every_key_of_the_form_is_used_by_some_case() -> None:
    entries = [entry for file in FOLDER.glob("*.yaml") for entry in yaml.safe_load(file.read_text("utf-8"))]
    assert {key for entry in entries for key in entry} == set(KEYS)


def test_an_unknown_key_names_file_key_and_allowed_keys() -> None:
    with pytest.raises(BadInput) as caught:
        read_case({"start": "2026-03-02", "length": "15日", "rol": "none"}, file="a.yaml")
    text = caught.value.to("en")
    assert "unknown key" in text
    assert "file=a.yaml" in text
    assert "key=rol" in text
    assert "count_from" in text


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"length": "15日"}, "a needed key is missing"),
        ({"start": "2026-03-02"}, "a needed key is missing"),
        ({"start": "2026-02-30", "length": "15日"}, "no such day"),
        ({"start": 20260302, "length": "15日"}, "no such day"),
        ({"start": "2026-03-02", "length": "fortnight"}, "this length cannot be read"),
        ({"start": "2026-03-02", "length": {"days": 15, "weeks": 1}}, "this is no length"),
        ({"start": "2026-03-02", "length": {"days": "15"}}, "this is no length"),
        ({"start": "2026-03-02", "length": {"days": True}}, "this is no length"),
        ({"start": "2026-03-02", "length": {"months": 2, "kind": "working"}}, "this is no length"),
        ({"start": "2026-03-02", "length": {"days": 0}}, "a length is at least 1"),
        ({"start": "2026-03-02", "length": "15日", "roll": "up"}, "roll cannot have this value"),
        ({"start": "2026-03-02", "length": "15日", "suspensions": {}}, None),
        ({"start": "2026-03-02", "length": "15日", "suspensions": "hearing"}, "suspensions is a list"),
        (
            {"start": "2026-03-02", "length": "15日", "suspensions": [{"from": "2026-03-03"}]},
            "a needed key is missing",
        ),
        (
            {"start": "2026-03-02", "length": "15日", "deemed_service": {"days": "30"}},
            "the days of the announcement are a whole number",
        ),
        (["2026-03-02"], "keys and values are expected here"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(entry: object, says: str | None) -> None:
    if says is None:
        read_case(entry, file="a.yaml")
        return
    with pytest.raises(BadInput, match=r"a\.yaml") as caught:
        read_case(entry, file="a.yaml")
    assert says in caught.value.to("en")
