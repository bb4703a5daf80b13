"""What a program is told when something fails, as RFC 9457 has it (错误应答)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel, Field

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.words import Language, Words

MEDIA = "application/problem+json"
ADDRESS = "/api/v1/docs/#problem-"
"""Begins the ``type`` of every problem; the page explains it."""

TITLES: dict[int, tuple[str, Words]] = {
    400: ("bad-request", Words("请求读不懂", "the request cannot be read")),
    401: ("not-signed-in", Words("没有有效的令牌", "no valid token")),
    403: ("not-allowed-here", Words("没有这项权限", "no permission for this")),
    404: ("not-found", Words("没有找到", "not found")),
    405: ("method", Words("这个地址不支持这种方法", "the address does not take this method")),
    409: ("state", Words("现在不允许", "not allowed now")),
    413: ("too-large", Words("内容太大", "too large")),
    415: ("media-type", Words("内容类型不对", "wrong kind of content")),
    422: ("bad-input", Words("输入有误", "bad input")),
    429: ("too-often", Words("请求太频繁", "too many requests")),
    500: ("mistake", Words("系统出错", "a mistake of ours")),
}
"""Name and title of each status a problem can have."""

REMEDIES: dict[int, Words] = {
    400: Words("按接口说明检查请求的写法。", "Check how the request is written against the reference."),
    401: Words("在“我的账号”里新建令牌，用 Authorization: Bearer 发送。",
               "Make a token on your account's page and send it as Authorization: Bearer."),
    404: Words("检查编号；不在可见范围内的也按没有处理。",
               "Check the id; what is out of your reach is answered as if it did not exist."),
    405: Words("看应答头 Allow。", "See the header Allow."),
    413: Words("分成几个文件再发。", "Send it in parts."),
    429: Words("等 Retry-After 所说的秒数再发。", "Wait the seconds Retry-After says."),
}  # fmt: skip
"""The way out when nothing more particular is known."""


class ProblemShape(BaseModel):
    """A problem as RFC 9457 has it, with the way out and where it lies."""

    type: str = Field(description="Address that explains this kind of problem")
    title: str = Field(description="The kind of problem in the language asked for")
    status: int
    detail: str = Field(description="What is wrong here")
    remedy: str | None = Field(description="What can be done about it")
    where: dict[str, str] = Field(description="Record, field or other coordinates, by name")
    fields: list[FieldProblem] = Field(default=[], description="Of input that breaks rules, each place and rule")


class FieldProblem(BaseModel):
    """One value that breaks a rule of its field."""

    place: str = Field(description="query, path, body, header or file, and the field's name")
    says: str


ProblemShape.model_rebuild()


@dataclass(slots=True, eq=False)
class Problem(Exception):
    """A refusal of the API's own (接口拒绝).

    Args:
        status: one of ``TITLES``.
        detail: what is wrong here.
        remedy: the way out; that of the status when None.
        where: coordinates by name.
        headers: further headers of the answer.
        fields: values that break a rule.
    """

    status: int
    detail: Words
    remedy: Words | None = None
    where: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    fields: Sequence[tuple[str, Words]] = ()

    def answer(self, language: Language) -> HttpResponse:
        """The problem as an answer."""
        name, title = TITLES[self.status]
        remedy = self.remedy or REMEDIES.get(self.status)
        told: dict[str, Any] = {
            "type": ADDRESS + name,
            "title": title.to(language),
            "status": self.status,
            "detail": self.detail.to(language),
            "remedy": remedy.to(language) if remedy else None,
            "where": {key: str(value) for key, value in self.where.items()},
            "fields": [{"place": place, "says": says.to(language)} for place, says in self.fields],
        }
        answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=self.status, content_type=MEDIA)
        answer.headers["Cache-Control"] = "no-store"
        for key, value in self.headers.items():
            answer.headers[key] = value
        return answer


def of_error(error: ZhiquanError) -> Problem:
    """The product's own error as a problem."""
    return Problem(error.status, error.message, error.remedy, error.where)


def of_status(status: int) -> Problem:
    """A failure known by its status alone."""
    known = status if status in TITLES else (500 if status >= 500 else 400)
    return Problem(known, TITLES[known][1])


_RULES: dict[str, Words] = {
    "missing": Words("必须给出", "is required"),
    "int_parsing": Words("要写整数", "must be a whole number"),
    "bool_parsing": Words("要写 true 或 false", "must be true or false"),
    "date_from_datetime_parsing": Words("日期要写成 2025-12-31", "must be a day such as 2025-12-31"),
    "date_parsing": Words("日期要写成 2025-12-31", "must be a day such as 2025-12-31"),
    "uuid_parsing": Words("要写 UUID", "must be a UUID"),
    "string_pattern_mismatch": Words("写法不对", "is not written as it must be"),
    "string_too_long": Words("太长", "is too long"),
    "string_too_short": Words("太短", "is too short"),
}


def of_fields(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """Input that breaks rules, from what the checks of shapes found."""
    fields = [(".".join(str(part) for part in one["loc"]), _rule(one)) for one in errors]
    remedy = Words("按 fields 逐项改正，再发送。", "Mend what fields names, then send again.")
    return Problem(422, Words("有的值不合要求", "some values break a rule"), remedy, fields=fields)


def _rule(error: Mapping[str, Any]) -> Words:
    said = str(error.get("msg", ""))
    known = _RULES.get(str(error.get("type")))
    return Words(f"{known.zh}（{said}）", f"{known.en} ({said})") if known else Words(f"不合要求：{said}", said)
