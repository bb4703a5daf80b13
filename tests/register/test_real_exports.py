"""Real exports as one register: every right once, both publications of an application one right."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import factory
from deep import times
from realdata import real_data
from zhiquan.basics.numbers import normalise_application, normalise_publication, publication_key
from zhiquan.register.batches import Register

TOOLS = ("incopat", "patentics", "general")


def tool_of(src: str | None) -> str:
    return next((tool for tool in TOOLS if (src or "").startswith(tool)), "general")


def merged() -> pa.Table:
    table = pq.read_table(real_data("cn_patents_merged") / "cn_patents.parquet")
    return table.slice(0, times(6_000, table.num_rows))


def as_rights(table: pa.Table) -> Iterator[dict[str, Any]]:
    for row in table.to_pylist():
        yield {
            "app_no": row["app_no"],
            "pub_no": row["pub_no"],
            "title": row["title"],
            "abstract": row["abstract"],
            "applicants": [name.strip() for name in (row["applicant"] or "").split(";") if name.strip()] or None,
            "filed_on": row["app_date"],
            "published_on": row["pub_date"],
            "granted_on": row["grant_date"],
            "ipc": [symbol.strip() for symbol in (row["ipc"] or "").split(";") if symbol.strip()] or None,
            "status_word": row["legal"],
        }


def day(text: str | None) -> Any:
    return pc.cast(pa.scalar(text or None, pa.string()), pa.date32()).as_py()


@pytest.fixture(scope="module")
def exported() -> pa.Table:
    return merged()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, exported: pa.Table) -> Register:
    register = factory.register(tmp_path_factory.mktemp("real") / "lake")
    tools = [tool_of(src) for src in exported["src"].to_pylist()]
    for tool in sorted(set(tools)):
        rows = as_rights(exported.filter(pa.array([one == tool for one in tools])))
        dated = [row | {name: day(row[name]) for name in ("filed_on", "published_on", "granted_on")} for row in rows]
        factory.load(register, {"rights": dated}, tool=tool, name=f"{tool}.csv")
    return register


def test_rights_are_as_many_as_there_are_applications(made: Register, exported: pa.Table) -> None:
    applications = {normalise_application(number) for number in exported["app_no"].to_pylist() if number}
    rights = factory.rows_of(made, "rights")
    with_application = [row for row in rights if row["app_no"] and normalise_application(row["app_no"])]
    assert len(with_application) == len(applications - {None})
    assert len({row["right"] for row in rights}) == len(rights)
    assert sum(row["identified"] for row in rights) == len(rights)


def test_no_loaded_publication_is_lost(made: Register, exported: pa.Table) -> None:
    given = {normalise_publication(number) for number in exported["pub_no"].to_pylist() if number}
    held = factory.rows_of(made, "observations_rights")
    assert {row[name] for row in held for name in ("pub_no", "grant_no") if row[name]} >= given - {None}


def test_rebuilding_real_rows_gives_equal_digests(made: Register) -> None:
    before = factory.digests(made)
    made.rebuild(actor=factory.actor(9))
    assert factory.differing(factory.digests(made), before) == []


def test_both_publications_of_an_application_are_one_right(tmp_path: Path) -> None:
    file = real_data("derived_labels") / "same_application_two_publications.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    register = factory.register(tmp_path / "lake")
    tied = [{"app_no": row["app_no"], "pub_no": row["pub_a"]} for row in pairs]
    tied += [{"app_no": row["app_no"], "pub_no": row["pub_b"]} for row in pairs]
    factory.load(register, {"rights": tied})
    alone = [{"pub_no": row["pub_b"], "title": row["title_b"]} for row in pairs]
    factory.load(register, {"rights": alone}, day=2)
    rights = {row["right"]: row for row in factory.rows_of(register, "rights")}
    applications = {normalise_application(row["app_no"]) for row in pairs}
    assert set(rights) == {f"patent:CN{number}" for number in applications}
    aliases = {row["alias"]: row["id"] for row in factory.rows_of(register, "aliases")}
    for row in pairs:
        right = f"patent:CN{normalise_application(row['app_no'])}"
        for publication in (row["pub_a"], row["pub_b"]):
            assert aliases[f"patent:{publication_key(publication)}"] == right
        assert rights[right]["title"] is not None
