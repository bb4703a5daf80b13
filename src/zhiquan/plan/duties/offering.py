"""What the register offers as proof of a duty: rows its indicators count, in its period (可引用的登记行)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.origins import titles_of
from zhiquan.plan.duties.ticked import PUBLISHED, TickedRow, published_fact
from zhiquan.register.browsing.masks import masked_title
from zhiquan.register.publications import publications

OFFERED = (
    "invention_patents",
    "utility_models",
    "design_patents",
    "trademarks",
    "software_copyrights",
    "plant_varieties",
    "geographical_indications",
    "pledges",
    "advantage_enterprises",
)
"""Indicators whose rows are offered for a duty that names none."""

_ROWS_OF = {"stock", "high_value", "dated", "pledges", "titles"}
"""Arithmetic that counts single records; published values and shares have none to tick."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One row that may be ticked (可勾选的行): ``since`` is the day it counts from."""

    row: TickedRow
    title: str
    since: date
    amount: Decimal | None = None
    says: Words | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The rows of one indicator, the latest first (一组可勾选的行)."""

    of: str
    label: Words
    rows: tuple[Offered, ...]


def rows_offered(measuring: Measuring, indicator: str, *, begin: date, day: date, town: str | None) -> Offer:
    """The rows of an indicator that may be ticked: they began to count in a duty's period and count on the day.

    Args:
        measuring: figures of the plan's district.
        indicator: whose rows; one that counts no single records offers none.
        begin: first day of the period.
        day: the day asked.
        town: nine-digit code of the town whose rows are offered; None for the whole district.
    """
    definition = measuring.knowledge.get(Indicator, indicator)
    label = Words(definition.label.zh, definition.label.en)
    if definition.at(day).numerator.count not in _ROWS_OF:
        return Offer(indicator, label, ())
    rows = measuring.rows(indicator, day)
    here = rows.filter(rows["counts"], rows["from"] <= day, rows["to"] > day, rows["from"] >= begin)
    if town is not None:
        here = here.filter(here["town"] == town)
    each = here.group_by("id").aggregate(
        title=here["title"].max(), since=here["from"].min(), amount=here["amount"].max()
    )
    told = measuring.reader.records(measuring.sql_of(each))
    told.sort(key=lambda row: (row["since"], row["id"]), reverse=True)
    titles = titles_of(measuring.reader, [row["id"] for row in told if not row["title"]])
    listed = (
        Offered(
            TickedRow(indicator, row["id"]),
            masked_title(row["title"] or titles.get(row["id"])) or row["id"],
            row["since"],
            row["amount"],
        )
        for row in told
    )
    return Offer(indicator, label, tuple(listed))


def published_offered(plan: Plan, measuring: Measuring, day: date, named: list[str]) -> Offer:
    """Figures of the plan's latest board up to the day whose target was met; of named indicators where there are."""
    label = Words("已发布的指标", "published figures")
    boards = [(one.content, one) for one in publications(measuring.reader) if one.what == "board" and one.is_whole]
    own = [(content, one) for content, one in boards
           if content["asked"]["plan"] == plan.id and content["asked"]["day"] <= day.isoformat()]  # fmt: skip
    if not own:
        return Offer(PUBLISHED, label, ())
    content, latest = max(own, key=lambda pair: (pair[0]["asked"]["day"], pair[1].snapshot))
    rows = []
    for target in content["board"]["targets"]:
        fact = published_fact(content["asked"]["day"], latest.id, target)
        if target["indicator"] and fact.since and fact.counts(day) and (not named or target["indicator"] in named):
            row = TickedRow(PUBLISHED, f"{latest.id}/{target['indicator']}")
            rows.append(Offered(row, target["label"]["zh"], fact.since, says=fact.says))
    return Offer(PUBLISHED, label, tuple(rows))
