"""Rights of the home district, and those whose place nobody knows (本区权利)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhiquan.measure.question import Question
from zhiquan.measure.sources import Sources

_WITH_PRODUCT = ("geographical_indication", "gi_mark_user")


def home_rights(tables: Sources, asked: Question) -> ir.Table:
    """Rights of every kind that lie in the place, or may lie there.

    A right without an address lies where its first holder does, as other files place that party.

    Returns:
        Columns ``right, kind, product, form, filed_on, granted_on, main_class, town, holder, is_home``; rights known
        to lie elsewhere are not among them. ``is_home`` is false when no source tells the district; ``product`` is
        the name of a geographical indication or of what its special mark stands on.
    """
    rights = tables["rights"]
    wanted = rights.filter(rights["identified"])
    near = wanted["region"].startswith(asked.prefix)
    unsure = wanted["region"].isnull() | wanted["region"].isin(asked.above)
    found = wanted.filter(near | unsure)
    by_holder = _place_of_holders(tables, wanted.filter(wanted["region"].isnull()))
    joined = found.left_join(by_holder, found["right"] == by_holder["of"])
    region = ibis.coalesce(joined["region"], joined["party_region"])
    holder = ibis.coalesce(joined["holders"], joined["applicants"])[0]
    placed = joined.select(
        "right",
        "kind",
        "form",
        "filed_on",
        "granted_on",
        "main_class",
        "town",
        holder=holder,
        product=ibis.ifelse(joined["kind"].isin(_WITH_PRODUCT), _product(joined["title"]), ibis.null("string")),
        placed=region,
    )
    is_here = placed["placed"].startswith(asked.prefix)
    is_open = placed["placed"].isnull() | placed["placed"].isin(asked.above)
    return placed.filter(is_here | is_open).mutate(is_home=is_here.fill_null(False)).drop("placed")


def _product(title: ir.Value) -> ir.Value:
    """The bare name of a product, whatever route protects it. ``演示沙田柚（夏熟）`` is ``演示沙田柚``."""
    return title.re_replace(r"[（(].*$", "").re_replace(r"\s+", "")


def _place_of_holders(tables: Sources, rights: ir.Table) -> ir.Table:
    """Columns ``of, party_region``: the district of each right's first holder, where its party has one."""
    holders = tables["holders"]
    first = holders.filter(
        (holders["seq"] == 1) & holders["role"].isin(("holder", "applicant")) & holders["to"].isnull()
    )
    first = first.mutate(rank=ibis.ifelse(first["role"] == "holder", 0, 1))
    first = first.select("right", "rank", name=first["cleaned"], near=first["region"].fill_null(""))
    first = first.semi_join(rights, "right")
    links = tables["party_links"].select("name", "region", "party")
    tied = first.join(links, [first["name"] == links["name"], first["near"] == links["region"]]).select(
        "right", "rank", "party"
    )
    parties = tables["parties"].select(who="party", party_region="region")
    placed = tied.join(parties, tied["party"] == parties["who"])
    return (
        placed.filter(placed["party_region"].notnull())
        .group_by(of=placed["right"])
        .aggregate(party_region=placed["party_region"].argmin(placed["rank"]))
    )


def home_spells(tables: Sources, asked: Question) -> ir.Table:
    """Periods of legal status of the home rights, as known: columns ``of, status, group, from, to``."""
    spells = tables["right_spells"].semi_join(tables["measure_home"], "right")
    if asked.known is None:
        then = spells["known_to"] == ibis.date("9999-12-31")
    else:
        seen = ibis.date(asked.known.isoformat())
        then = (spells["known_from"] <= seen) & (spells["known_to"] > seen)
    return spells.filter(then).select("status", "group", "from", "to", of="right")
