"""A register whose board of the plan's last day is published."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from zhiquan.plan.publishing import board_content, publication_id
from zhiquan.register.publications import publish
from zhiquan.site.office.house import House, house
from zhiquan.site.plans.answers.asking import desk_ask

DONE = "published"
TODAY = "2026-11-22"


def publish_now(office: House, **asked: str) -> str:
    """Publish the board of a question as the office would; its id."""
    ask = desk_ask(asked)
    snapshot = office.snapshot(ask.snapshot)
    with office.reader(snapshot.id) as reader:
        overlay = office.settings.knowledge
        content = board_content(reader, office.knowledge(), ask.asked, snapshot=snapshot, overlay=overlay)
    name = publication_id(content)
    publish(
        office.register(), id=name, what="board", content=content, actor=office.actor("甲"), snapshot_id=snapshot.id
    )
    return name


@pytest.fixture(scope="session")
def published_home(demo_home: Path) -> Path:
    """The demo district's register with one publication; kept answers are shared by the tests that read it."""
    home = demo_home.parent / "site-published"
    with FileLock(f"{home}.lock"):
        if not (home / DONE).exists():
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(demo_home / "lake", home / "lake")
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ZHIQUAN_HOME", str(home))
                patch.setenv("ZHIQUAN_TODAY", TODAY)
                house.cache_clear()
                publish_now(house())
                house.cache_clear()
            (home / DONE).touch()
    return home


@pytest.fixture
def published_house(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The register with one publication, for reading only."""
    monkeypatch.setenv("ZHIQUAN_HOME", str(published_home))
    monkeypatch.setenv("ZHIQUAN_TODAY", TODAY)
    for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE", "ZHIQUAN_DISTRICT"):
        monkeypatch.delenv(name, raising=False)
    house.cache_clear()
    yield house()
    house.cache_clear()


@pytest.fixture
def own_published(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A copy of the register with one publication that a test may write to."""

    def link(source: str, target: str) -> None:
        if Path(source).suffix in {".parquet", ".json"} and "cache" not in Path(source).parts:
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    home = tmp_path / "home"
    shutil.copytree(published_home, home, copy_function=link)
    monkeypatch.setenv("ZHIQUAN_HOME", str(home))
    monkeypatch.setenv("ZHIQUAN_TODAY", TODAY)
    house.cache_clear()
    yield house()
    house.cache_clear()
