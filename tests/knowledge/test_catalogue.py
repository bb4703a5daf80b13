"""The catalogue: lazy reading, the office's own files, versions by day, the digest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhiquan.basics.errors import NotFound
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.check_up import check_everything
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.other_kinds import OTHER_KINDS
from zhiquan.knowledge.terms import Term

OWN_TERM = """\
id: design_patent
label: {zh: 外观设计专利权期限（本单位）, en: Term of a design patent (own)}
right: design_patent
decided_by: filed
versions:
  - from: 2021-06-01
    years: 16
    from_event: [filed]
    verified: false
    source_note: written for a test
"""


def own(folder: Path, place: str, text: str) -> Path:
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return folder


def test_everything_shipped_reads_and_fits_together() -> None:
    found = check_everything(None, "en")
    assert found.problems == []
    assert all(count.files for count in found.counts.values())


def test_every_shipped_folder_is_read_by_someone() -> None:
    folders = {place.name for place in SHIPPED.iterdir() if place.is_dir()}
    assert folders <= {spec.folder for spec in KINDS.values()} | set(OTHER_KINDS)


def test_a_version_is_picked_by_day_and_the_day_before_keeps_the_old_one() -> None:
    term = load_knowledge().get(Term, "design_patent")
    assert term.at(date(2021, 5, 31)).years == 10
    assert term.at(date(2021, 6, 1)).years == 15
    with pytest.raises(NotFound, match="1985-04-01"):
        term.at(date(1985, 3, 31))


def test_an_own_file_stands_in_for_a_shipped_one_and_a_new_one_is_added(tmp_path: Path) -> None:
    own(tmp_path, "terms/design_patent.yaml", OWN_TERM)
    own(tmp_path, "terms/design_two.yaml", OWN_TERM.replace("id: design_patent", "id: design_two"))
    known = load_knowledge(overlay=tmp_path)
    assert known.get(Term, "design_patent").at(date(2024, 1, 1)).years == 16
    assert known.get(Term, "design_two").right == "design_patent"
    assert known.files("terms")["design_patent"].is_own
    assert not known.files("terms")["trademark"].is_own


def test_one_kind_is_read_without_the_others(tmp_path: Path) -> None:
    own(tmp_path, "fees/broken.yaml", "on: [")
    known = load_knowledge(overlay=tmp_path)
    assert known.get(Term, "trademark").id == "trademark"
    (problem,) = check_everything(tmp_path, "en").problems
    assert "broken.yaml" in problem


def test_a_folder_nobody_reads_is_a_problem(tmp_path: Path) -> None:
    own(tmp_path, "fee/annual.yaml", "id: annual\n")
    (problem,) = check_everything(tmp_path, "zh").problems
    assert "没有程序读取这个文件夹" in problem


def test_the_digest_follows_the_content_of_every_file(tmp_path: Path) -> None:
    plain = load_knowledge().digest()
    assert load_knowledge(overlay=tmp_path / "nothing").digest() == plain
    own(tmp_path, "terms/design_patent.yaml", OWN_TERM)
    changed = load_knowledge(overlay=tmp_path).digest()
    own(tmp_path, "holidays/2031.yaml", "x: 1\n")
    assert len({plain, changed, load_knowledge(overlay=tmp_path).digest()}) == 3


@pytest.mark.parametrize(
    ("name", "day", "stands"),
    [
        ("trademark-law-2019", date(2026, 12, 31), True),
        ("trademark-law-2019", date(2027, 1, 1), False),
        ("trademark-law-2026", date(2026, 12, 31), False),
        ("trademark-law-2026", date(2027, 1, 1), True),
        ("ic-layout-regulation-2001", date(2026, 10, 14), True),
        ("ic-layout-regulation-2026", date(2026, 10, 15), True),
        ("patent-rules-2023", date(2024, 1, 19), False),
        ("patent-rules-2023", date(2024, 1, 20), True),
        ("fashi-2025-5", date(2025, 4, 26), True),
        ("cnipa-fee-guide-2026", date(2026, 4, 26), None),
    ],
)
def test_instruments_stand_from_their_first_day_to_the_day_before_their_end(
    name: str, day: date, *, stands: bool | None
) -> None:
    assert load_knowledge().get(Instrument, name).is_in_force(day) is stands


def test_definitions_cannot_be_changed() -> None:
    term = load_knowledge().get(Term, "trademark")
    with pytest.raises(ValueError, match="frozen"):
        term.id = "other"
