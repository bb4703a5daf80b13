"""Loading, loading again, taking back and rebuilding."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

import factory
from deep import DEEP
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.register.batches import Register, Source
from zhiquan.register.lake.writer import Writer

ROWS: factory.Rows = {
    "rights": [
        {
            "app_no": factory.application(n),
            "pub_no": f"CN11160{n:04d}A",
            "title": f"电池{n}",
            "applicants": ["重庆甲有限公司", "重庆乙"],
            "holder_codes": ["915001150000000011"],
            "filed_on": date(2020, 3, n),
            "ipc": ["H01M10/00"],
            "extra": [("备注", f"第{n}行")],
            "status_word": "未缴年费",
            "events": [{"event": "granted", "announced": date(2022, 5, n)}],
        }
        for n in range(1, 9)
    ],
    "pledges": [{"number": "P1", "pledgor": "重庆甲有限公司", "right_numbers": [factory.right(1)]}],
}
MORE: factory.Rows = {"rights": [{"app_no": factory.application(n), "title": "改名"} for n in (1, 9)]}


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def test_loading_the_same_rows_twice_changes_nothing_and_says_so(made: Register) -> None:
    first = factory.load(made, ROWS)
    again = factory.load(made, ROWS, day=9)
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.batch, again.snapshot) == (first.batch, first.snapshot)
    assert first.rows == {"rights": 8, "pledges": 1}
    assert made.home.current().id == first.snapshot


def test_taking_a_batch_back_gives_equal_digests(made: Register) -> None:
    factory.load(made, ROWS)
    before = factory.digests(made)
    loaded = factory.load(made, MORE, day=2)
    assert factory.differing(factory.digests(made), before)
    made.undo(loaded.batch, actor=factory.actor(3))
    assert factory.differing(factory.digests(made), before) == []


def test_a_batch_taken_back_can_be_loaded_again(made: Register) -> None:
    loaded = factory.load(made, ROWS)
    after = factory.digests(made)
    made.undo(loaded.batch, actor=factory.actor(2))
    assert factory.load(made, ROWS).is_new
    assert factory.digests(made) == after


def test_rebuilding_gives_equal_digests_for_every_table(made: Register) -> None:
    factory.load(made, ROWS)
    factory.load(made, MORE, day=2, authority="office")
    factory.decide(made, factory.decision(1, "same_party", "重庆甲有限公司", "重庆乙"))
    before = factory.digests(made)
    made.rebuild(actor=factory.actor(4))
    assert factory.differing(factory.digests(made), before) == []


def test_an_answer_at_an_old_snapshot_never_changes(made: Register) -> None:
    first = factory.load(made, ROWS)
    before = factory.digests(made, first.snapshot)
    spells = factory.rows_of(made, "right_spells", snapshot=first.snapshot)
    second = factory.load(made, {"rights": [{"app_no": factory.application(1), "status_word": "驳回"}]}, day=2)
    made.undo(first.batch, actor=factory.actor(3))
    made.undo(second.batch, actor=factory.actor(4))
    made.rebuild(actor=factory.actor(5))
    assert factory.digests(made, first.snapshot) == before
    assert factory.rows_of(made, "right_spells", snapshot=first.snapshot) == spells
    assert factory.rows_of(made, "rights") == []


def test_an_unknown_batch_cannot_be_taken_back(made: Register) -> None:
    before = made.home.current().id
    with pytest.raises(NotFound) as refused:
        made.undo("b-nothing", actor=factory.actor())
    assert "there is no batch b-nothing" in factory.said(refused)
    assert made.home.current().id == before


def test_a_bad_row_leaves_everything_as_it_was_and_no_file_behind(made: Register) -> None:
    factory.load(made, ROWS)
    before, files = made.home.current().id, factory.data_files(made)
    good = factory.table("rights", [{"title": "一", "line": 1}] * 30_000).to_batches()
    bad = pa.RecordBatch.from_pydict({"title": ["二"], "kind": ["no such kind"]})
    with pytest.raises(BadInput, match="no such kind"):
        made.load({"rights": [*good, bad]}, source=factory.source(sha256="x"), actor=factory.actor())
    assert made.home.current().id == before
    assert factory.data_files(made) == files


def test_an_error_while_deriving_leaves_no_file_behind(made: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    factory.load(made, ROWS)
    files = factory.data_files(made)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    for place in ("derive.rights._replace_aliases", "derive.parties._replace", "lake.replace._added"):
        monkeypatch.setattr(f"zhiquan.register.{place}", broken)
        with pytest.raises(RuntimeError, match="broken"):
            factory.load(made, MORE, day=2)
        monkeypatch.undo()
        assert factory.data_files(made) == files


def test_a_manifest_in_place_keeps_its_files_though_publishing_is_cut_short(
    made: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zhiquan.register.lake.durable.sync_folder", cut)
    with pytest.raises(KeyboardInterrupt):
        factory.load(made, ROWS)
    monkeypatch.undo()
    assert len(factory.rows_of(made, "rights")) == 8


def test_an_unknown_kind_of_row_or_authority_is_refused_with_the_known_ones(made: Register) -> None:
    with pytest.raises(BadInput) as refused:
        made.load({"rihgts": factory.table("rights", [])}, source=Source("a.csv"), actor=factory.actor())
    assert "no kind of row rihgts" in factory.said(refused)
    assert "Kinds: rights, pledges" in factory.said(refused)
    with pytest.raises(BadInput) as refused:
        factory.load(made, ROWS, authority="hearsay")
    assert "Authorities: decision, office, gazette, tool, own" in factory.said(refused)


def test_streamed_rows_need_the_hash_of_their_file(made: Register) -> None:
    with pytest.raises(BadInput, match="sha256"):
        made.load({"rights": iter([])}, source=Source("a.csv"), actor=factory.actor())


def test_the_same_rows_from_another_source_are_another_batch(made: Register) -> None:
    ids = {factory.load(made, MORE, tool=tool, as_of=day).batch for tool, day in _ORIGINS}
    assert len(ids) == len(_ORIGINS)


_ORIGINS = [("incopat", None), ("patentics", None), ("incopat", date(2024, 1, 1))]


def test_the_order_in_which_a_mapping_is_written_does_not_matter(made: Register) -> None:
    one = factory.load(made, MORE, mapping={"a": "title", "b": "app_no"})
    assert not factory.load(made, MORE, mapping={"b": "app_no", "a": "title"}).is_new
    assert one.is_new


def test_a_second_writer_is_told_to_wait(made: Register) -> None:
    with Writer(made.home, memory=300), pytest.raises(NotAllowed) as refused:
        factory.load(Register(made.home, factory.rules(), wait=0.1), ROWS)
    assert "another program is writing to the register" in factory.said(refused)
    assert "Try again when it has finished" in factory.said(refused)
    assert factory.load(made, ROWS).is_new


def test_creating_a_register_that_exists_changes_nothing(made: Register) -> None:
    before = made.home.current().id
    assert made.create(actor=factory.actor(9)).id == before


_MEMORY = """
import re, sys, tempfile
from pathlib import Path
import factory, made_rights
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
count = int(sys.argv[1])
made = Register(LakeHome(Path(tempfile.mkdtemp()) / "lake"), factory.rules())
made.load({"rights": made_rights.rows(count)}, source=factory.source(sha256="x"), actor=factory.actor())
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())  # getrusage counts the parent's memory too
print(int(peak[1]) // 1024, sum(file.rows for file in made.home.current().tables["rights"].files))
"""


def test_memory_stays_bounded_while_rows_stream_in(tmp_path: Path) -> None:
    # the bar is 1.5 GiB for 1,000,000 rows; 50,000 rows may take what the libraries and one full engine take
    count, limit = (1_000_000, 1536) if DEEP else (50_000, 900)
    folders = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "benchmarks")]
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(count)],
        env={"PYTHONPATH": ":".join(folders), "TMPDIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    peak, rows = map(int, done.stdout.split())
    assert rows == count
    assert peak < limit
