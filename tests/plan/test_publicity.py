"""What is published names no person and tells nothing of what is not public; it recomputes all the same."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factory import load, read, register, right
from measure.asking import HOME, KNOWLEDGE, invention, people
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.bundle import write_bundle
from zhiquan.plan.publicity import public_record
from zhiquan.plan.publishing import Asked, board_content, measuring_for, verify, without_names
from zhiquan.register.batches import Register
from zhiquan.register.browsing.publicity import withheld_rights

PLAN = KNOWLEDGE.get(Plan, "changshou-2021-2025")
DAY = date(2024, 6, 1)
PERSON, UNPUBLISHED = "张三", "演示未公开方案"


@pytest.fixture
def made(tmp_path: Path) -> Register:
    """Two inventions in force, one of a person; an application nobody published; a pledge and a title of persons."""
    ours = register(tmp_path / "lake")
    pending = invention(3, filed_on=date(2024, 1, 5), granted_on=None, title=UNPUBLISHED)
    pledge = {
        "number": "Y1", "amount": 5_000_000, "registered_on": date(2023, 3, 1), "pledgor": PERSON, "region": HOME,
        "right_kind": "invention_patent",
    }  # fmt: skip
    title = {
        "kind": "advantage_enterprise", "level": "national", "holder": "李四", "number": "T1", "name": "优势企业",
        "from": date(2023, 5, 1), "region": HOME,
    }  # fmt: skip
    rights = [invention(1), invention(2, applicants=[PERSON], holders=[PERSON]), pending]
    series = [people(10_000, year) for year in range(2019, 2024)]
    load(ours, {"rights": rights, "series": series, "pledges": [pledge], "titles_awards": [title]})
    return ours


def content_of(made: Register) -> dict[str, Any]:
    """The board as it would be published."""
    with read(made) as reader:
        return board_content(reader, KNOWLEDGE, Asked(PLAN.id, DAY), snapshot=made.home.snapshot(None), overlay=None)


@pytest.mark.parametrize(
    ("count", "given", "told"),
    [
        ("pledges", ("Y1", "张三"), ("Y1", "")),
        ("pledges", ("Y1", "演示甲有限公司"), ("Y1", "演示甲有限公司")),
        ("titles", ("talent|张三|T1", "领军人才"), ("talent||T1", "领军人才")),
        ("titles", ("park|演示甲有限公司|T1", "园区"), ("park|演示甲有限公司|T1", "园区")),
        ("published", ("satisfaction|500115", "公报"), ("satisfaction|500115", "公报")),
    ],
)
def test_a_record_names_organisations_only(count: Any, given: tuple[str, str], told: tuple[str, str]) -> None:
    assert public_record(count, id=given[0], title=given[1]) == told


def test_an_application_nobody_published_is_withheld(made: Register) -> None:
    with read(made) as reader:
        ids = [row["right"] for row in reader.records(f'SELECT "right" FROM {reader.from_("rights")}')]
        assert len(ids) == 3
        assert withheld_rights(reader, ids) == {right(3, year=2018)}
        assert withheld_rights(reader, []) == frozenset()


def test_the_board_published_names_neither_persons_nor_unpublished_titles(
    made: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [
        {"id": right(3, year=2018), "title": UNPUBLISHED, "holder": PERSON},
        {"id": right(2, year=2018), "title": "一种装置2", "holder": PERSON},
    ]
    monkeypatch.setattr("zhiquan.plan.publishing.board_as_plain", lambda *_, **__: {"targets": [], "gap": listed})
    assert content_of(made)["board"]["gap"] == [
        {"id": right(3, year=2018), "title": ""},
        {"id": right(2, year=2018), "title": "一种装置2"},
    ]


def test_a_board_published_with_names_still_recomputes(made: Register) -> None:
    now, was = content_of(made), content_of(made)
    now["board"]["targets"][0]["gap"] = {"pending": [{"id": "a", "title": ""}]}
    was["board"]["targets"][0]["gap"] = {"pending": [{"id": "a", "title": UNPUBLISHED, "holder": PERSON}]}
    assert verify(was, now).is_equal
    was["board"]["targets"][0]["value"] = "99.99"
    assert not verify(was, now).is_equal


def test_only_what_is_withheld_loses_its_title() -> None:
    told = {"gap": {"pending": [{"id": "a", "title": "雨伞", "holder": "张三"}], "grace": [{"id": "b", "title": "伞"}]}}
    assert without_names(told, {"a"}) == {"gap": {"pending": [{"id": "a", "title": ""}],
                                                  "grace": [{"id": "b", "title": "伞"}]}}  # fmt: skip


def test_the_bundle_recomputes_without_names(made: Register, tmp_path: Path) -> None:
    content, file = content_of(made), tmp_path / "bundle.zip"
    with read(made) as reader:
        measuring = measuring_for(reader, KNOWLEDGE, PLAN, Asked(PLAN.id, DAY), None)
        write_bundle(file, content, name="pub-1", measuring=measuring, knowledge=KNOWLEDGE)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "out")
        held = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    for name, text in held.items():
        assert not any(word in text for word in (PERSON, "李四", UNPUBLISHED)), name
    rows = list(csv.DictReader(io.StringIO(held["rows/invention_patents_per_10k.csv"])))
    assert sum(row["counts"] == "1" for row in rows) == 2
    done = subprocess.run(
        [sys.executable, "recompute.py"], cwd=tmp_path / "out", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
