"""Jobs: done once, stopped, repeated, taken up after their worker was killed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.site.accounts.models import Account
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs import kinds
from zhiquan.site.jobs.actions import ask_for, repeat, stop
from zhiquan.site.jobs.kinds import KINDS, Kind, Telling
from zhiquan.site.jobs.models import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job
from zhiquan.site.jobs.running import MOST_ATTEMPTS, PLACES_KEPT, clear_places, run_job, take_up_lost

pytestmark = pytest.mark.django_db(transaction=True)
CLERK = Visitor(Role.OFFICER, "clerk", "某人（演示）")


def adds_up(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    tell("rows", 1, 2)
    if request.get("refuse"):
        raise BadInput("no such column", where={"column": "甲"}, remedy="rename it")
    return {"sum": sum(request["numbers"]), "by": visitor.account}


def stops_itself(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    Job.objects.filter(state=RUNNING).update(wants_cancel=True)
    tell("rows", 1)
    return {}


def is_replaced(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    Job.objects.filter(state=RUNNING).update(worker="another", stage="theirs")
    if request["tells"]:
        tell("rows", 1)
    return {"by": "the one given up"}


@pytest.fixture(autouse=True)
def kind_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    Account.objects.create(username="clerk", name="某人（演示）", role="officer", password="x")
    label, needs = KINDS["import.load"].label, KINDS["import.load"].needs
    monkeypatch.setitem(kinds.KINDS, "test", Kind(label, needs, f"{__name__}:adds_up"))
    monkeypatch.setitem(kinds.KINDS, "stops", Kind(label, needs, f"{__name__}:stops_itself"))
    monkeypatch.setitem(kinds.KINDS, "replaced", Kind(label, needs, f"{__name__}:is_replaced"))


def asked(**request: Any) -> Job:
    return ask_for("test", "演示", request, by=CLERK)


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_a_job_is_done_as_the_account_that_asked() -> None:
    job = asked(numbers=[1, 2])
    run_job.func(job.id)
    assert state_of(job) == DONE
    assert job.result == {"sum": 3, "by": "clerk"}


def test_a_refused_input_ends_the_job_with_its_words() -> None:
    job = asked(numbers=[], refuse=True)
    run_job.func(job.id)
    assert state_of(job) == FAILED
    assert job.error is not None
    assert job.error["zh"]["where"] == {"column": "甲"}


def test_a_job_runs_once_however_often_the_queue_brings_it() -> None:
    job = asked(numbers=[5])
    run_job.func(job.id)
    Job.objects.filter(pk=job.pk).update(result=None)
    run_job.func(job.id)
    assert state_of(job) == DONE
    assert job.result is None


def test_a_waiting_job_stops_at_once_and_can_be_repeated() -> None:
    job = asked(numbers=[1])
    stop(job, by=CLERK)
    assert state_of(job) == CANCELLED
    run_job.func(job.id)
    assert state_of(job) == CANCELLED
    repeat(job, by=CLERK)
    run_job.func(job.id)
    assert state_of(job) == DONE
    with pytest.raises(NotAllowed):
        repeat(job, by=CLERK)


def test_a_running_job_stops_at_its_next_sign_of_progress() -> None:
    job = ask_for("stops", "演示", {}, by=CLERK)
    run_job.func(job.id)
    assert state_of(job) == CANCELLED


def test_a_job_whose_worker_was_killed_is_taken_up_and_given_up_after_too_many_attempts() -> None:
    job = asked(numbers=[2])
    long_ago = timezone.now() - timedelta(minutes=5)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        Job.objects.filter(pk=job.pk).update(state=RUNNING, beat_at=long_ago, attempts=attempt)
        assert take_up_lost() == 1
        assert state_of(job) == (QUEUED if attempt < MOST_ATTEMPTS else FAILED)
    assert take_up_lost() == 0


def test_a_job_with_a_sign_of_life_is_left_alone() -> None:
    job = asked(numbers=[2])
    Job.objects.filter(pk=job.pk).update(state=RUNNING, beat_at=timezone.now())
    assert take_up_lost() == 0


def test_a_role_that_may_not_do_a_thing_may_not_ask_for_it_as_a_job() -> None:
    with pytest.raises(NotAllowed):
        ask_for("import.load", "演示", {}, by=Visitor(Role.ANALYST, "clerk"))


def test_a_closed_account_s_job_is_not_done() -> None:
    job = asked(numbers=[2])
    Account.objects.filter(username="clerk").update(is_active=False)
    run_job.func(job.id)
    assert state_of(job) == CANCELLED


@pytest.mark.parametrize("tells", [True, False])
def test_a_worker_that_was_given_up_neither_tells_nor_ends_the_job_of_the_next(tells: bool) -> None:
    job = ask_for("replaced", "演示", {"tells": tells}, by=CLERK)
    run_job.func(job.id)
    assert state_of(job) == RUNNING
    assert (job.worker, job.stage, job.result, job.error) == ("another", "theirs", None, None)


def test_a_job_that_lost_its_place_in_the_queue_gets_it_back_once() -> None:
    job = asked(numbers=[2])
    assert DBTaskResult.objects.count() == 1
    Job.objects.filter(pk=job.pk).update(made_at=timezone.now() - timedelta(minutes=5))
    assert take_up_lost() == 0
    DBTaskResult.objects.update(status="RUNNING")  # its worker was killed before it began
    assert take_up_lost() == 1
    assert take_up_lost() == 0
    assert [one.args_kwargs["args"] for one in DBTaskResult.objects.ready()] == [[job.pk]]


def test_a_job_and_its_place_in_the_queue_are_kept_together_or_not_at_all() -> None:
    with transaction.atomic():
        asked(numbers=[2])
        assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_repeated_job_has_all_its_attempts_again() -> None:
    job = asked(numbers=[], refuse=True)
    run_job.func(job.id)
    repeat(job, by=CLERK)
    assert (state_of(job), job.attempts) == (QUEUED, 0)


def test_progress_that_cannot_be_written_does_not_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*given: Any, **told: Any) -> int:
        raise OperationalError("database is locked")

    def while_locked(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
        with monkeypatch.context() as for_now:
            for_now.setattr(QuerySet, "update", locked)
            tell("rows", 1, 2)
        return {"by": visitor.account}

    monkeypatch.setattr(Kind, "load", lambda _: while_locked)
    job = asked(numbers=[2])
    run_job.func(job.id)
    assert state_of(job) == DONE
    assert job.result == {"by": "clerk"}


def test_jobs_of_an_unknown_kind_are_left_alone_and_the_others_taken_up() -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    gone, waits, lost = asked(numbers=[1]), asked(numbers=[1]), asked(numbers=[2])
    DBTaskResult.objects.all().delete()
    Job.objects.filter(pk=gone.pk).update(kind="of.a.later.version", state=RUNNING, beat_at=long_ago)
    Job.objects.filter(pk=waits.pk).update(kind="of.a.later.version", made_at=long_ago)
    Job.objects.filter(pk=lost.pk).update(state=RUNNING, beat_at=long_ago)
    assert take_up_lost() == 1
    assert [state_of(one) for one in (gone, waits, lost)] == [RUNNING, QUEUED, QUEUED]


def test_what_ended_long_ago_leaves_the_queue_and_the_job_stays() -> None:
    jobs = [asked(numbers=[n]) for n in range(4)]
    places = list(DBTaskResult.objects.order_by("enqueued_at"))
    long_ago = timezone.now() - PLACES_KEPT - timedelta(minutes=1)
    for place, (status, ended) in zip(places, [
        ("SUCCESSFUL", long_ago), ("FAILED", long_ago), ("SUCCESSFUL", timezone.now()), ("READY", None),
    ], strict=True):  # fmt: skip
        DBTaskResult.objects.filter(pk=place.pk).update(status=status, finished_at=ended)
    assert clear_places() == 2
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {places[2].pk, places[3].pk}
    assert Job.objects.filter(pk__in=[job.pk for job in jobs]).count() == 4
    assert clear_places() == 0
