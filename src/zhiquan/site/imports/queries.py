"""Files sent in as the pages show them (上传文件查询)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhiquan.basics.words import Words
from zhiquan.knowledge.shapes import Definition
from zhiquan.knowledge.status_words import StatusWords
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports import mapping
from zhiquan.site.imports.correcting import FixRow, fix_rows
from zhiquan.site.imports.fields import Choice, Row, choices, column_rows
from zhiquan.site.imports.marking import marked
from zhiquan.site.imports.models import DISCARDED, LOADED, REFUSED, TRIED, UNDONE, Upload
from zhiquan.site.jobs.models import FAILED, Job
from zhiquan.site.office.house import house
from zhiquan.site.shell.speech import language_now, say

MOST_COLUMNS = 200
"""Columns that get a list to choose from; a file with more keeps the rest as they were understood."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the list with the job about it, and the vocabulary its trial run took it for (列表一行)."""

    upload: Upload
    job: Job | None
    tool: str = ""

    @property
    def columns(self) -> int:
        """Columns its trial run found."""
        return len((self.upload.trial or {}).get("columns", ()))

    @property
    def is_working(self) -> bool:
        """True while a job about it waits or runs."""
        return self.job is not None and self.job.is_open

    @property
    def has_failed(self) -> bool:
        """True when the last job about it failed."""
        return self.job is not None and self.job.state == FAILED and self.upload.may_be_settled


def recent() -> QuerySet[Upload]:
    """Files sent in, the newest first, without those dropped."""
    return Upload.objects.exclude(state=DISCARDED).defer("outcome", "corrections")


def listed(uploads: list[Upload]) -> list[Listed]:
    """Files with their jobs, in two questions."""
    jobs = Job.objects.in_bulk([one.job for one in uploads if one.job])
    tools = {one.name: one.label for one in vocabularies()} if any(one.trial for one in uploads) else {}
    return [Listed(one, jobs.get(one.job), tools.get((one.trial or {}).get("tool", ""), "")) for one in uploads]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bar: ``look`` is ``is-done``, ``is-now`` or empty."""

    label: str
    look: str


def steps(upload: Upload) -> list[Step]:
    """The four steps and which is the present one."""
    names = [_("1 选文件"), _("2 对列"), _("3 试运行"), _("4 入库")]
    now = {TRIED: 2, LOADED: 4, UNDONE: 4, REFUSED: 0}.get(upload.state, 1)
    return [
        Step(name, "is-done" if place < now else "is-now" if place == now else "") for place, name in enumerate(names)
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page of one file says besides the file itself (文件页).

    Attributes:
        columns: the column table, the first ``MOST_COLUMNS``.
        fields: fields to choose from by kind of row.
        fixes: rows to repair.
        is_all_shown: false when more rows are left out than the page shows.
        ready: rows that would be loaded, corrected ones too.
        remaining: rows that stay to be repaired.
    """

    steps: list[Step]
    columns: list[Row]
    more_columns: int
    sure: int
    asking: int
    kept: int
    fields: dict[str, list[Choice]]
    fixes: list[FixRow]
    is_all_shown: bool
    ready: int
    remaining: int
    parts: list[dict[str, Any]]
    warnings: list[str]
    refusal: dict[str, Any] | None
    mappings: list[str]
    tools: list[Choice]
    job: Job | None
    may_watch: bool
    may_change: bool

    @property
    def is_working(self) -> bool:
        """True while a job about the file waits or runs."""
        return self.job is not None and self.job.is_open


def _refusal(upload: Upload) -> dict[str, Any] | None:
    if not upload.refusal:
        return None
    told: dict[str, Any] = upload.refusal[language_now()]
    return told | {"message": marked(told["message"]), "remedy": marked(told["remedy"] or "")}


def vocabularies() -> list[Choice]:
    """Vocabularies of status words a person may choose, by label."""
    known = house().knowledge()
    return [Choice(name, say(_label(known.definition("status_words", name)))) for name in known.ids("status_words")]


def _label(found: Definition) -> Words:
    assert isinstance(found, StatusWords)
    return Words(found.label.zh, found.label.en)


def shown(upload: Upload, visitor: Visitor) -> Shown:
    """The page of one file."""
    overlay = house().settings.knowledge
    trial = upload.trial or {}
    rows = column_rows(trial, overlay) if trial else []
    kinds = {row.kind or "rights" for row in rows}
    fields = {column["source"]: column["field"] for column in trial.get("columns", ())}
    fixes = fix_rows(trial.get("left_out", []), upload.corrections, trial.get("repair"), fields=fields)
    repaired = len(trial.get("repair", {}).get("keys", ())) - len(trial.get("repair", {}).get("still", ()))
    left_out = trial.get("quarantined", 0)
    job = Job.objects.filter(pk=upload.job).first() if upload.job else None
    return Shown(
        steps=steps(upload),
        columns=rows[:MOST_COLUMNS],
        more_columns=max(0, len(rows) - MOST_COLUMNS),
        sure=sum(row.look == "good" for row in rows),
        asking=sum(row.look == "ask" for row in rows),
        kept=sum(row.look == "kept" for row in rows),
        fields={kind: choices(kind, overlay) for kind in kinds},
        fixes=fixes,
        is_all_shown=len(fixes) == left_out,
        ready=trial.get("rows", 0) - left_out + max(0, repaired),
        remaining=left_out - max(0, repaired),
        parts=[
            part | {"said": marked(say(part["says"]))}
            for part in trial.get("parts", [])
            if part["rows"] or part["says"]
        ],
        warnings=[marked(say(one)) for one in trial.get("warnings", [])],
        refusal=_refusal(upload),
        mappings=mapping.kept(house().settings.home / mapping.FOLDER),
        tools=vocabularies(),
        job=job,
        may_change=upload.may_be_settled and not (job is not None and job.is_open),
        may_watch=job is not None and (job.account == visitor.account or visitor.may(May.RUN_OFFICE)),
    )
