"""Who did what to one right, duty or figure, and when: the trail and the register told as one (对象轨迹)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from zhiquan.basics.words import Words
from zhiquan.register.lake.reader import Reader
from zhiquan.site.audit.models import Line
from zhiquan.site.office.house import house
from zhiquan.site.shell.naming import ACTIONS

KINDS: dict[str, Words] = {
    "right": Words("权利", "right"),
    "duty": Words("任务", "duty"),
    "figure": Words("指标", "figure"),
}
"""What a trail can be of."""

_MOST = 500

_ORIGIN = 'b.loaded_at, b.action, b."by", b.file, b.batch, o.sheet, o.line'

_TOLD = {"rows": "行数", "unit": "单位", "before": "原为", "after": "改为", "answer_by": "答复期限", "equal": "相符"}
"""What of a line's detail is told, as the office words it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done (一步).

    Attributes:
        at: when.
        who: account, or name of the program.
        says: what was done.
        detail: what with: file and line, rows, reason; as loaded.
        line: number of the audit line; 0 for what the register tells.
        batch, sheet, row: line of the file, where there is one.
    """

    at: datetime
    who: str
    says: Words
    detail: str = ""
    line: int = 0
    batch: str = ""
    sheet: str = ""
    row: int = 0


def trail_of(kind: str, name: str) -> list[Step]:
    """Everything done to one thing, the last first; at most 500 steps of each source.

    Args:
        kind: one of ``KINDS``.
        name: id of the right or indicator; of a duty ``plan/number``.
    """
    steps = [_of_line(line) for line in _lines(kind, name)[:_MOST]]
    if house().is_filled():
        with house().reader() as reader:
            steps += {"right": _right, "duty": _duty, "figure": _figure}[kind](reader, name)
    return sorted(steps, key=lambda one: (one.at, one.line), reverse=True)


def _lines(kind: str, name: str) -> Any:  # noqa: ANN401 - a query set
    wanted = Q(subject=name)
    if kind == "figure":
        boards = [one.id for one in house().published() if _shows(one.content, name)]
        wanted |= Q(subject__in=boards, action__startswith="board.")
    if kind == "duty":
        wanted &= Q(action__startswith="duty.")
    return Line.objects.filter(wanted).order_by("-number")


def _of_line(line: Line) -> Step:
    told = line.detail
    parts = [f"{word} {told[key]}" for key, word in _TOLD.items() if told.get(key) not in {None, ""}]
    says = ACTIONS.get(line.action, Words(line.action, line.action))
    return Step(line.at, line.account, says, "，".join(parts), line=line.number)


def _right(reader: Reader, name: str) -> list[Step]:
    known = reader.records(f"SELECT alias FROM {reader.from_('aliases')} WHERE id = ?", [name])
    names = [name, *(row["alias"] for row in known)]
    told = reader.records(
        f"""SELECT {_ORIGIN} FROM {reader.from_("observations_rights")} o
            JOIN {reader.from_("batches")} b ON b.batch = o.batch WHERE list_has_any(o.ids, $1::VARCHAR[])
            ORDER BY b.loaded_at DESC LIMIT {_MOST}""",
        [names],
    )
    steps = [_loaded(row) for row in told]
    decided = reader.records(
        f"""SELECT b.loaded_at, d.author, d.field, d.value, d.reason FROM {reader.from_("observations_decisions")} d
            JOIN {reader.from_("batches")} b ON b.batch = d.batch
            WHERE d.kind = 'value' AND list_contains($1::VARCHAR[], d.subject)""",
        [names],
    )
    return steps + [
        Step(row["loaded_at"], row["author"] or "", Words("改定取值", "value decided"),
             f"{row['field']} = {row['value']}：{row['reason']}")
        for row in decided
    ]  # fmt: skip


def _duty(reader: Reader, name: str) -> list[Step]:
    plan, _, number = name.partition("/")
    rows = reader.records(
        f"""SELECT {_ORIGIN} FROM {reader.from_("observations_duties")} o
            JOIN {reader.from_("batches")} b ON b.batch = o.batch
            WHERE o.number = $number AND coalesce(o.plan, $plan) IN ($plan, '') ORDER BY b.loaded_at DESC""",
        {"number": number, "plan": plan},
    )
    meeting, _, item = number.rpartition("/")
    if meeting:
        rows += reader.records(
            f"""SELECT {_ORIGIN}
                FROM {reader.from_("observations_meetings")} o JOIN {reader.from_("batches")} b ON b.batch = o.batch
                WHERE o.number = $meeting AND o.item = $item""",
            {"meeting": meeting, "item": item},
        )
    return [_loaded(row) for row in rows]


def _figure(reader: Reader, name: str) -> list[Step]:
    del reader
    found = []
    for one in house().published():
        target = next((row for row in _targets(one.content) if row["indicator"] == name), None)
        if target is not None:
            day = one.content["asked"]["day"]
            at = datetime.combine(one.published_on, datetime.min.time()).astimezone()
            says = Words("写入发布", "put into a publication")
            found.append(Step(at, one.by, says, f"{one.id}：{day} {target['value']}"))
    return found


def _loaded(row: dict[str, Any]) -> Step:
    is_file = row["action"] == "import"
    says = Words("由文件载入", "loaded from a file") if is_file else Words("在网站补录", "entered on the site")
    return Step(
        row["loaded_at"], row["by"] or "", says, row["file"] or "", batch=row["batch"], sheet=row["sheet"] or "",
        row=row["line"] or 0,
    )  # fmt: skip


def _shows(content: Any, indicator: str) -> bool:  # noqa: ANN401 - JSON
    return any(row["indicator"] == indicator for row in _targets(content))


def _targets(content: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    return list(content.get("board", {}).get("targets", []))
