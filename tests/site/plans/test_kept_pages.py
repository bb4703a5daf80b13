"""Kept pages: never stale after what changes them, never for another reader, forms with everybody's own token."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from importlib import resources
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from factory import application, load
from zhiquan.basics.errors import BadInput
from zhiquan.site.gate.policy import Role
from zhiquan.site.jobs.models import Job
from zhiquan.site.office.house import House
from zhiquan.site.plans.views import board as board_views
from zhiquan.site.portal import views as portal_views
from zhiquan.site.voice.models import Question

from .conftest import publish_now

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
FIGURE = "/figures/invention_patents_per_10k/"
DESK_PAGES = ("/desk/board/", f"/desk{FIGURE}", "/desk/rights/")
PUBLIC_PAGES = ("/", "/services/", "/data/", "/progress/", FIGURE)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.content.decode()[:500])
    return answer.content.decode()


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|data-csrf=)"[^"]+"', "", page)


def change_definition(house: House, kind: str, name: str, was: str, now: str) -> None:
    """An office's own version of a shipped definition."""
    folder = house.settings.knowledge / kind
    folder.mkdir(parents=True, exist_ok=True)
    told = (resources.files("zhiquan.knowledge") / "data" / kind / f"{name}.yaml").read_text("utf-8")
    assert was in told
    (folder / f"{name}.yaml").write_text(told.replace(was, now, 1), "utf-8")


def answered(*, is_public: bool) -> Question:
    now = timezone.now()
    return Question.objects.create(
        number=f"Q20261122-{Question.objects.count():04d}", code_hash="演示", kind="correction", text="演示",
        made_at=now, due=(now + timedelta(days=9)).date(), state="answered", outcome="corrected", answer="演示答复",
        answered_at=now, working_days=3, is_public=is_public, public_text="演示来件一则", public_answer="演示答复",
    )  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_a_kept_public_page_is_what_was_shown_first(address: str, published_house: House) -> None:
    first = text(Client(), address)
    assert len(published_house.pages) == 1
    assert text(Client(), address) == first
    assert len(published_house.pages) == 1


