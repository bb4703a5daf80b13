"""Values of fields other than text: numbers, classes, days, statuses, kinds (字段取值)."""

from __future__ import annotations

import re

import tantivy

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.ipc import ipc_scheme, normalise
from zhiquan.knowledge.search_words import SearchField
from zhiquan.register.browsing.haystack import number_key, number_readings
from zhiquan.search.asking.literals import beginning, escaped
from zhiquan.search.asking.names import Names
from zhiquan.search.index.record import NUMBERS
from zhiquan.search.index.schema import number_of, schema
from zhiquan.search.language.days import days_meant
from zhiquan.search.language.tree import Between, Phrase, Word

Q = tantivy.Query
MAY = tantivy.Occur.Should

LONGEST_NUMBER = 60
"""Characters of the longest number; longer words are looked for as words only."""

_LEAST_DIGITS = 5
_CLASS = re.compile(r"[A-HY]\d{2}[A-Z](?:\d{1,4}(?:/\d{2,6})?)?(?:/?\*)?", re.IGNORECASE)
_FROM, _TO = 0, 99_991_231


def query(node: Word | Phrase | Between, field: SearchField, names: Names) -> tantivy.Query:
    """Records with a value of a field.

    Raises:
        BadInput: the value is none of the field's.
    """
    if field.kind == "day":
        return _days(node, field)
    assert not isinstance(node, Between)  # only days have ranges
    if field.kind == "number":
        return _numbers(node.text, field.parts)
    if field.kind == "class":
        return _any([_class(part, node.text, field) for part in field.parts])
    meant = names.statuses_meant(node.text) if field.kind == "status" else names.kinds_meant(node.text)
    if not meant:
        raise _no_value(node.text, field, names)
    fields = ("status", "group") if field.kind == "status" else ("kind",)
    return _any([Q.term_set_query(schema(), one, list(meant)) for one in fields])


def number_or_class(text: str) -> tantivy.Query | None:
    """What a word without a field may mean besides itself: a number of a right, a class symbol; else None."""
    if _CLASS.fullmatch(text):
        return _any([_symbol(part, text) for part in ("ipc", "cpc")])
    if len(text) > LONGEST_NUMBER:
        return None
    if sum(sign.isdigit() for sign in text) >= _LEAST_DIGITS and re.fullmatch(r"[\w.\-/]+", text, re.ASCII):
        return _numbers(text, NUMBERS)
    return None


def _days(node: Word | Phrase | Between, field: SearchField) -> tantivy.Query:
    first, last = day_numbers(node)
    ranges = [
        Q.range_query(schema(), part, tantivy.FieldType.Integer, lower_bound=first, upper_bound=last)
        for part in field.parts
    ]
    return _any(ranges)


def day_numbers(node: Word | Phrase | Between) -> tuple[int, int]:
    """First and last day of a value, as numbers that sort like days, both included."""
    if not isinstance(node, Between):
        meant = days_meant(node.text.strip())
        assert meant is not None  # the parser has seen to it
        return number_of(meant[0]), number_of(meant[1])
    low, high = days_meant(node.low), days_meant(node.high)
    first = _FROM if low is None else number_of(low[1]) + 1 if node.is_beyond_low else number_of(low[0])
    last = _TO if high is None else number_of(high[0]) - 1 if node.is_before_high else number_of(high[1])
    return first, last


def _numbers(text: str, fields: tuple[str, ...]) -> tantivy.Query:
    if "*" in text or "?" in text:
        parts = (".*" if sign == "*" else "." if sign == "?" else escaped(number_key(sign)) for sign in text)
        pattern = re.sub(r"^(?:ZL|CN)(?=\d)", "", "".join(parts))
        return _any([Q.regex_query(schema(), field, pattern) for field in fields])
    keys = number_readings(text) or [number_key(text)]
    return _any([beginning(field, key) for field in fields for key in keys if key])


def _class(part: str, text: str, field: SearchField) -> tantivy.Query:
    if part in {"ipc", "cpc"}:
        try:
            return _symbol(part, text)
        except BadInput:
            raise BadInput(
                Words(f"“{text}”不是{field.label.zh}号", f"“{text}” is no symbol of {field.label.en}"),
                where={"field": field.code, "value": text},
                remedy=Words("写作 H01M、H01M10 或 H01M10/0525。", "Write H01M, H01M10 or H01M10/0525."),
            ) from None
    plain = "".join(text.split()).rstrip("*").upper()
    if part == "nice" and plain.isdigit() and len(plain) <= 2:
        return Q.term_query(schema(), part, plain.zfill(2))
    return beginning(part, plain) if plain else Q.empty_query()


def _symbol(part: str, text: str) -> tantivy.Query:
    """Records with a symbol or one under it; a ``*`` inside a group stands for further digits."""
    plain = "".join(text.split()).upper()
    stem = plain.rstrip("*").rstrip("/")
    if plain.endswith("*") and not plain.endswith("/*") and len(stem) > 4:
        return beginning(part, stem)
    if len(stem) > 4 and "/" not in stem:
        stem += "/00"
    return Q.term_query(schema(), part, normalise(stem) if part == "ipc" or stem[0] != "Y" else stem)


def lineage(symbol: str) -> tuple[str, ...]:
    """A symbol with those above it, as they are indexed; one that cannot be read stands for itself."""
    try:
        return ipc_scheme().lineage(normalise(symbol))
    except BadInput:
        plain = "".join(symbol.split()).upper()
        head, slash, _ = plain.partition("/")
        above = (f"{head}/00",) if slash else ()
        return tuple(dict.fromkeys([plain, *above, *(plain[:size] for size in (4, 3, 1) if len(plain) >= size)]))


def _any(queries: list[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else Q.boolean_query([(MAY, one) for one in queries])


def _no_value(text: str, field: SearchField, names: Names) -> BadInput:
    known = names.statuses if field.kind == "status" else names.kinds
    zh, en = "、".join(words.zh for words in known.values()), ", ".join(words.en for words in known.values())
    return BadInput(
        Words(f"没有{field.label.zh}“{text}”", f"there is no {field.label.en} “{text}”"),
        where={"field": field.code, "value": text},
        remedy=Words(f"可用：{zh}", f"Use one of: {en}"),
    )
