"""One figure with everything behind it: value, parts, what is missing, what to know (数值)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.measure.denominators import Base
from zhiquan.measure.rates import per_ten_thousand, percent, rounded

_CONFIDENCE = 1.96


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted on one day: units in the numerator, units considered, amounts in yuan or points.

    ``has_rows`` is false when the register holds nothing the indicator could be counted from.
    """

    counted: int = 0
    considered: int = 0
    amount: Decimal = Decimal(0)
    has_rows: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator on one day.

    Attributes:
        value: rounded as bulletins do; None when it cannot be computed, then ``needs`` says what is missing.
        numerator: rights, registrations or yuan, before dividing; None when it cannot be computed.
        base: the published denominator, where there is one; ``considered`` where the rows are the denominator.
        notes: what to know of the figure.
        sample, margin: of a survey score, valid answers and margin of error in points at 95 per cent.
    """

    indicator: str
    day: date
    value: Decimal | None
    numerator: Decimal | None
    base: Base | None = None
    considered: int | None = None
    needs: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = field(default_factory=tuple)
    sample: int | None = None
    margin: Decimal | None = None


def make_figure(definition: Indicator, version: IndicatorVersion, day: date, tally: Tally, base: Base | None) -> Figure:
    """The figure a tally and a denominator give.

    Returns:
        1,384 inventions and 692,000 people give 20.00; without a population the value is None and ``needs`` names
        the series.
    """
    needs = _needs(definition, version, tally, base)
    if not tally.has_rows or needs:
        counted = Decimal(tally.counted) if tally.has_rows and not version.numerator.sums else None
        return Figure(definition.id, day, None, counted, base=base, needs=needs, notes=_notes(base))
    sums = version.numerator.sums or version.numerator.count == "published"
    numerator = tally.amount if sums else Decimal(tally.counted)
    value = _value(definition, version, numerator, tally, base)
    is_share = version.denominator is not None and version.denominator.at == "candidates"
    considered = tally.considered if is_share else None
    return Figure(definition.id, day, value, numerator, base=base, considered=considered, notes=_notes(base))


def margin_of(score: Decimal, sample: int) -> Decimal:
    """Margin of error of a score of 0 to 100 at 95 per cent, at most (误差范围).

    The spread of answers is not published; a score's variance is at most ``score * (100 - score)``.
    ``margin_of(Decimal("80"), 1204)`` is 2.26.
    """
    spread = math.sqrt(float(score * (100 - score)) / sample)
    return rounded(Decimal(str(_CONFIDENCE * spread)), 2)


def _value(
    definition: Indicator, version: IndicatorVersion, numerator: Decimal, tally: Tally, base: Base | None
) -> Decimal:
    places = definition.places
    if version.rate == "per_ten_thousand":
        assert base is not None
        return per_ten_thousand(numerator, base.value, places=places)
    if version.rate == "percent":
        return percent(numerator, tally.considered, places=places)
    return rounded(numerator / (version.divide or Decimal(1)), places)


def _needs(definition: Indicator, version: IndicatorVersion, tally: Tally, base: Base | None) -> tuple[Words, ...]:
    found = []
    if not tally.has_rows:
        found.append(_rows_needed(definition, version))
    wanted = version.denominator
    if wanted is not None and wanted.series and base is None:
        found.append(series_needed(wanted.series, wanted.at))
    if tally.has_rows and wanted is not None and wanted.at == "candidates" and not tally.considered:
        found.append(Words("当日没有可作分母的权利", "a right to divide by on the day"))
    return tuple(found)


def _rows_needed(definition: Indicator, version: IndicatorVersion) -> Words:
    wanted = version.numerator
    if wanted.count == "published":
        return Words(
            f"本区已公布的{definition.label.zh}", f"a published value of {definition.label.en} for the district"
        )
    what = {
        "pledges": ("质押登记清单", "a list of pledges"),
        "titles": ("称号与奖励名录", "a list of titles and awards"),
    }
    if wanted.count in what:
        return Words(*what[wanted.count])
    kinds = ", ".join(wanted.kinds)
    return Words(f"{definition.label.zh}所需的权利清单（{kinds}）", f"a list of rights of kind {kinds}")


def series_needed(name: str, at: str) -> Words:
    """What is missing when a published series has no value for the day."""
    when = Words("上年末或更早", "for a year-end before the year") if at == "previous_year_end" else Words(
        "当日或之前", "on or before the day"
    )  # fmt: skip
    return Words(f"{when.zh}的统计数据 {name}", f"a value of the series {name} {when.en}")


def _notes(base: Base | None) -> tuple[Words, ...]:
    return (base.note,) if base is not None and base.note.zh else ()
