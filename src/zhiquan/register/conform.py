"""Bringing given rows into the shape of their observations (规整).

Numbers are normalised, kinds inferred where the number tells, ids made. Values are never dropped: a number that
cannot be read stays as printed and simply names nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from zhiquan.basics.errors import BadInput
from zhiquan.basics.numbers import normalise_application, normalise_publication
from zhiquan.basics.words import Words
from zhiquan.register.ids import right_ids
from zhiquan.register.tables import OBSERVATIONS, RIGHT_KINDS, TableShape
from zhiquan.register.tables.records import RECORD_KINDS

CHUNK = 20_000
_PATENTS = {"invention_patent", "utility_model", "design_patent"}
_GRANT_CODES = frozenset("BCUYSD")
_CHINESE = re.compile(r"CN[0-9]+([A-Z])[0-9]?")
_GRANTED_ABROAD = re.compile(r"(?!CN|WO)[A-Z]{2}[A-Z0-9]*[0-9]B[0-9]?")
_KIND_BY_DIGIT = {
    "1": "invention_patent",
    "2": "utility_model",
    "3": "design_patent",
    "8": "invention_patent",
    "9": "utility_model",
}


def conform(kind: str, batch: pa.RecordBatch, *, name: str, first_line: int) -> Iterator[pa.RecordBatch]:
    """Rows of one kind in the shape of ``observations_<kind>``, in pieces of at most 20,000.

    Args:
        kind: a key of ``OBSERVATIONS``.
        batch: given rows; any subset of the kind's columns, other columns are refused.
        name: id of the batch.
        first_line: line of the first row when the rows carry no ``line``.

    Raises:
        BadInput: a column is unknown or its values do not fit the column's type.
    """
    shape = OBSERVATIONS[kind]
    for start in range(0, batch.num_rows, CHUNK):
        piece = _cast(batch.slice(start, CHUNK), shape, name=name, first_line=first_line + start)
        yield _rights(piece, shape) if kind == "rights" else _records(piece, shape)


def named(rows: pa.RecordBatch, name: str) -> pa.RecordBatch:
    """Rows of ``quarantined`` with the id of their batch."""
    place = rows.schema.get_field_index("batch")
    return rows.set_column(place, "batch", pa.array([name] * rows.num_rows, pa.string()))


def _cast(batch: pa.RecordBatch, shape: TableShape, *, name: str, first_line: int) -> pa.RecordBatch:
    given = set(batch.schema.names)
    unknown = sorted(given - set(shape.names))
    if unknown:
        near = difflib.get_close_matches(unknown[0], shape.names, n=3)
        raise BadInput(
            Words(f"{shape.name} 没有列 {unknown[0]}", f"{shape.name} has no column {unknown[0]}"),
            where={"table": shape.name, "columns": ", ".join(unknown)},
            remedy=Words(
                f"相近的列：{'、'.join(near) or '见参考手册'}；其余内容放入 extra。",
                f"Near columns: {', '.join(near) or 'see the reference'}; put the rest into extra.",
            ),
        )
    rows = batch.num_rows
    made: dict[str, pa.Array] = {
        "batch": pa.array([name] * rows, pa.string()),
        "sheet": pa.array([""] * rows, pa.string()),
        "line": pa.array(range(first_line, first_line + rows), pa.int32()),
    }
    columns = [
        _column(batch, column.name, column.type, shape.name)
        if column.name in given and column.name != "batch"
        else made.get(column.name, pa.nulls(rows, column.type))
        for column in shape.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=shape.schema)


def _column(batch: pa.RecordBatch, name: str, kind: pa.DataType, table: str) -> pa.Array:
    values = batch.column(name)
    try:
        return values.cast(kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise BadInput(
            Words(f"列 {name} 的值不合类型 {kind}：{problem}", f"column {name} does not fit {kind}: {problem}"),
            where={"table": table, "column": name, "given": values.type},
            remedy=Words("请按参考手册给出该列。", "Give the column as the reference describes it."),
        ) from problem


def _rights(piece: pa.RecordBatch, shape: TableShape) -> pa.RecordBatch:
    names = ["kind", "country", "app_no", "pub_no", "grant_no", "reg_no", "published_on", "granted_on"]
    keyed = ["title", "abstract", "applicants", "holders", "holder_codes", "filed_on", "nice", "announcement"]
    rows = piece.select([*names, *keyed]).to_pylist()
    for row in rows:
        row["application"] = None
        _normalise(row)
    both = [right_ids(row) for row in rows]
    made: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in [*names, "nice"]}
    made["ids"] = [ids for ids, _ in both]
    made["also"] = [also or None for _, also in both]
    columns = [
        pa.array(made[column.name], column.type) if column.name in made else piece.column(column.name)
        for column in shape.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=shape.schema)


def _normalise(row: dict[str, Any]) -> None:
    """Normalise numbers and infer the kind, in place."""
    if row["kind"] is not None and row["kind"] not in RIGHT_KINDS:
        raise BadInput(
            Words(f"没有权利种类 {row['kind']}", f"there is no kind of right {row['kind']}"),
            where={"column": "kind", "value": row["kind"]},
            remedy=Words(f"可用：{'、'.join(RIGHT_KINDS)}", f"Kinds: {', '.join(RIGHT_KINDS)}"),
        )
    if row["kind"] is None or row["kind"] in _PATENTS:
        _normalise_patent(row)
    if row["nice"]:
        row["nice"] = list(dict.fromkeys(nice.zfill(2) if nice.isdigit() else nice for nice in row["nice"]))
    if row["kind"] is None:
        row["kind"] = "document"


def _normalise_patent(row: dict[str, Any]) -> None:
    application = normalise_application(row["app_no"]) if row["app_no"] else None
    row["app_no"] = application or row["app_no"]
    row["application"] = application
    for name in ("pub_no", "grant_no"):
        if row[name]:
            row[name] = normalise_publication(row[name]) or row[name]
    _sort_publications(row)
    if row["kind"] is None and application:
        row["kind"] = _KIND_BY_DIGIT.get(application[4 if len(application) == 14 else 2])
    publication = row["grant_no"] or row["pub_no"] or ""
    if row["kind"] is None and publication.startswith("CN") and len(publication) > 2:
        row["kind"] = _KIND_BY_DIGIT.get(publication[2])
    elif row["kind"] is None and publication[:2].isalpha() and publication[:2].isascii() and publication:
        row["kind"], row["country"] = "overseas_patent", row["country"] or publication[:2]
    if row["kind"] in _PATENTS:
        row["country"] = row["country"] or "CN"


def _sort_publications(row: dict[str, Any]) -> None:
    """A publication whose letter tells of a grant is the granted one, and its day the day of grant.

    Abroad, a number that ends in B and perhaps a digit is a granted patent at every office that uses the letter.
    """
    number = row["pub_no"]
    if not number or row["grant_no"]:
        return
    letter = _CHINESE.fullmatch(number)
    if (letter and letter[1] in _GRANT_CODES) or _GRANTED_ABROAD.fullmatch(number):
        row["grant_no"], row["pub_no"] = number, None
        if row["granted_on"] is None:
            row["granted_on"], row["published_on"] = row["published_on"], None


def _records(piece: pa.RecordBatch, shape: TableShape) -> pa.RecordBatch:
    """Fill the ``key`` column from the key columns; a null part counts as empty."""
    key = RECORD_KINDS[shape.name.removeprefix("observations_")].table.key
    parts = zip(*(piece.column(name).to_pylist() for name in key), strict=True)
    keys = ["|".join("" if part is None else str(part) for part in row) for row in parts]
    if shape.name == "observations_titles_awards":
        keys = _keys_of_titles(piece, keys)
    place = shape.names.index("key")
    columns = list(piece.columns)
    columns[place] = pa.array(keys, pa.string())
    return pa.RecordBatch.from_arrays(columns, schema=shape.schema)


def _keys_of_titles(piece: pa.RecordBatch, keys: list[str]) -> list[str]:
    """A title without a number is known by its name and first day too: one firm wins several prizes."""
    told = zip(keys, *(piece.column(name).to_pylist() for name in ("number", "name", "from")), strict=True)
    return [
        f"{key}{name or ''}|{start or ''}" if not number and (name or start) else key
        for key, number, name, start in told
    ]
