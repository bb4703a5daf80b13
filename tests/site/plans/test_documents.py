"""A plan document nobody prepared is sent in, corrected by two officers, and taken into use."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import Job
from zhiquan.site.office.house import House
from zhiquan.site.plans.drafts.storing import DraftState, read_draft_state

ClientOf = Callable[..., Client]
DOCUMENT = """演示区知识产权发展规划（2026—2030年）

一、发展目标
到2030年，每万人口发明专利拥有量达到28件，知识产权质押融资登记金额累计达到5亿元，演示服务站达到12个。
每万人口高价值发明专利拥有量达到全市平均水平。
二、重点任务
加强知识产权保护。（牵头单位：区市场监管局；配合单位：区科技局、区司法局）
"""


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page, after its status was checked."""
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def tell(stage: str, done: int, total: int = 0) -> None:
    """Nobody listens."""


def done(job: Job) -> str:
    """Do a job as the worker would; where its reader is led."""
    result = KINDS[job.kind].load()(job.request, Visitor(Role(job.role), job.account), tell)
    return str(result["address"])


def sent(client: Client, data: bytes, name: str = "演示规划.txt") -> int:
    """Send a document in; the status."""
    return client.post("/desk/plans/", {"document": SimpleUploadedFile(name, data)}).status_code


def draft_read(client: Client) -> DraftState:
    """The document above, sent in and read."""
    assert sent(client, DOCUMENT.encode()) == 302
    address = done(Job.objects.get(kind="plan.read"))
    return read_draft_state(address.rstrip("/").rsplit("/", 1)[-1])


def form_of(state: DraftState, **changes: str) -> dict[str, str]:
    """What the page's form would send unchanged, then changed."""
    content = state.content
    posted = {name: content[name] for name in ("id", "place", "from", "to")}
    posted |= {"title": content["label"]["zh"], "version": str(state.version), "wish": "save"}
    for kind in ("targets", "relative", "duties"):
        for number, item in enumerate(content[kind]):
            posted[f"{kind}-{number}-shown"] = "1"
            if item["keep"]:
                posted[f"{kind}-{number}-keep"] = "on"
    return {**posted, **changes}


