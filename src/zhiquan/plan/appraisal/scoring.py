"""Points of one unit: items, corrections, bonus and deductions, objections, each with its trace (考核计分)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import AppraisalItem, AppraisalVersion, Extra
from zhiquan.measure.rates import rounded
from zhiquan.plan.appraisal.evidence import EVIDENCE, Case, Grounds
from zhiquan.plan.appraisal.inputs import Input, of_kind, speaks_of
from zhiquan.plan.organisations import Unit, clean

_FULL = Decimal(100)
_NONE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ItemScore:
    """Points of one item (项目得分).

    Attributes:
        weight: most points the definition gives; ``spread``: most points after the weight of items that do not apply
            was shared out; 0 for an item that does not apply.
        grounds: what the points rest on.
        earned: points by evidence; None when there is none.
        points: points that count, between 0 and ``spread``.
        formula: the arithmetic in words.
        corrections: decisions that changed or confirmed the points, the last one counts.
        claims, stated: what the unit and the office wrote, shown beside and never counted.
    """

    item: AppraisalItem
    weight: Decimal
    spread: Decimal
    grounds: Grounds
    earned: Decimal | None
    points: Decimal
    formula: Words
    corrections: tuple[Input, ...] = ()
    claims: tuple[Input, ...] = ()
    stated: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraScore:
    """Points of one bonus or deduction (加分、扣分): ``stated`` adds decisions up, ``points`` is at most the cap."""

    extra: Extra
    stated: Decimal
    points: Decimal
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection (异议): open until a correction or an answer of the office follows it."""

    raised: Input
    answer: Input | None

    @property
    def is_open(self) -> bool:
        """True while nothing answered it."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class UnitScore:
    """The appraisal of one unit (单位得分).

    Attributes:
        total: items plus bonus minus deductions; None when no item applies.
        untaken: decisions that fit nothing in the formula, which counted for nothing.
    """

    unit: Unit
    items: tuple[ItemScore, ...]
    bonuses: tuple[ExtraScore, ...]
    deductions: tuple[ExtraScore, ...]
    objections: tuple[Objection, ...]
    untaken: tuple[Input, ...]

    @property
    def total(self) -> Decimal | None:
        """Points in all, two places."""
        if not any(item.spread for item in self.items):
            return None
        plus = [*(one.points for one in self.items), *(one.points for one in self.bonuses)]
        return sum(plus, _NONE) - sum((one.points for one in self.deductions), _NONE)


def score(version: AppraisalVersion, case: Case, inputs: Sequence[Input]) -> UnitScore:
    """The appraisal of one unit by one version of the formula.

    Args:
        version: items, bonuses and deductions.
        case: the unit and its evidence.
        inputs: what was filled in and decided for it.
    """
    pairs = list(version.weights(case.unit.kind))
    grounds = {item.id: EVIDENCE[item.evidence](case, item) for item, _ in pairs}
    about = {item.id: [one for one in inputs if speaks_of(one, item)] for item, _ in pairs}
    applies = {
        item.id
        for item, _ in pairs
        if grounds[item.id].is_applicable or _deciding(of_kind(about[item.id], "correction")) is not None
    }
    spread = shared_out({item.id: weight for item, weight in pairs}, applies)
    items = tuple(_item(item, weight, spread[item.id], grounds[item.id], about[item.id]) for item, weight in pairs)
    bonuses = _extras(version.bonuses, of_kind(inputs, "bonus"))
    deductions = _extras(version.deductions, of_kind(inputs, "deduction"))
    taken = [one for extra in (*bonuses, *deductions) for one in extra.inputs]
    taken += [one for item in items for one in item.corrections]
    decided = [one for kind in ("bonus", "deduction", "correction") for one in of_kind(inputs, kind)]
    untaken = tuple(one for one in decided if not any(one is other for other in taken))
    return UnitScore(case.unit, items, bonuses, deductions, _objections(inputs, about), untaken)


def shared_out(weights: Mapping[str, Decimal], applies: Iterable[str]) -> dict[str, Decimal]:
    """Most points of each item when the weight of those that do not apply goes to the others by weight (权重重分配).

    Returns:
        Weights 40, 15, 30 and 15, the last of which does not apply: 47.06, 17.65, 35.29 and 0; always 100 together,
        what rounding leaves goes to the heaviest.
    """
    kept = {name: weights[name] for name in weights if name in set(applies)}
    total = sum(kept.values(), Decimal(0))
    found = {name: rounded(weight * _FULL / total, 2) for name, weight in kept.items()}
    if found:
        heaviest = max(kept, key=lambda name: kept[name])
        found[heaviest] += _FULL - sum(found.values(), Decimal(0))
    return {name: found.get(name, _NONE) for name in weights}


def _item(item: AppraisalItem, weight: Decimal, spread: Decimal, grounds: Grounds, about: Sequence[Input]) -> ItemScore:
    corrections = of_kind(about, "correction")
    earned = rounded(spread * grounds.part / grounds.whole, 2) if grounds.is_applicable else None
    deciding = _deciding(corrections)
    points = earned or _NONE
    if deciding is not None and deciding.value is not None:
        points = rounded(min(max(deciding.value, Decimal(0)), spread), 2)
    return ItemScore(
        item=item,
        weight=weight,
        spread=spread,
        grounds=grounds,
        earned=earned,
        points=points,
        formula=_formula(weight, spread, grounds, earned, points, deciding),
        corrections=tuple(corrections),
        claims=tuple(of_kind(about, "claim")),
        stated=tuple(of_kind(about, "evidence")),
    )


def _deciding(corrections: Sequence[Input]) -> Input | None:
    """The last correction that gives points; one without points confirms what was there."""
    return next((one for one in reversed(corrections) if one.value is not None), None)


def _formula(  # noqa: PLR0913, PLR0917 - what a line of arithmetic names
    weight: Decimal, spread: Decimal, grounds: Grounds, earned: Decimal | None, points: Decimal, deciding: Input | None
) -> Words:
    if not spread:
        return Words(
            f"不适用：{grounds.says.zh}；权重 {weight} 分摊到其他项目",
            f"does not apply: {grounds.says.en}; its weight of {weight} is shared out among the others",
        )
    head = Words("", "")
    if spread != weight:
        head = Words(f"权重 {weight} 重分配为 {spread}；", f"weight {weight}, {spread} once shared out; ")
    if earned is None:
        line = Words(f"没有证据（{grounds.says.zh}）", f"no evidence ({grounds.says.en})")
    else:
        sum_ = f"{spread} × {plain(grounds.part)} ÷ {plain(grounds.whole)} = {earned}"
        line = Words(f"{grounds.says.zh}：{sum_}", f"{grounds.says.en}: {sum_}")
    if deciding is not None:
        before = "无" if earned is None else str(earned)
        capped = "" if points == deciding.value else f"（{deciding.value} 超出 0 到 {spread}）"
        line = Words(
            f"{line.zh}；更正 {before} → {points}{capped}：{deciding.note}",
            f"{line.en}; corrected {'none' if earned is None else earned} → {points}: {deciding.note}",
        )
    return Words(head.zh + line.zh, head.en + line.en)


def plain(number: Decimal) -> str:
    """A number without needless zeros. ``plain(Decimal("805000.00"))`` is ``"805000"``."""
    return str(number.quantize(Decimal(1))) if number == number.to_integral_value() else str(number.normalize())


def _extras(extras: Sequence[Extra], inputs: Sequence[Input]) -> tuple[ExtraScore, ...]:
    """Each bonus or deduction with the decisions it takes; those that no name takes go to the one without names."""
    named = {id(one): extra for one in inputs for extra in extras if extra.names and speaks_of(one, extra)}
    rest = next((extra for extra in extras if not extra.names), None)
    found = []
    for extra in extras:
        taken = tuple(one for one in inputs if named.get(id(one), rest) is extra)
        stated = sum((_amount(one) for one in taken), Decimal(0))
        if taken:
            found.append(ExtraScore(extra, rounded(stated, 2), rounded(min(stated, extra.cap), 2), taken))
    return tuple(found)


def _amount(one: Input) -> Decimal:
    """Points of a decision: a deduction may be written with a minus, a bonus below zero is none."""
    value = one.value or Decimal(0)
    return abs(value) if one.kind == "deduction" else max(value, Decimal(0))


def _objections(inputs: Sequence[Input], about: Mapping[str, Sequence[Input]]) -> tuple[Objection, ...]:
    found = []
    for raised in of_kind(inputs, "objection"):
        same = next((group for group in about.values() if any(one is raised for one in group)), None)
        if same is None:
            same = [one for one in inputs if clean(one.item) == clean(raised.item)]
        answers = [one for one in same if one.kind in {"correction", "evidence"} and _follows(one, raised)]
        found.append(Objection(raised, answers[0] if answers else None))
    return tuple(found)


def _follows(answer: Input, raised: Input) -> bool:
    """A correction answers unless known to be earlier; what the office states only when known to be later."""
    if answer.decided_on is None or raised.decided_on is None:
        return answer.kind == "correction"
    return answer.decided_on >= raised.decided_on
