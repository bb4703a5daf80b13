"""Alerts: what a load brings is told once, within reach, however often the worker runs; undoing takes it away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

import factory
from planted_rights import SECRET
from watched_office import OPEN, bring_up, new_rights
from zhiquan.search import watching
from zhiquan.search.service import Finder
from zhiquan.site.accounts.models import Account
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.watching import queries, work
from zhiquan.site.watching.keeping import question_of
from zhiquan.site.watching.models import NewHit, SavedSearch

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
Load = Callable[..., str]
ALERT = re.compile(r"有 (\d+) 条新命中")
NEW = '<span class="zq-tag is-brand">新</span>'


def watched(client: Client, q: str = "电池") -> str:
    """Save a search; the address of its page."""
    return str(client.post("/desk/searches/new/", {"q": q})["Location"])


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-1500:]
    return str(answer.content.decode())


def told_on_desk(client: Client) -> list[int]:
    return [int(found) for found in ALERT.findall(text_of(client, "/desk/"))]


def test_a_load_is_told_on_the_desk_and_looking_ends_it(client_of: SignIn, office: House, load: Load) -> None:
    client = client_of(Role.OFFICER)
    address = watched(client)
    assert told_on_desk(client) == []
    load()
    assert told_on_desk(client) == [2]
    assert '<span class="zq-tag is-brand">2</span>' in text_of(client, "/desk/searches/")
    page = text_of(client, address)
    assert page.count(NEW) == 2
    assert OPEN.replace("电池", "<mark>电池</mark>") in page
    assert office.current() in page
    assert told_on_desk(client) == []
    again = text_of(client, address)
    assert NEW not in again
    assert OPEN.replace("电池", "<mark>电池</mark>") in again


def test_what_a_firm_may_not_see_raises_neither_alert_nor_count(
    client_of: SignIn, firm: str, load: Load, office: House
) -> None:
    client = client_of(Role.ENTERPRISE, party=firm)
    open_one, hidden_one, by_name = watched(client), watched(client, SECRET), watched(client, "PA:演示甲 电池")
    load()
    assert told_on_desk(client) == [1]
    typed = re.compile(f'(?:“|>|value="){SECRET}(?:”|<|")')  # what the reader typed is shown to the reader
    for address in (open_one, hidden_one, by_name, "/desk/searches/", "/desk/"):
        assert SECRET not in typed.sub("", text_of(client, address)), address
    assert NewHit.objects.count() == 1
    assert "新 1 条" not in text_of(client, open_one)  # seen above


def test_running_again_or_beginning_anew_tells_nothing_twice(
    client_of: SignIn, office: House, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.OFFICER)
    watched(client)
    watched(client, "新装置")
    real, calls = work._trim, []

    def killed(search: SavedSearch) -> None:
        calls.append(search)
        if len(calls) == 2:
            raise SystemExit
        real(search)

    monkeypatch.setattr(work, "_trim", killed)
    with pytest.raises(SystemExit):
        load()
    done = SavedSearch.objects.filter(snapshot=office.current())
    assert (done.count(), NewHit.objects.count()) == (1, 2)
    assert bring_up(office) == 1
    assert bring_up(office) == 0
    assert sorted(told_on_desk(client)) == [1, 2]
    assert NewHit.objects.count() == 3


def test_taking_a_batch_back_takes_its_hits_away_and_bringing_it_again_tells_them_again(
    client_of: SignIn, office: House, load: Load
) -> None:
    client = client_of(Role.OFFICER)
    address = watched(client)
    batch = load()
    text_of(client, address)
    office.register().undo(batch, actor=office.actor("clerk"))
    bring_up(office)
    assert not NewHit.objects.exists()
    assert OPEN not in text_of(client, address).replace("<mark>", "").replace("</mark>", "")
    load(day=3)
    assert told_on_desk(client) == [2]


def test_the_reach_of_now_decides_not_that_of_saving(client_of: SignIn, office: House, firm: str, load: Load) -> None:
    client = client_of(Role.OFFICER)
    address = watched(client)
    load()
    Account.objects.filter(role="officer").update(role="enterprise", party=firm)
    assert told_on_desk(client) == [1]
    assert '<span class="zq-tag is-brand">1</span>' in text_of(client, "/desk/searches/")
    assert SECRET not in text_of(client, address)
    bring_up(office)
    assert NewHit.objects.count() == 1
    Account.objects.filter(role="enterprise").update(role="administrator")
    assert client.get(address).status_code == 403
    assert told_on_desk(client) == []


def test_paused_searches_and_closed_accounts_wait(client_of: SignIn, office: House, load: Load) -> None:
    paused, closed = client_of(Role.OFFICER), client_of(Role.HEAD)
    address = watched(paused)
    paused.post(address, {"wish": "pause"})
    watched(closed)
    Account.objects.filter(role="head").update(is_active=False)
    load()
    assert not NewHit.objects.exists()
    paused.post(address, {"wish": "resume"})
    Account.objects.filter(role="head").update(is_active=True)
    bring_up(office)
    assert told_on_desk(paused) == []  # what came while it was paused is not told
    closed.force_login(Account.objects.get(role="head"), backend="django.contrib.auth.backends.ModelBackend")
    assert told_on_desk(closed) == [2]


def test_when_the_last_known_snapshot_is_gone_nothing_new_is_missed(
    client_of: SignIn, office: House, load: Load
) -> None:
    client = client_of(Role.OFFICER)
    watched(client)
    known = SavedSearch.objects.get().snapshot
    SavedSearch.objects.update(is_paused=True)
    load()
    load(new_rights(970), day=3)
    SavedSearch.objects.update(is_paused=False)
    (office.lake.shelf.folder / f"{known}.json").unlink()
    assert bring_up(office) >= 2
    assert told_on_desk(client)[0] >= 2


def test_only_so_many_are_kept_and_the_page_says_so(
    client_of: SignIn, office: House, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "KEPT", 3)
    client = client_of(Role.OFFICER)
    address = watched(client)
    load([row for serial in (950, 960, 970) for row in new_rights(serial)])
    assert NewHit.objects.count() == 3
    assert "有 3 条以上新命中" in text_of(client, "/desk/")
    assert "3+" in text_of(client, "/desk/searches/")
    assert "新 3 条以上，只留最近的" in text_of(client, address)
    load(new_rights(980), day=4)
    assert told_on_desk(client) == [2]
    assert NewHit.objects.count() == 3


def test_all_are_listed_page_by_page_and_each_is_seen_when_its_page_is(
    client_of: SignIn, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.opened_search, "__kwdefaults__", {"page": 1, "size": 4})
    client = client_of(Role.OFFICER)
    address = watched(client)
    load([row for serial in (950, 960, 970) for row in new_rights(serial)])
    load(new_rights(980), day=4)
    first, second = text_of(client, address), text_of(client, f"{address}?page=2")
    assert "新 8 条" in first
    assert "新 4 条" in second
    shown = [re.findall(r'href="/desk/rights/(patent:[^/]+)/"', page) for page in (first, second)]
    assert [len(page) for page in shown] == [4, 4]
    assert {factory.right(980), factory.right(981)} <= set(shown[0])  # the latest first
    assert set(shown[0]) | set(shown[1]) == set(NewHit.objects.values_list("record", flat=True))
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert told_on_desk(client) == []
    assert text_of(client, f"{address}?page=99").count('<li class="zq-hit">') == 4
    assert text_of(client, f"{address}?page=x").count('<li class="zq-hit">') == 4


def test_all_pages_are_seen_at_once_but_for_what_came_since(
    client_of: SignIn, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.opened_search, "__kwdefaults__", {"page": 1, "size": 2})
    client = client_of(Role.OFFICER)
    address = watched(client)
    load([row for serial in (950, 960) for row in new_rights(serial)])
    page = text_of(client, address)
    (until,) = re.findall(r'name="until" value="([^"]+)"', page)
    load(new_rights(980), day=4)
    assert told_on_desk(client) == [4]
    client.post(address, {"wish": "seen", "until": until})
    assert told_on_desk(client) == [2]
    assert 'name="until"' in text_of(client, f"{address}?page=3")
    client.post(address, {"wish": "seen", "until": SavedSearch.objects.get().snapshot})
    assert 'name="until"' not in text_of(client, address)


def test_pages_keep_to_the_reach_of_now(
    client_of: SignIn, firm: str, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.opened_search, "__kwdefaults__", {"page": 1, "size": 2})
    client = client_of(Role.OFFICER)
    address = watched(client)
    load([row for serial in (950, 960, 970) for row in new_rights(serial)])
    Account.objects.filter(role="officer").update(role="enterprise", party=firm)
    pages = [text_of(client, f"{address}?page={number}") for number in (1, 2)]
    assert [page.count('<li class="zq-hit">') for page in pages] == [2, 1]
    assert "新 3 条" in pages[0]
    assert "/ 2" in pages[0]
    assert SECRET not in "".join(pages)


def test_lists_and_desks_count_so_many_and_say_when_there_are_more(
    client_of: SignIn, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "COUNTED", 2)
    client = client_of(Role.OFFICER)
    two, three = watched(client, "新装置"), watched(client)
    load([new_rights(950)[0], new_rights(960)[0], new_rights(970)[1]])
    assert "有 2 条以上新命中" in text_of(client, "/desk/")
    assert text_of(client, "/desk/searches/").count("2+") == 1
    assert "新 3 条" in text_of(client, three)
    assert "新 2 条" in text_of(client, two)


def test_a_desk_with_alerts_asks_the_desk_little(
    client_of: SignIn, office: House, load: Load, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = client_of(Role.ENTERPRISE)
    for q in ("电池", "装置", "演示", "新装置"):
        watched(client, q)
    load()
    with django_assert_max_num_queries(12):
        assert len(told_on_desk(client)) == 4


def test_what_changed_is_indexed_once_for_all_searches_and_no_text_is_cut(
    client_of: SignIn, office: House, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.OFFICER)
    for q in ("电池", "装置", "新装置"):
        watched(client, q)
    real, made = watching._indexed, []

    def indexed(*given: Any) -> Any:
        made.append(given)
        return real(*given)

    def never(*_: object) -> None:
        raise AssertionError("a hit was made of an id")

    monkeypatch.setattr(watching, "_indexed", indexed)
    monkeypatch.setattr(watching, "_PIECE", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Finder, "_shown_hit", never)
        load()
    assert len(made) == 1
    assert sorted(told_on_desk(client)) == [1, 1, 2]


def test_a_search_that_fails_keeps_nobody_else_from_being_told_and_is_tried_again(
    client_of: SignIn, office: House, load: Load, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(Role.OFFICER)
    watched(client, "装置")
    broken = SavedSearch.objects.get()
    watched(client, "电池")

    def failing(asked: str) -> Any:
        if asked == broken.asked:
            raise ValueError("Compiled regex exceeds size limit")
        return question_of(asked)

    with monkeypatch.context() as patch:
        patch.setattr(work, "question_of", failing)
        load()
    assert f"saved search {broken.key} cannot be compared" in caplog.text
    assert told_on_desk(client) == [2]
    broken.refresh_from_db()
    assert broken.snapshot < office.current()
    bring_up(office)
    assert sorted(told_on_desk(client)) == [1, 2]


def test_a_record_that_gets_another_id_is_not_new_and_stays_seen(client_of: SignIn, office: House, load: Load) -> None:
    client = client_of(Role.OFFICER)
    address = watched(client)
    given = {**new_rights()[0], "pub_no": "CN177777777A"}
    without = {name: value for name, value in given.items() if name != "app_no"}
    load([without])
    assert text_of(client, address).count(NEW) == 1
    watched(client, "新装置")  # knows the record by its first id, and was never told of it
    load([given], day=3)
    assert [hit.record for hit in NewHit.objects.all()] == [factory.right(950)]
    assert told_on_desk(client) == []
    assert NEW not in text_of(client, address)
