"""A zero character, which no text has, is refused or replaced alike on every database; it never fails a page."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

import factory
from clerk import send
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports.models import Upload
from zhiquan.site.jobs.models import DONE, FAILED, Job
from zhiquan.site.jobs.running import run_job
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


@pytest.mark.parametrize("address", ["/ask/Q%00/", "/desk/audit/?words=%00", "/desk/rights/?q=a%00b", "/rights/%00/"])
def test_an_address_or_query_with_one_is_a_bad_request(demo_house: House, client_of: Clients, address: str) -> None:
    assert client_of(Role.OVERSIGHT).get(address).status_code == 400


def test_a_form_with_one_is_a_bad_request() -> None:
    form = "username=a%00b&password=x"
    answer = Client().post("/sign-in/", form, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


def test_a_line_of_the_trail_shows_where_one_was() -> None:
    assert write_line("account.refused", "a\x00b", by=Visitor()).subject == "a\ufffdb"


def test_a_file_with_one_in_its_rows_is_tried_and_told(own_house: House, client_of: Clients) -> None:
    rows = [
        {
            "申请号": factory.application(9_900_000),
            "专利名称": "演示\x00装置",
            "申请日": "2020-03-01",
            "备\x00注": "甲",
        },
        {"申请号": "12\x0034", "专利名称": "演示", "申请日": "二〇\x00"},
    ]
    upload = send(client_of(Role.OFFICER), "演示.json", json.dumps(rows, ensure_ascii=True).encode())
    run_job.func(upload.job)
    job = Job.objects.get(pk=upload.job)
    assert job.state in {DONE, FAILED}
    assert job.error is None or job.error["zh"]["error"] != "Mistake"
    assert "\\u0000" not in json.dumps(Upload.objects.get(pk=upload.pk).trial)
