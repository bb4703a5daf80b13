"""Data files that must stop the load, each with file, path, rule and remedy in the message."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiquan.basics.errors import BadDefinition, NotFound
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge

LAW = """\
id: law-a
label: {zh: 甲法, en: Law A}
kind: law
in_force: [{from: 2020-01-01, to: 2025-01-01}]
source: made up for this test
"""
TERM = """\
id: widget
label: {zh: 某权利期限, en: Term of a widget}
right: design_patent
decided_by: filed
versions:
  - from: 2020-01-01
    years: 10
    from_event: [filed]
    cites: [{instrument: law-a, place: 第一条}]
"""
LATER = """\
  - from: 2022-01-01
    years: 15
    from_event: [filed]
    cites: [{instrument: law-a, place: 第二条}]
"""
FEE = """\
id: fee_a
label: {zh: 某费, en: Fee A}
group: procedure
versions:
  - from: 2020-01-01
    cites: [{instrument: law-a}]
    amounts:
      - {rights: [design_patent], yuan: "10"}
      - {rights: [utility_model], yuan: "20"}
"""


def lay(folder: Path, **files: str) -> Knowledge:
    """Definitions from a folder of files named ``kind__id``; an instrument ``law-a`` is always there."""
    for name, text in {"instruments__law-a": LAW, **files}.items():
        kind, _, entry = name.partition("__")
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / f"{entry}.yaml").write_text(text, "utf-8")
    return load_knowledge(shipped=folder)


def refused(folder: Path, kind: str, text: str) -> BadDefinition:
    entry = text.partition("\n")[0].removeprefix("id: ")
    with pytest.raises(BadDefinition) as stopped:
        lay(folder, **{f"{kind}__{entry}": text}).definition(kind, entry)
    error = stopped.value
    assert error.where["file"] == f"{kind}/{entry}.yaml"
    assert error.remedy is not None
    return error


def test_the_unbroken_files_load(tmp_path: Path) -> None:
    known = lay(tmp_path, terms__widget=TERM + LATER, fees__fee_a=FEE)
    assert known.definition("terms", "widget").id == "widget"
    assert known.definition("fees", "fee_a").instruments() == ("law-a",)


def test_an_unknown_key_is_named_with_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, "terms", TERM.replace("    years: 10", "    years: 10\n    year: 3"))
    assert error.where["path"] == "versions[0].year"
    assert error.where["line"] == "8"
    assert "没有这个键" in error.to("zh")


def test_a_missing_instrument_stops_the_load(tmp_path: Path) -> None:
    error = refused(tmp_path, "terms", TERM.replace("law-a", "law-b"))
    assert error.where["path"] == "versions[0].cites[0].instrument"
    assert error.where["value"] == "law-b"
    assert "add instruments/law-b.yaml" in error.to("en")


def test_a_value_without_citation_stops_the_load(tmp_path: Path) -> None:
    bare = TERM.replace("    cites: [{instrument: law-a, place: 第一条}]\n", "")
    error = refused(tmp_path, "terms", bare)
    assert error.where["path"] == "versions[0]"
    assert "no cites" in error.to("en")


def test_an_unverified_value_needs_no_citation_but_a_note(tmp_path: Path) -> None:
    bare = TERM.replace("cites: [{instrument: law-a, place: 第一条}]", "verified: false")
    assert "source_note" in refused(tmp_path, "terms", bare).to("en")
    noted = bare + "    source_note: from memory\n"
    assert not lay(tmp_path, terms__widget=noted).definition("terms", "widget").is_verified


def test_an_amount_without_quotes_is_refused_with_the_cure(tmp_path: Path) -> None:
    error = refused(tmp_path, "fees", FEE.replace('"20"', "20.50"))
    assert error.where["path"] == "versions[0].amounts[1].yuan"
    assert "加引号" in error.to("zh")
    assert "quoted" in refused(tmp_path, "fees", FEE.replace('"20"', "20")).to("en")


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "terms", TERM.replace("    years: 10", "    years: 10\n    years: 15"))
    assert error.where["path"] == "versions[0].years"


def test_the_key_on_is_refused_before_it_becomes_true(tmp_path: Path) -> None:
    error = refused(tmp_path, "terms", TERM.replace("  - from: 2020-01-01", "  - on: 2020-01-01"))
    assert error.where["path"] == "versions[0].on"
    assert "from" in error.to("en")


def test_versions_must_follow_and_not_overlap(tmp_path: Path) -> None:
    assert "later" in refused(tmp_path, "terms", TERM + LATER.replace("2022", "2020")).to("en")
    ended = TERM.replace("  - from: 2020-01-01", "  - from: 2020-01-01\n    to: 2023-01-01")
    assert "overlaps" in refused(tmp_path, "terms", ended + LATER).to("en")


def test_a_law_no_longer_in_force_is_cited_only_as_transitional(tmp_path: Path) -> None:
    late = LATER.replace("2022-01-01", "2025-01-01")
    error = refused(tmp_path, "terms", TERM + late)
    assert error.where["path"] == "versions[1].cites[0].instrument"
    assert "not in force on 2025-01-01" in error.to("en")
    kept = late.replace("第二条}", "第二条, transitional: true}")
    assert lay(tmp_path, terms__widget=TERM + kept).definition("terms", "widget").is_verified


def test_the_last_day_in_force_may_be_cited(tmp_path: Path) -> None:
    known = lay(tmp_path, terms__widget=TERM + LATER.replace("2022-01-01", "2024-12-31"))
    assert known.definition("terms", "widget").is_verified


def test_the_id_must_be_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition, match="id 须与文件名相同"):
        lay(tmp_path, terms__gadget=TERM).definition("terms", "gadget")


def test_an_event_leading_to_an_unknown_status_is_refused(tmp_path: Path) -> None:
    event = (
        "id: vanished\nlabel: {zh: 消失, en: vanished}\nrights: [trademark]\neffective: stated\norder: 10\n"
        "moves: [{from: [none], to: gone}]\ncites: [{instrument: law-a}]\n"
    )
    assert refused(tmp_path, "legal_events", event).where["path"] == "moves[0].to"


def test_a_text_in_one_language_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "terms", TERM.replace(", en: Term of a widget", ""))
    assert error.where["path"] == "label"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition, match="文件须由键和值组成"):
        lay(tmp_path, terms__empty="").definition("terms", "empty")


def test_a_file_of_another_ending_is_refused(tmp_path: Path) -> None:
    known = lay(tmp_path, terms__widget=TERM)
    (tmp_path / "terms" / "gadget.yml").write_text(TERM, "utf-8")
    with pytest.raises(BadDefinition, match=r"\.yaml"):
        known.ids("terms")


def test_an_unknown_id_suggests_the_nearest(tmp_path: Path) -> None:
    known = lay(tmp_path, terms__widget=TERM)
    with pytest.raises(NotFound) as missed:
        known.definition("terms", "wiget")
    assert "widget" in missed.value.to("en")
    with pytest.raises(NotFound):
        known.ids("term")


def test_an_unverified_instrument_must_say_what_was_not_seen(tmp_path: Path) -> None:
    text = LAW.replace("id: law-a", "id: law-b") + "verified: false\n"
    assert "source_note" in str(refused(tmp_path, "instruments", text))
    noted = text + "source_note: {zh: 标题未见, en: title not seen}\n"
    assert lay(tmp_path, **{"instruments__law-b": noted}).definition("instruments", "law-b").is_verified is False
