"""Files nobody has shown us: shared exports with other headings, order, columns, encoding and days (陌生导出文件)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import deep
import realdata
from register.intake.understanding.reading import ReadSheet, read_file
from register.intake.understanding.stranger_words import HELD_OUT, SENSELESS
from register.intake.understanding.strangers import Sheet, Stranger, sheets_of, stranger_of

SEEDS = deep.times(5, 12)
SURE = 0.8
"""Confidence from which a wrong field is a fault."""


@dataclass(slots=True)
class Score:
    """Cells compared and cells right, by how the heading was changed; and fields wrong although sure."""

    met: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, group: str) -> float:
        return self.right[group] / self.met[group]

    @property
    def pooled(self) -> float:
        return self.right.total() / self.met.total()


@pytest.fixture(scope="module")
def exports() -> list[Sheet]:
    """The tables of the 16 shared exports, at most 300 rows each."""
    folder = realdata.real_data("cn_patent_exports")
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and file.suffix != ".md"]
    return [sheet for file in files for sheet in sheets_of(file)]


def test_headings_known_by_another_name_or_worded_anew_keep_95_in_100_cells_right(
    exports: list[Sheet], tmp_path: Path
) -> None:
    score = Score()
    for seed in range(SEEDS):
        for sheet in exports:
            made = stranger_of(sheet, tmp_path, seed=seed)
            _count(score, made, sheet, group=lambda place, made=made: "known" if place in made.known else "worded")
    assert score.met["known"] > 50_000
    assert score.share("known") >= 0.95, score.misses.most_common(20)
    assert not score.wrong, score.wrong[:10]
    # What a heading such as 热度 counts, neither its words nor the values tell.
    assert score.share("worded") >= 0.9, score.misses.most_common(20)
    assert score.pooled >= 0.95, score.misses.most_common(20)


@pytest.mark.parametrize("worded", [0.25, 1.0])
def test_wordings_nobody_looked_at_keep_95_in_100_cells_right(
    exports: list[Sheet], tmp_path: Path, worded: float
) -> None:
    score = Score()
    for sheet in exports:
        made = stranger_of(sheet, tmp_path, seed=7_001, wordings=HELD_OUT, worded=worded)
        _count(score, made, sheet, group=lambda _: "any")
    assert score.pooled >= 0.95, score.misses.most_common(20)
    assert not score.wrong, score.wrong[:10]


@pytest.mark.parametrize("has_header", [False, True])
def test_without_headings_that_say_anything_17_in_20_cells_are_right_and_none_is_wrong_with_confidence(
    exports: list[Sheet], tmp_path: Path, has_header: bool
) -> None:
    score = Score()
    for sheet in exports:
        made = stranger_of(sheet, tmp_path, seed=1, has_header=has_header, wordings=SENSELESS, worded=1.0)
        _count(score, made, sheet, group=lambda _: "none")
    assert score.share("none") >= 0.85, score.misses.most_common(20)
    assert not score.wrong, score.wrong[:10]


def test_no_row_and_no_unknown_column_is_lost(exports: list[Sheet], tmp_path: Path) -> None:
    for sheet in exports:
        made = stranger_of(sheet, tmp_path, seed=2)
        read = _read(made)
        assert len(read.rows) + len(read.left_out) == len(sheet.rows), (made.says, sheet.names[:5])
        unknown = {use.source for use in read.grid.columns if not use.field}
        kept = {name for row in read.rows for name, _ in row.get("extra") or []}
        filled = {
            use.source
            for use in read.grid.columns
            if any(row[use.place] not in {None, "", "-", "--"} for row in read.grid.sample)
        }
        assert len(kept) >= len(unknown & filled) * 0.8


def _count(score: Score, made: Stranger, sheet: Sheet, *, group: object) -> None:
    """Compare what was read from a changed file with what the original says."""
    assert callable(group)
    read = _read(made)
    lines = sorted(row["line"] for row in [*read.rows, *read.left_out])
    at = {line: place for place, line in enumerate(lines)}
    rows = {at[row["line"]]: row for row in read.rows}
    for place, name in made.truth.items():
        truths = made.values[name]
        told = [(number, truth) for number, truth in enumerate(truths) if truth is not ... and truth is not None]
        right = sum(rows.get(number, {}).get(name) == truth for number, truth in told)
        score.met[group(place)] += len(told)
        score.right[group(place)] += right
        score.misses[f"{group(place)} {name} ({made.says})"] += len(told) - right
    for use in read.grid.columns:
        meant = {made.truth.get(use.place), made.other.get(use.place)}
        if use.field and use.confidence >= SURE and use.field not in meant:
            score.wrong.append(f"{use.source} as {use.field} at {use.confidence} in {sheet.names[:4]} ({made.says})")


def _read(made: Stranger) -> ReadSheet:
    (read,) = read_file(made.file)
    return read
