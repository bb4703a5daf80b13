"""Files sent in, batches, rows left out, data quality (导入、批次与质量)."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils import timezone
from ninja import File, Form, Path, Query, Schema
from ninja.files import UploadedFile
from ninja.params.functions import Header
from pydantic import BaseModel, Field

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.models import SentOnce
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, Paged, Text, Whole, Word
from zhiquan.site.gate.policy import May
from zhiquan.site.imports import actions, batch_queries
from zhiquan.site.imports.fields import AUTHORITIES
from zhiquan.site.imports.models import DISCARDED, Upload
from zhiquan.site.imports.queries import recent, vocabularies
from zhiquan.site.office.house import house
from zhiquan.site.review import quality_queries

TAG = "loading"
Authority = Literal[tuple(AUTHORITIES)]  # type: ignore[valid-type] # the standings the page offers
Action = Literal[tuple(batch_queries.ACTIONS)]  # type: ignore[valid-type] # what a batch can be
_SENDING = "imports"
_KEPT = timedelta(days=30)
"""How long a program's own key of a file is remembered."""


class ImportForm(Schema):
    """What is known about a file."""

    as_of: date | None = Field(None, description="Day the file describes; the day of loading when not given")
    authority: Authority = Field("tool", description="Standing of the source")  # type: ignore[valid-type] # likewise
    tool: Word = Field("", description="Vocabulary of its status words; found out when empty")
    note: Word = ""


class ImportRow(BaseModel):
    """One file sent in."""

    id: str
    name: str
    sha256: str
    size: int
    state: str = Field(description="received, tried, refused, loaded, undone")
    account: str
    made_at: str
    as_of: str | None
    authority: str
    job: str | None = Field(description="The last job about it")
    batch: str | None = Field(description="Its batch once loaded")


class ImportShape(ImportRow):
    """One file sent in, with what its trial run or load found."""

    trial: dict[str, Any] | None = Field(description="Rows found, new, merged, unchanged, left out; columns, warnings")
    refusal: dict[str, Any] | None
    outcome: dict[str, Any] | None


class BatchRow(BaseModel):
    """One loaded file or decision."""

    batch: str
    action: str
    file: str | None
    sha256: str | None
    loaded_at: str
    by: str
    known: str | None
    as_of: str | None
    authority: str | None
    rows: dict[str, int]
    total: int
    left_out: int


class BatchShape(BatchRow):
    """One batch with the columns it was read by and those who mend it."""

    mapping: dict[str, str]
    note: str
    mended_by: list[str]


class LeftOutRow(BaseModel):
    """One row that broke a rule."""

    sheet: str
    line: int | None
    column: str
    value: str
    rule: str
    says: Text
    remedy: Text
    headings: list[str]
    cells: list[str]


class CheckRow(BaseModel):
    """One check of the register and how many rows it finds."""

    check: str
    group: Text
    label: Text
    count: int


class FoundRow(BaseModel):
    """One row a check found."""

    subject: str
    shown: str
    detail: str
    right: str
    batch: str
    sheet: str
    line: int


class BatchesQuery(Paged):
    """Which batches."""

    action: Action | None = None  # type: ignore[valid-type] # likewise


@operation(
    "post", "/imports", needs=May.IMPORT, schema="import/1", tag=TAG, shape=ImportShape, success=202,
    statuses=(409, 413), ground="never",
)  # fmt: skip
def send_import(
    call: Call,
    file: File[UploadedFile],
    form: Form[ImportForm],
    idempotency_key: str = Header("", max_length=80, pattern=r"^[!-~]*$", alias="Idempotency-Key"),
) -> One:
    """Send a file in: it is kept and tried by a job; nothing is loaded yet. The same key sends it once."""
    said = form.model_dump()
    if said["tool"] and said["tool"] not in {one.name for one in vocabularies()}:
        raise BadInput(Words("没有这种状态用语", "there is no such vocabulary"), where={"tool": said["tool"]})
    upload = _sent_once(call, file, said, idempotency_key) if idempotency_key else _receive(call, file, said)
    return One(_shape(upload), location=call.address(f"/imports/{upload.id}"), status=202)


