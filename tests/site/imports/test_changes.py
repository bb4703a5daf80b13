"""The plan's figures before and after a load: worked out by a job, kept, and shown on the page of the batch."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

import factory
from clerk import OFFICER, do, export, send, silent, tried
from zhiquan.site.gate.policy import Role
from zhiquan.site.imports import changes
from zhiquan.site.imports.models import Upload
from zhiquan.site.jobs.models import FAILED, Job
from zhiquan.site.office.house import House
from zhiquan.site.plans.answers.asking import Ask, desk_ask
from zhiquan.site.plans.answers.reading import board_answer

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
PER_10K = "invention_patents_per_10k"


def granted(rows: int) -> bytes:
    """An export of made-up inventions of the district that were granted in 2023."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(["申请号", "专利名称", "申请人", "申请日", "授权公告日", "地址", "主分类号", "法律状态"])
    place = "重庆市长寿区晏家街道演示路1号"
    for number in range(rows):
        serial = factory.application(9_100_000 + number, year=2021)
        firm = f"演示{number % 4}钢铁有限公司"
        writer.writerow([serial, f"演示装置{number}", firm, "2021-03-01", "2023-05-05", place, "C21D 9/00", "授权"])
    return sink.getvalue().encode()


def loaded(client: Client, content: bytes) -> Upload:
    """A file sent in, tried and loaded; the figures are not worked out yet."""
    upload = tried(send(client, "演示导出.csv", content))
    response = client.post(f"/desk/imports/{upload.id}/", {"wish": "load"})
    do(Job.objects.get(pk=response.headers["Location"].rstrip("/").rpartition("/")[2]), by=OFFICER)
    return Upload.objects.get(pk=upload.pk)


def values(snapshot: str) -> dict[str, Any]:
    """The values of the board of a snapshot on the day of the newest."""
    now = desk_ask({})
    targets = board_answer(Ask(now.plan, now.day, snapshot))["targets"]
    return {one["indicator"]: one["value"] for one in targets if one["indicator"]}


def told(upload: Upload) -> dict[str, Any]:
    assert upload.outcome is not None
    found: dict[str, Any] = upload.outcome["figures"]
    return found


def test_figures_before_and_after_a_load_are_those_of_the_two_boards(own_house: House, client_of: Clients) -> None:
    client, before = client_of(Role.OFFICER), own_house.current()
    upload = loaded(client, granted(200))
    assert told(upload) == {"before": before, "after": own_house.current()}
    waiting = client.get(f"/desk/batches/{upload.batch}/").content.decode()
    assert "正在计算入库前后的指标" in waiting
    assert 'hx-select="#changes"' in waiting

    changes.tell_changes(silent)
    found = told(Upload.objects.get(pk=upload.pk))
    old, new = values(found["before"]), values(found["after"])
    assert {row["indicator"]: (row["before"], row["after"]) for row in found["rows"]} == {
        name: (old[name], new[name]) for name in new
    }
    assert old[PER_10K] != new[PER_10K]
    page = client.get(f"/desk/batches/{upload.batch}/").content.decode()
    shown = page.partition('id="changes"')[2].partition("</section>")[0]
    assert old[PER_10K] in shown
    assert f">{new[PER_10K]}</a>" in shown
    assert f"snapshot={found['after']}" in shown
    same = sum(old[name] == new[name] for name in new)
    assert f"另有 {same} 项没有变" in shown
    assert "hx-get" not in shown


def test_a_request_never_works_the_figures_out(
    own_house: House, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.OFFICER)
    upload = loaded(client, export())
    monkeypatch.setattr(changes, "board_answer", lambda ask: pytest.fail(f"a board was worked out: {ask}"))
    assert client.get(f"/desk/batches/{upload.batch}/").status_code == 200


def test_a_job_that_failed_leaves_a_plain_word_and_the_next_one_tells(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = loaded(client, export())
    Job.objects.filter(kind="answers.warm").update(state=FAILED)
    page = client.get(f"/desk/batches/{upload.batch}/").content.decode()
    assert "入库前后的指标没有算出来" in page
    assert 'hx-select="#changes"' not in page
    changes.tell_changes(silent)
    assert "没有算出来" not in client.get(f"/desk/batches/{upload.batch}/").content.decode()


def test_a_snapshot_that_is_gone_is_told(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = loaded(client, export())
    assert upload.outcome is not None
    upload.outcome["figures"]["before"] = "000001-000000000000"
    upload.save()
    changes.tell_changes(silent)
    page = client.get(f"/desk/batches/{upload.batch}/").content.decode()
    assert "无法比较" in page
    page = client.get(f"/en/desk/batches/{upload.batch}/").content.decode()
    assert "nothing to compare" in page


def test_each_of_two_loads_is_told_by_its_own_snapshots(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    first, second = loaded(client, export(rows=30)), loaded(client, export(first=9500, rows=30))
    changes.tell_changes(silent)
    one, two = (told(Upload.objects.get(pk=upload.pk)) for upload in (first, second))
    assert one["after"] == two["before"] != two["after"]
    assert {row["indicator"]: row["after"] for row in one["rows"]} == {
        row["indicator"]: row["before"] for row in two["rows"]
    }


def test_a_file_loaded_before_figures_were_noted_has_the_link_alone(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = loaded(client, export())
    assert upload.outcome is not None
    del upload.outcome["figures"]
    upload.save()
    changes.tell_changes(silent)
    page = client.get(f"/desk/batches/{upload.batch}/").content.decode()
    assert "指标按新数据重算" in page
    assert 'id="changes"' not in page
