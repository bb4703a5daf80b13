"""Counts over registrations, titles and published values (登记、称号与公布值)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhiquan.measure.intervals import day, rows, year_end
from zhiquan.measure.rights_counts import Count

_PLEDGEABLE = ("invention_patent", "utility_model", "design_patent", "trademark")


def pledges(count: Count) -> ir.Table:
    """Pledge registrations whose pledgor is of the district, by day of registration (质押登记).

    The district is the stated one, else the pledgor's in the list of market entities, else that of the first right.
    """
    found = count.tables["pledges"]
    parties = count.tables["registered_parties"].filter(lambda t: t["name"].notnull() & t["region"].notnull())
    parties = parties.group_by(known_as=parties["name"]).aggregate(
        party_region=parties["region"].min(), town=parties["town"].min()
    )
    found = found.left_join(parties, found["pledgor"] == parties["known_as"]).drop("known_as")
    meant = count.tables["measure_numbers"].select(stated="number", one="means")
    found = found.mutate(first=found["right_numbers"][0])
    found = found.left_join(meant, found["first"] == meant["stated"]).drop("stated")
    placed = count.tables["rights"].select(pledged="right", right_region="region")
    found = found.left_join(placed, found["one"] == placed["pledged"]).drop("pledged")
    region = ibis.coalesce(found["region"], found["party_region"], found["right_region"])
    found = found.mutate(placed=region, title=found["pledgor"])
    found = found.filter(_may_be_here(found["placed"], count))
    is_home = found["placed"].startswith(count.asked.prefix).fill_null(False)
    kind_fits = found["right_kind"].isnull() | found["right_kind"].isin(_PLEDGEABLE)
    has_day = found["registered_on"].notnull()
    late_enough = (found["registered_on"] >= day(count.asked.since)) if count.window() == "period" else has_day
    until = year_end(found["registered_on"]) if count.window() == "year" else None
    has_amount = found["amount"].notnull() if count.numerator.sums else ibis.literal(True)
    reason = ibis.cases(
        (~is_home, "place_unknown"),
        (~kind_fits, "other_sort"),
        (~has_day, "no_day"),
        (~late_enough.fill_null(False), "before_period"),
        (~has_amount, "no_amount"),
        else_="registered",
    )
    counts = is_home & kind_fits & has_day & late_enough & has_amount
    return rows(
        found,
        key=found["number"],
        since=found["registered_on"],
        until=until,
        counts=counts,
        reason=reason,
        amount=found["amount"],
    )


def titles(count: Count) -> ir.Table:
    """Titles of some kinds and levels; a holder of several counts once where the definition says so (称号)."""
    wanted = count.numerator
    found = count.tables["titles_awards"].filter(lambda t: t["kind"].isin(wanted.titles))
    parties = count.tables["registered_parties"].filter(lambda t: t["name"].notnull() & t["region"].notnull())
    parties = parties.group_by(known_as=parties["name"]).aggregate(
        party_region=parties["region"].min(), town=parties["town"].min()
    )
    found = found.left_join(parties, found["holder"] == parties["known_as"]).drop("known_as")
    found = found.mutate(placed=ibis.coalesce(found["region"], found["party_region"]), title=found["name"])
    found = found.filter(_may_be_here(found["placed"], count))
    is_home = found["placed"].startswith(count.asked.prefix).fill_null(False)
    level_fits = found["level"].isin(wanted.levels).fill_null(False) if wanted.levels else ibis.literal(True)
    has_day = found["from"].notnull()
    late_enough = (found["from"] >= day(count.asked.since)) if count.window() == "period" else has_day
    until = (found["to"] + ibis.interval(days=1)).cast("date") if wanted.valid_only else None
    if count.window() == "year":
        until = year_end(found["from"])
    reason = ibis.cases(
        (~is_home, "place_unknown"),
        (~level_fits, "other_level"),
        (~has_day, "no_day"),
        (~late_enough.fill_null(False), "before_period"),
        else_="titled",
    )
    unit = found["key"]
    if wanted.once == "holder":
        name = found["holder"].re_replace(r"\s+", "").replace("（", "(").replace("）", ")")
        code = found["holder_code"].nullif("").max().over(ibis.window(group_by=name))
        unit = ibis.coalesce(code, name)
    if wanted.once == "number":
        unit = ibis.coalesce(found["number"], found["key"])
    counts = is_home & level_fits & has_day & late_enough
    return rows(found, key=found["key"], unit=unit, since=found["from"], until=until, counts=counts, reason=reason)


def published(count: Count) -> ir.Table:
    """Values of a published series, each until the next one; of several vintages the last known counts (公布值)."""
    series = count.tables["series"]
    found = series.filter((series["name"] == count.numerator.series) & (series["place"] == count.asked.place))
    if count.asked.known is not None:
        found = found.filter(found["published"].isnull() | (found["published"] <= day(count.asked.known)))
    order = ibis.window(group_by=found["as_of"], order_by=[found["published"].desc(), found["key"]])
    found = found.mutate(vintage=ibis.row_number().over(order))
    last = found.filter(found["vintage"] == 0)
    after = ibis.window(order_by=last["as_of"])
    last = last.mutate(next=last["as_of"].lead().over(after), title=last["source"])
    old = found.filter(found["vintage"] > 0).mutate(title=ibis.coalesce(found["source"], ibis.literal("")))
    return ibis.union(
        rows(
            last,
            key=last["key"],
            since=last["as_of"],
            until=last["next"],
            counts=last["value"].notnull(),
            reason="published",
            amount=last["value"],
        ),
        rows(old, key=old["key"], since=old["as_of"], counts=ibis.literal(False), reason="older_vintage"),
        distinct=False,
    )


def _may_be_here(region: ir.Value, count: Count) -> ir.Value:
    return region.isnull() | region.startswith(count.asked.prefix) | region.isin(count.asked.above)
