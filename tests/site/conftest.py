"""A filled register and signed-in clients for tests of the site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from filelock import FileLock

from zhiquan.demo.commands import HOME
from zhiquan.demo.tour import files_of, fill
from zhiquan.register.batches import Register
from zhiquan.register.intake.importing import Office
from zhiquan.register.intake.understanding.headings import load_headings
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.rules import load_rules
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House, house
from zhiquan.site.place import DEMO_MARK

TODAY = date(2026, 11, 22)
GROWS = {"trail.jsonl", "writer.lock", "trail.lock"}


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo district loaded once for all workers of the run; tests that write take ``own_house``."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    home = shared / "site-demo"
    with FileLock(shared / "site-demo.lock"):
        if not (home / "lake" / DEMO_MARK).exists():
            shutil.rmtree(home, ignore_errors=True)
            register = Register(LakeHome(home / "lake"), load_rules(home / "knowledge"), memory=512)
            office = Office(register, load_headings(home / "knowledge"), HOME, home / "knowledge")
            for _ in fill(office, files_of(home / "files", today=TODAY), today=TODAY):
                pass
            (home / "lake" / DEMO_MARK).write_text(TODAY.isoformat(), "ascii")
    return home


def _at(home: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("ZHIQUAN_HOME", str(home))
    monkeypatch.setenv("ZHIQUAN_TODAY", TODAY.isoformat())
    for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE", "ZHIQUAN_DISTRICT"):
        monkeypatch.delenv(name, raising=False)
    house.cache_clear()
    return house()


@pytest.fixture
def demo_house(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The demo district's register, for reading only."""
    yield _at(demo_home, monkeypatch)
    house.cache_clear()


@pytest.fixture
def own_house(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A copy of the demo district's register that a test may write to."""

    def link(source: str, target: str) -> None:
        if Path(source).name in GROWS:
            shutil.copy2(source, target)
        else:
            os.link(source, target)

    shutil.copytree(demo_home / "lake", tmp_path / "home" / "lake", copy_function=link)
    yield _at(tmp_path / "home", monkeypatch)
    house.cache_clear()


@pytest.fixture
def client_of(db: None) -> Callable[..., Client]:
    """A function that gives a client signed in with a role: ``client_of(Role.OFFICER, town="500115002")``."""
    del db

    def signed_in(role: Role, **reach: str) -> Client:
        from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

        client = Client()
        if role is Role.PUBLIC:
            return client
        account = Account(username=f"{role.value}-test", name="测试（演示）", role=role.value, **reach)
        account.is_demo, account.must_change_password = True, False
        account.set_password("Test-2026-zhiquan")
        account.save()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
