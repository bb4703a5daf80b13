"""Every operation with every role, with the scopes it needs and without them: from the API's own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from zhiquan.site.api.door import OPERATIONS, Operation
from zhiquan.site.api.mounting import API, NAMESPACE, description
from zhiquan.site.api.scopes import SCOPES, scope_with, scopes_for
from zhiquan.site.gate.policy import POLICY, Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
WITH_BODY = ("ask", "read_question", "prove_duty", "save_search", "make_list", "collect_record")
BODIES: dict[str, Any] = {name: {} for name in WITH_BODY}


def address(one: Operation) -> str:
    path = one.path
    for key, value in (("part", "events"), ("by", "town"), ("kind", "indicators")):
        path = path.replace(f"{{rightpart:{key}}}", value).replace(f"{{{key}}}", value)
    while "{" in path:
        begin, _, rest = path.partition("{")
        path = begin + "none-such" + rest.partition("}")[2]
    return f"/api/v1{path or '/'}"


def asked(one: Operation, token: str = "") -> Any:
    headers = {"Authorization": token} if token else {}
    if one.method != "post":
        return getattr(Client(), one.method)(address(one), headers=headers)
    return Client().post(address(one), BODIES.get(one.name), content_type="application/json", headers=headers)


def test_the_list_is_the_whole_api() -> None:
    drawn = {
        (path_view_path, method.lower())
        for bound in API._get_bound_routers()
        for path_view_path, view in bound.path_operations.items()
        for held in view.operations
        for method in held.methods
    }
    assert drawn == {(one.path, one.method) for one in OPERATIONS}
    assert sum(len(methods) for methods in description()["paths"].values()) == len(OPERATIONS)
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS) > 50
    assert all(resolve(address(one)).namespace == NAMESPACE for one in OPERATIONS)


def test_everybody_reads_what_is_published_and_nothing_else(published_house: House) -> None:
    for one in OPERATIONS:
        status = asked(one).status_code
        assert (status != 401) == (set(one.needs) <= POLICY[Role.PUBLIC]), (one.name, status)
        assert status != 403, one.name


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
def test_a_token_enters_where_role_and_scopes_both_let_it(
    role: Role, published_house: House, token_of: Callable[..., str]
) -> None:
    offered = {one.name for one in scopes_for(role)}
    every, wrong = token_of(role), []
    for one in OPERATIONS:
        may = set(one.needs) <= POLICY[role]
        status = asked(one, every).status_code
        if (status not in {401, 403}) != may:
            wrong.append((one.name, "every scope", status))
    tokens: dict[str, str] = {}
    for one in OPERATIONS:
        wanted = {scope_with(may) for may in one.needs}
        if not set(one.needs) <= POLICY[role]:
            continue
        only, rest = sorted(wanted), sorted(offered - {min(wanted)})
        for scopes, enters in ((only, True), (rest, False)):
            key = ",".join(scopes)
            tokens[key] = tokens.get(key) or token_of(role, scopes)
            status = asked(one, tokens[key]).status_code
            if (status != 403) != enters:
                wrong.append((one.name, key, status))
    assert wrong == []


def test_a_session_reads_from_our_own_pages_only(published_house: House, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.OFFICER)
    assert client.get("/api/v1/rights").status_code == 200
    assert client.get("/api/v1/rights", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    for site in ("cross-site", "same-site"):
        assert client.get("/api/v1/rights", headers={"Sec-Fetch-Site": site}).status_code == 401
    assert client.post("/api/v1/rights/export").status_code == 401


def test_a_list_of_the_desk_as_a_file_needs_the_permission_to_export(
    published_house: House, get: Callable[..., Any], token_of: Callable[..., str]
) -> None:
    without = token_of(Role.OFFICER, ["register"])
    assert get("/rights", without).status_code == 200
    refused = get("/rights", without, format="csv")
    assert (refused.status_code, refused.json()["where"]["scope"]) == (403, "export")
    assert get("/rights", without, headers={"Accept": "text/csv"}).status_code == 403
    assert get("/rights", token_of(Role.OFFICER, ["register", "export"]), format="csv").status_code == 200
    assert get("/rights", token_of(Role.OVERSIGHT), format="csv").status_code == 403
    assert get("/published/board", format="csv").status_code == 200


def test_every_scope_is_asked_for_somewhere() -> None:
    asked_for = {scope_with(may) for one in OPERATIONS for may in one.needs}
    assert asked_for == set(SCOPES)
