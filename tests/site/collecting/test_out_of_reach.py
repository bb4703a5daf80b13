"""What the reader may not see, or sees no more, is counted and never named: pages, files, after an undo, ids moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from factory import actor, right
from opened_house import opened_house
from planted_rights import SECRET
from watched_office import OPEN as NEW_TITLE
from watched_office import TODAY, bring_up, load_new
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.models import Line
from zhiquan.site.collecting import work
from zhiquan.site.collecting.models import Collected, RecordList
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

from .conftest import OPEN, PERSONAL, SECRET_RIGHT, collect, titles, told_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def unsigned(answer: Any) -> str:
    """A page without the tokens of its forms, which are other ones each time."""
    return re.sub(r'"\w{64}"', '""', answer.content.decode())


def test_what_one_may_not_see_cannot_be_collected_and_is_as_if_it_were_not(
    client_of: SignIn, office: House, firm: str
) -> None:
    client, nowhere = client_of(Role.ENTERPRISE, party=firm), right(999)
    for headers in ({}, {"HX-Request": "true"}):
        hidden, missing = (
            client.post("/desk/lists/collect/", {"record": one}, headers=headers) for one in (SECRET_RIGHT, nowhere)
        )
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert unsigned(hidden).replace(SECRET_RIGHT, "") == unsigned(missing).replace(nowhere, "")
    assert client.get("/desk/lists/collect/", {"record": SECRET_RIGHT}).status_code == 404
    assert not RecordList.objects.exists()
    assert not Line.objects.exists()


def test_what_is_out_of_reach_meanwhile_is_counted_and_not_named(client_of: SignIn, office: House, firm: str) -> None:
    officer = client_of(Role.OFFICER)
    for one in (SECRET_RIGHT, OPEN, PERSONAL):
        collect(officer, one)
    held = RecordList.objects.get()
    officer.post(f"/desk/lists/{held.key}/", {"wish": "note", "record": SECRET_RIGHT, "note": "备忘甲"})
    assert SECRET in told_of(officer, held.key)
    Account.objects.update(role=Role.ENTERPRISE.value, party=firm)
    told = told_of(officer, held.key)
    assert SECRET not in told
    assert "备忘甲" not in told
    assert SECRET_RIGHT not in told
    assert "1 件现在看不到或已撤回" in told
    assert "1 record is out of your reach now or was taken back" in told
    assert '"total": 2, "unseen": 1' in told
    assert len(titles(officer.get(f"/desk/lists/{held.key}/").content.decode())) == 2
    noting = {"wish": "note", "record": SECRET_RIGHT, "note": "乙"}
    assert officer.post(f"/desk/lists/{held.key}/", noting).status_code == 404
    officer.post(f"/desk/lists/{held.key}/", {"wish": "out-unseen"})
    assert list(held.records.values_list("record", flat=True)) == [OPEN, PERSONAL]
    assert "看不到或已撤回" not in told_of(officer, held.key)
    assert Line.objects.filter(action="list.taken_out").get().detail == {"unseen": 1}


def test_a_batch_taken_back_is_counted_and_its_titles_are_gone(client_of: SignIn, office: House) -> None:
    batch = load_new(office)
    client = client_of(Role.ANALYST)
    for number in (950, 951):
        collect(client, right(number))
    collect(client, OPEN)
    held = RecordList.objects.get()
    assert NEW_TITLE in told_of(client, held.key)
    office.register().undo(batch, actor=actor(3))
    bring_up(office)
    told = told_of(client, held.key)
    assert NEW_TITLE not in told
    assert SECRET not in told
    assert "2 件现在看不到或已撤回" in told
    assert "演示净垢宁" in told


def test_before_there_is_an_index_the_list_says_so_and_nothing_is_lost(
    client_of: SignIn, office: House, tmp_path: Path
) -> None:
    client = client_of(Role.ANALYST)
    collect(client, OPEN)
    held = RecordList.objects.get()
    with opened_house(tmp_path / "bare", today=TODAY):
        page = client.get(f"/desk/lists/{held.key}/").content.decode()
        assert "检索索引还在建立" in page
        assert "看不到或已撤回" not in page
        assert client.get(f"/desk/lists/{held.key}/csv/").status_code == 404
        assert client.post(f"/desk/lists/{held.key}/", {"wish": "out-unseen"}).status_code == 404
    assert held.records.count() == 1


def test_lists_follow_a_record_to_its_other_id_and_keep_the_note(
    client_of: SignIn, office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.ANALYST)
    collect(client, OPEN)
    first = RecordList.objects.get()
    second = RecordList.objects.create(
        key="l-0123456789abcdef", account=first.account, name="乙", made_at=first.made_at, used_at=first.made_at
    )
    for held in (first, second):
        held.records.create(record="trademark:former", note="旧注", collected_at=first.made_at)
    monkeypatch.setattr(work, "current_ids", lambda *_: {"trademark:former": OPEN})
    assert work.follow_ids(office) == 1
    assert [(one.list.name, one.record, one.note) for one in Collected.objects.order_by("list__name")] == [
        ("乙", OPEN, "旧注"), ("清单 1", OPEN, "旧注"),
    ]  # fmt: skip
