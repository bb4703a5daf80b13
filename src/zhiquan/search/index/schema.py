"""The shape of the index (索引结构).

Every part of text has two fields: pairs of units with their places, which find words and phrases exactly, and single
units, which find one character or one Latin word. Words of a dictionary enter when a query is read, not here.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import tantivy

from zhiquan.search.index.record import CLASSES, DAYS, FACETS, NUMBERS, TEXTS, Record, party_code, subclass_code
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import stream

VERSION = "1"
"""Version of this shape; an index of another one is built anew."""

UNITS = "_units"
STORED = "record"
COUNTED = ("year", "subclass", "party_code", "party_public_code")
"""Fields of numbers that records are counted by."""

_ENCODING = "gb18030"


@cache
def schema() -> tantivy.Schema:
    """Fields of the index."""
    made = tantivy.SchemaBuilder()
    for part in (*TEXTS, "holder_public"):
        made.add_text_field(part, tokenizer_name="whitespace")
        made.add_text_field(part + UNITS, tokenizer_name="whitespace", index_option="basic")
    for name in ("id", "source", "sees", "party", "party_public", *NUMBERS, *CLASSES):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (*DAYS, *COUNTED):
        made.add_integer_field(name, indexed=True, fast=True)
    made.add_bytes_field(STORED, stored=True)
    return made.build()


def document(record: Record, source: str) -> tantivy.Document:
    """A record as the index stores it; ``source`` is the name of what it came from."""
    fields: dict[str, Any] = {"id": record.id, "source": source, "kind": record.kind, STORED: stored(record)}
    for part, text in (("title", record.title), *record.texts.items()):
        if text:
            fields[part], fields[part + UNITS] = stream(fold(text))
    for name, values in record.tokens.items():
        if values:
            fields[name] = list(values)
    for name, day in record.days.items():
        fields[name] = number_of(day)
    if "day" in record.days:
        fields["year"] = record.days["day"].year
    if record.sees:
        fields["sees"] = list(record.sees)
    if ipc := record.tokens.get("ipc"):
        fields["subclass"] = subclass_code(ipc[0][:4])
    for name, parties in (("party", record.parties), ("party_public", record.public_parties)):
        if parties:
            fields[name] = [party for party, _ in parties]
            fields[f"{name}_code"] = [party_code(party) for party, _ in parties]
    return tantivy.Document(**fields)


def number_of(day: Any) -> int:  # noqa: ANN401 - a date; its parts are read
    """A day as a number that sorts like it: 2021-05-07 is 20210507."""
    return int(day.year) * 10_000 + int(day.month) * 100 + int(day.day)


def stored(record: Record) -> bytes:
    """What the index keeps of a record to show and mark it."""
    kept = {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "texts": {part: text for part, text in record.texts.items() if text},
        "sees": list(record.sees),
        "parties": list(record.parties),
        "public_parties": list(record.public_parties),
        "shown": record.shown,
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(_ENCODING, "replace")


def read_stored(content: bytes) -> dict[str, Any]:
    """What :func:`stored` kept."""
    found: dict[str, Any] = json.loads(bytes(content).decode(_ENCODING))
    return found
