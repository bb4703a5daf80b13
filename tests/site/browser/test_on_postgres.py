"""The demo district's desk moved to PostgreSQL and served from there: one journey through its writes in a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import postgres
from factory import application
from served_site import Served, run, start_site, stop_site

SETTINGS = {"ZHIQUAN_TODAY": "2026-11-22"}
LONGEST = 120_000


@pytest.fixture(scope="module")
def desk(postgres_server: postgres.Postgres) -> str:
    """Address of the database the desk is moved to."""
    return postgres_server.make(postgres.own_name("browsed"))


@pytest.fixture(scope="module")
def served(opened_home: Path, desk: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site on PostgreSQL, in the place of the one on SQLite."""
    home = tmp_path_factory.mktemp("on-postgres") / "demo"
    shutil.copytree(opened_home / "demo", home)
    run(home, "accounts", "demo", **SETTINGS)  # brings a kept home up to date
    run(home, "database", "move", "--to", desk, **SETTINGS)
    (home / "desk" / "desk.sqlite3").rename(home / "desk" / "old.sqlite3")
    process, address = start_site(home, processes=1, ZHIQUAN_DATABASE_URL=desk, **SETTINGS)
    yield Served(address, home)
    stop_site(process)


def test_a_question_and_an_import_go_their_way_and_the_moved_trail_holds(
    visit: Callable[..., Page], served: Served, desk: str, tmp_path: Path
) -> None:
    visitor = visit()
    visitor.goto("/ask/")
    visitor.fill("#id_text", "演示：这一项的数和公报不一样，请核对。")
    visitor.get_by_role("button", name="发出").click()
    number = visitor.locator(".zq-codes code").first.inner_text()

    officer = visit("officer")
    officer.goto(f"/desk/questions/{number}/")
    officer.get_by_role("button", name="由我办").click()
    officer.fill("#id_answer", "已核对原公报，数字一致，出处见指标页。")
    officer.get_by_role("button", name="发出答复").click()
    expect(officer.locator("main")).to_contain_text("已核对原公报")

    rows = [f"{application(9_400_000 + n, year=2021)},演示装置,演示甲有限公司,2021-03-01,有效" for n in range(3)]
    file = tmp_path / "演示.csv"
    file.write_text("\n".join(["申请号,专利名称,申请人,申请日,法律状态", *rows, ""]), "utf-8")
    officer.goto("/desk/imports/")
    officer.set_input_files("input[type=file]", file)
    officer.get_by_role("button", name="上传并试运行").click()
    expect(officer.get_by_text("尚未写入")).to_be_visible(timeout=LONGEST)
    officer.locator("button[value=load]").click()
    expect(officer.locator("main")).to_contain_text("已写入", timeout=LONGEST)

    admin = visit("admin")
    admin.goto("/desk/audit/")
    admin.get_by_role("button", name="校验全部").click()
    expect(admin.locator("main")).to_contain_text("全部相符")
    told = json.loads(run(served.home, "database", "check", "--json", ZHIQUAN_DATABASE_URL=desk))
    assert told["chain"]["whole"]
    assert told["tables"]["voice_question"]["rows"] == 1
    assert not (served.home / "desk" / "desk.sqlite3").exists()
