"""Which way each sort of indicator is forecast, and the sentence that says so (预测方法)."""

from __future__ import annotations

from datetime import date

import numpy as np

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.measure.forecast.chances import PATHS
from zhiquan.measure.forecast.days import MONTH, Grid, day_of, number
from zhiquan.measure.forecast.exact import known_parts
from zhiquan.measure.forecast.grant_rates import ARRIVING, WINDOW
from zhiquan.measure.forecast.lapse_rates import FEE_WINDOW
from zhiquan.measure.forecast.levels import level_outcome, share_outcome
from zhiquan.measure.forecast.materials import Materials
from zhiquan.measure.forecast.ranges import Outcome, cannot, range_of
from zhiquan.measure.forecast.shapes import Known, WhatIf
from zhiquan.measure.forecast.stocks import Stock, simulate
from zhiquan.measure.forecast.streams import stream_outcome

LEAST_GRANTS, LEAST_MONTHS = 5, 12
_OVER_RIGHTS = ("stock", "high_value")


def is_stock(definition: Indicator, version: IndicatorVersion) -> bool:
    """True when rights with lives of their own are counted, so that each can be followed."""
    return definition.behaves == "stock" and version.numerator.count in _OVER_RIGHTS


def outcome_of(  # noqa: PLR0913 - what a forecast rests on
    materials: Materials, indicator: str, day: date, grid: Grid, what_if: WhatIf, *, seen: date | None = None
) -> Outcome:
    """The range of an indicator at each step of a grid.

    Args:
        materials: the session.
        indicator: its id.
        day: the day it is forecast from.
        grid: the days told.
        what_if: what to suppose.
        seen: knowledge of ends of rights is cut here; None for all the session knows.
    """
    definition, version = materials.knowledge.get(Indicator, indicator), materials.version(indicator, day)
    if definition.behaves == "level" and version.numerator.count == "published":
        return level_outcome(materials, indicator, day, grid, seen=seen)
    if definition.behaves == "flow":
        return stream_outcome(materials, indicator, day, grid, what_if)
    if is_stock(definition, version):
        return _stock_outcome(materials, indicator, day, grid, what_if, seen)
    return share_outcome(materials, indicator, day, grid, what_if, seen=seen)


def stocks_of(materials: Materials, indicator: str, day: date, seen: date | None = None) -> list[Stock]:
    """What counts of each kind, on the day; kinds the register holds nothing of are left out."""
    kinds = materials.version(indicator, day).numerator.kinds
    stocks = [materials.stock(indicator, kind, day, seen) for kind in kinds]
    return [stock for stock in stocks if len(stock.lives.right)]


def _stock_outcome(  # noqa: PLR0913, PLR0917 - what a forecast rests on
    materials: Materials, indicator: str, day: date, grid: Grid, what_if: WhatIf, seen: date | None
) -> Outcome:
    stocks = stocks_of(materials, indicator, day, seen)
    until = day_of(grid.points[grid.end])
    known = materials.once(
        ("known", indicator, day, until, seen), lambda: known_parts(stocks, materials.knowledge, day, until)
    )
    needs = _needs(stocks, day)
    if needs:
        return cannot(grid, needs, known)
    paths = np.sum([simulate(stock, number(day), grid, what_if) for stock in stocks], axis=0)
    return Outcome(grid, range_of(paths), _method(stocks, known, what_if), known=known)


def _needs(stocks: list[Stock], day: date) -> tuple[Words, ...]:
    on = number(day)
    granted = [stock.lives.granted[stock.lives.granted <= on] for stock in stocks]
    total = sum(len(days) for days in granted)
    if total < LEAST_GRANTS:
        return (
            Words(
                f"本区至少 {LEAST_GRANTS} 件已授权（登记）的权利（现有 {total} 件）",
                f"at least {LEAST_GRANTS} rights of the district granted or registered ({total} on record)",
            ),
        )
    first = min(int(days.min()) for days in granted if len(days))
    if on - first < LEAST_MONTHS * MONTH:
        return (Words(f"至少 {LEAST_MONTHS} 个月的授权记录", f"at least {LEAST_MONTHS} months of grants on record"),)
    return ()


