"""Legal events from the days, events and status words that rows state."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register
from zhiquan.register.derive.events import effective_day

GRANT = date(2012, 5, 2)
ROW = {"app_no": factory.application(1, year=2010), "filed_on": date(2010, 1, 4)}


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def events(made: Register, *rows: dict[str, Any], **more: Any) -> set[tuple[str, str, str]]:
    factory.load(made, {"rights": rows}, **more)
    return {(row["kind"], str(row["effective"]), row["basis"]) for row in factory.rows_of(made, "events")}


def test_days_of_filing_publication_and_grant_are_events_and_the_term_follows(made: Register) -> None:
    found = events(made, ROW | {"published_on": date(2011, 7, 1), "granted_on": GRANT})
    assert found == {
        ("filed", "2010-01-04", "dated"),
        ("published", "2011-07-01", "dated"),
        ("granted", "2012-05-02", "dated"),
        ("term_end", "2030-01-04", "computed"),
    }


def test_a_lapse_told_by_a_word_alone_holds_from_the_day_the_source_describes(made: Register) -> None:
    found = events(made, ROW | {"granted_on": GRANT, "status_word": "未缴年费"}, as_of=date(2024, 3, 1), tool="incopat")
    assert ("lapsed_fee", "2024-03-01", "word") in found
    (spell,) = factory.rows_of(made, "right_spells", where="status = 'lapsed_fee'")
    assert spell["from"] == date(2024, 3, 1)


def test_a_word_for_void_from_the_start_holds_from_the_grant(made: Register) -> None:
    found = events(made, ROW | {"granted_on": GRANT, "status_word": "全部无效"}, as_of=date(2024, 3, 1))
    assert ("invalidated_full", "2012-05-02", "word") in found


def test_a_word_for_in_force_counts_only_while_no_day_of_grant_is_known(made: Register) -> None:
    assert ("granted", "2024-06-01", "word") in events(made, ROW | {"status_word": "授权"})
    dated = events(made, {"app_no": ROW["app_no"], "granted_on": GRANT}, day=2)
    assert ("granted", "2012-05-02", "dated") in dated
    assert ("granted", "2024-06-01", "word") not in dated


@pytest.mark.parametrize("word", ["实质审查", "没见过的词", "其他", "期限届满"])
def test_words_on_pending_rights_unknown_words_and_terms_make_no_event(made: Register, word: str) -> None:
    found = events(made, {"app_no": ROW["app_no"], "status_word": word}, tool="incopat")
    assert found == set()


def test_the_same_word_means_what_its_tool_means(made: Register) -> None:
    patentics = events(made, ROW | {"granted_on": GRANT, "status_word": "无效"}, tool="patentics")
    assert any(kind == "ended_stated" for kind, _, _ in patentics)


def test_an_event_of_no_known_kind_is_left_in_the_observation_only(made: Register) -> None:
    stated = [{"event": "no such event", "effective": GRANT}, {"event": "pledged", "effective": GRANT, "word": "质押"}]
    found = events(made, {"app_no": ROW["app_no"], "events": stated})
    assert found == {("pledged", "2012-05-02", "dated")}
    (row,) = factory.rows_of(made, "observations_rights")
    assert len(row["events"]) == 2


@pytest.mark.parametrize(
    ("effect", "effective", "announced", "granted", "expected"),
    [
        ("stated", 1, 2, 3, 1),
        ("stated", None, 2, 3, 2),
        ("due_day", 1, 2, 3, 1),
        ("announced", 1, 2, 3, 2),
        ("announced", 1, None, 3, 1),
        ("grant", 1, 2, 3, 3),
        ("grant", 1, 2, None, 1),
        ("grant", None, 2, None, 2),
        ("grant", None, None, None, None),
    ],
)
def test_the_first_day_of_an_effect_follows_the_model(
    effect: str, effective: int | None, announced: int | None, granted: int | None, expected: int | None
) -> None:
    def day(number: int | None) -> date | None:
        return None if number is None else date(2020, 1, number)

    item = {"effective": day(effective), "announced": day(announced)}
    assert effective_day(effect, item, day(granted)) == day(expected)
