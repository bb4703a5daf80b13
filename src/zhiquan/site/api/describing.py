"""The OpenAPI description: answers, problems, permissions added to what the operations take (接口说明)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from zhiquan.site.api.door import OPERATIONS, Operation
from zhiquan.site.api.problems import MEDIA, TITLES, ProblemShape
from zhiquan.site.api.scopes import scope_with
from zhiquan.site.api.summaries import SUMMARIES

_REF = "#/components/schemas/{model}"
_CONVERTER = re.compile(r"\{[a-z]+:")
_EVERY = (400, 422, 429, 500)
_INTRODUCTION = (
    "知权接口。公开的内容不用令牌；其余用 `Authorization: Bearer zq_…`。金额与比率是文本，日期是 ISO 8601。"
    "\n\nThe API of zhiquan. What is published needs no token; everything else takes `Authorization: Bearer zq_…`. "
    "Amounts and rates are texts, days ISO 8601."
)


def described(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """The whole description.

    Args:
        drawn: paths with parameters and bodies, as the framework draws them from the operations.
    """
    paths: dict[str, Any] = {}
    for one in OPERATIONS:
        path = _CONVERTER.sub("{", one.path) or "/"
        held = drawn["paths"][path][one.method]
        paths.setdefault(path if one.path else "/", {})[one.method] = _operation(one, held)
    return {
        "openapi": "3.1.0",
        "info": {**drawn["info"], "description": _INTRODUCTION},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": {**drawn["components"]["schemas"], **_shapes()},
            "securitySchemes": drawn["components"]["securitySchemes"],
        },
    }


def _operation(one: Operation, drawn: Mapping[str, Any]) -> dict[str, Any]:
    scopes = sorted({scope_with(may) for may in one.needs})
    security: list[dict[str, list[str]]] = [{"Token": []}]
    told = {key: value for key, value in drawn.items() if key in {"requestBody", "tags"}}
    parameters = [{**part, "schema": _given(part["schema"])} for part in drawn.get("parameters", ())]
    return {
        "operationId": one.name,
        "summary": drawn["summary"],
        "x-summary-zh": SUMMARIES[one.name],
        **told,
        "parameters": parameters,
        "security": [{}, *security] if one.is_public else security,
        "x-scopes": scopes,
        "x-permissions": sorted(may.value for may in one.needs),
        "responses": _responses(one),
    }


def _given(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The shape of a parameter: what is not given is left out of an address, never written as null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key not in {"anyOf", "title"}}
    return {**kinds[0], **rest} if len(kinds) == 1 else dict(schema)


def _responses(one: Operation) -> dict[str, Any]:
    stated = one.stated
    found: dict[str, Any] = {str(stated.success): _success(one)}
    if one.method == "get" and stated.ground != "never":
        found["304"] = {"description": "Not changed since the ETag in If-None-Match"}
    statuses = {*_EVERY, *one.statuses, 401, 403}
    if one.method in {"post", "patch"}:
        statuses |= {413}
    for status in sorted(statuses):
        schema = {"$ref": _REF.format(model=ProblemShape.__name__)}
        told: dict[str, Any] = {"description": TITLES[status][1].en, "content": {MEDIA: {"schema": schema}}}
        if status == 429:
            told["headers"] = {"Retry-After": {"schema": {"type": "string"}, "description": "Seconds to wait"}}
        found[str(status)] = told
    return found


def _success(one: Operation) -> dict[str, Any]:
    stated = one.stated
    if stated.media != "application/json":
        return {"description": "The file", "content": {stated.media: {"schema": {"type": "string"}}}}
    content: dict[str, Any] = {"application/json": {"schema": _answer(one)}}
    if stated.row is not None:
        content["text/csv"] = {"schema": {"type": "string"}}
    return {"description": "Found" if stated.success == 200 else "Taken", "content": content}


def _answer(one: Operation) -> dict[str, Any]:
    stated = one.stated
    own: dict[str, Any] = {
        "schema": {"const": stated.schema},
        "snapshot": {"type": "string", "description": "Snapshot it was read from"},
    }
    required = ["schema"]
    if stated.row is not None:
        whole = {"type": "integer", "minimum": 0}
        own |= dict.fromkeys(("total", "page", "pages", "size"), whole)
        own["rows"] = {"type": "array", "items": {"$ref": _REF.format(model=stated.row.__name__)}}
        required += ["total", "page", "pages", "size", "rows"]
    told: dict[str, Any] = {"type": "object", "properties": own, "required": required}
    if stated.shape is not None:
        told["allOf"] = [{"$ref": _REF.format(model=stated.shape.__name__)}]
    return told


def _shapes() -> dict[str, Any]:
    """The shapes of rows, objects and problems."""
    models: dict[type[BaseModel], None] = dict.fromkeys([ProblemShape, *_stated(OPERATIONS)])
    names = [one.__name__ for one in models]
    assert len(names) == len(set(names)), "two shapes of one name"
    _, told = models_json_schema([(one, "serialization") for one in models], by_alias=True, ref_template=_REF)
    found: dict[str, Any] = told["$defs"]
    return found


def _stated(operations: Iterable[Operation]) -> list[type[BaseModel]]:
    return [shape for one in operations for shape in (one.stated.row, one.stated.shape) if shape is not None]