def _method(stocks: list[Stock], known: Known, what_if: WhatIf) -> Words:
    """The sentence that names the parts."""
    parts = [_exact_words(known), *(words for stock in stocks for words in _model_words(stock)), *_supposed(what_if)]
    return Words(
        "；".join(part.zh for part in parts) + f"；{PATHS} 条路径，范围为八成把握；不外推直线",
        "; ".join(part.en for part in parts) + f"; {PATHS} paths, 80 % range; no straight line",
    )


def _exact_words(known: Known) -> Words:
    ending, entering = (sum(month.count for month in months) for months in (known.expiring, known.entering))
    fees, pending = sum(fee.count for fee in known.fees), sum(one.count for one in known.pending)
    told = Words(
        f"确知：在册 {known.stands} 件，期满或届止 {ending} 件，到时计入 {entering} 件，"
        f"应缴年费 {fees} 笔，在审 {pending} 件",
        f"known: {known.stands} counted, {ending} ending by term, {entering} coming to count, {fees} annual fees "
        f"falling due, {pending} pending",
    )
    if known.unannounced < 0.5:
        return told
    return Words(
        f"{told.zh}；约 {known.unannounced:.0f} 件已欠费而终止尚未公告，先予扣除",
        f"{told.en}; about {known.unannounced:.0f} unpaid ones whose lapse is not told yet are taken off",
    )


def _model_words(stock: Stock) -> list[Words]:
    lapses, grants = stock.lapses, stock.grants
    found = []
    if stock.lives.has_fees and lapses.is_assumed:
        found.append(Words("没有终止记录，年费未缴率按 5% 设定", "no lapse on record: 5 % of fees supposed unpaid"))
    elif stock.lives.has_fees:
        due, unpaid = int(lapses.exposure.sum()), int(lapses.lapses.sum())
        found.append(
            Words(
                f"年费未缴率按专利年度（近 {FEE_WINDOW} 个月 {due} 笔、终止 {unpaid} 件，小格向邻年收缩）",
                f"lapse by patent year ({due} fees, {unpaid} lapses in {FEE_WINDOW} months, small cells shrunk)",
            )
        )
    if stock.renewed is not None:
        found.append(Words(f"续展率 {stock.renewed:.0%}", f"{stock.renewed:.0%} renewed"))
    if not grants.granted:
        found.append(
            Words(
                f"近 {WINDOW} 个月没有授权记录，请先更新清单",
                f"no grant on record in {WINDOW} months: renew the list first",
            )
        )
    if grants.from_pending:
        found.append(
            Words(
                f"在审按月龄授权概率（近 {WINDOW} 个月授权 {grants.granted} 件），未公开的申请按近 {ARRIVING} 个月重抽",
                f"grants of pending ones by age ({grants.granted} in {WINDOW} months), those not yet seen drawn again "
                f"from the last {ARRIVING} months",
            )
        )
    else:
        found.append(
            Words(
                f"在审申请不可见或不全，授权按近 {ARRIVING} 个月逐月重抽（近 {WINDOW} 个月 {grants.granted} 件）",
                f"applications are not visible before grant, or not all on record: grants drawn again from the last "
                f"{ARRIVING} months ({grants.granted} in {WINDOW})",
            )
        )
    return found


def _supposed(what_if: WhatIf) -> list[Words]:
    said = []
    if what_if.base_change is not None:
        said.append(Words(f"假设分母为 {what_if.base_change}", f"supposing a denominator of {what_if.base_change}"))
    if what_if.renewal is not None:
        said.append(Words(f"假设缴费（续展）率 {what_if.renewal:.0%}", f"supposing {what_if.renewal:.0%} paid"))
    if what_if.grants is not None:
        said.append(Words(f"假设授权概率为 {what_if.grants} 倍", f"supposing {what_if.grants} times the grants"))
    if what_if.filings is not None:
        said.append(Words(f"假设新申请为 {what_if.filings} 倍", f"supposing {what_if.filings} times the filings"))
    return said
