"""The shape of the index (索引结构).

Every part of text has two fields: pairs of units with their places, which find words and phrases exactly, and single
units, which find one character or one Latin word. Words of a dictionary enter when a query is read, not here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import Any

import tantivy

from zhiquan.search.index.partynames import PartyNames
from zhiquan.search.index.record import CLASSES, DAYS, FACETS, NUMBERS, OF_PUBLIC, TEXTS, Record, subclass_code
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import stream

VERSION = "4"
"""Version of this shape; an index of another one is built anew."""

UNITS = "_units"
STORED = "record"
ENDS = "ends"
"""Field by which what ends soonest comes first; records without it come last."""

COUNTED = ("year", "subclass", "party_number", "party_public_number")
"""Fields of small whole numbers that records are counted by; counting small numbers is fastest."""

LARGE = 1_000_000
"""Records from which an index is built and asked on two cores."""

Streaming = Callable[[str], tuple[str, str]]
"""What is indexed of a text as printed: see :func:`zhiquan.search.text.units.stream`."""

NARROWED = ("year", "subclass")
"""Those of them that are chosen by their number; parties are chosen by their ids."""

_ENCODING = "gb18030"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@cache
def schema() -> tantivy.Schema:
    """Fields of the index."""
    made = tantivy.SchemaBuilder()
    for part in (*TEXTS, *OF_PUBLIC):
        made.add_text_field(part, tokenizer_name="whitespace")
        made.add_text_field(part + UNITS, tokenizer_name="whitespace", index_option="basic")
    for name in ("id", "source", "sees", "party", "party_public", *NUMBERS, *CLASSES):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in DAYS:
        made.add_integer_field(name, indexed=True, fast=True)
    made.add_integer_field(ENDS, indexed=False, fast=True)
    for name in COUNTED:
        made.add_unsigned_field(name, indexed=name in NARROWED, fast=True)
    made.add_bytes_field(STORED, stored=True)
    return made.build()


def text_stream(text: str) -> tuple[str, str]:
    """The pairs and the distinct units of a text as printed."""
    return stream(fold(text))


def document(record: Record, source: str, names: PartyNames, *, streaming: Streaming = text_stream) -> tantivy.Document:
    """A record as the index stores it.

    Args:
        record: the record.
        source: name of what it came from.
        names: numbers of parties; those of the record are noted there.
        streaming: what is indexed of a text; another way must give the same.
    """
    made = tantivy.Document()
    made.add_bytes(STORED, stored(record))
    made.add_text("id", record.id)
    made.add_text("source", source)
    made.add_text("kind", record.kind)
    for part, text in (("title", record.title), *record.texts.items()):
        if text:
            joined, distinct = streaming(text)
            made.add_text(part, joined)
            made.add_text(part + UNITS, distinct)
    for name, values in (*record.tokens.items(), ("sees", record.sees)):
        for value in values:
            made.add_text(name, value)
    for name, day in record.days.items():
        made.add_integer(name, number_of(day))
    if record.ends:
        made.add_integer(ENDS, number_of(record.ends))
    if "day" in record.days:
        made.add_unsigned("year", record.days["day"].year)
    for symbol in record.tokens.get("ipc", ())[:1]:
        code = _subclass(symbol[:4])
        if code:
            made.add_unsigned("subclass", code)
    for name, held in (("party", record.parties), ("party_public", record.public_parties)):
        for party in held:
            made.add_text(name, party[0])
            made.add_unsigned(f"{name}_number", names.number(*party))
    return made


@lru_cache(maxsize=10_000)
def _subclass(subclass: str) -> int:
    """Number of a subclass; 0 of a symbol that is none as printed: the record is found all the same."""
    try:
        return subclass_code(subclass)
    except ValueError:
        return 0


@lru_cache(maxsize=50_000)
def number_of(day: date) -> int:
    """A day as a number that sorts like it: 2021-05-07 is 20210507."""
    return day.year * 10_000 + day.month * 100 + day.day


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
    return _JSON.encode(kept).encode(_ENCODING, "replace")


def read_stored(content: bytes) -> dict[str, Any]:
    """What :func:`stored` kept."""
    found: dict[str, Any] = json.loads(bytes(content).decode(_ENCODING))
    return found
