"""Publishing, checking and taking a publication away."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from importlib import resources
from io import BytesIO

import pytest
from django.test import Client

from deep import DEEP
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import Job
from zhiquan.site.jobs.running import Cancelled
from zhiquan.site.office.house import House
from zhiquan.site.plans.answers.keeping import kept_already
from zhiquan.site.plans.queries import frozen_boards
from zhiquan.site.plans.work import warm_answers
from zhiquan.site.portal.boards import boards

ClientOf = Callable[..., Client]
NEXT = "demo-successor-2026-2030"


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


def test_what_was_published_is_taken_byte_for_byte(published_house: House) -> None:
    (publication,) = published_house.published()
    response = Client().get(f"/publications/{publication.id}/content.json")
    assert hashlib.sha256(response.content).hexdigest() == publication.sha256
    page = text_of(Client(), f"/publications/{publication.id}/")
    assert publication.sha256 in page
    assert publication.snapshot in page


def test_an_unknown_publication_is_not_found(published_house: House, client_of: ClientOf) -> None:
    for address in ("publications/pub-1/", "publications/pub-1/check/", "publications/pub-1/bundle.zip"):
        text_of(Client(), f"/{address}", 404)
    text_of(client_of(Role.OFFICER), "/desk/publications/pub-1/", 404)


def test_everybody_can_check_that_each_digit_is_the_same(own_published: House, db: None) -> None:
    (publication,) = own_published.published()
    address = f"/publications/{publication.id}/check/"
    assert "还没有重算过" in text_of(Client(), address)
    assert Client().post(address).status_code == 302
    assert "每一位都相同" in text_of(Client(), address)


def test_a_check_names_the_definition_that_changed(own_published: House, db: None) -> None:
    (publication,) = own_published.published()
    folder = own_published.settings.knowledge / "indicators"
    folder.mkdir(parents=True)
    shipped = resources.files("zhiquan.knowledge") / "data" / "indicators" / "geographical_indications.yaml"
    told = shipped.read_text("utf-8").replace("names: [", "names: [地标, ")
    (folder / "geographical_indications.yaml").write_text(told, "utf-8")
    Client().post(f"/publications/{publication.id}/check/")
    page = text_of(Client(), f"/publications/{publication.id}/check/")
    assert "indicators/geographical_indications" in page
    assert "每一位都相同" in page


def test_publishing_freezes_the_board_seen_and_leads_to_it(own_published: House, client_of: ClientOf) -> None:
    client = client_of(Role.LEADER)
    asked = {"plan": "changshou-2021-2025", "asof": "2024-12-31"}
    assert client.post("/desk/board/publish/", asked).status_code == 302
    job = Job.objects.get(kind="board.publish")
    address = done(job)
    latest = next(one for one in own_published.published() if one.content["asked"]["day"] == "2024-12-31")
    assert latest.snapshot == job.request["snapshot"]
    assert latest.by == job.account
    text_of(client, address)
    text_of(Client(), "/progress/?asof=2024-12-31")
    assert Line.objects.filter(action="board.published", subject=latest.id).exists()
    warming = Job.objects.get(kind="answers.warm")
    assert (warming.title, warming.request["snapshot"]) == (latest.id, latest.snapshot)


def test_a_board_is_public_whatever_becomes_of_the_job_that_warms_it(
    own_published: House, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_of(Role.LEADER).post("/desk/board/publish/", {"plan": "changshou-2021-2025", "asof": "2023-12-31"})
    done(Job.objects.get(kind="board.publish"))

    def stopped(stage: str, done: int, total: int = 0) -> None:
        raise Cancelled

    job = Job.objects.get(kind="answers.warm")
    with pytest.raises(Cancelled):
        KINDS[job.kind].load()(job.request, Visitor(Role(job.role), job.account), stopped)
    text_of(Client(), "/progress/?asof=2023-12-31")


def test_warming_a_board_makes_the_public_rows_of_its_publication_ready(
    own_published: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = frozen_boards()[0]
    monkeypatch.setattr("zhiquan.site.plans.work.work_out_record", lambda _: None)
    asked = {"plan": frozen.ask.plan, "asof": frozen.day.isoformat(), "snapshot": frozen.ask.snapshot}
    warm_answers(asked, Visitor(Role.HEAD, "甲"), tell)
    for target in frozen.board["targets"]:
        assert kept_already("public_rows", frozen.ask, target["indicator"]) is not None


def test_a_bundle_is_made_and_taken(own_published: House, client_of: ClientOf) -> None:
    (publication,) = own_published.published()
    address = f"/publications/{publication.id}/bundle.zip"
    assert Client().get(address).status_code == 302
    client = client_of(Role.OVERSIGHT)
    client.post(address, {"desk": "1"})
    assert done(Job.objects.get(kind="board.bundle")) == f"/desk/publications/{publication.id}/"
    response = Client().get(address)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined] # a file response
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert "recompute.py" in archive.namelist()


def test_a_changed_text_is_shown_as_changed_and_never_as_published(own_published: House, db: None) -> None:
    (publication,) = own_published.published()
    forged = type(publication)(
        publication.id,
        publication.snapshot,
        publication.what,
        publication.sha256,
        publication.published_on,
        publication.by,
        publication.text.replace('"value":"20.00"', '"value":"21.00"'),
    )
    own_published._published = (own_published.current(), (forged,))
    assert "还没有发布过规划进展" in text_of(Client(), "/progress/")
    page = text_of(Client(), f"/publications/{publication.id}/")
    assert "与发布时的哈希不符" in page
    assert "21.00" not in page
    assert Client().get(f"/publications/{publication.id}/content.json").status_code == 409
    assert not boards(own_published)
    assert publication.id not in text_of(Client(), "/")
    assert Client().post(f"/publications/{publication.id}/check/").status_code == 409


@pytest.mark.skipif(not DEEP, reason="a minute of back-tests; ZHIQUAN_DEEP=1 runs it")
def test_back_tests_are_worked_out_by_a_job(own_published: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    question = {"plan": NEXT, "asof": "2026-09-30"}
    assert "还没有回测" in text_of(client, f"/desk/board/?plan={NEXT}&asof=2026-09-30")
    client.post("/desk/board/warm/", question)
    address = done(Job.objects.get(kind="answers.warm"))
    assert address == f"/desk/board/?plan={NEXT}&asof=2026-09-30"
    assert "回测命中" in text_of(client, address)
