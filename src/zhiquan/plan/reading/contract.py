"""A plan as the object that ``zhiquan plan read --json`` prints (规划解读输出)."""

from __future__ import annotations

from decimal import Decimal

from zhiquan.plan.reading.shapes import PlanText, Target


def as_contract(plan: PlanText) -> dict[str, object]:
    """The plan as JSON-ready values, the keys of the contract first.

    Args:
        plan: as ``read_plan`` gives it.

    Returns:
        ``{title, headings, targets, relative, duties, …}``; whole values are ints, others floats, ``by`` int or None.
    """
    return {
        "title": plan.title,
        "headings": [
            {"level": one.level, "number": one.number, "text": one.text, "inline": one.inline, "line": one.line}
            for one in plan.headings
        ],
        "targets": [_target(one) for one in plan.targets],
        "relative": [
            {"indicator": one.indicator, "to": one.to, "by": one.by, "clause": one.clause, "text": one.text}
            for one in plan.relative
        ],
        "duties": [
            {"clause": one.clause, "text": one.text, "lead": list(one.lead), "help": list(one.help)}
            for one in plan.duties
        ],
        "issuer": plan.issuer,
        "document_number": plan.document_number,
        "period": list(plan.period) if plan.period else None,
        "unsure": [
            {"clause": one.clause, "text": one.text, "value_text": one.value_text, "why": one.why}
            for one in plan.unsure
        ],
        "clauses": [{"number": one.number, "title": one.title, "line": one.line} for one in plan.clauses],
    }


def _target(one: Target) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "value": _number(one.value),
        "value_max": _number(one.value_max),
        "unit": one.unit,
        "cmp": one.cmp,
        "by": one.by,
        "clause": one.clause,
        "text": one.text,
        "sure": one.sure,
        "value_text": one.value_text,
        "bound": one.bound,
        "approx": one.approx,
        "by_date": one.by_date.isoformat() if one.by_date else None,
        "per": one.per,
        "strength": one.strength,
        "baseline": _number(one.baseline),
        "binding": one.binding,
        "form": one.form,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
