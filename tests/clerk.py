"""A clerk at the import pages: files of our own making, and the worker's jobs done in this process (导入测试台)."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import factory
from zhiquan.register.lake.digest import lake_digest
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports.models import Upload
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import DONE, Job
from zhiquan.site.office.house import House

OFFICER = Visitor(Role.OFFICER, "officer-test", "测试（演示）")
HEADINGS = ["申请号", "标题", "申请人", "申请日", "IPC主分类", "地址", "法律状态", "合享价值度"]


def export(*, first: int = 9000, rows: int = 20, encoding: str = "gb18030") -> bytes:
    """A search platform's export of made-up patents, three of its rows wrong: a check digit and two days."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(HEADINGS)
    for number in range(rows):
        serial = factory.application(first + number)
        if number == 3:
            serial = serial[:-1] + ("1" if serial[-1] != "1" else "2")
        day = "2018.13.12" if number in {7, 11} else f"2020-03-{number % 28 + 1:02d}"
        address = f"重庆市长寿区晏家街道演示路{number}号"
        name = f"演示{number % 4}钢铁有限公司"
        writer.writerow([serial, f"一种演示装置{number}", name, day, "C21B 7/22", address, "授权", "9"])
    return sink.getvalue().encode(encoding)


def send(client: Client, name: str, content: bytes) -> Upload:
    """Send one file through the page; returns the newest entry."""
    response = client.post("/desk/imports/", {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()
    return Upload.objects.order_by("-made_at", "-id").get(
        pk=response.headers["Location"].rstrip("/").rpartition("/")[2]
    )


def silent(stage: str, done: int, total: int = 0) -> None:
    """Progress nobody looks at."""
    del stage, done, total


def do(job: Job, *, by: Visitor = OFFICER) -> dict[str, Any]:
    """Do a job as the worker would."""
    result = KINDS[job.kind].load()(job.request, by, silent)
    Job.objects.filter(pk=job.pk).update(state=DONE, result=result)
    return result


def tried(upload: Upload) -> Upload:
    """The entry once its waiting job was done."""
    do(Job.objects.get(pk=upload.job))
    return Upload.objects.get(pk=upload.pk)


def digest_of(house: House) -> dict[str, str]:
    """Content hash of every table of the newest snapshot."""
    with house.reader() as reader:
        return lake_digest(reader, sorted(house.snapshot().tables))
