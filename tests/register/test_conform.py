"""Given rows take the shape of observations; nothing is dropped, nothing guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

import factory
from zhiquan.basics.errors import BadInput
from zhiquan.register.conform import CHUNK, conform
from zhiquan.register.tables import OBSERVATIONS


def conformed(kind: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    (batch,) = factory.table(kind, rows).combine_chunks().to_batches()
    (piece,) = conform(kind, batch, name="b-1", first_line=5)
    assert piece.schema == OBSERVATIONS[kind].schema
    listed: list[dict[str, Any]] = piece.to_pylist()
    return listed


def refused(batch: pa.RecordBatch, kind: str = "rights") -> str:
    with pytest.raises(BadInput) as problem:
        list(conform(kind, batch, name="b", first_line=1))
    return factory.said(problem)


def test_an_unknown_column_is_refused_with_near_names() -> None:
    said = refused(pa.RecordBatch.from_pydict({"titel": ["甲"]}))
    assert "observations_rights has no column titel" in said
    assert "title" in said


def test_values_that_do_not_fit_their_column_are_refused() -> None:
    assert "filed_on does not fit" in refused(pa.RecordBatch.from_pydict({"filed_on": ["yesterday"]}))


def test_an_unknown_kind_of_right_is_refused_with_the_kinds() -> None:
    said = refused(pa.RecordBatch.from_pydict({"kind": ["patnet"]}))
    assert "there is no kind of right patnet" in said
    assert "invention_patent" in said


def test_numbers_are_normalised_and_the_kind_follows_from_them() -> None:
    invention, model, design, unknown = conformed(
        "rights",
        {"app_no": "ＺＬ２０２０１０５６６０８８.9"},
        {"app_no": factory.application(7, kind=2)},
        {"app_no": factory.application(7, kind=3)},
        {"app_no": "no number", "title": "甲"},
    )
    assert (invention["app_no"], invention["kind"]) == ("202010566088.9", "invention_patent")
    assert (invention["country"], model["kind"], design["kind"]) == ("CN", "utility_model", "design_patent")
    assert (unknown["app_no"], unknown["kind"]) == ("no number", "document")


def test_a_granted_publication_becomes_the_grant_and_its_day_the_day_of_grant() -> None:
    granted, published = conformed(
        "rights",
        {"pub_no": "CN111639036B", "published_on": date(2022, 5, 6)},
        {"pub_no": "CN111639036A", "published_on": date(2020, 9, 8)},
    )
    assert (granted["pub_no"], granted["grant_no"]) == (None, "CN111639036B")
    assert (granted["published_on"], granted["granted_on"]) == (None, date(2022, 5, 6))
    assert (published["pub_no"], published["published_on"]) == ("CN111639036A", date(2020, 9, 8))


def test_a_stated_day_of_grant_is_kept_beside_a_granted_publication() -> None:
    (row,) = conformed(
        "rights",
        {"pub_no": "CN111639036B", "published_on": date(2020, 9, 8), "granted_on": date(2022, 5, 6)},
    )
    assert (row["published_on"], row["granted_on"]) == (date(2020, 9, 8), date(2022, 5, 6))


def test_rows_carry_their_batch_and_line_and_keep_a_line_they_bring() -> None:
    one, two = conformed("rights", {"title": "甲"}, {"title": "乙"})
    assert [(row["batch"], row["sheet"], row["line"]) for row in (one, two)] == [("b-1", "", 5), ("b-1", "", 6)]
    (own,) = conformed("rights", {"title": "甲", "line": 77, "sheet": "一"})
    assert (own["sheet"], own["line"]) == ("一", 77)


def test_unknown_columns_go_along_in_extra() -> None:
    (row,) = conformed("rights", {"title": "甲", "extra": [("备注", "老客户")]})
    assert row["extra"] == [("备注", "老客户")]


def test_nice_classes_have_two_digits_and_come_once() -> None:
    (row,) = conformed("rights", {"kind": "trademark", "reg_no": "1", "nice": ["5", "05", "31"]})
    assert row["nice"] == ["05", "31"]


def test_the_key_of_a_record_joins_its_key_columns() -> None:
    (row,) = conformed("titles_awards", {"kind": "award", "holder": "甲"})
    assert row["key"] == "award|甲|"


def test_pieces_hold_at_most_so_many_rows_and_lines_run_on() -> None:
    batch = pa.RecordBatch.from_pydict({"title": ["甲"] * (CHUNK + 1)})
    first, second = conform("rights", batch, name="b", first_line=1)
    assert (first.num_rows, second.num_rows) == (CHUNK, 1)
    assert second.column("line").to_pylist() == [CHUNK + 1]