@pytest.mark.parametrize("address", DESK_PAGES)
def test_a_kept_desk_page_is_what_was_shown_first(address: str, published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    first = without_tokens(text(client, address))
    assert len(published_house.pages) == 1
    assert without_tokens(text(client, address)) == first
    assert len(published_house.pages) == 1


def test_a_kept_page_is_not_worked_out_again(published_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    text(Client(), "/progress/")
    monkeypatch.setattr(board_views, "public_board", None)
    text(Client(), "/progress/")


def test_each_language_and_each_question_has_its_own_page(published_house: House) -> None:
    assert "Plan progress" in text(Client(), "/en/progress/")
    assert "Plan progress" not in text(Client(), "/progress/")
    assert "?plan=nothing" not in text(Client(), "/")
    assert "/en/?plan=nothing" in text(Client(), "/?plan=nothing")


def test_a_publication_shows_at_once_on_every_page_that_names_it(own_published: House) -> None:
    for address in ("/", "/progress/?plan=changshou-2021-2025", "/data/"):
        text(Client(), address)
    name = publish_now(own_published, plan="changshou-2021-2025", asof="2024-12-31")
    assert name in text(Client(), "/")
    assert "2024年12月31日" in text(Client(), "/progress/?plan=changshou-2021-2025")
    assert "2024年12月31日" in text(Client(), f"{FIGURE}?asof=2024-12-31")


def test_an_answer_shows_at_once_and_is_gone_at_once_when_withdrawn(published_house: House) -> None:
    assert "演示来件一则" not in text(Client(), "/")
    assert "尚无办理记录" in text(Client(), "/services/")
    question = answered(is_public=True)
    assert "演示来件一则" in text(Client(), "/")
    assert "answers.csv" in text(Client(), "/data/")
    before = text(Client(), "/services/")
    Question.objects.filter(pk=question.pk).update(is_public=False)
    assert "演示来件一则" not in text(Client(), "/")
    assert "answers.csv" not in text(Client(), "/data/")
    Question.objects.filter(pk=question.pk).update(working_days=8)
    assert text(Client(), "/services/") != before


def test_a_changed_definition_shows_at_once(own_published: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    assert "企业年费到期查询" in text(Client(), "/services/")
    text(client, "/desk/board/")
    change_definition(own_published, "services", "annual_fees_due", "企业年费到期查询", "演示改名的事项")
    assert "演示改名的事项" in text(Client(), "/services/")
    change_definition(
        own_published, "indicators", "invention_patents_per_10k", "每万人口发明专利拥有量", "演示改名的指标"
    )
    assert "演示改名的指标" in text(client, "/desk/board/")
    assert "演示改名的指标" in text(client, f"/desk{FIGURE}")


def test_another_day_shows_another_page(published_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    text(Client(), "/")
    shown: list[int] = []
    make = portal_views._portal

    def counted(request: HttpRequest) -> dict[str, Any]:
        shown.append(1)
        return make(request)

    monkeypatch.setattr(portal_views, "_portal", counted)
    text(Client(), "/")
    assert not shown
    monkeypatch.setattr(House, "today", published_house.today + timedelta(days=1))
    text(Client(), "/")
    assert shown == [1]


def test_what_is_loaded_shows_at_once(own_published: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    assert "演示刚刚入库" not in text(client, "/desk/rights/?q=演示刚刚入库").partition("<tbody>")[2]
    row = {"app_no": application(77), "title": "演示刚刚入库", "holders": ["演示甲公司"], "line": 2}
    load(own_published.register(), {"rights": [row]}, name="新.csv", day=20, month=11, year=2026)
    assert "演示刚刚入库" in text(client, "/desk/rights/?q=演示刚刚入库").partition("<tbody>")[2]
    assert own_published.current() in text(client, "/desk/board/")


def test_back_tests_show_as_soon_as_they_are_worked_out(
    published_house: House, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.OFFICER)
    before = without_tokens(text(client, "/desk/board/"))
    record = {"invention_patents_per_10k": {"coverage": 0.85, "trials": 20, "months": [12], "says": None}}
    monkeypatch.setattr(board_views, "track_record", lambda _: record)
    assert without_tokens(text(client, "/desk/board/")) != before


def test_forms_of_kept_pages_carry_the_token_of_who_reads(own_published: House, client_of: ClientOf) -> None:
    first, second = client_of(Role.LEADER), client_of(Role.HEAD)
    both = [Client(enforce_csrf_checks=True) for _ in range(2)]
    for one, known in zip(both, (first, second), strict=True):
        one.cookies = known.cookies
    asked = {"plan": "changshou-2021-2025", "asof": "2023-12-31"}
    pages = [text(one, "/desk/board/") for one in (both[0], both[0], both[1])]
    tokens = [TOKEN.findall(page)[-1] for page in pages]
    assert len(set(tokens)) == 3  # masked anew for each page
    stolen = both[1].post("/desk/board/publish/", {**asked, "csrfmiddlewaretoken": tokens[1]})
    assert stolen.status_code == 403
    assert not Job.objects.filter(kind="board.publish").exists()
    for one, token in ((both[0], tokens[1]), (both[1], tokens[2])):
        done = one.post("/desk/board/publish/", {**asked, "csrfmiddlewaretoken": token})
        assert done.status_code == 302


def test_readers_of_one_role_share_a_page_that_names_neither(published_house: House, client_of: ClientOf) -> None:
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

    first = client_of(Role.OFFICER)
    Account.objects.filter(username="officer-test").update(username="first-officer", name="演示甲某")
    second = client_of(Role.OFFICER)
    assert "演示甲某" in text(first, "/desk/board/")  # in the shell, which is never kept
    page = text(second, "/desk/board/")
    assert len(published_house.pages) == 1
    assert "演示甲某" not in page
    assert "first-officer" not in page


def test_roles_that_may_do_other_things_never_share_a_page(published_house: House, client_of: ClientOf) -> None:
    assert "/desk/board/publish/" in text(client_of(Role.LEADER), "/desk/board/")
    assert "/desk/board/publish/" not in text(client_of(Role.ANALYST), "/desk/board/")


def test_a_message_to_one_reader_is_on_no_kept_page(own_published: House, client_of: ClientOf) -> None:
    (publication,) = own_published.published()
    client = client_of(Role.OFFICER)
    client.get(f"/publications/{publication.id}/bundle.zip?desk=1")  # leaves a message
    assert "证据包还没有做好" in text(client, "/desk/board/")
    assert "证据包还没有做好" not in text(client, "/desk/board/")


def test_what_fails_is_not_kept(published_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/progress/?asof=x").status_code == BadInput.status
    assert Client().get("/figures/nothing/").status_code == 404
    assert len(published_house.pages) == 0
