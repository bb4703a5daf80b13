"""A home of each earlier schema comes up to today's: what was published verifies, the chain holds, nothing is lost."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from pathlib import Path
from typing import Any

import pytest

from made_office import make_office, run

SCHEMAS = Path(__file__).parents[2] / "files" / "schemas"
KEPT = sorted(folder.name for folder in SCHEMAS.iterdir() if (folder / "home.tar.xz").exists())


def home_of(schema: str, room: Path) -> Path:
    home = room / "home"
    with tarfile.open(SCHEMAS / schema / "home.tar.xz") as archive:
        archive.extractall(home, filter="data")
    return home


def objects(told: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


def test_there_is_a_home_of_every_layout() -> None:
    layouts = [json.loads((SCHEMAS / name / "expected.json").read_text("utf-8"))["layout"] for name in KEPT]
    assert sorted(layouts) == [1, 2, 3]
    assert "0.1.0" in KEPT
    assert all((SCHEMAS / name / "home.tar.xz").stat().st_size < 300_000 for name in KEPT)


@pytest.mark.parametrize("schema", KEPT)
def test_an_older_home_upgrades_and_all_it_published_and_recorded_holds(schema: str, tmp_path: Path) -> None:
    home = home_of(schema, tmp_path)
    expected = json.loads((SCHEMAS / schema / "expected.json").read_text("utf-8"))
    before = sorted(file.relative_to(home) for file in home.rglob("*") if file.is_file())

    (dry,) = objects(run(home, "upgrade", "--dry-run", "--json"))
    assert (dry["from_layout"], dry["done"]) == (expected["layout"], False)
    kept = [file.relative_to(home) for file in home.rglob("*") if file.is_file() and file.suffix != ".lock"]
    assert set(kept) - set(before) <= {Path("desk/desk.sqlite3-wal"), Path("desk/desk.sqlite3-shm")}

    (done,) = objects(run(home, "upgrade", "--json"))
    assert done["done"] is True
    (again,) = objects(run(home, "upgrade", "--dry-run", "--json"))
    assert (again["is_needed"], again["desk"]) == (False, [])

    assert len(objects(run(home, "rights", "--json"))) == 12
    run(home, "audit", "verify")
    published = objects(run(home, "publications", "--json"))
    assert len(published) == (1 if (home / "desk").exists() and expected["layout"] >= 3 else 0)
    for one in published:
        (verdict,) = objects(run(home, "verify", one["id"], "--json"))
        assert verdict["equal"] is True
        (told,) = objects(run(home, "digest", "--snapshot", one["snapshot"], "--json"))
        (was,) = expected["digests"]
        assert len(was) > 40
        assert {name: value for name, value in was.items() if name != "published"}.items() <= told.items()


def test_a_desk_of_a_newer_product_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    home = home_of("0.1.0", tmp_path)
    desk = sqlite3.connect(home / "desk" / "desk.sqlite3")
    desk.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '9999_later', '2030-01-01')")
    desk.commit()
    desk.close()
    for words in (("upgrade",), ("upgrade", "--dry-run"), ("audit", "verify")):
        told = run(home, *words, expected=5)
        assert "audit.9999_later" in told
        assert "Update this program" in told


def test_a_backup_of_a_newer_product_is_not_restored(tmp_path: Path) -> None:
    home = make_office(tmp_path / "home")
    desk = sqlite3.connect(home / "desk" / "desk.sqlite3")
    desk.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '9999_later', '2030-01-01')")
    desk.commit()
    desk.close()
    run(home, "backup", "create", str(tmp_path / "one"))
    told = run(home, "backup", "restore", str(tmp_path / "one"), "--into", str(tmp_path / "there"), expected=5)
    assert "audit.9999_later" in told
    assert not (tmp_path / "there").exists()
