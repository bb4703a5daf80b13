"""A filled register and signed-in clients for tests of the site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from filelock import FileLock
from pytest_django.plugin import DjangoDbBlocker

import postgres
from desk_database import POSTGRES, SQLITE, databases_for, migrated, swapped
from served_site import start_site, stop_site
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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give tests that ask the desk the databases they run on."""
    asks = "db" in metafunc.fixturenames or metafunc.definition.get_closest_marker("django_db") is not None
    chosen = databases_for(metafunc.definition.path) if asks else [SQLITE]
    if chosen != [SQLITE]:
        metafunc.parametrize("desk_database", chosen, indirect=True)


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """Hash passwords as the product does, only with a thousandth of the rounds: the tests make many accounts."""
    PBKDF2PasswordHasher.iterations = 1_000


@pytest.fixture(scope="session")
def shared_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder all workers of the run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def postgres_server(shared_room: Path) -> postgres.Postgres:
    """The run's PostgreSQL."""
    return postgres.server(shared_room)


@pytest.fixture(scope="session")
def postgres_desk(postgres_server: postgres.Postgres, shared_room: Path, django_db_blocker: DjangoDbBlocker) -> str:
    """Address of this worker's own database with the desk's tables."""
    with django_db_blocker.unblock():
        model = migrated(postgres_server, shared_room)
    return postgres_server.make(postgres.own_name("desk"), like=model)


@pytest.fixture(autouse=True)
def desk_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kind of database this test runs on; it is in place before Django's own fixtures use it."""
    kind: str = getattr(request, "param", SQLITE)
    if kind == POSTGRES:
        with swapped(request.getfixturevalue("postgres_desk")):
            yield kind
    else:
        yield kind


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest, desk_database: str) -> None:
    """As in pytest-django, but after the database was put in place."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")


@pytest.fixture(scope="session")
def demo_home(shared_room: Path) -> Path:
    """The demo district loaded once for all workers of the run; tests that write take ``own_house``.

    ``ZHIQUAN_TEST_ROOM`` names a folder to keep it in for the next run; whoever names it clears it.
    """
    shared = Path(os.environ.get("ZHIQUAN_TEST_ROOM") or shared_room)
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


@pytest.fixture(scope="session")
def opened_home(demo_home: Path) -> Path:
    """A home whose demo district has accounts and publications; made once for all workers."""
    shared = demo_home.parent / "site-opened"
    with FileLock(demo_home.parent / "site-opened.lock"):
        if not (shared / "ready").exists():
            shutil.rmtree(shared, ignore_errors=True)
            shutil.copytree(demo_home / "lake", shared / "demo" / "lake")
            process, _ = start_site(shared, "--demo")
            stop_site(process)
            (shared / "ready").touch()
    return shared


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
