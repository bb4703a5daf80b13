"""A hundred and more queries of the real set find just what a slow plain scan finds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from made_index import finder
from realdata import real_data
from search_queries import QUERIES
from search_scan import Test, rows_of
from zhiquan.register.browsing.haystack import number_key
from zhiquan.search.asking.question import Question
from zhiquan.search.asking.values import lineage
from zhiquan.search.index.record import Record
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder


def table() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(real_data("cn_patents_merged/cn_patents.parquet")).to_pylist()
    return rows


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return rows_of(table())


@pytest.fixture(scope="module")
def found() -> Finder:
    return finder(record(place, row) for place, row in enumerate(table()))


def record(place: int, row: dict[str, Any]) -> Record:
    symbols = [one.strip() for one in (row["ipc"] or "").split("|") if one.strip()]
    numbers = {"application": [row["app_no"]], "publication": [row["pub_no"]]}
    days = {
        "filed": row["app_date"],
        "published": row["pub_date"],
        "granted": row["grant_date"],
        "day": row["app_date"],
    }
    return Record(
        id=f"row:{place:06d}",
        kind="invention_patent",
        title=row["title"] or "",
        texts={
            "abstract": row["abstract"] or "",
            "holder": row["applicant"] or "",
            "inventor": row["inventors"] or "",
            "agency": row["agency"] or "",
            "address": row["address"] or "",
        },
        tokens={
            "ipc": list(dict.fromkeys(above for symbol in symbols for above in lineage(symbol))),
            **{name: [number_key(one).removeprefix("CN") for one in values if one] for name, values in numbers.items()},
        },
        days={name: date.fromisoformat(day) for name, day in days.items() if day},
    )


@pytest.mark.parametrize(("query", "test", "count"), QUERIES, ids=[query for query, _, _ in QUERIES])
def test_a_query_finds_what_the_scan_finds(
    found: Finder, rows: list[dict[str, str]], query: str, test: Test, count: int
) -> None:
    scanned = [f"row:{place:06d}" for place, row in enumerate(rows) if test(row)]
    assert len(scanned) == count
    question = Question(query, facets=(), with_synonyms=False, may_loosen=False)
    assert found.count(question, Reach.everything()) == count
    assert found.ids(question, Reach.everything()) == scanned


@pytest.mark.parametrize(
    "number", ["201510997540.6", "ZL201510997540.6", "CN105472267A", "105472267", "2015 1 0997540.6"]
)
def test_a_number_is_found_in_any_spelling(found: Finder, number: str) -> None:
    answer = found.find(Question(number, facets=()), Reach.everything())
    assert answer.hits[0].title.text == "一种拍照方法、装置及系统"


def test_facets_count_the_set_and_years_add_up(found: Finder, rows: list[dict[str, str]]) -> None:
    answer = found.find(Question("电池"), Reach.everything())
    assert sum(value.count for value in answer.facets["year"]) == answer.total
    in_2015 = [
        row
        for row in rows
        if row["app_date"].startswith("2015")
        and any("电池" in row[name] for name in ("title", "abstract", "applicant", "inventors"))
    ]
    assert next(value.count for value in answer.facets["year"] if value.key == "2015") == len(in_2015)


def test_highlights_are_the_words_as_printed(found: Finder) -> None:
    answer = found.find(Question("虛擬現實 ＶＲ", facets=(), with_synonyms=False), Reach.everything())
    assert answer.hits
    for hit in answer.hits:
        marked = {one.text[begin:end] for one in (hit.title, *hit.snippets) for begin, end in one.marks}
        assert marked
        assert {text.casefold() for text in marked} <= {"虚拟现实", "vr"}
