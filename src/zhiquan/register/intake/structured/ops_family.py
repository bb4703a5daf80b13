"""Families and legal events as OPS answers them (同族与法律事件)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.status_words import Reading, StatusWords, clean_word
from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.exchange import application_values, published
from zhiquan.register.intake.structured.numbers import publication_values
from zhiquan.register.intake.structured.plain import collapse, day, distinct, every, plain
from zhiquan.register.intake.structured.st36 import priority_day
from zhiquan.register.intake.structured.values import Values, record

_NOTHING: dict[str, Reading | None] = {}


def family(root: Element, line: int) -> Iterator[Record]:
    """One record per member of a ``patent-family``: its number, the other members, the legal events (同族).

    Args:
        root: the element.
        line: number of the first record in its file.
    """
    members = every(root, "family-member")
    documents = [published(member) for member in members]
    for number, (member, document) in enumerate(zip(members, documents, strict=True), start=line):
        values: Values = publication_values(document) if document else {}
        values |= application_values(member)
        values |= {
            "priority_on": priority_day(member),
            "family": distinct(other.printed for other in documents if other and other != document),
        }
        events, unknown = legal_events(member)
        values["events"] = events
        values["extra"] = {"docdb_family": member.get("family-id"), "legal_events": "; ".join(unknown)}
        yield record(values, number)


def legal_events(member: Element) -> tuple[list[dict[str, Any]], list[str]]:
    """The legal events of one family member (法律事件).

    Returns:
        Events whose code the model knows for the event's own office, with the keys of ``STATED_EVENTS``; and the
        others as printed, such as ``"2002-06-05 EP 17Q FIRST EXAMINATION REPORT DESPATCHED"``.
    """
    known: list[dict[str, Any]] = []
    unknown: list[str] = []
    for legal in every(member, "legal"):
        code = collapse(legal.get("code"))
        stated = {one.tag[:4]: plain(one) for one in legal.iter() if one.tag[:1] == "L"}
        country = stated.get("L001", "")
        announced, effective = day(stated.get("L007")), day(stated.get("L525"))
        reading = _words(country).get(clean_word(code))
        if reading is not None and reading.event:
            made = {"event": reading.event, "effective": effective, "announced": announced}
            known.append(made | {"until": None, "days": None, "word": code})
            continue
        when = announced or effective
        said = (str(when) if when else "", country, code, collapse(legal.get("desc")), stated.get("L501"))
        unknown.append(" ".join(part for part in said if part))
    return known, unknown


@cache
def _words(country: str) -> dict[str, Reading | None]:
    """What the event codes of one office mean; empty for offices whose codes are not listed."""
    knowledge = load_knowledge()
    name = f"inpadoc_{country.lower()}"
    return knowledge.get(StatusWords, name).by_cleaned_word() if name in knowledge.ids("status_words") else _NOTHING
