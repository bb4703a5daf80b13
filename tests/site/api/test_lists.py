"""Own lists by programs: made, filled, read page by page, noted, renamed, emptied; within reach, within the scope."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from factory import right
from planted_rights import SECRET
from watched_office import copied_house, firm_of, indexed
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.models import Line
from zhiquan.site.collecting import actions
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
TokenOf = Callable[..., str]
HIDDEN, PERSONAL, MARK = right(901), right(902), "trademark:CN9000001/09"


@pytest.fixture(scope="module")
def listed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planted records with their index."""
    return indexed(tmp_path_factory.mktemp("api-lists"))


@pytest.fixture
def office(listed_home: Path, tmp_path: Path) -> Iterator[House]:
    with copied_house(listed_home, tmp_path / "home") as found:
        yield found


def sent(method: str, path: str, token: str, body: Any = None) -> Any:
    return getattr(Client(), method)(
        f"/api/v1{path}", body, content_type="application/json", headers={"Authorization": token}
    )


def test_a_list_is_made_filled_noted_read_and_deleted(office: House, get: Get, token_of: TokenOf) -> None:
    token = token_of(Role.ANALYST)
    made = sent("post", "/lists", token, {"name": "阻垢剂"})
    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["count"], told["latest"]) == ("阻垢剂", 0, None)
    path = f"/lists/{told['id']}"
    assert made["Location"] == f"/api/v1{path}"
    assert sent("post", "/lists", token, {"name": "阻垢剂"}).status_code == 409
    first = sent("post", f"{path}/records", token, {"id": MARK, "q": "阻垢", "kind": ["trademark"], "note": "先看"})
    assert (first.status_code, first["Location"]) == (201, f"/api/v1{path}")
    assert (first.json()["title"], first.json()["note"], first.json()["found_by"]) == ("演示净垢宁", "先看", "阻垢")
    assert sent("post", f"{path}/records", token, {"id": PERSONAL}).json()["found_by"] == ""
    again = sent("post", f"{path}/records", token, {"id": MARK})
    assert (again.status_code, again.json()["note"]) == (201, "先看")
    rows = get(path, token).json()
    assert ([row["id"] for row in rows["rows"]], rows["unseen"], rows["name"]) == ([MARK, PERSONAL], 0, "阻垢剂")
    assert [row["id"] for row in get(path, token, page=2, size=1).json()["rows"]] == [PERSONAL]
    one = f"{path}/records/{quote(MARK)}"
    assert sent("patch", one, token, {"note": "再看"}).json()["note"] == "再看"
    lines = list(csv.DictReader(io.StringIO(get(path, token, format="csv").content.decode("utf-8-sig"))))
    assert [(line["id"], line["note"]) for line in lines] == [(MARK, "再看"), (PERSONAL, "")]
    assert sent("patch", path, token, {"name": "乙"}).json()["name"] == "乙"
    assert [(row["name"], row["count"]) for row in get("/lists", token).json()["rows"]] == [("乙", 2)]
    assert sent("delete", one, token).json()["id"] == MARK
    assert sent("delete", one, token).status_code == 404
    assert sent("delete", path, token).json()["id"] == told["id"]
    assert get(path, token).status_code == 404
    assert [line.action for line in Line.objects.filter(action__startswith="list.").order_by("number")] == [
        "list.made", "list.collected", "list.noted", "list.collected", "list.noted", "list.renamed",
        "list.taken_out", "list.deleted",
    ]  # fmt: skip


def test_what_cannot_be_is_refused(office: House, get: Get, token_of: TokenOf, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(Role.ANALYST)
    path = f"/lists/{sent('post', '/lists', token, {}).json()['id']}"
    wrong: list[tuple[str, str, Any]] = [
        ("post", "/lists", {"name": "长" * 61}), ("post", "/lists", {"nome": "甲"}), ("patch", path, {"name": ""}),
        ("patch", path, {}), ("post", f"{path}/records", {}), ("post", f"{path}/records", {"id": "\x07"}),
        ("post", f"{path}/records", {"id": MARK, "note": "字" * 201}),
    ]  # fmt: skip
    for method, address, body in wrong:
        assert sent(method, address, token, body).status_code == 422, (method, address, body)
    monkeypatch.setattr(actions, "MOST_RECORDS", 1)
    monkeypatch.setattr(actions, "MOST", 1)
    assert sent("post", f"{path}/records", token, {"id": MARK}).status_code == 201
    full = sent("post", f"{path}/records", token, {"id": PERSONAL})
    assert (full.status_code, "清单已满" in full.json()["detail"]) == (409, True)
    assert sent("post", "/lists", token, {}).status_code == 409
    assert get(path, token).json()["total"] == 1


def test_lists_keep_to_the_reach_to_the_account_and_to_the_scope(office: House, get: Get, token_of: TokenOf) -> None:
    officer, firm = token_of(Role.OFFICER), token_of(Role.ENTERPRISE, party=firm_of(office))
    path, other = (f"/lists/{sent('post', '/lists', one, {}).json()['id']}" for one in (officer, firm))
    for name in (HIDDEN, MARK):
        assert sent("post", f"{path}/records", officer, {"id": name}).status_code == 201
    hidden, missing = (sent("post", f"{other}/records", firm, {"id": name}) for name in (HIDDEN, right(999)))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.decode().replace(HIDDEN, "") == missing.content.decode().replace(right(999), "")
    assert get("/lists", firm).json()["total"] == 1
    assert get(path, firm).status_code == get("/lists/none-such", firm).status_code == 404
    for method, body in (("patch", {"name": "乙"}), ("delete", None)):
        assert sent(method, path, firm, body).status_code == 404
    for method, body in (("patch", {"note": "乙"}), ("delete", None)):
        assert sent(method, f"{path}/records/{quote(MARK)}", firm, body).status_code == 404
    Account.objects.filter(role="officer").update(role="enterprise", party="party:none")
    told = get(path, officer)
    assert ([row["id"] for row in told.json()["rows"]], told.json()["unseen"]) == ([MARK], 1)
    for given in ({}, {"format": "csv"}):
        assert SECRET not in get(path, officer, **given).content.decode()
        assert HIDDEN not in get(path, officer, **given).content.decode()
    refused = get("/lists", token_of(Role.ANALYST, ["register"]))
    assert (refused.status_code, refused.json()["where"]["scope"]) == (403, "watch")
