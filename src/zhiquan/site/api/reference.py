"""The description of the API as its page shows it (接口说明页)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.site.api.problems import REMEDIES, TITLES

PART_WORDS: dict[str, Words] = {
    "published": Words("已公布的看板与指标", "Published boards and figures"),
    "published register": Words("公开的权利与单位", "Public rights and organisations"),
    "open data": Words("数据集、服务、口径、条款", "Data sets, services, definitions, clauses"),
    "plan": Words("规划看板与指标（工作台）", "Board and figures of the workbench"),
    "work": Words("任务、经费与考核", "Duties, budget and scores"),
    "search": Words("检索、保存的检索与清单", "Search, saved searches and lists"),
    "rights": Words("权利", "Rights"),
    "parties": Words("主体与来源行", "Parties and source lines"),
    "loading": Words("导入、批次与质量", "Loading, batches and quality"),
    "questions": Words("更正与申诉", "Corrections and complaints"),
    "running": Words("自身、作业与审计", "Oneself, jobs and audit"),
}
"""What each part of the description is called."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    place: str
    kind: str
    says: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field of an answer or body."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class OperationShown:
    """One operation (操作)."""

    id: str
    method: str
    path: str
    summary: Words
    scopes: tuple[str, ...]
    is_public: bool
    has_csv: bool
    parameters: tuple[Parameter, ...]
    body: tuple[FieldOf, ...]
    fields: tuple[FieldOf, ...]
    row: tuple[FieldOf, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the description (一部分)."""

    id: str
    label: Words
    operations: list[OperationShown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One kind of problem (一种错误)."""

    id: str
    status: int
    title: Words
    remedy: Words | None


def parts(description: Mapping[str, Any]) -> list[Part]:
    """Every operation under its part."""
    found = {name: Part(name.replace(" ", "-"), label) for name, label in PART_WORDS.items()}
    schemas = description["components"]["schemas"]
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            found[told["tags"][0]].operations.append(_shown(path, method, told, schemas))
    return [one for one in found.values() if one.operations]


def problems() -> list[ProblemShown]:
    """Every kind of problem."""
    return [ProblemShown(name, status, title, REMEDIES.get(status)) for status, (name, title) in TITLES.items()]


def _shown(path: str, method: str, told: Mapping[str, Any], schemas: Mapping[str, Any]) -> OperationShown:
    success = next(one for status, one in told["responses"].items() if status.startswith("2"))
    answer = success.get("content", {}).get("application/json", {}).get("schema", {})
    row = answer.get("properties", {}).get("rows", {}).get("items", {})
    return OperationShown(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=Words(told["x-summary-zh"], told["summary"]),
        scopes=tuple(told["x-scopes"]),
        is_public={} in told["security"],
        has_csv="text/csv" in success.get("content", {}),
        parameters=tuple(_parameter(one, schemas) for one in told.get("parameters", ())),
        body=_body(told, schemas),
        fields=tuple(one for part in answer.get("allOf", ()) for one in _fields(part, schemas)),
        row=_fields(row, schemas),
        statuses=tuple(told["responses"]),
    )


def _parameter(one: Mapping[str, Any], schemas: Mapping[str, Any]) -> Parameter:
    says = one.get("description") or one["schema"].get("description", "")
    return Parameter(one["name"], one["in"], _kind(one["schema"], schemas), says, bool(one.get("required")))


def _body(told: Mapping[str, Any], schemas: Mapping[str, Any]) -> tuple[FieldOf, ...]:
    contents = told.get("requestBody", {}).get("content", {})
    return tuple(one for content in contents.values() for one in _fields(content["schema"], schemas))


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> tuple[FieldOf, ...]:
    properties = _resolved(schema, schemas).get("properties", {})
    return tuple(FieldOf(name, _kind(one, schemas), one.get("description", "")) for name, one in properties.items())


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = schemas[name] if name else schema
    return found


def _kind(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """What a value is, in one or two words: ``text``, ``day``, ``list of text``, ``a | b``."""
    if "anyOf" in schema:
        return " | ".join(_kind(one, schemas) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if "$ref" in schema:
        return str(_resolved(schema, schemas).get("title", schema["$ref"].rpartition("/")[2]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}), schemas)}"
    named = {"date": "day", "binary": "file", "uuid": "UUID"}.get(schema.get("format", ""))
    return named or {"string": "text", "integer": "whole number"}.get(schema.get("type", ""), schema.get("type", "any"))
