"""Health, measured numbers and log lines: true, named, and without a person in them."""

from __future__ import annotations

import json
import logging
import logging.config
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from django.urls import resolve
from prometheus_client.parser import text_string_to_metric_families

from zhiquan.site.accounts.models import Account
from zhiquan.site.gate.policy import Role
from zhiquan.site.jobs.models import Job
from zhiquan.site.office.house import House, house
from zhiquan.site.running import checks
from zhiquan.site.running.beats import ages, beating
from zhiquan.site.running.checks import QUEUES, check_all
from zhiquan.site.running.logs import ACCESS, WithoutAddress, WithRequest, logging_settings
from zhiquan.site.running.watching import reader_number

pytestmark = pytest.mark.django_db


def wrong(client: Client, query: str = "") -> tuple[int, list[str]]:
    answer = client.get("/health/ready" + query)
    return answer.status_code, [one["name"] for one in answer.json()["checks"] if not one["well"]]


def measured(client: Client) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    text = client.get("/metrics").content.decode()
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_it_is_ready_while_workers_give_signs_and_not_after(own_house: House, client: Client) -> None:
    assert client.get("/health/live").json()["live"] is True
    assert wrong(client) == (503, ["worker"])
    assert wrong(client, "?without=worker") == (200, [])
    with beating(own_house.place, QUEUES):
        for _ in range(200):
            if None not in ages(own_house.place, QUEUES).values():
                break
            time.sleep(0.01)
        assert wrong(client) == (200, [])
    assert wrong(client) == (503, ["worker"])


def test_a_worker_that_hangs_is_named(own_house: House, client: Client) -> None:
    folder = own_house.place.home / "run"
    folder.mkdir(parents=True)
    for queue in QUEUES:
        (folder / f"worker-{queue}.beat").touch()
    assert wrong(client) == (200, [])
    os.utime(folder / "worker-default.beat", (time.time() - 61, time.time() - 61))
    assert wrong(client) == (503, ["worker"])
    assert "default" in client.get("/health/ready").json()["checks"][-1]["found"]


