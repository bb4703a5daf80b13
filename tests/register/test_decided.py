"""Values people decide: which fields, how written, and refusals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.basics.errors import BadInput
from zhiquan.register.decided import decidable_fields, read_value

RIGHT = factory.right(1)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", "名称", "名称"),
        ("granted_on", "2022-05-06", date(2022, 5, 6)),
        ("claims_count", "12", 12),
        ("applicants", '["甲", "乙"]', ["甲", "乙"]),
    ],
)
def test_a_value_is_read_in_the_type_of_its_column(field: str, text: str, value: Any) -> None:
    assert read_value(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [("granted_on", "yesterday"), ("claims_count", "many"), ("applicants", "甲"), ("applicants", "[1]")],
)
def test_a_value_that_does_not_fit_is_refused_with_the_form(field: str, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_value(field, text)
    assert f"the value of {field} cannot be used" in factory.said(refused)
    assert "Days as 2026-11-22" in factory.said(refused)


@pytest.mark.parametrize("field", ["ids", "batch", "events", "no such field"])
def test_origin_ids_and_events_cannot_be_decided(field: str) -> None:
    assert field not in decidable_fields()
    with pytest.raises(BadInput):
        read_value(field, "x")


def test_a_bad_decision_is_refused_and_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    before = made.home.current().id
    with pytest.raises(BadInput):
        factory.decide(made, factory.decision(1, "value", RIGHT, "many", field="claims_count"))
    assert made.home.current().id == before
    factory.load(made, {"rights": [{"app_no": factory.application(1)}]})


def test_a_decided_kind_of_day_moves_the_status(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    factory.load(made, {"rights": [{"app_no": factory.application(1), "granted_on": date(2022, 5, 6)}]})
    factory.decide(made, factory.decision(1, "value", RIGHT, "2022-06-07", field="granted_on"))
    assert factory.rows_of(made, "rights")[0]["granted_on"] == date(2022, 6, 7)
    spells = factory.rows_of(made, "right_spells", where="status = 'in_force'")
    assert [spell["from"] for spell in spells] == [date(2022, 6, 7)]


def test_of_two_decisions_on_one_value_the_later_loaded_counts(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    factory.load(made, {"rights": [{"app_no": factory.application(1)}]})
    for day, title in ((2, "后"), (1, "先")):
        factory.decide(made, factory.decision(day, "value", RIGHT, title, field="title"), day=day)
    assert factory.rows_of(made, "rights")[0]["title"] == "后"
