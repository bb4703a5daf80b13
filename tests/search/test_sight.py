"""What is told of records gives nothing away of those out of sight, and leaves nothing out of those in sight."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factory import application, load, read, register
from made_index import DAY, finder, library, names
from zhiquan.register.batches import Register
from zhiquan.register.browsing.scope import Scope
from zhiquan.search.asking.question import FacetValue, Question
from zhiquan.search.index.record import Record, party_code, subclass_code
from zhiquan.search.keeping import Opened
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder

EVERYTHING, EVERYBODY = Reach.everything(), Reach.public()
FIRM, PERSON = "演示甲新材料有限公司", "钱演示"


def a_right(serial: int, **values: Any) -> dict[str, Any]:
    """A published invention of a firm in a town."""
    return {
        "kind": "invention_patent", "app_no": application(serial), "pub_no": f"CN1{serial:08d}A",
        "title": f"演示电池{serial}", "applicants": [FIRM], "region": "500115", "town": "500115001",
        "ipc": ["H01M10/05"], "line": serial, **values,
    }  # fmt: skip


def searched(root: Path, rows: list[dict[str, Any]]) -> tuple[Register, Finder]:
    made = register(root / "lake")
    load(made, {"rights": rows}, day=1, month=3)
    shelf = library(made, root)
    shelf.refresh(day=DAY)
    return made, Opened(shelf.home, names()).finder()


def party(made: Register, name: str) -> str:
    with read(made) as reader:
        found = reader.records(f"SELECT party FROM {reader.from_('party_links')} WHERE name = ?", [name])
    return str(found[0]["party"])


def reach_of(made: Register, scope: Scope) -> Reach:
    with read(made) as reader:
        return Reach.of_scope(scope, reader, also_public=True)


def counts(values: tuple[FacetValue, ...]) -> dict[str, int]:
    return {value.label.zh: value.count for value in values}


def test_a_class_printed_unreadably_is_found_by_the_rest_of_its_record(tmp_path: Path) -> None:
    symbols = ["无", "电池", "14-03", "(2006.01)", "H01", "h01m", "Ｈ01M10"]
    rows = [a_right(2 + place, ipc=[symbol]) for place, symbol in enumerate(symbols)]
    _, found = searched(tmp_path, [*rows, a_right(20)])
    answer = found.find(Question("演示电池"), EVERYTHING)
    assert answer.total == len(symbols) + 1
    assert all(len(value.key) == 4 for value in answer.facets["subclass"])
    assert "H01M" in {value.key for value in answer.facets["subclass"]}


@pytest.mark.parametrize("symbol", ["", "无", "电池", "14-0", "(200", "H01", "H０1M", "Z01M"])
def test_what_is_no_subclass_has_no_number(symbol: str) -> None:
    with pytest.raises(ValueError, match=re.escape(symbol) or "^$"):
        subclass_code(symbol)
    made = Record("row:1", "invention_patent", "演示", tokens={"ipc": [symbol]} if symbol else {})
    assert finder([made]).find(Question("演示"), EVERYTHING).facets["subclass"] == ()


def test_scores_are_told_only_to_who_sees_every_record(tmp_path: Path) -> None:
    told = []
    for hidden in (0, 1, 2):
        rows = [a_right(2), *(a_right(10 + n, pub_no=None, title="演示电池") for n in range(hidden))]
        _, found = searched(tmp_path / str(hidden), rows)
        (hit,) = found.find(Question("电池 KIND:专利"), EVERYBODY).hits
        told.append(hit.as_json())
        assert all(one.as_json()["score"] is None for one in found.similar(hit.id, EVERYBODY).hits)
    assert told[0] == told[1] == told[2]
    assert told[0]["score"] is None
    assert found.find(Question("电池 KIND:专利"), EVERYTHING).hits[0].as_json()["score"] > 0
    some_kinds = replace(EVERYTHING, kinds=frozenset({"invention_patent"}))
    assert found.find(Question("电池"), some_kinds).hits[0].as_json()["score"] is None


def test_of_what_is_not_public_no_part_for_the_public_is_kept(tmp_path: Path) -> None:
    _, found = searched(tmp_path, [a_right(2), a_right(3, pub_no=None)])
    hidden, shown = (found.record(f"patent:CN{application(serial)}", EVERYTHING)[0] for serial in (3, 2))
    assert not {"holder_public", "place_public"} & set(hidden["texts"])
    assert {"holder_public", "place_public"} <= set(shown["texts"])
    assert found.searcher.doc_freq("holder_public_units", "甲") == 2  # the right and the firm itself


def test_a_party_counts_all_its_own_rights_and_finds_them_by_itself(tmp_path: Path) -> None:
    made, found = searched(tmp_path, [a_right(2), a_right(3, pub_no=None), a_right(4, pub_no=None),
                                      a_right(5, applicants=["演示乙新材料有限公司"], pub_no=None)])  # fmt: skip
    own = party(made, FIRM)
    reach = reach_of(made, Scope.of_party(own))
    answer = found.find(Question("电池 KIND:专利"), reach)
    assert answer.total == 3
    assert counts(answer.facets["party"]) == {FIRM: 3}
    chosen = Question("电池 KIND:专利", narrowed={"party": (str(party_code(own)),)})
    assert found.find(chosen, reach).total == 3
    assert counts(found.find(Question("电池 KIND:专利"), EVERYBODY).facets["party"]) == {FIRM: 1}
    assert found.find(chosen, EVERYBODY).total == 1


@pytest.fixture
def of_persons(tmp_path: Path) -> tuple[Register, Finder]:
    """A firm's right in one town, a person's in another, one of a person not published in a third."""
    person = {"applicants": [PERSON], "town": "500115002"}
    return searched(tmp_path, [a_right(2), a_right(3, **person), a_right(4, pub_no=None, **person)])


def test_the_town_of_what_a_person_holds_is_neither_shown_nor_found_nor_counted_in_public(
    of_persons: tuple[Register, Finder],
) -> None:
    _, found = of_persons
    towns = {hit.id: hit.shown["town"] for hit in found.all(Question("电池 KIND:专利"), EVERYBODY)}
    assert sorted(towns.values()) == ["", "500115001"]
    answer = found.find(Question("电池 KIND:专利"), EVERYBODY)
    assert counts(answer.facets["town"]) == {"500115001": 1}
    assert found.find(Question("电池", narrowed={"town": ("500115002",)}), EVERYBODY).total == 0
    ours, theirs = place_names_of(found, 2), place_names_of(found, 3)
    assert ours != theirs
    assert found.count(Question(f'TOWN:"{theirs}" KIND:专利'), EVERYBODY) == 0
    assert found.count(Question(f'TOWN:"{ours}" KIND:专利'), EVERYBODY) == 1
    assert found.count(Question(f'TOWN:"{theirs}" KIND:专利'), EVERYTHING) == 2
    assert counts(found.find(Question("电池 KIND:专利"), EVERYTHING).facets["town"]) == {
        "500115001": 1, "500115002": 2,
    }  # fmt: skip


def place_names_of(found: Finder, serial: int) -> str:
    record, _ = found.record(f"patent:CN{application(serial)}", EVERYTHING)
    return str(record["texts"]["place"]).split()[-1]


def test_a_town_counts_all_that_lies_in_it_whoever_holds_it(of_persons: tuple[Register, Finder]) -> None:
    made, found = of_persons
    reach = reach_of(made, Scope.of_place("500115002"))
    answer = found.find(Question("电池 KIND:专利"), reach)
    assert answer.total == 3
    assert counts(answer.facets["town"]) == {"500115001": 1, "500115002": 2}
    assert found.find(Question("电池", narrowed={"town": ("500115002",)}), reach).total == 2
    other = reach_of(made, Scope.of_place("500115001"))
    assert counts(found.find(Question("电池 KIND:专利"), other).facets["town"]) == {"500115001": 1}
    assert found.find(Question("电池", narrowed={"town": ("500115002",)}), other).total == 0