def test_what_was_read_stands_on_the_page(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    page = text_of(client, f"/desk/plans/{state.name}/")
    targets = {one["indicator"]: one for one in state.content["targets"] if one["keep"]}
    assert targets["invention_patents_per_10k"]["value"] == "28"
    assert targets["pledge_amount"]["value"] == "5"
    assert "演示服务站达到12个" in page
    assert "区市场监管局" in page
    assert state.content["from"] == "2026-01-01"
    assert Line.objects.filter(action="plan.uploaded").exists()


def test_a_corrected_draft_becomes_a_plan_with_a_board(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    place = next(n for n, one in enumerate(state.content["targets"]) if one["indicator"] == "invention_patents_per_10k")
    changes = {"id": "demo-2026-2030", f"targets-{place}-value": "29.5", "wish": "adopt"}
    response = client.post(f"/desk/plans/{state.name}/", form_of(state, **changes))
    assert response.status_code == 302, response.content.decode()[:4000]
    assert done(Job.objects.get(kind="plan.adopt")) == "/desk/board/?plan=demo-2026-2030"
    page = text_of(client, "/desk/board/?plan=demo-2026-2030")
    assert "目标 29.5" in page
    assert "没有草稿" in text_of(client, "/desk/plans/")
    again = client.post(f"/desk/plans/{state.name}/", form_of(read_draft_state(state.name)))
    assert again.status_code == 409


def test_a_second_officer_with_an_old_version_sees_both(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    first = client.post(f"/desk/plans/{state.name}/", form_of(state, **{"targets-0-value": "31"}))
    assert first.status_code == 302
    second = client.post(f"/desk/plans/{state.name}/", form_of(state, **{"targets-0-value": "33"}))
    page = second.content.decode()
    assert second.status_code == 409
    assert ">31</span>" in page
    assert ">33</span>" in page
    assert 'value="33"' in page
    assert read_draft_state(state.name).content["targets"][0]["value"] == "31"
    newer = read_draft_state(state.name)
    third = client.post(f"/desk/plans/{state.name}/", form_of(newer, **{"targets-0-value": "33"}))
    assert third.status_code == 302
    assert read_draft_state(state.name).content["targets"][0]["value"] == "33"


def test_an_entry_that_is_no_number_is_kept_and_named(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    changes = {"targets-0-value": "三十", "wish": "adopt"}
    response = client.post(f"/desk/plans/{state.name}/", form_of(state, **changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#targets-0-value"' in page
    assert 'value="三十"' in page
    assert not Job.objects.filter(kind="plan.adopt").exists()


def test_a_wrong_id_is_refused_with_the_rule(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    for wrong in ("../evil", "大写", ""):
        changes = {"id": wrong, "wish": "adopt", "version": str(read_draft_state(state.name).version)}
        response = client.post(f"/desk/plans/{state.name}/", form_of(state, **changes))
        assert response.status_code == 422
        assert "规划编号只能用" in response.content.decode()


def test_a_dropped_item_is_not_in_the_plan(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    posted = form_of(state, id="demo-less", wish="adopt")
    posted.pop("targets-0-keep")
    client.post(f"/desk/plans/{state.name}/", posted)
    done(Job.objects.get(kind="plan.adopt"))
    plan = own_house.knowledge().definition("plans", "demo-less")
    kept = sum(one["keep"] for one in state.content["targets"])
    assert len(plan.targets) == kept - 1  # type: ignore[attr-defined] # a plan


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "文件是空的"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "旧版 .doc"),
        (b"MZ\x00\x00" + b"\x00" * 100, "不是文本"),
        (b"PK\x03\x04" + b"x" * 100, "损坏"),
    ],
)
def test_a_file_that_is_no_document_is_refused_by_its_content(
    own_house: House, client_of: ClientOf, data: bytes, rule: str
) -> None:
    client = client_of(Role.HEAD)
    response = client.post("/desk/plans/", {"document": SimpleUploadedFile("规划.docx", data)})
    assert response.status_code == 422
    assert rule in response.content.decode()
    assert not Job.objects.exists()


def test_an_archive_that_unpacks_without_bounds_is_refused(own_house: House, client_of: ClientOf) -> None:
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (201 * 1024 * 1024))
    response = client_of(Role.HEAD).post("/desk/plans/", {"document": SimpleUploadedFile("a.docx", sink.getvalue())})
    assert response.status_code == 422
    assert "解压后过大" in response.content.decode()


def test_the_same_document_is_the_same_draft_and_can_be_thrown_away(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    assert sent(client, DOCUMENT.encode()) == 302
    assert Job.objects.filter(kind="plan.read").count() == 1
    client.post(f"/desk/plans/{state.name}/drop/")
    text_of(client, f"/desk/plans/{state.name}/", 404)
    text_of(client, "/desk/plans/d-nothing/", 404)


def test_a_draft_is_thrown_away_after_it_was_sent_to_be_adopted(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    assert client.post(f"/desk/plans/{state.name}/", form_of(state, id="demo-dropped", wish="adopt")).status_code == 302
    assert client.post(f"/desk/plans/{state.name}/drop/").status_code == 302
    text_of(client, f"/desk/plans/{state.name}/", 404)
    assert Line.objects.filter(action="plan.dropped", subject=state.name).count() == 1


def test_a_document_whose_draft_is_in_use_begins_another_draft(own_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.HEAD)
    state = draft_read(client)
    client.post(f"/desk/plans/{state.name}/", form_of(state, id="demo-first", wish="adopt"))
    done(Job.objects.get(kind="plan.adopt"))
    assert sent(client, DOCUMENT.encode()) == 302
    address = done(Job.objects.filter(kind="plan.read").latest("made_at"))
    again = read_draft_state(address.rstrip("/").rsplit("/", 1)[-1])
    assert again.name == f"{state.name}-2"
    assert client.post(f"/desk/plans/{again.name}/", form_of(again)).status_code == 302
    assert sent(client, DOCUMENT.encode()) == 302
    assert Job.objects.filter(kind="plan.read").count() == 2
    assert read_draft_state(state.name).plan == "demo-first"


def test_only_who_makes_plans_comes_here(own_house: House, client_of: ClientOf) -> None:
    assert client_of(Role.OFFICER).get("/desk/plans/").status_code == 403
    assert client_of(Role.LEADER).post("/desk/plans/").status_code == 403
