"""Status on a day as known on a day, and where a source's own word says otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factory import application, load, read, register, right
from zhiquan.register.batches import Register
from zhiquan.register.reading.asof import sql_of, stated_otherwise, status_on, table_of
from zhiquan.register.reading.rights import RightQuery, count_rights, list_rights, right_row


@pytest.fixture
def filled(tmp_path: Path) -> Register:
    """One patent granted in 2021; in June 2024 the office tells that it lapsed in March 2023."""
    made = register(tmp_path / "lake")
    first = {
        "app_no": application(1),
        "filed_on": date(2020, 1, 2),
        "granted_on": date(2021, 3, 4),
        "applicants": ["甲"],
        "region": "500115",
        "tags": ["farm_product"],
    }
    second = {"app_no": application(2), "filed_on": date(2020, 5, 6), "applicants": ["乙"], "region": "500102"}
    load(made, {"rights": [first, second]}, day=1, month=1)
    lapse = {"event": "lapsed_fee", "effective": date(2023, 3, 2), "announced": date(2024, 5, 1)}
    load(made, {"rights": [{"app_no": application(1), "events": [lapse]}]}, day=10, name="notice.csv")
    return made


def status(made: Register, day: date, known: date | None = None) -> dict[str, str]:
    with read(made) as reader:
        found = reader.records(sql_of(status_on(table_of(reader, "right_spells"), day=day, known=known)))
    return {row["right"]: row["status"] for row in found}


def test_a_lapse_is_retroactive_but_what_was_known_before_stays(filled: Register) -> None:
    day = date(2023, 6, 1)
    assert status(filled, day)[right(1)] == "lapsed_fee"
    assert status(filled, day, known=date(2024, 6, 9))[right(1)] == "in_force"
    assert status(filled, day, known=date(2024, 6, 10))[right(1)] == "lapsed_fee"
    assert status(filled, date(2023, 3, 1))[right(1)] == "in_force"
    assert status(filled, date(2023, 3, 2))[right(1)] == "lapsed_fee"


def test_nothing_has_a_status_before_it_was_filed_or_known(filled: Register) -> None:
    assert status(filled, date(2019, 12, 31)) == {}
    assert status(filled, date(2023, 1, 1), known=date(2023, 12, 31)) == {}


def test_rights_are_found_by_each_condition(filled: Register) -> None:
    asked = {
        "kind": RightQuery(on=date(2022, 1, 1), kinds=("utility_model",)),
        "group": RightQuery(on=date(2022, 1, 1), statuses=("in_force",)),
        "place": RightQuery(on=date(2022, 1, 1), place="5001"),
        "holder": RightQuery(on=date(2022, 1, 1), holder=" 乙 "),
        "tag": RightQuery(on=date(2022, 1, 1), tag="farm_product"),
        "limit": RightQuery(on=date(2022, 1, 1), limit=1),
        "unknown then": RightQuery(on=date(2022, 1, 1), known=date(2023, 1, 1)),
    }
    with read(filled) as reader:
        counts = {name: count_rights(reader, query) for name, query in asked.items()}
        (held,) = list_rights(reader, asked["holder"])
    assert counts == {"kind": 0, "group": 1, "place": 2, "holder": 1, "tag": 1, "limit": 1, "unknown then": 0}
    assert (held["right"], held["status"], held["status_group"]) == (right(2), "pending", "pending")


def test_a_party_is_a_holder_by_its_id(filled: Register) -> None:
    with read(filled) as reader:
        (party,) = reader.records(f"SELECT party FROM {reader.from_('party_links')} WHERE name = '甲'")
        query = RightQuery(on=date(2022, 1, 1), holder=party["party"])
        assert [row["right"] for row in list_rights(reader, query)] == [right(1)]


def test_one_right_is_read_by_id_or_not_at_all(filled: Register) -> None:
    with read(filled) as reader:
        row = right_row(reader, right(1))
        assert row is not None
        assert row["expires_on"] == date(2040, 1, 1)
        assert right_row(reader, "patent:CN0") is None


def test_a_word_that_contradicts_the_events_is_listed(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    granted = {"app_no": application(3), "filed_on": date(2020, 1, 2), "granted_on": date(2021, 3, 4)}
    rows = [{**granted, "status_word": "驳回"}, {**granted, "app_no": application(4), "status_word": "授权"}]
    load(made, {"rights": rows}, tool="incopat")
    with read(made) as reader:
        disputed = stated_otherwise(table_of(reader, "rights"), table_of(reader, "right_spells"))
        found = reader.records(sql_of(disputed))
    assert [(row["right"], row["status_stated"], row["status"]) for row in found] == [(right(3), "refused", "in_force")]
