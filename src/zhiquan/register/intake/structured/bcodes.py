"""Patent documents with numbered B-codes: EPO publications and US grants of 2001-2004 (B 代码专利文献)."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.languages import by_language, chosen, titles
from zhiquan.register.intake.structured.names import is_organisation, joined, person, without_care
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import day, day_at, distinct, every, found, plain, text, whole
from zhiquan.register.intake.structured.symbols import patent_classes
from zhiquan.register.intake.structured.values import Values, record

_US_COUNTRY = "US"
_CITED = re.compile(r"([A-Z]{2})[-\s]*([A-Z][0-9]?)?[-\s]*([0-9][0-9\s/]*[0-9])").match


def b_document(root: Element, line: int) -> Record:
    """The right one document with B-codes is about (B 代码文献著录项目).

    Args:
        root: ``ep-patent-document`` or ``PATDOC``.
        line: number of the record in its file.

    Source:
        WIPO ST.9 and ST.32: B110 number, B130 kind, B140 day, B190 office, B210 application number, B220 its day,
        B320 priority day, B510 IPC, B540 title, B560 citations, B577 number of claims, B71 applicants, B72 inventors,
        B73 holders, B74 agents, B840 designated states.
    """
    biblio = found(root, "SDOBI")
    biblio = root if biblio is None else biblio
    document = _document(root, biblio)
    values = publication_values(document) if document else {}
    own = root.get("lang") or ("en" if root.tag == "PATDOC" else None)
    days = [day_at(one, ".//date", ".//DATE", ".") for one in biblio.iter("B320")]
    values |= {
        "app_no": text(biblio, "B200/B210"),
        "filed_on": day(text(biblio, "B200/B220")),
        "priority_on": min((one for one in days if one), default=None),
        "published_on": values.get("published_on") or _earlier_day(biblio, document),
        **titles(_titles(biblio), own),
        "abstract": _abstract(root, own),
        "ipc": _ipc(biblio),
        "designations": distinct(plain(one) for one in biblio.iterfind("B800/B840//ctry")),
        "cites": _cited(biblio),
        **_claims(root, biblio, own),
        **_parties(biblio, is_grant=document is not None and document.is_grant, is_us=root.tag == "PATDOC"),
    }
    return record(values, line)


def _document(root: Element, biblio: Element) -> Document | None:
    number = text(biblio, "B100/B110") or root.get("doc-number")
    if not number:
        return None
    country = text(biblio, "B100/B190") or root.get("country") or ""
    kind = kind_code(text(biblio, "B100/B130"), root.get("kind"))
    return Document(country, number, kind, day(text(biblio, "B100/B140")) or day(root.get("date-publ")))


def _earlier_day(biblio: Element, document: Document | None) -> date | None:
    """Day of the application's own publication, which a European grant repeats."""
    return day_at(biblio, "B400/B430/date") if document and document.is_grant else None


def _titles(biblio: Element) -> dict[str, str]:
    holder = found(biblio, "B500/B540")
    languages = [plain(one) for one in every(holder, "B541")]
    named = [plain(one) for one in every(holder, "B542")]
    if named:
        return by_language(zip(languages, named, strict=False))
    return by_language([(None, plain(holder))])


def _abstract(root: Element, own: str | None) -> str | None:
    listed = every(root, "abstract", "SDOAB")
    texts = by_language((one.get("lang") or own, plain(one)) for one in listed)
    return chosen(texts, own)


def _ipc(biblio: Element) -> list[str]:
    coded = biblio.iterfind("B500/B510EP/classification-ipcr/text")
    older = [one for bag in biblio.iterfind("B500/B510") for one in bag if one.tag in {"B511", "B512", "B513"}]
    raw = ["".join(one.itertext()) for one in [*coded, *older]]
    return patent_classes(raw)


def _claims(root: Element, biblio: Element, own: str | None) -> Values:
    stated = whole(text(biblio, "B500/B570/B577"))
    if found(root, "SDOCL") is not None:
        return claims_values(list(root.iterfind("SDOCL//CLM")), stated)
    sets = every(root, "claims")
    wanted = next((one for one in sets if (one.get("lang") or "") == (own or "")), sets[0] if sets else None)
    return claims_values(every(wanted, "claim"), stated)


def _parties(biblio: Element, *, is_grant: bool, is_us: bool) -> Values:
    """Parties; under the US law of these documents the inventors are the applicants."""
    applicants = list(biblio.iterfind("B700/B710/B711"))
    inventors = [*biblio.iterfind("B700/B720/B721"), *biblio.iterfind("B700/B720/B721US")]
    holders = list(biblio.iterfind("B700/B730/B731"))
    agents = distinct(map(_name, biblio.iterfind("B700/B740/B741")))
    firms = [one for one in agents if is_organisation(one)]
    people = names_of(inventors)
    named = names_of(applicants) or (people if is_us else [])
    held = names_of(holders)
    return {
        "applicants": named,
        "holders": held if is_grant else None,
        "inventors": people,
        "agency": firms[0] if firms else None,
        "agents": [one for one in agents if one not in firms[:1]],
        "address": next(filter(None, map(_address, [*applicants[:1], *holders[:1]])), None),
        "extra": {} if is_grant else {"assignees": "; ".join(held)},
    }


def names_of(parties: list[Element]) -> list[str]:
    """Names of parties, each once (名称)."""
    return distinct(map(_name, parties))


def _name(party: Element) -> str | None:
    """``snm`` is a surname or a whole name; US grants give an organisation as ``ONM``."""
    whole_name = text(party, ".//ONM", ".//onm")
    first, last = text(party, ".//FNM", ".//fnm"), text(party, ".//SNM", ".//snm")
    return whole_name or without_care(person(first, last))


def _address(party: Element) -> str | None:
    called = _name(party)
    if called is None or not (text(party, ".//ONM", ".//onm") or is_organisation(called)):
        return None
    address = found(party, ".//adr", ".//ADR")
    parts = ("str", "STR", "city", "CITY", "state", "STATE", "ctry", "CTRY")
    return joined(*(text(address, part) for part in parts))


def _cited(biblio: Element) -> list[str]:
    numbers = []
    for one in biblio.iter("PCIT"):
        country = text(one, ".//CTRY") or _US_COUNTRY
        numbers.append(Document(country, text(one, ".//DNUM") or "", kind_code(text(one, ".//KIND"))).printed)
    for one in biblio.iterfind("B500/B560/B561/text"):
        said = _CITED(plain(one))
        if said:
            numbers.append(Document(said[1], said[3], said[2] or "").printed)
    return distinct(numbers)
