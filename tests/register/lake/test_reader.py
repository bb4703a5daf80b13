"""The engine reads what it is told to and prints nothing."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import factory
from zhiquan.register.lake.reader import quote_name, quote_text


def test_names_and_texts_are_quoted() -> None:
    assert quote_name('fr"om') == '"fr""om"'
    assert quote_text("it's") == "'it''s'"


def test_parameters_stand_by_place_or_by_name(tmp_path: Path) -> None:
    with factory.read(factory.register(tmp_path / "lake")) as reader:
        assert reader.records("SELECT ? AS a", [1]) == reader.records("SELECT $a AS a", {"a": 1}) == [{"a": 1}]


def test_no_progress_bar_is_printed_among_results(tmp_path: Path) -> None:
    with factory.read(factory.register(tmp_path / "lake")) as reader:
        for one in (reader, reader.beside()):
            assert one.records("SELECT current_setting('enable_progress_bar') AS shown") == [{"shown": False}]


def test_working_tables_of_readers_side_by_side_are_apart(tmp_path: Path) -> None:
    with factory.read(factory.register(tmp_path / "lake")) as reader, reader.beside() as other:
        reader.run("CREATE TEMP TABLE working AS SELECT 1 AS n")
        other.run("CREATE TEMP TABLE working AS SELECT 2 AS n")
        assert [one.records("FROM working") for one in (reader, other)] == [[{"n": 1}], [{"n": 2}]]


def test_only_files_that_may_hold_a_value_are_read(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    for serial in (1, 2, 3):
        factory.load(made, {"rights": [{"app_no": factory.application(serial)}]})
    with factory.read(made) as reader:
        assert reader.from_("rights").count("part-") == 3
        assert reader.from_("rights", value=factory.right(2)).count("part-") == 1
        assert len(reader.records(f"FROM {reader.from_('rights', value=factory.right(2))}")) == 1


def test_an_answer_streams_in_bounded_batches_in_order(tmp_path: Path) -> None:
    with factory.read(factory.register(tmp_path / "lake")) as reader:
        batches = list(reader.stream("SELECT range AS n FROM range(50_000) ORDER BY n DESC"))
    assert max(batch.num_rows for batch in batches) <= 20_000
    assert pa.Table.from_batches(batches)["n"].to_pylist() == list(range(50_000))[::-1]


@pytest.mark.parametrize("known", [True, False])
def test_a_reader_knows_which_tables_it_has(tmp_path: Path, known: bool) -> None:
    with factory.read(factory.register(tmp_path / "lake")) as reader:
        assert reader.has("rights" if known else "nothing") is known