def test_a_desk_that_waits_for_an_upgrade_is_named(demo_house: House, client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("audit", "0002_digest_named")
    assert wrong(client, "?without=worker") == (503, ["desk"])


@pytest.mark.parametrize("place", [0, -1])
def test_a_register_that_cannot_be_read_is_named(own_house: House, client: Client, place: int) -> None:
    snapshot = own_house.snapshot()
    name, state = max(snapshot.tables.items(), key=lambda item: len(item[1].files))
    assert len(state.files) > 1
    (own_house.lake.table(name) / state.files[place].name).unlink()
    assert wrong(client, "?without=worker") == (503, ["register"])
    newest = own_house.lake.shelf.folder / f"{snapshot.id}.json"
    content = newest.read_bytes()
    newest.unlink()  # the file is shared with other tests
    newest.write_bytes(content.replace(b"rights", b"wrongs", 1))
    assert wrong(client, "?without=worker") == (503, ["register"])


def test_too_little_room_is_named(demo_house: House, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LEAST_FREE", 1 << 60)
    assert wrong(client, "?without=worker") == (503, ["disk"])


def test_an_office_that_loaded_nothing_yet_is_ready(own_house: House) -> None:
    for file in own_house.lake.shelf.folder.glob("*.json"):
        file.unlink()
    assert [one.name for one in check_all(own_house, without=["worker"]) if not one.is_well] == []


def test_requests_are_counted_by_the_name_of_their_page_and_never_by_their_address(
    demo_house: House, client: Client
) -> None:
    key = ("zhiquan_requests_total", (("method", "GET"), ("route", "search"), ("status", "2xx")))
    before = measured(client).get(key, 0)
    client.get("/search/?q=张三的雨伞")
    client.get("/health/live/none-such-张三")
    after = measured(client)
    assert after[key] == before + 1
    assert after[("zhiquan_request_seconds_count", (("route", "search"),))] >= 1
    assert not [one for one in after if "张三" in str(one)]


def test_jobs_rows_and_checks_are_measured(demo_house: House, client: Client) -> None:
    Job.objects.create(kind="import.load", title="演示", account="clerk", role="officer")
    found = measured(client)
    assert found[("zhiquan_jobs", (("kind", "import.load"), ("state", "queued")))] == 1
    assert found[("zhiquan_queue_age_seconds", ())] > 0
    rows = found[("zhiquan_register_rows", (("table", "rights"),))]
    assert rows == demo_house.snapshot().tables["rights"].rows
    assert found[("zhiquan_ready", (("check", "register"),))] == 1
    assert found[("zhiquan_ready", (("check", "worker"),))] == 0


def test_only_this_machine_or_the_token_reads_the_numbers(
    demo_house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 404
    token = {"Authorization": "Bearer long-token-of-the-office"}
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3", headers=token).status_code == 404
    monkeypatch.setenv("ZHIQUAN_METRICS", "long-token-of-the-office")
    house.cache_clear()
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3", headers=token).status_code == 200
    other = {"Authorization": "Bearer long-token-of-another"}
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3", headers=other).status_code == 404
    assert client.get("/metrics", headers=other).status_code == 404


def test_a_request_id_is_kept_when_it_is_one_and_made_when_it_is_not(demo_house: House, client: Client) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": "abcdef-123456"})["X-Request-ID"] == "abcdef-123456"
    for bad in ("short", "a b c d e f g h", "x" * 65, "abc<script>"):
        made = client.get("/health/live", headers={"X-Request-ID": bad})["X-Request-ID"]
        assert made != bad
        assert len(made) == 32


def test_a_log_line_is_one_json_object_with_no_name_and_no_address_in_it(
    demo_house: House, client_of: Callable[..., Client], tmp_path: Path
) -> None:
    told = logging_settings("json")
    formatter = told["formatters"]["json"]
    made = logging.config.DictConfigurator(told).configure_formatter(formatter)
    handler = logging.FileHandler(tmp_path / "lines")
    handler.setFormatter(made)
    handler.addFilter(WithRequest())
    log = logging.getLogger(ACCESS)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        client_of(Role.OFFICER).get("/desk/search/?q=张三", headers={"X-Request-ID": "request-0001"})
    finally:
        log.removeHandler(handler)
        log.setLevel(logging.WARNING)
        handler.close()
    (line,) = (tmp_path / "lines").read_text("utf-8").splitlines()
    said = json.loads(line)
    assert said["request"] == "request-0001"
    assert (said["route"], said["method"], said["status"], said["level"]) == ("desk-search", "GET", 200, "INFO")
    assert said["ms"] > 0
    assert len(said["reader"]) == 12
    assert "张三" not in line
    assert "officer-test" not in line


@pytest.mark.parametrize("form", ["plain", "json"])
def test_a_secret_address_is_in_no_line_of_a_failure(
    demo_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    def fails(token: str) -> None:
        raise RuntimeError(f"nothing at /calendar/{token}.ics")

    monkeypatch.setattr("zhiquan.site.deadlines.queries.feed_of", fails)
    told = logging_settings(form)
    told["handlers"]["stderr"] |= {"class": "logging.FileHandler", "filename": str(tmp_path / "lines")}
    maker = logging.config.DictConfigurator(told)
    for group, make in (("formatters", maker.configure_formatter), ("filters", maker.configure_filter)):
        told[group] = {name: make(one) for name, one in told[group].items()}
    maker.config |= {group: told[group] for group in ("formatters", "filters")}
    handler = maker.configure_handler(told["handlers"]["stderr"])
    logging.getLogger().addHandler(handler)
    try:
        client = Client(raise_request_exception=False)
        assert client.get("/calendar/the-secret-token.ics?by=a-firm").status_code == 500
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    lines = (tmp_path / "lines").read_text("utf-8")
    assert "the-secret-token" not in lines
    assert "a-firm" not in lines
    assert "at GET deadlines-feed" in lines
    assert "RuntimeError" in lines


def test_the_api_s_own_failures_name_the_page(demo_house: House) -> None:
    request = RequestFactory().get("/api/v1/rights/secret-right", {"q": "a-firm"})
    request.resolver_match = resolve(request.path)
    told = logging.makeLogRecord({"msg": "%s at %s", "args": ("abc", request.get_full_path()), "request": request})
    assert WithoutAddress().filter(told)
    assert told.getMessage() == "abc at api-right"
    assert not hasattr(told, "request")


def test_two_readers_have_different_numbers_and_the_public_none(client_of: Callable[..., Client]) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert reader_number(request) == ""
    numbers = set()
    for role in (Role.OFFICER, Role.HEAD):
        client_of(role)
        request.user = Account.objects.get(username=f"{role.value}-test")
        numbers.add(reader_number(request))
    assert len(numbers - {""}) == 2


def test_the_administrator_sees_it_in_words_and_nobody_else(
    demo_house: House, client_of: Callable[..., Client]
) -> None:
    page = client_of(Role.ADMINISTRATOR).get("/desk/running/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "没有动静" in text
    assert demo_house.snapshot().id in text
    assert client_of(Role.HEAD).get("/desk/running/").status_code == 403
