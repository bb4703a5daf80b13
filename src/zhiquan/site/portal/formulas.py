"""An indicator's formula in words, and where plans use it (指标算式)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.sentences import sentence

_RATES = {
    "per_ten_thousand": Words(" × 10,000", " × 10,000"),
    "percent": Words(" × 100%", " × 100%"),
    "plain": Words("", ""),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One place in a plan that an indicator serves (规划中的使用).

    Args:
        plan: id of the plan; label: its name.
        clause: number of the clause.
        text: the plan's own words.
    """

    plan: str
    label: Words
    clause: str
    text: str


def formula_of(indicator: Indicator, version: IndicatorVersion, knowledge: Knowledge) -> Words:
    """The formula of one version in words.

    Returns:
        Of invention patents per 10,000 people: ``（当日有效的；发明专利） ÷ （上年末最近公布的常住人口） × 10,000``,
        with the decimals kept.
    """

    def name_of(kind: str, name: str) -> Words:
        return knowledge.definition(kind, name).label

    top = sentence(version.numerator, name_of)
    zh, en = f"（{top.zh}）", f"({top.en})"
    if version.denominator is not None:
        base = sentence(version.denominator, name_of)
        zh, en = f"{zh} ÷ （{base.zh}）", f"{en} ÷ ({base.en})"
    rate = _RATES[version.rate]
    zh, en = zh + rate.zh, en + rate.en
    if version.divide is not None and version.divide != Decimal(1):
        zh, en = f"{zh} ÷ {version.divide:,f}", f"{en} ÷ {version.divide:,f}"
    places = indicator.places
    return Words(
        f"{zh}，保留 {places} 位小数，四舍五入" if places else f"{zh}，取整数",
        f"{en}, {places} decimals, half up" if places else f"{en}, whole numbers",
    )


def uses_of(indicator: str, plans: Iterable[Plan]) -> list[Use]:
    """Every target and relative goal of the plans that the indicator measures."""
    found = []
    for plan in plans:
        goals = [goal for goal in plan.targets if goal.indicator == indicator]
        relative = [goal for goal in plan.relative if goal.indicator == indicator]
        found += [Use(plan.id, plan.label, goal.clause, goal.text) for goal in goals]
        found += [Use(plan.id, plan.label, goal.clause, goal.text) for goal in relative]
    return found
