"""Holders, classes, family and citations of rights, from the believed lists (权利人、分类、同族、引证推导)."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.register.derive.groups import Groups
from zhiquan.register.ids import clean_name
from zhiquan.register.tables.rights import CITATIONS, CLASSES, FAMILIES, HOLDERS
from zhiquan.register.tables.shapes import TableShape

SYSTEMS = ("ipc", "cpc", "locarno", "nice", "similar_groups", "gbt4754", "sei")
_COUNTRY = re.compile(r"[A-Z]{2}")


def holders_of(believed: dict[str, pa.Array], codes: dict[tuple[str, str], str]) -> pa.Table:
    """Applicants, current holders, inventors and agents of each right.

    Applicants count from filing, holders from grant or registration, else from filing; where no holders are
    stated the applicants hold the right. The district is that of the first one, whose address sources give.
    """
    start = pc.coalesce(believed["granted_on"], believed["filed_on"])
    current = pc.if_else(pc.is_valid(believed["holders"]), believed["holders"], believed["applicants"])
    roles = (
        ("applicant", believed["applicants"], believed["filed_on"]),
        ("holder", current, start),
        ("inventor", believed["inventors"], believed["filed_on"]),
        ("agent", believed["agents"], believed["filed_on"]),
    )
    parts = [_listed(believed, names, HOLDERS, value="name", role=role, start=day) for role, names, day in roles]
    table = pa.concat_tables(parts)
    lives_there = pc.and_(pc.equal(table["seq"], 1), pc.is_in(table["role"], pa.array(["applicant", "holder"])))
    place = table.schema.get_field_index("region")
    table = table.set_column(place, "region", pc.if_else(lives_there, table["region"], pa.scalar(None, pa.string())))
    cleaned = {name: clean_name(name) for name in pc.unique(table["name"]).to_pylist()}
    filled = pa.array([cleaned[name] for name in table["name"].to_pylist()], pa.string())
    table = table.set_column(table.schema.get_field_index("cleaned"), "cleaned", filled)
    return table.set_column(table.schema.get_field_index("code"), "code", _codes(table, codes))


def holder_codes(groups: Groups) -> dict[tuple[str, str], str]:
    """Credit code by right and cleaned name, where one row states both a name and a code in its place."""
    column = groups.rows["holder_codes"]
    places = np.flatnonzero(pc.is_valid(column).to_numpy(zero_copy_only=False))
    if len(places) == 0:
        return {}
    rows = groups.rows.select(["right", "holders", "applicants", "holder_codes"]).take(pa.array(places)).to_pylist()
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        names = row["holders"] or row["applicants"] or []
        for name, code in zip(names, row["holder_codes"], strict=False):
            if name and code:
                found.setdefault((row["right"], clean_name(name)), code)
    return found


def _codes(table: pa.Table, codes: dict[tuple[str, str], str]) -> pa.Array:
    if not codes:
        return pa.nulls(table.num_rows, pa.string())
    named = zip(table["right"].to_pylist(), table["cleaned"].to_pylist(), table["role"].to_pylist(), strict=True)
    found = [codes.get((right, name)) if role in {"holder", "applicant"} else None for right, name, role in named]
    return pa.array(found, pa.string())


def classes_of(believed: dict[str, pa.Array]) -> pa.Table:
    """Every classification symbol of each right, each once, in the stated order."""
    parts = [_listed(believed, believed[system], CLASSES, value="symbol", system=system) for system in SYSTEMS]
    table = pa.concat_tables(parts)
    first = pc.equal(table["seq"], 1)
    return _distinct(table.set_column(table.schema.get_field_index("main"), "main", first), ("system", "symbol"))


def families_of(believed: dict[str, pa.Array]) -> pa.Table:
    """Family members of each right."""
    table = _listed(believed, believed["family"], FAMILIES, value="member")
    countries = [match[0] if (match := _COUNTRY.match(member)) else None for member in table["member"].to_pylist()]
    place = table.schema.get_field_index("country")
    return _distinct(table.set_column(place, "country", pa.array(countries, pa.string())), ("member",))


def citations_of(believed: dict[str, pa.Array]) -> pa.Table:
    """Publications each right cites."""
    return _distinct(_listed(believed, believed["cites"], CITATIONS, value="cited"), ("cited",))


def _listed(
    believed: dict[str, pa.Array], lists: pa.Array, shape: TableShape, *, value: str, start: pa.Array | None = None,
    **fixed: str,
) -> pa.Table:  # fmt: skip
    """One row per stated list item, with its place in the list from 1."""
    parents = pc.list_parent_indices(lists)
    items = pc.list_flatten(lists)
    keep = pc.and_(pc.is_valid(items), pc.greater(pc.fill_null(pc.binary_length(items), 0), 0))
    parents, items = parents.filter(keep), items.filter(keep)
    made: dict[str, Any] = {
        "right": believed["right"].take(parents),
        value: items,
        "seq": pa.array(_places(parents), pa.int32()),
        "region": believed["region"].take(parents),
        "from": start.take(parents) if start is not None else None,
    }
    made |= {name: pa.array([text] * len(items), pa.string()) for name, text in fixed.items()}
    columns = {
        field.name: made[field.name] if made.get(field.name) is not None else pa.nulls(len(items), field.type)
        for field in shape.schema
    }
    return pa.table(columns, schema=shape.schema)


def _places(parents: pa.Array) -> npt.NDArray[np.int32]:
    """Place of each item within its parent's list, from 1; parents are ascending."""
    numbers = parents.to_numpy(zero_copy_only=False)
    if len(numbers) == 0:
        return np.empty(0, np.int32)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(numbers)) + 1))
    sizes = np.diff(np.append(starts, len(numbers)))
    return np.asarray(np.arange(len(numbers)) - np.repeat(starts, sizes) + 1, dtype=np.int32)


def _distinct(table: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """Only the first row of each right and value."""
    if table.num_rows == 0:
        return table
    numbered = table.append_column("row", pa.array(np.arange(table.num_rows)))
    kept = numbered.group_by(["right", *names]).aggregate([("row", "min")])["row_min"]
    return table.take(pa.array(np.sort(kept.to_numpy())))
