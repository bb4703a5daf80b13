"""Every read answers with what the description says, for a reader who may see it all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped] # states no types
import pytest
from django.test import Client

from zhiquan.site.api.door import OPERATIONS, Operation
from zhiquan.site.api.mounting import description
from zhiquan.site.gate.policy import POLICY, Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db


def schema_of(one: Operation) -> dict[str, Any]:
    """The JSON schema of an operation's answer, with the shapes it refers to."""
    told = description()
    path = next(
        path for path, methods in told["paths"].items() if any(m["operationId"] == one.name for m in methods.values())
    )
    content = told["paths"][path][one.method]["responses"][str(one.stated.success)]["content"]
    return {**content["application/json"]["schema"], "components": told["components"]}


def reads() -> Iterator[Operation]:
    yield from (one for one in OPERATIONS if one.method == "get" and one.stated.media == "application/json")


def role_for(one: Operation) -> Role:
    return next(role for role in (Role.OFFICER, Role.HEAD, Role.OVERSIGHT) if set(one.needs) <= POLICY[role])


@pytest.fixture
def known(published_house: House, get: Callable[..., Any], token_of: Callable[..., str]) -> dict[str, str]:
    """Ids that exist, by parameter."""
    token = token_of(Role.OFFICER)

    def first(path: str) -> Any:
        return get(path, token).json()["rows"][0]

    right = first("/rights")
    saved = Client().post(
        "/api/v1/searches", {"q": "演示"}, content_type="application/json", headers={"Authorization": token}
    )
    made = Client().post("/api/v1/lists", {}, content_type="application/json", headers={"Authorization": token})
    collected = {"id": right["id"], "q": "演示", "note": "演示备注"}
    address = f"/api/v1/lists/{made.json()['id']}/records"
    put = Client().post(address, collected, content_type="application/json", headers={"Authorization": token})
    assert put.status_code == 201
    return {
        "right": right["id"],
        "part": "events",
        "party": first("/parties")["id"],
        "indicator": first("/published/board")["indicator"],
        "by": "town",
        "slug": first("/duties")["slug"],
        "check": first("/quality")["check"],
        "key": saved.json()["id"],
        "list": made.json()["id"],
        "name": "",
        "kind": "indicators",
    }


def differences(rows: list[dict[str, Any]], file: str) -> Iterator[tuple[Any, ...]]:
    """Where a list as CSV says another thing than as JSON: number of rows, no columns, plain cells of its columns."""
    read = list(csv.DictReader(io.StringIO(file)))
    if len(read) != len(rows):
        yield "rows", len(rows), len(read)
    for number, (told, cells) in enumerate(zip(rows, read, strict=False)):
        if not cells.keys() & told.keys():
            yield number, sorted(told.keys() ^ cells.keys())
        plain = {key: told[key] for key in cells if isinstance(told.get(key), (str, int, float))}
        for key, value in plain.items():
            written = str(value).lower() if isinstance(value, bool) else str(value)
            if cells.get(key, "").lstrip("'") != written.lstrip("'"):
                yield number, key, value, cells.get(key)


GIVEN = {name: {"q": "演示"} for name in ("published_rights", "search_explain", "search_suggestions")}
"""What an operation must be asked with."""

NAMES: dict[str, Callable[[Callable[..., Any]], Any]] = {
    "publication": lambda get: get("/publications").json()["rows"][0]["id"],
    "data_set": lambda _: "indicators",
    "service": lambda get: get("/services").json()["rows"][0]["id"],
    "definition": lambda _: "invention_patents_per_10k",
}


def test_every_read_answers_as_described(
    published_house: House, get: Callable[..., Any], token_of: Callable[..., str], known: dict[str, str]
) -> None:
    tokens = {role: token_of(role) for role in (Role.OFFICER, Role.HEAD, Role.OVERSIGHT)}
    wrong: list[tuple[Any, ...]] = []
    files: list[str] = []
    for one in reads():
        token = tokens[role_for(one)]
        values = dict(known)
        if one.name in NAMES:
            values["name"] = NAMES[one.name](get)
        elif "batches" in one.path:
            values["name"] = get("/batches", token).json()["rows"][0]["batch"]
        elif one.name in {"job", "one_import"}:
            continue  # made and read in test_imports
        elif one.name == "list_records":
            values["key"] = known["list"]
        if one.name == "score":
            values["slug"] = get("/appraisal", token).json()["rows"][0]["slug"]
        path = one.path
        for key, value in values.items():
            for form in (f"{{path:{key}}}", f"{{rightpart:{key}}}", f"{{{key}}}"):
                path = path.replace(form, value)
        given = GIVEN.get(one.name, {})
        if one.name == "lines":
            origin = next(row["origin"] for row in get("/rights", token).json()["rows"] if row["origin"])
            given = {"batch": origin["batch"], "sheet": origin["sheet"] or "", "line": origin["line"]}
        answer = get(path or "/", token, **given)
        if answer.status_code != 200:
            wrong.append((one.name, path, answer.status_code, answer.content.decode()[:300]))
            continue
        try:
            jsonschema.validate(answer.json(), schema_of(one))
        except jsonschema.ValidationError as problem:
            wrong.append((one.name, list(problem.absolute_path), problem.message[:200]))
        rows = answer.json()["rows"] if one.stated.row else []
        if rows and Role.OFFICER is role_for(one):
            files.append(one.name)
            file = get(path, token, **given, format="csv").content.decode("utf-8-sig")
            wrong += [(one.name, *difference) for difference in differences(rows, file)]
    assert {"data_set", "right_part", "rights", "published_board"} <= set(files)
    assert wrong == []
