"""An index an upgrade made useless: the worker's start has it made anew, once; pages say so until it is there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from factory import application, load, rules
from opened_house import opened_house
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.search.asking.question import Question
from zhiquan.search.reach import Reach
from zhiquan.site import commands, warming
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.models import Line
from zhiquan.site.finding.room import opened, warm_indexes
from zhiquan.site.jobs.models import DONE, QUEUED, RUNNING, Job
from zhiquan.site.jobs.running import run_job
from zhiquan.site.office.house import House

from .conftest import LATE, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upgraded(indexed_home: Path, tmp_path: Path) -> Iterator[House]:
    """The site whose indexes have the shape of an earlier version."""
    home = tmp_path / "home"
    shutil.copytree(indexed_home, home)
    for about in (home / "search").glob("*/about.json"):
        about.write_text(json.dumps({**json.loads(about.read_text()), "version": "1"}))
    with opened_house(home, today=TODAY) as office:
        yield office


def say(place: str) -> str:
    return str(Client().get(f"{place}?q=电池").content.decode())


def test_pages_say_that_the_index_is_made_and_the_job_makes_it(
    upgraded: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "warm_answers", lambda *_: {"address": "/"})
    assert "索引还在建立" in say("/search/")
    assert warm_indexes() == 0
    job = warming.begin_if_behind()
    assert job is not None
    assert not Account.objects.exists()  # it is done though nobody asked for it
    run_job.func(job.id)
    job.refresh_from_db()
    assert (job.state, job.error) == (DONE, None)
    assert "<mark>电池</mark>" in say("/search/")
    assert warm_indexes() >= 1
    assert warming.begin_if_behind() is None
    assert Line.objects.filter(action="job.asked", account="-").count() == 1


@pytest.mark.parametrize("state", [QUEUED, RUNNING])
def test_workers_that_start_together_queue_one_job(upgraded: House, state: str) -> None:
    assert warming.begin_if_behind() is not None
    Job.objects.update(state=state)
    assert warming.begin_if_behind() is None
    assert Job.objects.count() == 1


def test_definitions_of_another_version_are_noticed(indexed: House) -> None:
    assert warming.begin_if_behind() is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zhiquan.knowledge.guides.digest", lambda: "another")
        assert warming.begin_if_behind() is not None


def test_a_public_index_alone_that_lacks_is_noticed(upgraded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "warm_answers", lambda *_: {"address": "/"})
    job = warming.begin_if_behind()
    assert job is not None
    run_job.func(job.id)
    shown = upgraded.published()[0].snapshot
    assert shown != upgraded.current()
    for folder in (upgraded.settings.home / "search").glob(f"{shown}_*"):
        shutil.rmtree(folder)
    assert warming.begin_if_behind() is not None


def test_an_empty_register_asks_for_nothing(tmp_path: Path) -> None:
    LakeHome(tmp_path / "lake")
    with opened_house(tmp_path, today=TODAY):
        assert warming.begin_if_behind() is None


@pytest.mark.parametrize(("queue", "looked"), [("background", 1), ("all", 1), ("default", 0)])
def test_only_the_worker_of_what_is_worked_out_beforehand_looks(
    queue: str, looked: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[int] = []
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path))
    monkeypatch.setattr("os.nice", lambda _: 0)
    monkeypatch.setattr(commands, "bring_up_desk", lambda: None)
    monkeypatch.setattr("zhiquan.site.jobs.worker.work", lambda **_: None)
    monkeypatch.setattr(warming, "begin_if_behind", lambda: calls.append(1))
    result = CliRunner().invoke(commands.worker, ["--once", "--queue", queue])
    assert result.exit_code == 0, result.output
    assert len(calls) == looked


def test_a_load_on_the_command_line_and_a_day_that_passes_queue_one_job_each(
    indexed_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "warm_answers", lambda *_: {"address": "/"})
    home = tmp_path / "home"
    shutil.copytree(indexed_home, home)

    def queued_and_done() -> int:
        waiting = Job.objects.filter(kind="answers.warm", state=QUEUED)
        ids = list(waiting.values_list("id", flat=True))
        for one in ids:
            run_job.func(one)
        return len(ids)

    with opened_house(home, today=TODAY) as office:
        assert warming.look_after() is None
        load(
            Register(office.lake, rules()),
            {"rights": [LATE | {"app_no": application(977), "title": "演示命令行装载"}]},
            day=2,
            name="命令行.csv",
        )
        assert warming.look_after() is not None
        assert warming.look_after() is None
        assert queued_and_done() == 1
        assert opened().finder(office.current()).count(Question("演示命令行装载"), Reach.everything()) == 1
        warming._LOOKED.clear()  # as in a worker that starts later
        assert warming.look_after() is None
    with opened_house(home, today="2024-06-02") as office:
        running = Job.objects.filter(kind="answers.warm")
        running.update(state=RUNNING)  # it began before the day passed, and may not have seen it
        assert warming.look_after() is None
        running.update(state=DONE)
        assert warming.look_after() is not None
        assert warming.look_after() is None
        assert queued_and_done() == 1
        assert opened().finder(office.current()).about.day == "2024-06-02"
