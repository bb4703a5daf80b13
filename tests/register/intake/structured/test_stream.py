"""Many documents in one file: as many records, one at a time, in little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.errors import BadInput
from zhiquan.register.intake.parts import Records
from zhiquan.register.intake.structured import structured_parts
from zhiquan.register.intake.structured.stream import Units

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
DOCTYPE = '<!DOCTYPE cn-patent-document SYSTEM "x.dtd" [ ]>\n'


def document(number: int, *, filler: int = 0) -> str:
    """One made-up document; ``filler`` characters of description."""
    return (
        f"<cn-patent-document><cn-bibliographic-data><application-reference><document-id><doc-number>{number}"
        f"</doc-number></document-id></application-reference></cn-bibliographic-data>"
        f"<application-body><description>{'述' * filler}</description></application-body></cn-patent-document>\n"
    )


def records_of(file: Path) -> Records:
    (part,) = structured_parts(file) or []
    assert isinstance(part, Records)
    return part


@given(
    fillers=st.lists(st.integers(0, 60_000), min_size=1, max_size=8),
    lead=st.sampled_from(["", DECLARATION, DOCTYPE, DECLARATION + DOCTYPE, "<!-- c -->\n"]),
    blanks=st.sampled_from([0, 1, 70_000]),
)
def test_a_file_of_n_documents_gives_n_records_in_order(
    tmp_path_factory: pytest.TempPathFactory, fillers: list[int], lead: str, blanks: int
) -> None:
    file = tmp_path_factory.mktemp("many") / "weekly.xml"
    pieces = [lead + document(n, filler=filler) + " " * blanks for n, filler in enumerate(fillers, start=1)]
    file.write_text("".join(pieces), encoding="utf-8")
    rows = list(records_of(file).records)
    assert [row.values["app_no"] for row in rows] == [str(n) for n in range(1, len(fillers) + 1)]
    assert [row.line for row in rows] == list(range(1, len(fillers) + 1))


def test_records_are_made_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "many.xml"
    file.write_text("".join(document(n, filler=30_000) for n in range(50)), encoding="utf-8")
    given_out: list[int] = []
    units = Units.__iter__

    def counted(self: Units) -> Iterator[object]:
        for element, line in units(self):
            given_out.append(line)
            yield element, line

    monkeypatch.setattr(Units, "__iter__", counted)
    part = records_of(file)
    assert len(given_out) == 1  # the first is looked at to tell whether there is any
    next(iter(part.records))
    assert len(given_out) == 2


def test_memory_stays_flat_however_many_documents(tmp_path: Path) -> None:
    peaks = []
    for count in (20, 400):
        file = tmp_path / f"{count}.xml"
        file.write_text("".join(document(n, filler=20_000) for n in range(count)), encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in records_of(file).records) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 + 200_000


def test_a_bad_end_is_told_after_the_good_records(tmp_path: Path) -> None:
    file = tmp_path / "cut.xml"
    file.write_text("<all>" + "".join(document(n) for n in range(5)), encoding="utf-8")
    rows = iter(records_of(file).records)
    with pytest.raises(BadInput):
        list(rows)
