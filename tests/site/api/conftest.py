"""Homes, tokens and the description for tests of the API."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from filelock import FileLock

from zhiquan.plan.publishing import board_content, publication_id
from zhiquan.register.publications import publish
from zhiquan.site.api.scopes import scopes_for
from zhiquan.site.finding.work import refresh_index
from zhiquan.site.gate.pace import MINUTE
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House, house
from zhiquan.site.plans.answers.asking import desk_ask

TODAY = "2026-11-22"
UNSET = ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE", "ZHIQUAN_DISTRICT")


@pytest.fixture(autouse=True)
def _counts_begin_anew() -> None:
    MINUTE.forget()


def publish_board(office: House) -> None:
    """Publish the board of the plan in use."""
    ask = desk_ask({})
    snapshot, overlay = office.snapshot(ask.snapshot), office.settings.knowledge
    with office.reader(snapshot.id) as reader:
        content = board_content(reader, office.knowledge(), ask.asked, snapshot=snapshot, overlay=overlay)
    name, actor = publication_id(content), office.actor("甲")
    publish(office.register(), id=name, what="board", content=content, actor=actor, snapshot_id=snapshot.id)


@pytest.fixture(scope="session")
def published_home(demo_home: Path) -> Path:
    """The demo district with one publication and its index; what was worked out is shared by the tests that read it."""
    home = demo_home.parent / "site-api-published"
    with FileLock(f"{home}.lock"):
        if not (home / "done").exists():
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(demo_home / "lake", home / "lake")
            with pytest.MonkeyPatch.context() as patch:
                _at(home, patch)
                publish_board(house())
                refresh_index(house(), lambda *_: None)
                house.cache_clear()
            (home / "done").touch()
    return home


def _at(home: Path, patch: pytest.MonkeyPatch) -> House:
    patch.setenv("ZHIQUAN_HOME", str(home))
    patch.setenv("ZHIQUAN_TODAY", TODAY)
    for name in UNSET:
        patch.delenv(name, raising=False)
    house.cache_clear()
    return house()


@pytest.fixture
def published_house(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The demo district with one publication, for reading only."""
    yield _at(published_home, monkeypatch)
    house.cache_clear()


@pytest.fixture
def own_published(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A copy of it that a test may write to."""

    def link(source: str, target: str) -> None:
        if Path(source).suffix in {".parquet", ".json"} and "cache" not in Path(source).parts:
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    shutil.copytree(published_home, tmp_path / "home", copy_function=link)
    yield _at(tmp_path / "home", monkeypatch)
    house.cache_clear()


@pytest.fixture
def token_of(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A function that gives the header of a token: ``token_of(Role.OFFICER, ["register"])``; all scopes without any."""
    del db
    monkeypatch.setattr("zhiquan.site.api.actions.MOST", 1000)

    def made(role: Role, scopes: list[str] | None = None, **reach: str) -> str:
        from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready
        from zhiquan.site.api.actions import Wish, make_token  # noqa: PLC0415 - likewise

        account, _ = Account.objects.get_or_create(
            username=f"{role.value}-api",
            defaults={
                "name": "测试（演示）",
                "role": role.value,
                "is_demo": True,
                "must_change_password": False,
                **reach,
            },
        )
        offered = [one.name for one in scopes_for(role)]
        wish = Wish("测试", offered if scopes is None else scopes, 30)
        _, text = make_token(account, wish, by=Visitor(role, account.username))
        return f"Bearer {text}"

    return made


@pytest.fixture
def get() -> Callable[..., Any]:
    """A function that reads an address: ``get("/rights", token, kind="trademark")``; the answer with its JSON."""

    def read(path: str, token: str = "", *, headers: dict[str, str] | None = None, **given: Any) -> Any:
        told = dict(headers or {})
        if token:
            told["Authorization"] = token
        return Client().get(f"/api/v1{path}", given, headers=told)

    return read
