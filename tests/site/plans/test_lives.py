"""Years left and annual fees of the rights behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from factory import load, register
from factory import right as right_id
from measure.asking import KNOWLEDGE, invention
from zhiquan.basics.days.patent_years import grace_end
from zhiquan.register.browsing.fees import PatentLife, fee_outlook
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.right_page import life_of
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House, house
from zhiquan.site.plans.answers import lives
from zhiquan.site.plans.answers import rows as places
from zhiquan.site.plans.answers.asking import desk_ask
from zhiquan.site.plans.answers.reading import figure_answer, figure_rows
from zhiquan.site.plans.answers.session import Session, session

NEXT = "demo-successor-2026-2030"
PER_10K = "invention_patents_per_10k"
DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("last", "group"),
    [
        (None, None),
        (date(2026, 11, 24), "over"),
        (date(2026, 11, 25), "0"),  # its last day: it is still protected
        (date(2027, 11, 23), "0"),  # over on 2027-11-24: one day short of a year
        (date(2027, 11, 24), "1"),  # over on 2027-11-25: a whole year
        (date(2040, 3, 1), "13"),
        (date(2046, 11, 23), "19"),
        (date(2046, 11, 24), "20"),
        (date(2076, 11, 24), "20"),  # longer terms are one group
    ],
)
def test_whole_years_are_counted_to_the_first_day_after_the_term(last: date | None, group: str | None) -> None:
    assert lives.term_group(last, DAY) == group


def test_years_are_listed_without_gaps_and_the_unknown_last() -> None:
    told = lives.life_groups(["2", None, "0", "over", "2"], lives.TERM)
    assert [(one["group"], one["counted"]) for one in told] == [("over", 1), ("0", 1), ("1", 0), ("2", 2), (None, 1)]
    assert [one["label"]["zh"] for one in told[1:3]] == ["不足 1 年", "满 1 年，不足 2 年"]


def test_fees_are_listed_by_urgency_and_only_those_that_occur() -> None:
    told = lives.life_groups(["later", "late", "90", "late"], lives.FEE)
    assert [(one["group"], one["counted"]) for one in told] == [("late", 2), ("90", 1), ("later", 1)]


def test_rights_without_terms_have_no_groups() -> None:
    assert lives.life_groups([None, None], lives.TERM) == []
    assert lives.life_groups([], lives.FEE) == []


def test_the_days_of_each_counted_right_bear_its_groups_out(published_house: House) -> None:
    ask = desk_ask({"plan": NEXT})
    counted = [row for row in figure_rows(ask, PER_10K)["rows"] if row[places.COUNTS]]
    ahead = {"90": (1, 90), "180": (91, 180), lives.LATER: (181, 366)}
    seen = set()
    for row in counted:
        ends_on = date.fromisoformat(row[places.ENDS_ON])
        years = (ends_on + timedelta(days=1) - ask.day).days / 365.2425
        assert int(row[places.TERM]) == pytest.approx(years - 0.5, abs=0.51)
        due_on = date.fromisoformat(row[places.DUE_ON]) if row[places.DUE_ON] else None
        seen.add(row[places.FEE])
        if row[places.FEE] == lives.LATE:
            assert due_on is not None
            assert due_on <= ask.day <= grace_end(due_on)
        elif row[places.FEE] in ahead:
            assert due_on is not None
            first, last = ahead[row[places.FEE]]
            assert first <= (due_on - ask.day).days <= last
        else:
            assert due_on is None
    assert {lives.LATE, "90", "180"} <= seen


def test_fees_whose_day_has_come_are_those_the_gap_speaks_of(published_house: House) -> None:
    answer = figure_answer(desk_ask({"plan": NEXT}), PER_10K)
    (late,) = [one["counted"] for one in answer["lives"][lives.FEE] if one["group"] == lives.LATE]
    assert late == answer["targets"][0]["gap"]["totals"]["grace"]


COMPENSATED, ORDINARY, LAPSED, YOUNG, NOT_GRANTED, BOTH, TOO_LATE = (right_id(n, year=2018) for n in range(1, 8))
RENEWED, REVOKED = "trademark:CN9000001/09", "trademark:CN9000002/09"


def mark(number: str, *more: dict[str, Any]) -> dict[str, Any]:
    """A mark stated to end on 2024-05-04 and renewed for ten years."""
    renewal = {"event": "renewed", "effective": date(2024, 5, 5), "until": date(2034, 5, 4)}
    days = {"granted_on": date(2004, 5, 5), "expires_on": date(2024, 5, 4)}
    return {"kind": "trademark", "reg_no": number, "nice": ["09"], "region": "500115", "title": "演示牌",
            **days, "events": [renewal, *more]}  # fmt: skip


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Rights whose terms were made longer or cut short; all is told in June 2024."""
    made = register(tmp_path / "home" / "lake")
    longer = {"event": "term_compensated", "effective": date(2024, 1, 25), "days": 600}
    lapse = {"event": "lapsed_fee", "effective": date(2024, 3, 2)}
    restored = {"event": "restored", "effective": date(2026, 4, 1)}
    old = {"filed_on": date(2006, 3, 2), "granted_on": date(2010, 5, 5)}
    rights = [
        invention(1, **old, events=[longer]),
        invention(2, **old),
        invention(3, filed_on=date(2014, 3, 2), granted_on=date(2018, 5, 5), events=[lapse]),
        invention(4, filed_on=date(2020, 3, 2), granted_on=date(2022, 5, 5)),
        invention(5, filed_on=date(2020, 3, 2), granted_on=None),
        invention(6, **old, events=[longer, lapse]),
        invention(7, **old, events=[{**lapse, "effective": date(2025, 3, 2)}, restored]),
        mark("9000001"),
        mark("9000002", {"event": "revoked", "effective": date(2024, 5, 20)}),
    ]
    load(made, {"rights": rights})
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHIQUAN_TODAY", "2027-11-25")
    monkeypatch.setenv("ZHIQUAN_DISTRICT", "500115")
    for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    house.cache_clear()
    yield house()
    house.cache_clear()


