"""High-value invention patents: five cases, each with its reason, every patent counted once (高价值发明专利).

Source: FACTS of the official explanation, cases one to five; what it leaves open is a setting.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhiquan.measure.intervals import day, overlapping, rows, together
from zhiquan.measure.question import FOREVER, NEVER
from zhiquan.measure.rights_counts import IN_FORCE, Count

_CRITERION_YEARS = 10
_ALWAYS = (NEVER, FOREVER)
_GRANTED_ABROAD = r"^[A-Z]{2}[0-9A-Z]*[0-9](B[0-9]?|C[0-9]?|E[0-9]?)$"
_GRANTED_US_BEFORE_2001 = r"^US[0-9]{7}A$"


def high_value(count: Count) -> ir.Table:
    """Inventions in force that meet at least one of the five cases (高价值发明专利有效量).

    An invention in force that meets none is told as ``no_case``; each case it meets is a row of its own.
    """
    rights = count.rights()
    spells = count.tables["measure_spells"]
    lived = rights.left_join(spells, rights["right"] == spells["of"]).drop("of")
    stands = ((lived["group"] == IN_FORCE) & lived["is_home"]).fill_null(False)
    reason = ibis.cases(
        (~lived["is_home"], "place_unknown"),
        (lived["status"].isnull(), "no_status"),
        (stands, "no_case"),
        else_=lived["status"],
    )
    plain = rows(
        lived,
        key=lived["right"],
        since=lived["from"],
        until=lived["to"],
        counts=ibis.literal(False),
        base=stands,
        reason=reason,
    )
    cases = met_cases(count, rights)
    both = lived.filter(stands).join(cases, lived["right"] == cases["met_by"])
    both = overlapping(both, since="met_from", until="met_to")
    met = rows(
        both,
        key=both["right"],
        since=both["since"],
        until=both["until"],
        counts=both["is_chosen"],
        base=ibis.literal(True),
        reason=both["case"],
    )
    return together([plain, met])


def met_cases(count: Count, rights: ir.Table) -> ir.Table:
    """Which right meets which case from when to when.

    Returns:
        Columns ``met_by, case, met_from, met_to, is_chosen``; ``is_chosen`` is false for the reading of case three
        that the setting does not take.
    """
    return together(
        [*_emerging(count), *_family(count, rights), *_long_kept(count, rights), *_pledged(count), *_awarded(count)]
    )


def _case(  # noqa: PLR0913 - one argument per column
    table: ir.Table, *, by: ir.Value, case: str, since: ir.Value, until: ir.Value, is_chosen: bool = True
) -> ir.Table:
    return table.select(
        met_by=by.cast("string"),
        case=ibis.literal(case),
        met_from=since.cast("date"),
        met_to=until.cast("date"),
        is_chosen=ibis.literal(is_chosen),
    )


def _emerging(count: Count) -> list[ir.Table]:
    """Case one: an emerging industry by class, or by class and keywords."""
    found = count.tables["measure_emerging"]
    always = {"since": day(_ALWAYS[0]), "until": day(_ALWAYS[1])}
    by_class = found.filter(found["how"] == "ipc_only")
    with_words = found.filter(found["how"] == "ipc_and_keywords")
    takes_words = count.choices.at("high_value_industries_by", count.day) == "keywords"
    return [
        _case(by_class, by=by_class["of"], case="hv1_class", **always),
        _case(with_words, by=with_words["of"], case="hv1_keywords", **always, is_chosen=takes_words),
    ]


def _family(count: Count, rights: ir.Table) -> list[ir.Table]:
    """Case two: a family member granted abroad, told by its kind code; from its grant where the register has it."""
    families = count.tables["families"].semi_join(rights, "right")
    member = families["member"]
    granted = member.re_search(_GRANTED_ABROAD) | member.re_search(_GRANTED_US_BEFORE_2001)
    home = (
        ("CN",)
        if count.choices.at("high_value_family_includes_hmt", count.day) == "counted"
        else ("CN", "HK", "MO", "TW")
    )
    abroad = families.filter(granted & ~member.substr(0, 2).isin(home))
    grants = count.tables["rights"].filter(lambda t: (t["kind"] == "overseas_patent") & t["grant_no"].notnull())
    grants = grants.select(number="grant_no", granted_abroad="granted_on")
    dated = abroad.left_join(grants, abroad["member"] == grants["number"])
    since = ibis.coalesce(dated["granted_abroad"], day(_ALWAYS[0]))
    return [_case(dated, by=dated["right"], case="hv2", since=since, until=day(_ALWAYS[1]))]


def _long_kept(count: Count, rights: ir.Table) -> list[ir.Table]:
    """Case three: kept for more than ten years, from grant or from filing; both are told, the setting's one counts."""
    chosen = count.choices.at("high_value_long_kept_from", count.day)
    found = []
    for reading, column in (("grant", "granted_on"), ("filing", "filed_on")):
        held = rights.filter(rights[column].notnull())
        since = held[column] + ibis.interval(years=_CRITERION_YEARS) + ibis.interval(days=1)
        until = day(_ALWAYS[1])
        case = f"hv3_{reading}"
        found.append(_case(held, by=held["right"], case=case, since=since, until=until, is_chosen=reading == chosen))
    return found


def _pledged(count: Count) -> list[ir.Table]:
    """Case four: its equal share of one registered amount reaches the threshold in force; dated by the setting."""
    pledges = count.tables["pledges"]
    pledges = pledges.filter(pledges["amount"].notnull() & pledges["registered_on"].notnull())
    share = pledges["amount"].cast("float64") / pledges["right_numbers"].length().cast("float64")
    each = pledges.select("registered_on", number=pledges["right_numbers"].unnest(), share=share)
    each = _resolved(count, each)
    found = []
    for span in count.choices.spans("high_value_pledge_threshold"):
        if span.value == "none":
            continue
        enough = each.filter(each["share"] >= float(span.value))
        since = ibis.greatest(enough["registered_on"], day(span.since))
        found.append(_case(enough, by=enough["right"], case="hv4", since=since, until=day(span.until)))
    return found


def _awarded(count: Count) -> list[ir.Table]:
    """Case five: a national science award or the Chinese patent award; awards of provinces and cities do not count."""
    words = count.choices.at("high_value_awards", count.day).split("|")
    awards = count.tables["titles_awards"]
    named = ibis.literal(False)
    for word in words:
        named = named | awards["name"].contains(word)
    awards = awards.filter((awards["level"] == "national") & named & awards["right_numbers"].notnull())
    each = awards.select(number=awards["right_numbers"].unnest(), awarded=awards["from"])
    each = _resolved(count, each)
    since = ibis.coalesce(each["awarded"], day(_ALWAYS[0]))
    return [_case(each, by=each["right"], case="hv5", since=since, until=day(_ALWAYS[1]))]


def _resolved(count: Count, numbered: ir.Table) -> ir.Table:
    """The rows with ``right``, the one their number means; rows whose number nothing answers to go."""
    meant = count.tables["measure_numbers"].select(stated="number", right="means")
    return numbered.join(meant, numbered["number"] == meant["stated"]).drop("stated")
