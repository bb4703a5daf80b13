"""Facet counts are those of a plain count, however many segments the index has, and those of the indicators."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import tantivy

from factory import application, load, register
from made_index import finder as in_memory
from made_index import library, names
from measure.asking import HOME, counted, invention, measuring
from zhiquan.basics.words import Words
from zhiquan.search import service
from zhiquan.search.asking import facets, literals
from zhiquan.search.asking.facets import VALUES
from zhiquan.search.asking.question import FacetValue, Question
from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.places import About
from zhiquan.search.index.record import Record, party_code
from zhiquan.search.index.schema import document, schema
from zhiquan.search.keeping import Opened
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder

EVERYTHING = Reach.everything()
DAY = date(2024, 6, 1)


def in_segments(records: list[Record], segments: int) -> Finder:
    """A finder of records written a part at a time, each part a segment of its own."""
    index = tantivy.Index(schema())
    writer, parties = index.writer(64_000_000, 1), PartyNames.empty()
    for part in range(segments):
        for record in records[part::segments]:
            writer.add_document(document(record, "made", parties))
        writer.commit()
    index.reload()
    found = Finder(index, About("made", DAY.isoformat(), {}, len(records)), names(), parties)
    assert found.searcher.num_segments == segments
    return found


def held(parties: list[str]) -> list[Record]:
    return [
        Record(
            f"row:{place:05d}", "invention_patent", "演示电池" if place % 3 else "演示阀门",
            tokens={"town": [f"5001151{place % 23:02d}"]}, parties=[(party, party)],
        )
        for place, party in enumerate(parties)
    ]  # fmt: skip


def few_hold_most(count: int) -> list[str]:
    chance = random.Random(7)
    return [f"party:{int(chance.paretovariate(0.5)) % 900}" for _ in range(count)]


def all_hold_as_many(count: int) -> list[str]:
    return [f"party:{place * 7 % 900}" for place in range(count)]


@pytest.fixture(params=["small", "large", "many holders"], autouse=True)
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every index is counted as a small one, as a large one on two cores, and as one of very many holders."""
    if request.param == "large":
        for module in (literals, service):
            monkeypatch.setattr(module, "LARGE", 0)
    elif request.param == "many holders":
        monkeypatch.setattr(facets, "_MANY_HOLDERS", 10)


@pytest.mark.parametrize("segments", [1, 5])
@pytest.mark.parametrize("parties", [few_hold_most(4_500), all_hold_as_many(4_500)], ids=["few", "all"])
def test_counts_of_holders_are_those_of_a_plain_count(parties: list[str], segments: int) -> None:
    found = in_segments(held(parties), segments)
    for query, wanted in (("电池", parties_of(parties, lambda place: place % 3 != 0)), ("", Counter(parties))):
        answer = found.find(Question(query), EVERYTHING)
        told = {value.label.zh: value.count for value in answer.facets["party"]}
        assert told == {party: wanted[party] for party in told}
        assert sorted(told.values(), reverse=True) == sorted(wanted.values(), reverse=True)[:VALUES]
        assert answer.total == wanted.total() == found.count(Question(query), EVERYTHING)


def test_an_index_is_warmed_before_anything_is_asked() -> None:
    for records in ([], held(few_hold_most(50))):
        finder = in_segments(records, 1) if records else in_memory([])
        finder.warm()
        assert finder.find(Question("电池"), EVERYTHING).total == sum("电池" in record.title for record in records)


def parties_of(parties: list[str], is_wanted: object) -> Counter[str]:
    assert callable(is_wanted)
    return Counter(party for place, party in enumerate(parties) if is_wanted(place))


@pytest.mark.parametrize("segments", [1, 5])
def test_a_chosen_value_is_counted_however_few_records_it_has(segments: int) -> None:
    parties = few_hold_most(2_000)
    counts = Counter(parties)
    seldom, often = min(counts, key=counts.__getitem__), max(counts, key=counts.__getitem__)
    found = in_segments(held(parties), segments)
    keys = tuple(str(party_code(party)) for party in (seldom, often))
    answer = found.find(Question("", narrowed={"party": keys}), EVERYTHING)
    assert chosen(answer.facets["party"]) == {seldom: counts[seldom], often: counts[often]}
    assert answer.total == counts[seldom] + counts[often]
    town = min(f"5001151{place % 23:02d}" for place in range(2_000))
    answer = found.find(Question("", narrowed={"town": (town, "500115199")}), EVERYTHING)
    assert chosen(answer.facets["town"]) == {town: answer.total, "500115199": 0}


def chosen(values: tuple[FacetValue, ...]) -> dict[str, int]:
    return {value.label.zh: value.count for value in values if value.is_chosen}


