"""The trace of one unit's points as lines of text: formula, numbers, files and lines (得分依据)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhiquan.basics.words import Language, Words
from zhiquan.plan.appraisal.inputs import KINDS, Input
from zhiquan.plan.appraisal.scoring import ExtraScore, ItemScore, Objection, UnitScore

_NOTHING = Words("没有可考核的项目", "nothing applies")
_NOT_COUNTED = Words("不计分", "not counted")
_UNTAKEN = Words("未采用（办法中没有这一项）", "not used (nothing in the formula is called so)")
_STATES = {True: Words("未结", "open"), False: Words("已答复", "answered")}


def trace_lines(score: UnitScore, language: Language) -> list[str]:
    """Everything one unit's points rest on, a line each.

    Returns:
        Of an item ``任务落实 7.50  已证实的任务 ÷ 已到期的牵头任务：15.00 × 1 ÷ 2 = 7.50``, below it its duties, those
        that add to the numerator with ``+``, each with file, sheet and line.
    """
    found = [f"{score.unit.name} {_NOTHING.to(language) if score.total is None else score.total}"]
    for item in score.items:
        found += _item(item, language)
    for sign, extras in (("+", score.bonuses), ("−", score.deductions)):
        for extra in extras:
            found += _extra(sign, extra, language)
    found += [_objection(one, language) for one in score.objections]
    found += [f"  {_UNTAKEN.to(language)}: {given.item} {_why(given)}" for given in score.untaken]
    return found


def _item(one: ItemScore, language: Language) -> Iterator[str]:
    yield f"  {one.item.label.to(language)} {one.points if one.spread else '—'}  {one.formula.to(language)}"
    for part in one.grounds.parts:
        origin = f"  [{part.origin}]" if part.origin else ""
        yield f"    {'+' if part.counts else '-'} {part.says.to(language)}{origin}"
    for given in (*one.claims, *one.stated):
        full = f"/{_number(given.full)}" if given.full is not None else ""
        kind = KINDS[given.kind].to(language)
        yield f"    ({kind} {given.item} {_number(given.value)}{full}, {_NOT_COUNTED.to(language)})"


def _extra(sign: str, one: ExtraScore, language: Language) -> Iterator[str]:
    capped = Words(f"共 {one.stated}，至多 {one.extra.cap}", f"{one.stated} in all, at most {one.extra.cap}")
    yield f"  {one.extra.label.to(language)} {sign}{one.points}  {capped.to(language)}"
    for given in one.inputs:
        yield f"    {given.item} {_number(given.value)}  {_why(given)}"


def _objection(one: Objection, language: Language) -> str:
    head = (
        f"  {KINDS['objection'].to(language)} {_STATES[one.is_open].to(language)}: {one.raised.item} {_why(one.raised)}"
    )
    return f"{head} → {_why(one.answer)}" if one.answer else head


def _number(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else ""


def _why(given: Input) -> str:
    return " ".join(str(part) for part in (given.decided_on, given.by, given.note, _line(given)) if part)


def _line(given: Input) -> str:
    return f"[{given.origin}]" if given.origin else ""