def told_on(day: date, *rights: str) -> dict[str, lives.Life]:
    """What a day says of rights."""
    with session(desk_ask({"asof": day.isoformat()})) as held:
        return lives.lives_of(held, rights)


def on_its_page(held: Session, right: str) -> PatentLife:
    """What the page of a right says of it on the day asked."""
    table = PREPARED.table(held.reader, day=held.ask.day)
    place = table.rights.place_of(right)
    assert place is not None
    return life_of(table, place)


def test_days_of_compensation_and_renewals_move_the_term(planted: House) -> None:
    told = told_on(date(2026, 11, 25), COMPENSATED, RENEWED)
    # 2026-03-02 and 600 days are 2027-10-23, the first day after the term
    assert (told[COMPENSATED].ends_on, told[COMPENSATED].term) == (date(2027, 10, 22), "0")
    assert (told[RENEWED].ends_on, told[RENEWED].term) == (date(2034, 5, 4), "7")


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2023, 6, 1), date(2026, 1, 1), date(2026, 11, 25)])
def test_terms_end_when_the_pages_of_the_rights_say_so(planted: House, day: date) -> None:
    with session(desk_ask({"asof": day.isoformat()})) as held:
        told = lives.lives_of(held, [COMPENSATED, ORDINARY, YOUNG, RENEWED])
        shown = {right: on_its_page(held, right) for right in told}
    in_force = {right: life.ends_on for right, life in shown.items() if life.group == "in_force"}
    assert len(in_force) >= 3
    for right, after in in_force.items():
        assert after is not None
        assert told[right].ends_on == after - timedelta(days=1)


def test_a_term_is_told_as_before_what_cut_the_life_short(planted: House) -> None:
    told = told_on(date(2024, 1, 31), LAPSED, BOTH, TOO_LATE, REVOKED)
    assert (told[LAPSED].ends_on, told[LAPSED].term) == (date(2034, 3, 1), "10")
    assert told[BOTH].ends_on == date(2027, 10, 22)
    assert told[TOO_LATE].ends_on == date(2026, 3, 1)  # not the day of its restoration, after the term
    assert (told[REVOKED].ends_on, told[REVOKED].term) == (date(2034, 5, 4), "10")


def test_a_renewal_learned_later_has_no_say_in_earlier_knowledge(planted: House) -> None:
    again = {"event": "renewed", "effective": date(2034, 5, 5), "until": date(2044, 5, 4)}
    load(planted.register(), {"rights": [mark("9000001", again)]}, month=7)
    for known, last in (("2024-06-30", date(2034, 5, 4)), ("2024-07-01", date(2044, 5, 4))):
        with session(desk_ask({"asof": "2026-11-25", "known": known})) as held:
            assert lives.lives_of(held, [RENEWED])[RENEWED].ends_on == last


