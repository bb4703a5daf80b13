"""Lists of rights: by kind, status on a day, place, holder, tag (权利清单)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis.expr.types as ir

from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.asof import sql_of, stated_otherwise, status_on, table_of
from zhiquan.register.reading.known_names import parties_meant


@dataclass(frozen=True, slots=True)
class RightQuery:
    """Which rights are wanted; every given condition must hold.

    Args:
        on: day of the legal status shown.
        known: day of knowledge; None for all that is known now. Rights nobody knew of then are left out.
        kinds: kinds of rights; empty for all.
        statuses: statuses or status groups on ``on``; empty for all, also rights without a status.
        place: GB/T 2260 code or its leading digits; town codes too.
        holder: name of a holder, or id of a party.
        tag: a tag.
        is_disputed: only rights whose source's status word says otherwise than their events.
        limit: at most so many, in order of ids.
    """

    on: date
    known: date | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    place: str = ""
    holder: str = ""
    tag: str = ""
    is_disputed: bool = False
    limit: int | None = None


def rights_expression(reader: Reader, query: RightQuery) -> ir.Table:
    """The rights wanted, all columns of ``rights`` with ``status`` and ``status_group`` on the day."""
    rights = table_of(reader, "rights")
    spells = table_of(reader, "right_spells")
    status = status_on(spells, day=query.on, known=query.known).rename(status_group="group")
    how = "left" if query.known is None else "inner"
    found = rights.join(status, "right", how=how).select(*rights.columns, "status", "status_group")
    if query.kinds:
        found = found.filter(found["kind"].isin(query.kinds))
    if "document" not in query.kinds:
        found = found.filter(found["identified"])
    if query.statuses:
        found = found.filter(found["status"].isin(query.statuses) | found["status_group"].isin(query.statuses))
    if query.place:
        found = found.filter(found["region"].startswith(query.place) | found["town"].startswith(query.place))
    if query.tag:
        found = found.filter(found["tags"].contains(query.tag))
    if query.holder:
        found = found.semi_join(_held_by(reader, query.holder), "right")
    if query.is_disputed:
        found = found.semi_join(stated_otherwise(rights, spells), "right")
    ordered = found.order_by("right")
    return ordered if query.limit is None else ordered.limit(query.limit)


def list_rights(reader: Reader, query: RightQuery) -> Iterator[dict[str, Any]]:
    """The rights wanted, one dictionary each, in order of ids."""
    batches = reader.stream(sql_of(rights_expression(reader, query)))
    for batch in batches:
        yield from batch.to_pylist()


def count_rights(reader: Reader, query: RightQuery) -> int:
    """How many rights are wanted."""
    counted: int = reader.records(sql_of(rights_expression(reader, query).count().name("n").as_table()))[0]["n"]
    return counted


def right_row(reader: Reader, right: str) -> dict[str, Any] | None:
    """One row of ``rights`` by id; None when there is none. Reads only files that may hold it."""
    sql = f'SELECT * FROM {reader.from_("rights", value=right)} WHERE "right" = ?'
    rows = reader.rows(sql, [right])
    return rows.to_pylist()[0] if rows.num_rows else None


def _held_by(reader: Reader, holder: str) -> ir.Table:
    """Ids of rights a party holds, by its id, its code or any spelling of its name."""
    holders = table_of(reader, "holders")
    current = holders.filter((holders["role"] == "holder") & holders["to"].isnull())
    links = table_of(reader, "party_links")
    names = links.filter(links["party"].isin(parties_meant(reader, holder) or [holder])).select("name", "region")
    matched = current.mutate(region=current["region"].fill_null("")).semi_join(names, [("cleaned", "name"), "region"])
    return matched.select("right").distinct()
