"""The first stated value wins, many keys at a time."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.register.derive.groups import Groups, believed, whole_groups


def groups_of(*rows: tuple[str, Any, Any], sizes: tuple[int, ...] = (99,)) -> list[Groups]:
    table = pa.table(
        {
            "key": pa.array([row[0] for row in rows], pa.string()),
            "text": pa.array([row[1] for row in rows], pa.string()),
            "list": pa.array([row[2] for row in rows], pa.list_(pa.string())),
        }
    )
    batches, start = [], 0
    for size in (*sizes, len(rows)):
        batches += table.slice(start, size).combine_chunks().to_batches()
        start += size
    return list(whole_groups(batches, key="key"))


def test_the_first_row_that_states_a_value_gives_it() -> None:
    pieces = groups_of(("a", None, []), ("a", "", ["x"]), ("a", "one", ["y"]), ("b", None, None), ("b", None, []))
    found = [believed(piece, columns=["text", "list"], key="key") for piece in pieces]
    assert [piece["key"].to_pylist() for piece in found] == [["a"], ["b"]]
    assert [piece["text"].to_pylist() for piece in found] == [["one"], [None]]
    assert [piece["list"].to_pylist() for piece in found] == [[["x"]], [None]]


def test_each_row_knows_the_number_of_its_key() -> None:
    first, last = groups_of(("a", "1", None), ("a", "2", None), ("b", "3", None), ("c", "4", None))
    assert first.of_row.tolist() == [0, 0, 1]
    assert (first.count, last.count) == (2, 1)


def test_no_rows_make_no_groups() -> None:
    assert groups_of() == []


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(["", "x", None]), st.none()), max_size=30),
    st.lists(st.integers(0, 4), min_size=1, max_size=12),
)
def test_cutting_a_stream_never_splits_a_key_or_loses_a_row(rows: list[Any], sizes: list[int]) -> None:
    ordered = sorted(rows, key=lambda row: str(row[0]))
    pieces = groups_of(*ordered, sizes=tuple(sizes))
    keys = [key for piece in pieces for key in believed(piece, columns=[], key="key")["key"].to_pylist()]
    assert keys == sorted({row[0] for row in rows})
    assert sum(piece.rows.num_rows for piece in pieces) == len(rows)
