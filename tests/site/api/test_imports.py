"""A file sent in by a program: tried, loaded, waited for; sent again with its key it is the same file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from factory import application
from zhiquan.site.api.models import SentOnce
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports import storing
from zhiquan.site.imports.actions import discard
from zhiquan.site.imports.models import Upload
from zhiquan.site.jobs.models import Job
from zhiquan.site.jobs.running import run_job
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
NEW = 7777
LINES = f"申请号,发明名称,申请日,申请人\n{application(NEW)},演示接口导入,2024-03-01,演示接口有限公司\n"


@pytest.fixture
def officer(own_house: House, token_of: Callable[..., str]) -> str:
    return token_of(Role.OFFICER)


def send(token: str, text: str = LINES, *, key: str = "", **form: str) -> Any:
    file = SimpleUploadedFile("演示台账.csv", text.encode(), content_type="text/csv")
    headers = {"Authorization": token, **({"Idempotency-Key": key} if key else {})}
    return Client().post("/api/v1/imports", {"file": file, **form}, headers=headers)


def run(name: str) -> None:
    run_job.func(name)


def test_a_file_is_tried_then_loaded_and_its_right_can_be_read(officer: str, get: Callable[..., Any]) -> None:
    made = send(officer, authority="office", as_of="2024-06-30")
    assert made.status_code == 202, made.content.decode()
    told = made.json()
    assert made["Location"] == f"/api/v1/imports/{told['id']}"
    assert (told["state"], told["authority"], told["as_of"]) == ("received", "office", "2024-06-30")
    early = Client().post(f"{made['Location']}/load", headers={"Authorization": officer})
    assert early.status_code == 409
    run(told["job"])
    tried = get(f"/imports/{told['id']}", officer).json()
    assert (tried["state"], tried["trial"]["rows"], tried["trial"]["quarantined"]) == ("tried", 1, 0)
    assert get("/rights", officer, q="演示接口导入").json()["total"] == 0
    loading = Client().post(f"{made['Location']}/load", headers={"Authorization": officer})
    assert loading.status_code == 202
    run(loading.json()["job"])
    job = get(f"/jobs/{loading.json()['job']}", officer).json()
    assert job["state"] == "done", job
    loaded = get(f"/imports/{told['id']}", officer).json()
    assert loaded["state"] == "loaded"
    assert get("/rights", officer, q="演示接口导入").json()["total"] == 1
    assert get(f"/batches/{loaded['batch']}", officer).json()["file"] == "演示台账.csv"


def test_the_same_key_sends_a_file_once(officer: str) -> None:
    first, again = send(officer, key="nightly-1"), send(officer, key="nightly-1")
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    assert Upload.objects.count() == 1
    assert Job.objects.count() == 1
    other = send(officer, LINES + "\n", key="nightly-1")
    assert (other.status_code, other["Content-Type"]) == (409, "application/problem+json")
    assert send(officer, key="nightly-2").json()["id"] != first.json()["id"]
    assert send(officer).json()["id"] != first.json()["id"]


def test_a_key_is_remembered_for_thirty_days(officer: str) -> None:
    first = send(officer, key="k").json()["id"]
    SentOnce.objects.update(made_at=timezone.now() - timedelta(days=29))
    assert send(officer, key="k").json()["id"] == first
    SentOnce.objects.update(made_at=timezone.now() - timedelta(days=31))
    assert send(officer, key="k").json()["id"] != first


def test_a_key_belongs_to_its_account(officer: str, token_of: Callable[..., str]) -> None:
    first, other = send(officer, key="k"), send(token_of(Role.HEAD), key="k")
    assert first.json()["id"] != other.json()["id"]


def test_a_refused_file_leaves_its_key_free(officer: str) -> None:
    assert send(officer, "", key="k").status_code == 422
    assert send(officer, key="k").status_code == 202


def test_a_key_whose_file_was_dropped_is_free_again(officer: str) -> None:
    first = send(officer, key="k").json()
    run(first["job"])
    by = Visitor(Role.OFFICER, "officer-api")
    discard(Upload.objects.get(), by=by)
    again = send(officer, key="k")
    assert (again.status_code, again.json()["id"] == first["id"]) == (202, False)
    assert send(officer, key="k").json()["id"] == again.json()["id"]


def test_the_bytes_are_kept_before_the_desk_is_held(officer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    depths = []
    before = len(connection.savepoint_ids)

    def store(*args: Any, **given: Any) -> Any:
        depths.append(len(connection.savepoint_ids) - before)
        return kept(*args, **given)

    kept = storing.store
    monkeypatch.setattr(storing, "store", store)
    assert send(officer, key="k").status_code == 202
    assert send(officer).status_code == 202
    assert depths == [0, 0]


@pytest.mark.parametrize("form", [{"as_of": "yesterday"}, {"authority": "myself"}, {"tool": "none-such"}])
def test_what_is_said_of_a_file_is_checked(officer: str, form: dict[str, str]) -> None:
    refused = send(officer, **form)
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert Upload.objects.count() == 0


def test_a_large_file_comes_in_with_a_token_and_not_without(officer: str) -> None:
    large = LINES + "x" * (6 * 1024 * 1024)
    assert send("", large).status_code in {401, 413}
    assert send(officer, large).status_code in {202, 422}
    with override_settings(UPLOAD_LIMIT=1024 * 1024):
        assert send(officer, large).status_code in {413, 422}


def test_a_file_without_a_file_is_told_so(officer: str) -> None:
    refused = Client().post("/api/v1/imports", {}, headers={"Authorization": officer})
    assert refused.status_code == 422
    assert "file" in str(refused.json()["fields"])