@operation("get", "/imports", needs=May.IMPORT, schema="imports/1", tag=TAG, row=ImportRow, ground="content")
def imports(_: Call, query: Query[Paged]) -> Listed:
    """Files sent in, the newest first, without those dropped."""
    begin, found = (query.page - 1) * query.size, recent()
    rows = [_row(one) for one in found[begin : begin + query.size]]
    return Listed(rows, found.count(), query.page, query.size)


@operation(
    "get", "/imports/{name}", needs=May.IMPORT, schema="import/1", tag=TAG, shape=ImportShape, statuses=(404,),
    ground="content",
)  # fmt: skip
def one_import(_: Call, name: Path[Name]) -> One:
    """One file sent in: its state, its trial run, its batch."""
    return One(_shape(_upload(name)))


@operation(
    "post", "/imports/{name}/load", needs=May.IMPORT, schema="import/1", tag=TAG, shape=ImportShape, success=202,
    statuses=(404, 409), ground="never",
)  # fmt: skip
def load_import(call: Call, name: Path[Name]) -> One:
    """Load a file whose trial run found something: a job does it."""
    upload = actions.load(_upload(name), by=call.visitor)
    return One(_shape(upload), location=call.address(f"/jobs/{upload.job}"), status=202)


@operation("get", "/batches", needs=May.SEE_BATCHES, schema="batches/1", tag=TAG, row=BatchRow)
def batches(_: Call, query: Query[BatchesQuery]) -> Listed:
    """What was loaded and decided, the last first, fifty a page."""
    found = batch_queries.batch_page(action=query.action or "", wanted=str(query.page))
    total, size = found.page.paginator.count, batch_queries.PER_PAGE
    is_beyond = query.page > found.page.paginator.num_pages
    rows = [] if is_beyond else [_batch(one) for one in found.rows]
    return Listed(rows, total, query.page, size, house().current())


@operation(
    "get", "/batches/{name}", needs=May.SEE_BATCHES, schema="batch/1", tag=TAG, shape=BatchShape, statuses=(404,),
)  # fmt: skip
def batch(_: Call, name: Path[Name]) -> One:
    """One batch: file, hash, rows by kind, the columns it was read by."""
    with house().reader() as reader:
        found = batch_queries.one_batch(reader, name)
        left_out = batch_queries.left_out_count(reader, name)
        mended = batch_queries.mending_batches(reader, name)
    told = {**_batch({**found, "left_out": left_out}), "mapping": found["mapping"], "note": found["note"]}
    return One({**told, "mended_by": mended}, house().current())


@operation(
    "get", "/batches/{name}/left-out", needs=May.SEE_BATCHES, schema="left-out/1", tag=TAG, row=LeftOutRow,
    statuses=(404,),
)  # fmt: skip
def batch_left_out(_: Call, name: Path[Name], query: Query[Paged]) -> Listed:
    """Rows of a batch that broke a rule and have not come back corrected."""
    with house().reader() as reader:
        batch_queries.one_batch(reader, name)
        rows = batch_queries.left_out_rows(reader, name, limit=None)
    return page_of(rows, page=query.page, size=query.size, snapshot=house().current())


@operation("get", "/quality", needs=May.SEE_BATCHES, schema="quality/1", tag=TAG, row=CheckRow)
def quality(_: Call, query: Query[Whole]) -> Listed:
    """How many rows each check of the register finds."""
    del query
    rows = [
        {"check": one.check.id, "group": group.label, "label": one.check.says, "count": one.count}
        for group in quality_queries.groups()
        for one in group.checks
    ]
    return Listed(rows, len(rows), snapshot=house().current())


