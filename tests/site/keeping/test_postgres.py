"""A desk in PostgreSQL is backed up as of one moment while others write, and comes back into either kind."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import psycopg

from made_office import Busy, make_office, run
from postgres import Postgres, own_name
from zhiquan.site.keeping.checking import check
from zhiquan.site.keeping.desk_part import FILE, about_desk
from zhiquan.site.keeping.restoring import Wish, restore

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TABLES = ("accounts_account", "audit_line", "audit_head", "imports_upload", "django_content_type", "jobs_job")


def rows_in(address: str) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(address) as link:
        return {name: link.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}


def test_a_desk_in_postgresql_goes_out_while_others_write_and_comes_back_in_both_kinds(
    postgres_server: Postgres, tmp_path: Path
) -> None:
    first = postgres_server.make(own_name("keeping_first"))
    home = make_office(tmp_path / "home", ZHIQUAN_DATABASE_URL=first)
    assert not (home / "desk" / "desk.sqlite3").exists()
    busy = Busy("desk", home, ZHIQUAN_DATABASE_URL=first)
    run(home, "backup", "create", str(tmp_path / "one"), ZHIQUAN_DATABASE_URL=first)
    assert busy.end() > 0
    assert check(tmp_path / "one").faults == ()
    counts = about_desk(tmp_path / "one" / FILE)["rows"]
    assert counts["audit_line"] > 3

    run(home, "backup", "create", str(tmp_path / "two"), ZHIQUAN_DATABASE_URL=first)
    second = postgres_server.make(own_name("keeping_second"))
    there = tmp_path / "there"
    words = ("backup", "restore", str(tmp_path / "two"), "--into", str(there), "--to-database")
    run(home, *words, ZHIQUAN_DATABASE_URL=second)
    was, now = rows_in(first), rows_in(second)
    was["audit_line"] = was["audit_line"][: len(now["audit_line"])]  # the line about the back-up came after it
    assert now["accounts_account"] == was["accounts_account"] != []
    assert now["imports_upload"] == was["imports_upload"] != []
    assert now["audit_line"] == was["audit_line"]
    run(there, "audit", "verify", ZHIQUAN_DATABASE_URL=second)
    run(there, "accounts", "add", "next", "--name", "后来人（演示）", "--role", "officer", ZHIQUAN_DATABASE_URL=second)

    told = run(home, *words[:4], str(tmp_path / "third"), "--to-database", expected=5, ZHIQUAN_DATABASE_URL=second)
    assert "not empty" in told
    assert not (tmp_path / "third").exists()

    plain = restore(tmp_path / "two", Wish(tmp_path / "plain", "clerk", AT)).home
    run(plain, "audit", "verify")
    run(plain, "accounts", "add", "next", "--name", "后来人（演示）", "--role", "officer")
