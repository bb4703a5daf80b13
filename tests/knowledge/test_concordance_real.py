"""The emerging-industry concordance on 21,106 real patents, against figures measured independently."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyarrow.parquet as pq
import pytest

from realdata import real_data
from zhiquan.knowledge.concordance import Concordance, Hit


@dataclass(frozen=True)
class Export:
    """One real patent: symbols, title and abstract, field labels of the database."""

    ipcs: list[str]
    text: str
    labels: set[str]


@pytest.fixture(scope="module")
def exports() -> list[Export]:
    folder = real_data("cn_patents_merged")
    columns = ["title", "abstract", "ipc", "ipc_main", "sei"]
    rows = pq.read_table(folder / "cn_patents.parquet", columns=columns).to_pylist()
    return [
        Export(
            [part.strip() for part in re.split(r"[|;]", row["ipc"] or row["ipc_main"] or "") if part.strip()],
            f"{row['title'] or ''} {row['abstract'] or ''}",
            set(re.findall(r"(\d\.\d) \(", row["sei"] or "")),
        )
        for row in rows
    ]


def agreement(exports: list[Export], hits: list[tuple[Hit, ...]], vias: set[str]) -> tuple[int, int, int]:
    """Field labels in both, in ours only, in the database's only."""
    pairs = [
        ({hit.field for hit in here if hit.via_revision in vias}, export.labels)
        for here, export in zip(hits, exports, strict=True)
        if export.labels
    ]
    both = sum(len(ours & theirs) for ours, theirs in pairs)
    return (
        both,
        sum(len(ours - theirs) for ours, theirs in pairs),
        sum(len(theirs - ours) for ours, theirs in pairs),
    )


def share(hits: list[tuple[Hit, ...]], kinds: set[str]) -> float:
    """Per cent of patents with a hit of these kinds, to one decimal."""
    return round(100 * sum(any(hit.kind in kinds for hit in here) for here in hits) / len(hits), 1)


ALL_KINDS = {"ipc_only", "ipc_and_keywords", "ipc_but_keywords_unmet", "ipc_keywords_not_checkable"}


def test_real_exports_give_the_published_figures(exports: list[Export]) -> None:
    sei = Concordance.load("sei", with_revisions=False)
    hits = [sei.hits(export.ipcs, export.text) for export in exports]
    assert len(hits) == 21_106
    assert sum(map(bool, hits)) == 15_377
    assert share(hits, ALL_KINDS) == 72.9
    assert share(hits, {"ipc_only"}) == 7.4
    assert share(hits, {"ipc_only", "ipc_and_keywords"}) == 23.0
    assert len(sei.rules) - len({hit.rule for here in hits for hit in here}) == 99
    assert agreement(exports, hits, {"none"}) == (8083, 29, 1520)


def test_revisions_reach_more_real_exports_and_keep_candidates_apart(exports: list[Export]) -> None:
    sei = Concordance.load("sei")
    hits = [sei.hits(export.ipcs, export.text) for export in exports]
    assert agreement(exports, hits, {"none"}) == (8083, 29, 1520)
    assert agreement(exports, hits, {"none", "moved"}) == (8092, 43, 1511)
    assert agreement(exports, hits, {"none", "moved", "split"}) == (8162, 456, 1441)
