"""A back-up made while others work is whole, comes back equal, and tells of every byte that changed."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factory import digests, load, rules
from made_office import Busy, make_office, run, surroundings
from made_office import rows as made_rows
from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.settings import read_settings
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.shelf import Shelf
from zhiquan.site.keeping import creating
from zhiquan.site.keeping.checking import check
from zhiquan.site.keeping.lake_part import copy_lake
from zhiquan.site.keeping.listing import NAME, ListWriter
from zhiquan.site.keeping.restoring import Wish, restore
from zhiquan.site.running.sizes import bytes_of

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("office") / "home")


@pytest.fixture(scope="module")
def kept(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A back-up of the office; tests leave it as they found it."""
    target = tmp_path_factory.mktemp("kept") / "whole"
    run(office, "backup", "create", str(target))
    return target


def about(folder: Path) -> dict[str, object]:
    last = (folder / NAME).read_text("utf-8").splitlines()[-2]
    told: dict[str, object] = json.loads(last)["about"]
    return told


def test_a_backup_made_while_loading_and_working_comes_back_equal(tmp_path: Path) -> None:
    home = make_office(tmp_path / "home")
    busy = [Busy("lake", home), Busy("desk", home)]
    targets = [tmp_path / f"backup-{number}" for number in range(2)]
    for target in targets:
        run(home, "backup", "create", str(target))
    assert [one.end() > 0 for one in busy] == [True, True]
    assert [check(target).faults for target in targets] == [(), ()]
    there = restore(targets[1], Wish(tmp_path / "there", "clerk", AT)).home
    snapshot = str(about(targets[1])["lake"]["snapshot"])  # type: ignore[index] # JSON
    assert snapshot > str(about(targets[0])["lake"]["snapshot"])  # type: ignore[index] # JSON
    old, new = (Register(LakeHome(place / "lake"), rules()) for place in (home, there))
    assert new.home.current().id == snapshot
    assert digests(new) == digests(old, snapshot)
    run(there, "audit", "verify")
    load(new, {"rights": made_rows(9000, 3)}, day=9, name="z.csv")  # the restored register can be written
    assert [target for target in targets if about(target)["lacking"]] == []


def test_a_backup_made_while_snapshots_are_pruned_is_whole(tmp_path: Path) -> None:
    home = make_office(tmp_path / "home")
    busy = [Busy("lake", home), Busy("prune", home)]
    for number in range(2):
        run(home, "backup", "create", str(tmp_path / f"backup-{number}"))
    assert all(one.end() > 0 for one in busy)
    assert [check(tmp_path / f"backup-{number}").faults for number in range(2)] == [(), ()]


def test_a_snapshot_retired_before_it_is_read_leaves_the_others_in_the_copy(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = LakeHome(shutil.copytree(office / "lake", tmp_path / "lake"))
    oldest, *others = home.shelf.ids()
    read = Shelf.read

    def late(shelf: Shelf, name: str) -> Snapshot:
        if oldest in shelf.ids():
            shelf.retire(oldest)
        return read(shelf, name)

    monkeypatch.setattr(Shelf, "read", late)
    (tmp_path / "copy").mkdir()
    with ListWriter(tmp_path / "copy", "sha256") as into:
        held = copy_lake(home, into)
    assert held is not None
    assert (held.snapshot, held.snapshots) == (others[-1], len(others))
    assert Shelf(tmp_path / "copy" / "lake" / "snapshots").ids() == others


def test_a_file_gone_since_it_was_listed_counts_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"12345")
    assert bytes_of([tmp_path / "there", tmp_path / "gone"]) == 5


def test_a_desk_of_another_name_and_one_restored_from_are_not_copied_as_they_lie(office: Path, tmp_path: Path) -> None:
    home = shutil.copytree(office, tmp_path / "home")
    desk = home / "desk"
    (desk / "desk.sqlite3").rename(desk / "own.db")
    for name in ("desk.sqlite3.restored", "desk.sqlite3.restored-wal", "own.db.note"):
        (desk / name).write_text("演示数据", "utf-8")
    run(home, "backup", "create", str(tmp_path / "one"), ZHIQUAN_DATABASE_URL=f"sqlite:///{desk / 'own.db'}")
    found = {file.name for file in (tmp_path / "one" / "desk").iterdir()}
    assert found == {"desk.sqlite3", "own.db.note", "secret.key"}
    assert about(tmp_path / "one")["desk"]["rows"]["accounts_account"] == 1  # type: ignore[index] # JSON


def test_one_byte_changed_in_any_file_is_found_and_the_file_named(kept: Path) -> None:
    chance = random.Random(20261122)
    files = sorted(file for file in kept.rglob("*") if file.is_file() and file.stat().st_size)
    assert len(files) > 100
    for file in files:
        whole = file.read_bytes()
        for place in {0, len(whole) - 1, chance.randrange(len(whole))}:
            file.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
            name = file.relative_to(kept).as_posix()
            if name == NAME:
                with pytest.raises(BadInput) as refused:
                    check(kept)
                assert NAME in refused.value.where["file"]
            else:
                assert [(one.path, one.kind) for one in check(kept).faults] == [(name, "changed")]
            file.write_bytes(whole)
    assert check(kept).is_whole


