"""Terms of rights: the versions by day and the first day outside."""

from __future__ import annotations

from datetime import date

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.terms import Term, TermStart, first_day_after

LAW = load_knowledge()

CASES: list[tuple[str, dict[TermStart, date], date | None]] = [
    ("invention_patent", {"filed": date(2001, 3, 5)}, date(2021, 3, 5)),
    ("invention_patent", {"filed": date(2024, 2, 29)}, date(2044, 2, 29)),
    ("utility_model", {"filed": date(2022, 2, 28)}, date(2032, 2, 28)),
    ("design_patent", {"filed": date(2021, 5, 31)}, date(2031, 5, 31)),
    ("design_patent", {"filed": date(2021, 6, 1)}, date(2036, 6, 1)),
    ("trademark", {"registered": date(2014, 3, 7)}, date(2024, 3, 7)),
    ("trademark", {"registered": date(2027, 1, 1)}, date(2037, 1, 1)),
    ("plant_variety_tree", {"granted": date(2025, 5, 31)}, date(2045, 5, 31)),
    ("plant_variety_tree", {"granted": date(2025, 6, 1)}, date(2050, 6, 1)),
    ("plant_variety_other", {"granted": date(2025, 5, 31)}, date(2040, 5, 31)),
    ("plant_variety_other", {"granted": date(2025, 6, 1)}, date(2045, 6, 1)),
    ("ic_layout", {"filed": date(2026, 10, 15)}, date(2036, 10, 15)),
    # first exploitation is earlier than filing, so it counts
    ("ic_layout", {"filed": date(2020, 6, 1), "first_exploited": date(2019, 2, 1)}, date(2029, 2, 1)),
    # created 2006-01-01: over on 2021-01-01, before ten years from filing are
    ("ic_layout", {"filed": date(2015, 6, 1), "created": date(2006, 1, 1)}, date(2021, 1, 1)),
    ("work_copyright_person", {"author_died": date(1975, 6, 1)}, date(2026, 1, 1)),
    ("software_copyright_entity", {"published": date(2021, 12, 31)}, date(2072, 1, 1)),
    ("geographical_indication", {"registered": date(2011, 12, 30)}, None),
]


@pytest.mark.parametrize(("name", "days", "end"), CASES)
def test_first_day_outside_the_term(name: str, days: dict[TermStart, date], end: date | None) -> None:
    term = LAW.get(Term, name)
    assert first_day_after(term.at(days[term.decided_by]), days) == end


def test_without_a_day_to_count_from_nothing_is_guessed() -> None:
    with pytest.raises(BadInput, match="registered"):
        first_day_after(LAW.get(Term, "trademark").versions[0], {"filed": date(2020, 1, 1)})


def test_marks_renew_in_the_last_year_or_six_months_after() -> None:
    renewal = LAW.get(Term, "trademark").at(date(2027, 1, 1)).renewal
    assert renewal is not None
    assert (renewal.years, renewal.window_months, renewal.grace_months) == (10, 12, 6)


def test_what_no_source_was_opened_for_is_marked() -> None:
    before, after = LAW.get(Term, "design_patent").versions
    assert not before.verified
    assert before.source_note
    assert after.verified