def test_a_party_nobody_may_see_is_not_named_when_it_is_chosen() -> None:
    hidden = "party:n-hidden"
    found = in_segments(held(["party:other", hidden]), 1)
    asked = Question("", narrowed={"party": (str(party_code(hidden)),)})
    assert hidden in repr(found.find(asked, EVERYTHING).facets)
    assert hidden not in repr(found.find(asked, Reach.public()).facets)


def test_inventions_in_force_are_as_many_as_the_indicator_counts(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    lapse = [{"event": "lapsed_fee", "effective": date(2023, 3, 2)}]
    rows = [
        *(invention(serial, line=serial) for serial in range(2, 9)),
        *(invention(serial, line=serial, region="500102") for serial in range(9, 12)),
        *(invention(serial, line=serial, events=lapse) for serial in range(12, 16)),
        invention(16, line=16, granted_on=None),
        invention(17, line=17, kind="utility_model", app_no="2018200000170"),
    ]
    load(made, {"rights": rows}, day=1, month=3)
    shelf = library(made, tmp_path)
    shelf.refresh(day=DAY)
    finder = Opened(shelf.home, names()).finder()
    narrowed = {"region": (HOME,), "group": ("in_force",), "kind": ("invention_patent",)}
    answer = finder.find(Question("", narrowed=narrowed), EVERYTHING)
    with measuring(made) as asked:
        wanted = counted(asked, "invention_patents", DAY)
    assert finder.ids(Question("", narrowed=narrowed), EVERYTHING) == sorted(wanted)
    counts = {name: {value.key: value.count for value in answer.facets[name]} for name in narrowed}
    assert len(wanted) == 7
    assert (counts["region"][HOME], counts["group"]["in_force"], counts["kind"]["invention_patent"]) == (7, 7, 7)


def test_industries_are_those_the_indicator_tells_its_rights_apart_by(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    classes = ["C21D 9/00", "H01M 10/05", "H01L 21/02", "C08J 3/00", "C08B 1/00", "A21B 1/00", None, "F24S 10/00"]
    rows = [
        invention(serial, line=serial, ipc=[one] if one else None)
        for serial, one in enumerate((one for one in classes for _ in range(2)), 2)
    ]
    load(made, {"rights": rows}, day=1, month=3)
    shelf = library(made, tmp_path)
    shelf.refresh(day=DAY)
    finder = Opened(shelf.home, names()).finder()
    narrowed = {"region": (HOME,), "group": ("in_force",), "kind": ("invention_patent",)}
    answer = finder.find(Question("", narrowed=narrowed), EVERYTHING)
    with measuring(made) as asked:
        told = {row["group"]: row["counted"] for row in asked.breakdown("invention_patents", DAY, "industry")}
    found = {value.key: value.count for value in answer.facets["industry"]}
    assert found == {f"{HOME}.{name}": count for name, count in told.items() if name}
    assert found[f"{HOME}.materials"] == 6
    assert {value.label for value in answer.facets["industry"]} >= {Words("钢铁冶金", "Steel and metallurgy")}
    chosen = finder.ids(Question("", narrowed={"industry": (f"{HOME}.steel",)}), Reach.public())
    assert len(chosen) == 2


def test_what_ends_soonest_comes_first_and_what_has_no_term_last(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    lapse = [{"event": "lapsed_fee", "effective": date(2023, 3, 2)}]
    rows = [
        invention(2, line=2, filed_on=date(2010, 5, 7), app_no=application(2, year=2010)),
        invention(3, line=3, filed_on=date(2006, 5, 7), app_no=application(3, year=2006)),
        invention(4, line=4, filed_on=date(2005, 1, 7), app_no=application(4, year=2005), events=lapse),
        invention(5, line=5, granted_on=None),
        invention(
            6, line=6, kind="utility_model", app_no=application(6, year=2016, kind=2), filed_on=date(2016, 2, 29)
        ),
    ]
    load(made, {"rights": rows}, day=1, month=3)
    shelf = library(made, tmp_path)
    shelf.refresh(day=DAY)
    finder = Opened(shelf.home, names()).finder()
    hits = finder.find(Question("TI:装置", order="ending"), EVERYTHING).hits
    first = [(hit.title.text, hit.shown["ends"]) for hit in hits]
    assert first[:3] == [("一种装置6", "2026-02-27"), ("一种装置3", "2026-05-06"), ("一种装置2", "2030-05-06")]
    assert set(first[3:]) == {("一种装置4", ""), ("一种装置5", "")}
    built = shelf.refresh(day=date(2026, 5, 7))  # one more has ended by the passing of days
    assert built is not None
    hits = Opened(shelf.home, names()).finder().find(Question("TI:装置", order="ending"), EVERYTHING).hits
    assert [hit.shown["ends"] for hit in hits] == ["2030-05-06", "", "", "", ""]
    assert not built.is_anew
