"""The index of a register: who sees what, what changes change, what a killed build leaves."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factory import load, read, register, right
from made_index import DAY, library, names
from planted_rights import SECRET, rows
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.register.batches import Register
from zhiquan.register.browsing.asking import RightFilter
from zhiquan.register.browsing.browse import Paging, browse
from zhiquan.register.browsing.scope import Scope
from zhiquan.search.asking.question import FACET_NAMES, Question
from zhiquan.search.index import places
from zhiquan.search.index.places import NAMES, SearchHome, read_ahead
from zhiquan.search.keeping import Library, Opened
from zhiquan.search.reach import Reach
from zhiquan.search.service import Finder
from zhiquan.search.watching import new_hits

EVERYTHING, PUBLIC = Reach.everything(), Reach.public()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Register:
    made = register(Path(tmp_path_factory.mktemp("search")) / "lake")
    load(made, {"rights": rows()}, day=1, month=3)
    return made


@pytest.fixture(scope="module")
def shelf(filled: Register) -> Library:
    made = library(filled, filled.home.root.parent)
    built = made.refresh(day=DAY)
    assert built is not None
    assert built.is_anew
    return made


@pytest.fixture(scope="module")
def found(shelf: Library) -> Finder:
    return Opened(shelf.home, names()).finder()


def ids(finder: Finder, query: str, reach: Reach = EVERYTHING, **more: Any) -> list[str]:
    return finder.ids(Question(query, may_loosen=False, **more), reach)


def everything_said(finder: Finder, query: str, reach: Reach) -> str:
    """All that an answer tells, as one text."""
    answer = finder.find(Question(query, limit=1000), reach)
    return repr((answer.hits, answer.facets, finder.easier(query, reach)))


def test_an_index_says_its_snapshot_and_day_and_is_built_once(filled: Register, shelf: Library, found: Finder) -> None:
    answer = found.find(Question("电池"), EVERYTHING)
    assert (answer.snapshot, answer.day) == (filled.home.current().id, DAY.isoformat())
    assert shelf.refresh(day=DAY) is None


def test_marks_classes_and_towns_are_found_by_name_and_hierarchy(found: Finder) -> None:
    assert ids(found, "阻垢 -KIND:使用说明") == ["trademark:CN9000001/09"]
    assert ids(found, "尼斯:9") == ["trademark:CN9000001/09"]
    assert ids(found, "H01M KIND:专利") == ids(found, "IPC:H01M10/0525")
    assert len(ids(found, "IPC:H01M")) == 10
    assert ids(found, "IPC:H01M10/05") == ids(found, "IPC:H01M")  # 10/0525 is printed under 10/05 by dots
    assert ids(found, "LS:有效 KIND:商标") == ["trademark:CN9000001/09"]


def test_unknown_statuses_and_classes_are_refused_with_what_there_is(found: Finder) -> None:
    with pytest.raises(BadInput, match="没有法律状态"):
        ids(found, "LS:半死不活")
    with pytest.raises(BadInput, match="H01M10"):
        ids(found, "IPC:电池")


@pytest.mark.parametrize("reach", ["public", "other party", "other place", "patents only", "nothing"])
def test_what_is_out_of_reach_appears_nowhere(filled: Register, found: Finder, reach: str) -> None:
    with read(filled) as reader:
        other = party(filled, "演示丙新材料有限公司")
        reaches = {
            "public": PUBLIC,
            "other party": Reach.of_scope(Scope.of_party(other), reader, also_public=True),
            "other place": Reach.of_scope(Scope.of_place("500102"), reader, also_public=True),
            "patents only": replace(PUBLIC, kinds=frozenset({"utility_model"})),
            "nothing": Reach.of_scope(Scope.nothing(), reader, also_public=False),
        }
    one = reaches[reach]
    assert len(ids(found, SECRET)) >= 3
    fields = [f"{code}:{SECRET}" for code in ("PA", "IN", "ADDR", "TI", "TX", "AG")]
    for query in (SECRET, *fields, f"{SECRET[0]}*", f"?{SECRET}", f"演示 NEAR/9 {SECRET}", f"{SECRET} OR 个人"):
        assert SECRET not in everything_said(found, query, one)
    assert ids(found, SECRET, one) == []
    assert SECRET not in everything_said(found, "", one)
    assert SECRET not in repr(found.find(Question("演示", limit=1000, facets=FACET_NAMES), one))
    with pytest.raises(NotFound):
        found.similar(right(901), one)
    if reach != "nothing":
        known = ids(found, "阀门 KIND:实用新型", one)[0]
        assert SECRET not in repr(found.similar(known, one, limit=50))
    assert SECRET not in repr(list(found.all(Question(""), one)))


def test_counting_a_word_out_of_reach_is_as_if_it_were_not_there(found: Finder) -> None:
    for query in (f"电池 -{SECRET}", f"电池 ?{SECRET}", f"电池 OR {SECRET}"):
        assert found.count(Question(query), PUBLIC) == found.count(Question("电池"), PUBLIC)


def test_the_public_sees_a_persons_right_without_the_person(found: Finder) -> None:
    (hit,) = found.find(Question("个人发明"), PUBLIC).hits
    assert hit.is_public
    assert hit.shown["holders"] == []
    assert found.find(Question("个人发明"), EVERYTHING).hits[0].shown["holders"] == [f"钱{SECRET}"]


def test_a_party_sees_its_own_whole_and_of_others_what_is_public(filled: Register, found: Finder) -> None:
    own = party(filled, "演示甲新材料有限公司")
    with read(filled) as reader:
        reach = Reach.of_scope(Scope.of_party(own), reader, also_public=True)
        alone = Reach.of_scope(Scope.of_party(own), reader, also_public=False)
    assert right(901) in ids(found, SECRET, reach)
    assert right(902) not in ids(found, SECRET, reach)
    assert set(ids(found, "电池", alone)) < set(ids(found, "电池", reach))
    whole = {hit.id: hit.is_public for hit in found.all(Question("电池"), reach)}
    assert {name for name, is_public in whole.items() if not is_public} == set(ids(found, "电池", alone))


def test_telephone_numbers_are_neither_found_nor_shown(found: Finder) -> None:
    assert ids(found, "13800138000") == []
    assert "13800138000" not in repr(list(found.all(Question("ADDR:演示路"), EVERYTHING)))
    assert len(ids(found, "ADDR:演示路")) == 30


def test_facets_count_as_the_register_does(filled: Register, found: Finder) -> None:
    with read(filled) as reader:
        for narrowed in ({}, {"kind": ("utility_model",)}, {"year": ("2016",)}, {"group": ("pending",)}):
            answer = found.find(Question("KIND:专利", narrowed=narrowed), EVERYTHING)
            year = int(narrowed["year"][0]) if "year" in narrowed else None
            wanted = RightFilter(
                on=DAY,
                kinds=narrowed.get("kind") or ("invention_patent", "utility_model"),
                statuses=narrowed.get("group", ()),
                years=(year, year),
            )
            page = browse(reader, wanted, Scope.everything(), Paging(facets=50))
            assert answer.total == page.total
            for name in ("group", "status", "town", "region", "year"):
                counted = {value.key: value.count for value in answer.facets[name] if value.count}
                assert counted == {value.key: value.count for value in page.facets[name].values if value.count}, name
            holders = {value.label.zh: value.count for value in answer.facets["party"]}
            assert holders == {value.label.zh: value.count for value in page.facets["holder"].values}


def test_a_facet_is_counted_without_its_own_choice(found: Finder) -> None:
    open_to = found.find(Question("电池"), EVERYTHING).facets["kind"]
    chosen = found.find(Question("电池", narrowed={"kind": ("utility_model",)}), EVERYTHING)
    assert [(one.key, one.count) for one in chosen.facets["kind"]] == [(one.key, one.count) for one in open_to]
    assert [one.key for one in chosen.facets["kind"] if one.is_chosen] == ["utility_model"]
    assert chosen.total == next(one.count for one in open_to if one.key == "utility_model")


def test_long_words_are_taken_apart_only_when_nothing_is_found(found: Finder) -> None:
    answer = found.find(Question("循环水电池装置"), EVERYTHING)
    assert answer.is_loosened
    assert answer.total == len(ids(found, "循环 水 电池 装置"))
    assert not found.find(Question("循环水"), EVERYTHING).is_loosened


def party(made: Register, name: str) -> str:
    with read(made) as reader:
        found = reader.records(f"SELECT party FROM {reader.from_('party_links')} WHERE name = ?", [name])
    return str(found[0]["party"])


@pytest.fixture
def own(tmp_path: Path) -> Library:
    made = register(tmp_path / "lake")
    load(made, {"rights": rows()[:12]}, day=1, month=3)
    shelf = library(made, tmp_path)
    shelf.refresh(day=DAY)
    return shelf


def grow(shelf: Library) -> Register:
    """More rights, another title of one, another holder of another, a lapse of a third."""
    made = register_of(shelf)
    changed = [
        {"app_no": rows()[1]["app_no"], "title": "演示新名称装置", "line": 2},
        {"app_no": rows()[2]["app_no"], "events": [{"event": "lapsed_fee", "effective": date(2023, 3, 2)}], "line": 3},
    ]
    load(made, {"rights": [*changed, *rows()[12:]]}, day=2, month=4, name="later.csv", authority="office")
    return made


def register_of(shelf: Library) -> Register:
    from factory import rules  # noqa: PLC0415 - one use

    return Register(shelf.lake, rules())


def contents(home: SearchHome, library_names: Any) -> dict[str, Any]:
    """Every record of the newest index as stored, by id."""
    finder = Opened(home, library_names).finder()
    return {hit.id: finder.record(hit.id, EVERYTHING)[0] for hit in finder.all(Question(""), EVERYTHING)}


def test_an_index_brought_up_to_date_equals_one_built_anew(own: Library, tmp_path: Path) -> None:
    grow(own)
    built = own.refresh(day=date(2026, 7, 1))
    assert built is not None
    assert not built.is_anew
    assert built.added < built.place.about.records
    anew = replace(own, home=SearchHome(tmp_path / "anew"))
    anew.refresh(day=date(2026, 7, 1))
    assert contents(own.home, names()) == contents(anew.home, names())
    one, other = Opened(own.home, names()).finder(), Opened(anew.home, names()).finder()
    for query in ("电池", "新名称", "LS:未缴年费终止", "演示戊", "水 -电池", "IPC:H01M"):
        asked = Question(query, limit=0)
        assert one.ids(asked, EVERYTHING) == other.ids(asked, EVERYTHING)
        assert one.find(asked, EVERYTHING).facets == other.find(asked, EVERYTHING).facets


def test_undoing_a_batch_takes_its_records_out_again(own: Library) -> None:
    from factory import actor  # noqa: PLC0415 - one use

    before = contents(own.home, names())
    made = grow(own)
    own.refresh(day=DAY)
    with read(made) as reader:
        batch = reader.records(f"SELECT batch FROM {reader.from_('batches')} WHERE file = 'later.csv'")[0]["batch"]
    made.undo(batch, actor=actor(3, month=4))
    own.refresh(day=DAY)
    assert contents(own.home, names()) == before


def test_who_reads_the_old_index_goes_on_while_a_new_one_takes_its_place(own: Library) -> None:
    opened = Opened(own.home, names())
    old = opened.finder()
    count = len(old.ids(Question("演示"), EVERYTHING))
    grow(own)
    own.refresh(day=DAY)
    assert len(old.ids(Question("演示"), EVERYTHING)) == count
    assert len(opened.finder().ids(Question("演示"), EVERYTHING)) > count
    assert len(own.home.places()) == 1


def test_new_hits_are_those_that_did_not_fit_before(own: Library) -> None:
    since = own.lake.current().id
    grow(own)
    own.refresh(day=DAY)
    finder = Opened(own.home, names()).finder()
    renamed = right(1, year=2016, kind=2)
    fresh = {hit.id for hit in new_hits(own, finder, Question("装置"), EVERYTHING, since=since)}
    assert renamed not in fresh
    assert fresh == set(ids(finder, "装置 -KIND:使用说明")) - set(right_ids(rows()[:12]))
    assert [hit.id for hit in new_hits(own, finder, Question("新名称"), EVERYTHING, since=since)] == [renamed]
    assert new_hits(own, finder, Question("装置"), EVERYTHING, since=own.lake.current().id) == []
    hidden = new_hits(own, finder, Question(SECRET), PUBLIC, since=since)
    assert hidden == []


def test_who_opens_an_index_that_was_just_taken_away_gets_the_one_in_its_place(own: Library) -> None:
    former = own.home.newest()
    assert former is not None
    own.refresh(day=DAY, anew=True)
    assert not former.folder.exists()
    found = Opened(own.home, names()).open(former)
    assert found.count(Question("电池"), EVERYTHING) > 0
    assert found.find(Question("演示"), EVERYTHING).facets["party"][0].label.zh.startswith("演示")


def test_of_the_indexes_of_one_day_the_one_made_last_answers(own: Library) -> None:
    for _ in range(8):
        built = own.refresh(day=DAY, anew=True)
        assert built is not None
        assert own.home.places() == [built.place]


def test_an_index_is_read_ahead_unless_it_is_large_for_the_machine_or_was_taken_away(
    own: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.refresh(day=DAY)
    place = own.home.places()[-1]
    finder = Opened(own.home, names()).open(place)
    asked_by = sum(file.stat().st_size for file in place.folder.iterdir() if file.suffix in places._ASKED_BY)
    assert 0 < asked_by < place.size
    for memory, wanted in ((4 * asked_by, asked_by), (4 * asked_by - 4, 0)):
        monkeypatch.setattr(places, "_memory", lambda memory=memory: memory)
        assert read_ahead(place.folder) == wanted
    own.home.keep_only(())
    assert read_ahead(place.folder) == 0
    finder.warm()
    assert finder.count(Question("电池"), EVERYTHING) > 0


def test_no_other_snapshot_answers_for_an_index_that_was_taken_away(own: Library) -> None:
    former = own.home.newest()
    assert former is not None
    grow(own)
    own.refresh(day=DAY)
    with pytest.raises(NotFound):
        Opened(own.home, names()).open(former)
    assert Opened(own.home, names()).finder().about.snapshot == own.lake.current().id


def test_an_index_without_its_names_is_not_opened_as_if_nobody_held_anything(own: Library) -> None:
    place = own.home.newest()
    assert place is not None
    (place.folder / NAMES).unlink()
    with pytest.raises(NotFound):
        Opened(own.home, names()).open(place)


def test_other_names_of_places_are_found_though_the_register_is_the_same(own: Library, tmp_path: Path) -> None:
    assert Opened(own.home, names()).finder().count(Question("镇街:演示新区"), EVERYTHING) == 0
    overlay = tmp_path / "overlay"
    shutil.copytree(SHIPPED / "codes" / "regions", overlay / "codes" / "regions")
    table, about = (overlay / "codes" / "regions" / name for name in ("table.csv.gz", "table.yaml"))
    shipped = gzip.decompress(table.read_bytes())
    renamed = shipped.replace("长寿区".encode(), "演示新区".encode())
    table.write_bytes(gzip.compress(renamed))
    former, present = (hashlib.sha256(content).hexdigest() for content in (shipped, renamed))
    about.write_text(about.read_text("utf-8").replace(former, present), "utf-8")
    other = replace(own, knowledge=load_knowledge(overlay=overlay), overlay=overlay)
    built = other.refresh(day=DAY)
    assert built is not None
    assert built.added > len(rows()[:12])
    assert Opened(own.home, names()).finder().count(Question("镇街:演示新区"), EVERYTHING) > 0
    assert other.refresh(day=DAY) is None


def right_ids(listed: list[dict[str, Any]]) -> list[str]:
    return [f"patent:CN{row['app_no']}" for row in listed]


KILLED = """
import sys, time
from pathlib import Path
sys.path[:0] = sys.argv[2:3]
from factory import rules
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from made_index import DAY, library
root = Path(sys.argv[1])
def tell(stage, done): pass
import zhiquan.search.index.building as building
finish = building.Drafting.finish
def slow(self):
    self.writer.commit()
    print("written", flush=True)
    time.sleep(60)
    return finish(self)
building.Drafting.finish = slow
library(Register(LakeHome(root / "lake"), rules()), root).refresh(day=DAY)
"""


def test_a_build_that_is_killed_leaves_the_old_index_and_the_next_one_clears_up(own: Library, tmp_path: Path) -> None:
    before = contents(own.home, names())
    grow(own)
    tests = str(Path(__file__).parents[1])
    dying = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), tests], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": tests},
    )  # fmt: skip
    assert dying.stdout is not None
    assert dying.stdout.readline().strip() == "written"
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    dying.stdout.close()
    assert contents(own.home, names()) == before
    assert list(own.home.root.glob(".draft-*"))
    own.refresh(day=DAY)
    assert len(contents(own.home, names())) > len(before)
    assert not list(own.home.root.glob(".draft-*"))
