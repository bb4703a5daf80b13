"""Items that rest on the register: duties, rows to repair, doubts, fees; kept per snapshot (登记库待办)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhiquan.basics.words import Words
from zhiquan.plan.plans import plans_of
from zhiquan.register.reading.party_doubts import doubtful_parties
from zhiquan.register.reading.place_doubts import doubtful_places
from zhiquan.register.reading.quality import quality_rows
from zhiquan.register.reading.quality_checks import CHECKS
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.models import Urge
from zhiquan.site.duties.queries import duties_seen
from zhiquan.site.duties.urging import last_urges
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_fees import fee_items
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.portal.desk_objections import objection_items
from zhiquan.site.portal.keeping import definitions_digest, kept_answer

_AHEAD = timedelta(days=90)
_WORDS_SHOWN = 60
_OPEN = ("overdue", "claimed", "open")
_DO = {
    "overdue": Words("补上证明，或写明差在哪里", "prove it, or say what is missing"),
    "claimed": Words("补上证明材料", "add the paper that proves it"),
    "open": Words("按期办完并留下证明", "do it in time and keep the proof"),
}
_STAND = {
    "overdue": Words("已过期限，没有证实", "the last day has passed and nothing proves it"),
    "claimed": Words("只有自报的完成日，没有证明", "a day is told, no paper proves it"),
    "open": Words("还没有证实", "not proved yet"),
}


def register_items(house: House, visitor: Visitor) -> Iterator[Item]:
    """What the register holds for a reader, within the reader's reach."""
    if not house.is_filled():
        return
    if visitor.may(May.SEE_DUTIES):
        yield from duty_items(house, visitor)
    if visitor.may(May.JUDGE_SCORES):
        yield from objection_items(house, visitor)
    if visitor.may(May.IMPORT):
        yield from _repairs(house)
    if visitor.may(May.DECIDE):
        yield from _doubts(house)
    if visitor.role is Role.ENTERPRISE and visitor.party:
        yield from fee_items(house, visitor)


def current_plans(house: House) -> list[str]:
    """Ids of the confirmed plans whose period runs today; the latest one when all are over."""
    held = [one for one in plans_of(house.knowledge(), house.settings.district) if one.status == "confirmed"]
    running = [one.id for one in held if one.from_ <= house.today <= one.to]
    return running or [one.id for one in held[-1:]]


def duty_items(house: House, visitor: Visitor, *, ahead: timedelta = _AHEAD) -> Iterator[Item]:
    """Duties within reach that are not proved, those still open when they fall due within ``ahead``."""
    for plan in current_plans(house):
        asked = asked_by({"plan": plan})
        seen = duties_seen(asked, visitor)
        urged = last_urges(plan, seen)
        for one in seen:
            due = date.fromisoformat(one["due_on"][:10]) if one["due_on"] else None
            is_near = due is not None and due <= house.today + ahead
            if one["state"] in _OPEN and (one["state"] != "open" or is_near):
                told = _duty(one, due, f"{reverse('duty', args=[one['slug']])}{asked.link()}")
                yield _urged(told, urged[one["number"]]) if one["number"] in urged else told


def _urged(item: Item, urge: Urge) -> Item:
    """A duty somebody was urged about: what is wanted by when comes first."""
    return replace(
        item,
        do=Words(f"已催办，{urge.answer_by} 前答复：{urge.text}", f"urged, answer by {urge.answer_by}: {urge.text}"),
    )


def _duty(one: dict[str, Any], due: date | None, address: str) -> Item:
    who = "、".join(unit["name"] for unit in one["lead"]["units"]) or one["lead"]["text"]
    stand, clause = _STAND[one["state"]], one["clause"] or ""
    return Item(
        kind="duty",
        due=due,
        what=Words(one["text"], one["text"]),
        is_quoted=True,
        note=who,
        do=_DO[one["state"]],
        why=Words(f"条款 {clause}：{stand.zh}" if clause else stand.zh, stand.en),
        address=address,
    )


def _repairs(house: House) -> Iterator[Item]:
    key = (house.current(), house.settings.district)
    found: list[dict[str, Any]] = kept_answer(house, "desk-repairs", key, lambda: _left_out(house))
    for one in found:
        count = one["rows"]
        yield Item(
            kind="repair",
            due=None,
            what=Words(one["file"], one["file"]),
            is_quoted=True,
            do=Words(
                f"改正 {count} 行后重新入库",
                "correct 1 row and load it" if count == 1 else f"correct {count} rows and load them",
            ),
            why=Words("违反规则的行没有入库", "rows that break a rule were left out"),
            address=reverse("batch", args=[one["batch"]]),
        )


def _left_out(house: House) -> list[dict[str, Any]]:
    """Rows left out and not repaired since, by batch: ``batch, file, rows``."""
    check = next(one for one in CHECKS if one.id == "left_out")
    with house.reader() as reader:
        rows = quality_rows(reader, check, today=house.today, home=house.settings.district, limit=None)
        counts = Counter(row.subject.partition("/")[0] for row in rows)
        files = {
            row["batch"]: row["file"] for row in reader.records(f"SELECT batch, file FROM {reader.from_('batches')}")
        }
    return [{"batch": batch, "file": files.get(batch, batch), "rows": count} for batch, count in counts.most_common()]


def _doubts(house: House) -> Iterator[Item]:
    key = (house.current(), house.settings.district, definitions_digest(house))
    found: dict[str, int] = kept_answer(house, "desk-doubts", key, lambda: _doubts_counted(house))
    words = {
        "parties": (Words("主体：像同一家的名称", "parties: names that look like one"), "same_party"),
        "places": (Words("地址：区县或镇街存疑", "addresses: district or town in doubt"), "place"),
    }
    for name, (what, kind) in words.items():
        if found[name]:
            yield Item(
                kind="review",
                due=None,
                what=what,
                do=Words(f"逐条判定，共 {found[name]} 条", f"decide them one by one, {found[name]} in all"),
                why=Words("判定之前，指标按存疑处理", "until then figures treat them as doubtful"),
                address=f"{reverse('review')}?kind={kind}",
            )


def _doubts_counted(house: House) -> dict[str, int]:
    overlay = house.settings.knowledge
    with house.reader() as reader:
        return {
            "parties": len(doubtful_parties(reader, limit=None)),
            "places": len(doubtful_places(reader, home=house.settings.district, overlay=overlay)),
        }
