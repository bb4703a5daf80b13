"""Who one is, jobs, and the audit trail (自身、作业与审计)."""

from __future__ import annotations

from typing import Any

from ninja import Path, Query
from pydantic import BaseModel, Field

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, Paged, Text, Word
from zhiquan.site.api.who import TokenVisitor, permissions_of
from zhiquan.site.audit.collecting import collect
from zhiquan.site.audit.models import Line
from zhiquan.site.audit.queries import check_trail, lines_of
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import Job
from zhiquan.site.jobs.queries import jobs_of
from zhiquan.site.office.house import house

TAG = "running"


class Me(BaseModel):
    """Who asks, what they may do and how far they see."""

    account: str
    role: str
    token: str | None = Field(description="Key of the token; null for a session")
    permissions: list[str]
    reach: str = Field(description="everything, party, place or nothing")
    of: str = Field(description="The party or place")
    unit: str


class JobShape(BaseModel):
    """One piece of long work."""

    id: str
    kind: str
    label: Text
    title: str
    state: str = Field(description="queued, running, done, failed or cancelled")
    stage: str
    done: int
    total: int
    made_at: str
    ended_at: str | None
    result: dict[str, Any] | None
    error: dict[str, Any] | None = Field(description="In both languages")


class AuditRow(BaseModel):
    """One line of the audit trail."""

    number: int
    at: str
    account: str
    role: str
    source: str
    action: str
    subject: str
    detail: dict[str, Any]
    previous: str
    hash: str


class Check(BaseModel):
    """What the check of the whole trail found."""

    lines: int
    digest: str
    end: str
    whole: bool
    breaks: list[dict[str, Any]]


class AuditQuery(Paged):
    """Which lines."""

    action: Word = Field("", description="Beginning of what was done, such as import.")
    account: Word = ""
    words: Word = Field("", description="Part of what it was done to")


@operation("get", "/me", needs=May.USE_DESK, schema="me/1", tag=TAG, shape=Me, ground="content")
def me(call: Call) -> One:
    """Who the token acts for, what it may do and how far it sees."""
    visitor, scope = call.visitor, scope_of(call.visitor)
    return One(
        {
            "account": visitor.account,
            "role": visitor.role.value,
            "token": visitor.token if isinstance(visitor, TokenVisitor) else None,
            "permissions": sorted(may.value for may in permissions_of(visitor)),
            "reach": scope.reach,
            "of": scope.of,
            "unit": visitor.unit,
        }
    )


@operation("get", "/jobs", needs=May.USE_DESK, schema="jobs/1", tag=TAG, row=JobShape, ground="content")
def jobs(call: Call, query: Query[Paged]) -> Listed:
    """The account's own jobs, newest first."""
    found = jobs_of(call.visitor)
    begin = (query.page - 1) * query.size
    rows = [job_plain(one) for one in found[begin : begin + query.size]]
    return Listed(rows, found.count(), query.page, query.size)


@operation(
    "get", "/jobs/{name}", needs=May.USE_DESK, schema="job/1", tag=TAG, shape=JobShape, statuses=(404,),
    ground="content",
)  # fmt: skip
def job(call: Call, name: Path[Name]) -> One:
    """One job: where it is, and its result or error once it has ended."""
    found = jobs_of(call.visitor).filter(pk=name).first()
    if found is None:
        raise NotFound(
            Words("没有这个作业", "there is no such job"),
            where={"job": name},
            remedy=Words("从 /jobs 里找。", "Look in /jobs."),
        )
    return One(job_plain(found))


@operation("get", "/audit/lines", needs=May.SEE_AUDIT, schema="audit-lines/1", tag=TAG, row=AuditRow, ground="content")
def audit_lines(_: Call, query: Query[AuditQuery]) -> Listed:
    """The audit trail, newest first."""
    collect(house().lake)
    found = lines_of(action=query.action, account=query.account, words=query.words)
    begin = (query.page - 1) * query.size
    rows = [_line(one) for one in found[begin : begin + query.size]]
    return Listed(rows, found.count(), query.page, query.size)


@operation("get", "/audit/check", needs=May.SEE_AUDIT, schema="audit/1", tag=TAG, shape=Check, ground="content")
def audit_check(_: Call) -> One:
    """Recompute the whole chain and compare it with the register."""
    collect(house().lake)
    found = check_trail(house().lake)
    breaks = [{"number": one.number, "kind": one.kind, "detail": one.detail} for one in found.breaks]
    return One(
        {"lines": found.lines, "digest": found.digest, "end": found.end, "whole": found.is_whole, "breaks": breaks}
    )


def job_plain(job: Job) -> dict[str, Any]:
    """A job as a program reads it."""
    return {
        "id": job.id,
        "kind": job.kind,
        "label": KINDS[job.kind].label,
        "title": job.title,
        "state": job.state,
        "stage": job.stage,
        "done": job.done,
        "total": job.total,
        "made_at": job.made_at,
        "ended_at": job.ended_at,
        "result": job.result,
        "error": job.error,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": line.at,
        "account": line.account,
        "role": line.role,
        "source": line.source,
        "action": line.action,
        "subject": line.subject,
        "detail": line.detail,
        "previous": line.previous,
        "hash": line.hash,
    }