def test_any_byte_of_the_list_counts(kept: Path) -> None:
    whole = (kept / NAME).read_bytes()
    chance = random.Random(7)
    for place in [*chance.sample(range(len(whole)), 300), *range(len(whole) - 90, len(whole))]:
        (kept / NAME).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BadInput):
            check(kept)
    (kept / NAME).write_bytes(whole)
    assert check(kept).is_whole


def test_a_file_missing_and_a_file_added_are_named(kept: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(kept, tmp_path / "copy")
    (copy / "drafts" / "plan.json").unlink()
    (copy / "lake" / "more.txt").write_text("演示数据", "utf-8")
    found = {(one.path, one.kind) for one in check(copy).faults}
    assert found == {("drafts/plan.json", "missing"), ("lake/more.txt", "added")}


def test_another_backup_in_its_place_is_told_by_the_seal_kept_elsewhere(
    office: Path, kept: Path, tmp_path: Path
) -> None:
    run(office, "backup", "create", str(tmp_path / "later"))
    seal = check(kept).seal
    assert check(kept, seal=seal).is_whole
    assert [one.path for one in check(tmp_path / "later", seal=seal).faults] == [NAME]


def test_a_changed_backup_is_not_restored(kept: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(kept, tmp_path / "copy")
    with (copy / "desk" / "desk.sqlite3").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    with pytest.raises(BadInput, match=r"desk/desk\.sqlite3"):
        restore(copy, Wish(tmp_path / "there", "clerk", AT))
    assert not (tmp_path / "there").exists()


def test_nothing_is_overwritten_unless_asked_and_then_it_is_set_aside(office: Path, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "note.txt").write_text("演示数据", "utf-8")
    told = run(office, "backup", "restore", str(kept), "--into", str(tmp_path / "there"), expected=5)
    assert "--force" in told
    run(office, "backup", "restore", str(kept), "--into", str(tmp_path / "there"), "--force")
    (aside,) = tmp_path.glob("there.before-*")
    assert (aside / "note.txt").read_text("utf-8") == "演示数据"
    run(tmp_path / "there", "audit", "verify")


def test_a_killed_backup_leaves_nothing_that_passes_for_one(office: Path, tmp_path: Path) -> None:
    code = (
        "import os, signal; from zhiquan.site.starting import start; start(makes_home=False)\n"
        "from zhiquan.site.keeping import creating\n"
        "creating.copy_lake = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"from zhiquan.cli.main import main; main(['backup', 'create', {str(tmp_path / 'one')!r}])"
    )
    env = surroundings(office)
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=tmp_path, check=False)
    assert done.returncode == -9
    (left,) = [one for one in tmp_path.iterdir() if one.is_dir()]
    assert (left / "desk" / "desk.sqlite3").exists()
    with pytest.raises(BadInput):
        check(left)
    run(office, "backup", "create", str(tmp_path / "two"))
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == ["two"]


def test_too_little_room_is_said_before_anything_is_written(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(NotAllowed, match="空间不足"):
        creating.create(read_settings({"ZHIQUAN_HOME": str(office)}, folder=tmp_path), tmp_path / "one", at=AT)
    assert [one for one in tmp_path.iterdir() if one.is_dir()] == []


def test_a_backup_lies_outside_of_what_it_backs_up_and_the_newest_are_kept(office: Path, tmp_path: Path) -> None:
    assert "another disk" in run(office, "backup", "create", str(office / "backup"), expected=3)
    for number in range(3):
        (tmp_path / f"zhiquan-2025010{number + 1}-000000").mkdir()
        (tmp_path / f"zhiquan-2025010{number + 1}-000000" / NAME).touch()
    (tmp_path / "other").mkdir()
    run(office, "backup", "create", str(tmp_path), "--keep", "2")
    names = sorted(one.name for one in tmp_path.iterdir() if one.is_dir())
    assert names[:2] == ["other", "zhiquan-20250103-000000"]
    assert len(names) == 3


def test_a_backup_holds_no_session_and_its_keys_are_for_the_owner_only(kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0
    assert (kept / "desk" / "secret.key").stat().st_mode & 0o077 == 0
    rows = about(kept)["desk"]["rows"]  # type: ignore[index] # JSON
    assert rows["django_session"] == 0
    assert rows["accounts_account"] == 1


def test_a_lake_with_a_lost_file_is_not_backed_up_as_if_it_were_whole(office: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(office, home)
    lost = max((home / "lake" / "tables" / "rights" / "data").iterdir(), key=lambda file: file.stat().st_size)
    lost.unlink()
    assert lost.name in run(home, "backup", "create", str(tmp_path / "one"), expected=3)
    assert not (tmp_path / "one").exists()


def test_with_sm3_every_digest_of_a_backup_names_it(office: Path, tmp_path: Path) -> None:
    run(office, "backup", "create", str(tmp_path / "sm3"), ZHIQUAN_DIGEST="sm3")
    checked = check(tmp_path / "sm3")
    assert checked.is_whole
    assert checked.seal.startswith("sm3:")
    assert (tmp_path / "sm3" / NAME).read_text("utf-8").count('"digest":"sm3:') == checked.about["files"]