@pytest.mark.parametrize(
    ("day", "fee", "due_on"),
    [
        (date(2012, 3, 1), "90", date(2012, 3, 2)),  # no tariff of that day is known: the due day is
        (date(2012, 3, 2), lives.LATE, date(2012, 3, 2)),
        (date(2012, 9, 2), lives.LATE, date(2012, 3, 2)),  # last day of grace
        (date(2012, 9, 3), "180", date(2013, 3, 2)),
        (date(2025, 3, 1), "90", date(2025, 3, 2)),
        (date(2025, 9, 3), lives.NO_MORE, None),  # year 20 is paid: the term ends on 2026-03-01
    ],
)
def test_fees_are_told_by_their_days_alone(planted: House, day: date, fee: str, due_on: date | None) -> None:
    life = told_on(day, ORDINARY)[ORDINARY]
    assert (life.fee, life.due_on) == (fee, due_on)


@pytest.mark.parametrize(
    ("day", "fee", "due_on"),
    [
        (date(2025, 9, 2), lives.LATE, date(2025, 3, 2)),
        (date(2025, 9, 3), "180", date(2026, 3, 1)),
        (date(2025, 12, 2), "90", date(2026, 3, 1)),
        (date(2026, 2, 28), "90", date(2026, 3, 1)),
        (date(2026, 3, 1), lives.LATE, date(2026, 3, 1)),  # the last day of the twenty years
        (date(2026, 3, 2), lives.NO_MORE, None),  # had to be paid before, and cannot be paid late
        (date(2027, 3, 2), lives.NO_MORE, None),
        (date(2027, 10, 22), lives.NO_MORE, None),
        (date(2027, 10, 23), None, None),  # over
    ],
)
def test_the_fee_of_a_compensated_term_is_due_when_the_twenty_years_end(
    planted: House, day: date, fee: str | None, due_on: date | None
) -> None:
    life = told_on(day, COMPENSATED)[COMPENSATED]
    assert (life.fee, life.due_on) == (fee, due_on)


@pytest.mark.django_db
def test_the_page_of_the_right_tells_the_fee_of_the_compensated_term_and_that_it_is_not_verified(
    planted: House, monkeypatch: pytest.MonkeyPatch, client_of: Callable[..., Client]
) -> None:
    monkeypatch.setenv("ZHIQUAN_TODAY", "2025-12-02")
    house.cache_clear()
    client = client_of(Role.OFFICER)
    page = client.get(f"/desk/rights/{COMPENSATED}/").content.decode()
    fee = page.partition('id="fee"')[2].partition("</section>")[0]
    for said in ("期限补偿期，共 1 年", "2026年3月1日", "8,000 元", "引文待核", "没有宽限"):
        assert said in fee
    assert "滞纳金和依据" not in fee
    page = client.get(f"/en/desk/rights/{COMPENSATED}/").content.decode()
    assert "compensation period, 1 year" in page


def test_rights_not_in_force_have_no_fee(planted: House) -> None:
    told = told_on(date(2026, 11, 25), LAPSED, NOT_GRANTED, ORDINARY, RENEWED)
    assert {life.fee for life in told.values()} == {None}
    assert told[ORDINARY].term == lives.OVER


def test_fees_are_due_when_the_pages_of_the_rights_say_so(planted: House) -> None:
    for day in (date(2024, 7, 1) + timedelta(days=13 * step) for step in range(45)):
        with session(desk_ask({"asof": day.isoformat()})) as held:
            told = lives.lives_of(held, [YOUNG, ORDINARY, COMPENSATED])
            for right, life in told.items():
                outlook = fee_outlook(KNOWLEDGE, on_its_page(held, right), today=day)
                shown = outlook.in_grace or outlook.next
                assert life.due_on == (shown.due_on if shown else None)


def test_no_past_day_is_without_fees_for_want_of_a_tariff(published_house: House) -> None:
    ask = desk_ask({"plan": NEXT, "asof": "2019-12-31"})
    ids = [row[places.ID] for row in figure_rows(ask, PER_10K)["rows"] if row[places.COUNTS]]
    with session(ask) as held:
        told = lives.lives_of(held, ids)
    assert set(told) == set(ids)
    for life in told.values():  # also of those that lapsed since
        assert life.ends_on is not None
        assert life.due_on is not None or (life.fee == lives.NO_MORE and life.ends_on < ask.day + timedelta(days=366))
    assert {lives.LATE, "90", "180"} <= {life.fee for life in told.values()}


@pytest.mark.parametrize("name", ["pledge_amount", "ip_protection_satisfaction"])
def test_records_that_are_no_rights_have_neither(published_house: House, name: str) -> None:
    assert figure_answer(desk_ask({}), name)["lives"] == {lives.TERM: [], lives.FEE: []}


def test_marks_have_a_term_and_no_annual_fee(published_house: House) -> None:
    told = figure_answer(desk_ask({}), "trademarks_per_10k_entities")["lives"]
    assert sum(one["counted"] for one in told[lives.TERM]) == 9093
    assert told[lives.FEE] == []