@operation(
    "get", "/quality/{check}", needs=May.SEE_BATCHES, schema="quality-rows/1", tag=TAG, row=FoundRow,
    statuses=(404,),
)  # fmt: skip
def quality_rows(_: Call, check: Path[Name], query: Query[Paged]) -> Listed:
    """The rows one check finds, fifty a page, each with its right and the line of a file."""
    found = quality_queries.check_named(check)
    total = quality_queries.counts().get(found.id, 0)
    size = quality_queries.PER_PAGE
    is_beyond = (query.page - 1) * size >= total
    rows = [] if is_beyond else [
        {"subject": one.found.subject, "shown": one.found.shown or "", "detail": one.found.detail or "",
         "right": one.right, "batch": one.batch, "sheet": one.sheet, "line": one.line}
        for one in quality_queries.rows_of(found, number=query.page)
    ]  # fmt: skip
    return Listed(rows, total, query.page, size, house().current())


def _receive(call: Call, file: UploadedFile, said: dict[str, Any]) -> Upload:
    return actions.receive(file.name or "", file.chunks(), by=call.visitor, said=said)


def _sent_once(call: Call, file: UploadedFile, said: dict[str, Any], key: str) -> Upload:
    """The file under a program's own key: sent again it is the same file sent in.

    Raises:
        NotAllowed: the key was used for another file.
    """
    content = _hash(file, said)
    SentOnce.objects.filter(made_at__lt=timezone.now() - _KEPT).delete()
    mark = {"account": call.visitor.account, "operation": _SENDING, "key": key}
    before = _sent_before(mark, content)
    if before is not None:
        return before
    stored = actions.keep(file.name or "", file.chunks())
    try:
        with transaction.atomic():
            held = SentOnce.objects.create(**mark, content=content)
            upload = actions.take_in(stored, by=call.visitor, said=said)
            SentOnce.objects.filter(pk=held.pk).update(made=upload.id)
            return upload
    except IntegrityError:  # another request with the key came first
        before = _sent_before(mark, content)
        if before is None:
            raise
        return before


def _sent_before(mark: dict[str, str], content: str) -> Upload | None:
    """What came of a key; None for one not used, or used for a file that was dropped, which frees it.

    Raises:
        NotAllowed: the key was used for another file.
    """
    before = SentOnce.objects.filter(**mark).first()
    if before is None:
        return None
    upload = Upload.objects.exclude(state=DISCARDED).filter(pk=before.made).first()
    if upload is None:
        before.delete()
        return None
    if before.content != content:
        raise NotAllowed(
            Words("这个 Idempotency-Key 已用于别的文件", "the Idempotency-Key was used for another file"),
            where={"key": mark["key"]},
            remedy=Words("每个文件用新的值。", "Use a new value for each file."),
        )
    return upload


def _hash(file: UploadedFile, said: dict[str, Any]) -> str:
    digest = hashlib.sha256(repr((file.name, sorted((key, str(value)) for key, value in said.items()))).encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _upload(name: str) -> Upload:
    found = Upload.objects.exclude(state=DISCARDED).filter(pk=name).first()
    if found is None:
        raise NotFound(
            Words("没有这个文件", "there is no such file"),
            where={"import": name},
            remedy=Words("从 /imports 里找。", "Look in /imports."),
        )
    return found


def _row(one: Upload) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "sha256": one.sha256,
        "size": one.size,
        "state": one.state,
        "account": one.account,
        "made_at": one.made_at,
        "as_of": one.as_of,
        "authority": one.authority,
        "job": one.job or None,
        "batch": one.batch or None,
    }


def _shape(one: Upload) -> dict[str, Any]:
    return {**_row(one), "trial": one.trial, "refusal": one.refusal, "outcome": one.outcome}


def _batch(row: dict[str, Any]) -> dict[str, Any]:
    names = ("batch", "action", "file", "sha256", "loaded_at", "by", "known", "as_of", "authority", "rows", "total",
             "left_out")  # fmt: skip
    return {name: row.get(name) for name in names}
