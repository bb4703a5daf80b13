"""Pieces of a definition as one line a lawyer can read (数据的文字表述)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.fee_tables import FeeAmount, LatePayment, PaymentClock
from zhiquan.knowledge.figure_sentences import FIGURE_SENTENCES
from zhiquan.knowledge.instruments import InForce
from zhiquan.knowledge.labels import RIGHT_KINDS, value_label
from zhiquan.knowledge.layout_sentences import LAYOUT_SENTENCES
from zhiquan.knowledge.legal_events import ANY, NONE, Move, Overlay
from zhiquan.knowledge.services import Within
from zhiquan.knowledge.shapes import Shape
from zhiquan.knowledge.status_words import Reading
from zhiquan.knowledge.terms import Cap, Renewal

NameOf = Callable[[str, str], Words]
"""Label of one definition by kind and id."""

_COUNTERS = {"claim": "项", "page": "页", "priority": "项", "copy": "份"}
_UNCERTAIN = Words("该工具此词另有他义", "the tool uses the word for other things too")


def sentence(piece: Shape, name_of: NameOf) -> Words:
    """One piece of a definition in one line.

    Args:
        piece: an amount, a clock, a move and so on; every piece the models hold is known here.
        name_of: label of another definition that the piece names.

    Returns:
        The fee of patent years 1 to 3 is ``第 1—3 年  900 元/年  发明专利``.
    """
    return _SENTENCES[type(piece)](piece, name_of)


def joined(parts: list[Words], *, zh: str = "；", en: str = "; ") -> Words:
    """Several texts as one, leaving out empty ones."""
    return Words(zh.join(part.zh for part in parts if part.zh), en.join(part.en for part in parts if part.en))


def percent(share: Decimal) -> str:
    """A share in per cent: ``percent(Decimal("0.85"))`` is ``85%``."""
    return f"{(share * 100).normalize():f}%"


def plain_number(number: Decimal) -> str:
    """A number without exponent: ``plain_number(Decimal("900"))`` is ``900``."""
    return f"{number:f}"


def _amount(piece: FeeAmount, _: NameOf) -> Words:
    unit, yuan = value_label("per", piece.per), plain_number(piece.yuan)
    years = Words("", "")
    if piece.years:
        first, last = piece.years
        years = Words(f"第 {first}—{last} 年", f"years {first}-{last}")
        if first == last:
            years = Words(f"第 {first} 年", f"year {first}")
    beyond = Words("", "")
    if piece.beyond is not None:
        counter = _COUNTERS.get(piece.per, "个")
        beyond = Words(f"自第 {piece.beyond + 1} {counter}起", f"from number {piece.beyond + 1}")
    again = Words("第二次及以后", "second and later requests") if piece.again else Words("", "")
    rights = joined([RIGHT_KINDS[right] for right in piece.rights], zh="、", en=", ")
    money = Words(f"{yuan} {unit.zh}", f"{yuan} {unit.en}")
    return joined([years, beyond, again, money, rights], zh="  ", en="  ")


def _clock(piece: PaymentClock, _: NameOf) -> Words:
    event = value_label("event", piece.event)
    due = _span(piece, event)
    if piece.or_days_after:
        days, other = piece.or_days_after[0], value_label("event", piece.or_days_after[1])
        due = Words(f"{due.zh}，或{other.zh}之日起 {days} 日内", f"{due.en}, or {days} days from {other.en}")
    unpaid = Words("", "")
    if piece.unpaid:
        told = value_label("unpaid", piece.unpaid)
        unpaid = Words(f"逾期：{told.zh}", f"else {told.en}")
    return joined([value_label("fees_of", piece.fees_of), due, unpaid])


def _span(piece: PaymentClock, event: Words) -> Words:
    if piece.direction == "before" and not piece.months and not piece.days:
        return Words(f"{event.zh}之前", f"before {event.en}")
    number, zh, en = (piece.months, "个月", "months") if piece.months else (piece.days or 0, "日", "days")
    if piece.direction == "before":
        return Words(f"{event.zh}前 {number} {zh}", f"{number} {en} before {event.en}")
    return Words(f"自{event.zh}之日起 {number} {zh}内", f"{number} {en} from {event.en}")


def _late(piece: LatePayment, _: NameOf) -> Words:
    share, free, grace = percent(piece.share_per_month), piece.free_months, piece.grace_months
    return Words(
        f"逾期 {free} 个月内不加收；此后每一个月（不足一个月按一个月计）加收全额的 {share}；"
        f"{grace} 个月内未缴的，权利终止",
        f"nothing in the first {free} month(s), then {share} of the full fee for each month begun; "
        f"the right lapses when nothing is paid within {grace} months",
    )


def _in_force(piece: InForce, name_of: NameOf) -> Words:
    told = Words(f"自 {piece.from_} 起", f"from {piece.from_}")
    if piece.to:
        told = Words(f"{told.zh}，至 {piece.to} 前", f"{told.en} up to {piece.to}")
    if piece.replaced_by:
        later = name_of("instruments", piece.replaced_by)
        told = Words(f"{told.zh}；由《{later.zh}》取代", f"{told.en}; replaced by {later.en}")
    return told


def _status(status: str, name_of: NameOf) -> Words:
    if status == ANY:
        return Words("任何状态（不可逆的除外）", "any status that can be left")
    if status == NONE:
        return Words("尚无状态", "no status yet")
    return name_of("legal_statuses", status)


def _move(piece: Move, name_of: NameOf) -> Words:
    leaves = joined([_status(status, name_of) for status in piece.from_], zh="、", en=", ")
    to = _status(piece.to, name_of)
    return Words(f"{leaves.zh} → {to.zh}", f"{leaves.en} → {to.en}")


def _overlay(piece: Overlay, _: NameOf) -> Words:
    return joined([value_label("flag", piece.flag), value_label("does", piece.does)], zh="", en=" ")


def _renewal(piece: Renewal, _: NameOf) -> Words:
    return Words(
        f"每次 {piece.years} 年；期满前 {piece.window_months} 个月内办理，宽展期 {piece.grace_months} 个月",
        f"{piece.years} years each; in the last {piece.window_months} months or {piece.grace_months} months of grace",
    )


def _cap(piece: Cap, _: NameOf) -> Words:
    start = value_label("from_event", piece.from_event)
    return Words(f"自{start.zh}起不超过 {piece.years} 年", f"never beyond {piece.years} years from {start.en}")


def _reading(piece: Reading, name_of: NameOf) -> Words:
    parts = [RIGHT_KINDS[piece.kind]] if piece.kind else []
    if piece.status:
        status = name_of("legal_statuses", piece.status)
        parts.append(Words(f"状态：{status.zh}", f"status: {status.en}"))
    if piece.event:
        event = name_of("legal_events", piece.event)
        parts.append(Words(f"事件：{event.zh}", f"event: {event.en}"))
    if not piece.certain:
        parts.append(_UNCERTAIN)
    return joined([*parts, Words(piece.note, piece.note)])


def _within(piece: Within, _: NameOf) -> Words:
    promised = Words("（承诺）", " (promised)") if piece.promised else Words("", "")
    return joined([piece.words, promised], zh="", en="")


_SENTENCES: dict[type[Shape], Callable[..., Words]] = {
    **FIGURE_SENTENCES,
    **LAYOUT_SENTENCES,
    FeeAmount: _amount,
    PaymentClock: _clock,
    LatePayment: _late,
    InForce: _in_force,
    Move: _move,
    Overlay: _overlay,
    Renewal: _renewal,
    Cap: _cap,
    Reading: _reading,
    Within: _within,
}
