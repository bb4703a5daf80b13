"""Patent documents of CNIPA in its schema of capital names, from 2012 (国家知识产权局专利文献)."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.languages import by_language, chosen, titles
from zhiquan.register.intake.structured.names import agency, is_organisation, joined, person
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import day, day_at, distinct, every, found, plain, text
from zhiquan.register.intake.structured.symbols import locarno_classes, patent_classes
from zhiquan.register.intake.structured.values import Values, record

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}").fullmatch
_APPLICATION_KINDS = {
    "10": "invention_patent",
    "20": "utility_model",
    "30": "design_patent",
    "1": "invention_patent",
    "2": "utility_model",
    "3": "design_patent",
}


def cnipa_document(root: Element, line: int) -> Record:
    """The right one ``PatentDocumentAndRelated`` is about (专利文献著录项目).

    Args:
        root: the document element.
        line: number of the record in its file.
    """
    biblio = found(root, "BibliographicData", "DesignBibliographicData")
    biblio = root if biblio is None else biblio
    document = _published(root, biblio)
    values = publication_values(document) if document else {}
    values |= _application(biblio, values.get("kind"))
    values |= _texts(root, biblio) | _classes(biblio) | _parties(biblio)
    claims = _originals(every(root, "Claims"))
    values |= claims_values([one for bag in claims[:1] for one in every(bag, "Claim")])
    values |= {"priority_on": _priority(biblio), "cites": _cited(biblio)}
    _add_first_publication(values, biblio)
    return record(values, line)


def _originals(elements: list[Element]) -> list[Element]:
    """Of elements given twice, as printed and standardised, those as printed."""
    printed = [one for one in elements if one.get("dataFormat", "original") == "original"]
    return printed or elements


def _document(holder: Element | None, country: str = "") -> Document | None:
    numbered = found(holder, "DocumentID")
    numbered = holder if numbered is None else numbered
    number = text(numbered, "DocNumber")
    if numbered is None or not number:
        return None
    place = text(numbered, "WIPOST3Code") or country
    return Document(place, number, kind_code(text(numbered, "Kind")), day_at(numbered, "Date"))


def _published(root: Element, biblio: Element) -> Document | None:
    country = root.get("country") or "CN"
    for reference in _originals(every(biblio, "PublicationReference")):
        document = _document(reference, country)
        if document:
            return document
    number = root.get("docNumber")
    if not number:
        return None
    return Document(country, number, kind_code(root.get("kind")), day(root.get("datePublication")))


def _application(biblio: Element, kind: str | None) -> Values:
    references = _originals(every(biblio, "ApplicationReference"))
    applied = next((one for one in references if text(one, "DocumentID/DocNumber", "DocNumber")), None)
    stated = _APPLICATION_KINDS.get(applied.get("applType") or "") if applied is not None else None
    return {
        "app_no": text(applied, "DocumentID/DocNumber", "DocNumber"),
        "filed_on": day_at(applied, "DocumentID/Date", "Date"),
        "kind": kind or stated,
    }


def _texts(root: Element, biblio: Element) -> Values:
    named = _originals(every(biblio, "InventionTitle", "DesignTitle"))
    values: Values = dict(titles(by_language((one.get("lang"), plain(one)) for one in named), root.get("lang")))
    abstracts = _originals(every(root, "Abstract") or every(biblio, "Abstract"))
    said = by_language((one.get("lang"), _abstract(one)) for one in abstracts)
    values["abstract"] = chosen(said) or text(root, "DesignBriefExplanation") or text(biblio, "DesignBriefExplanation")
    return values


def _abstract(body: Element) -> str:
    paragraphs = every(body, "Paragraphs")
    return " ".join(plain(one) for one in paragraphs) if paragraphs else plain(body)


def _classes(biblio: Element) -> Values:
    ipc = [_symbol(one) for bag in _originals(every(biblio, "ClassificationIPCRDetails")) for one in bag]
    ipc += [
        plain(one) for bag in every(biblio, "ClassificationIPC") for one in bag if one.tag.endswith("Classification")
    ]
    locarno = [
        plain(one)
        for bag in _originals(every(biblio, "ClassificationLocarno"))
        for one in every(bag, "MainClassification", "Text") + every(bag, "FurtherClassification")
    ]
    return {"ipc": patent_classes(ipc), "locarno": locarno_classes(locarno)}


def _symbol(element: Element) -> str | None:
    parts = [text(element, name) or "" for name in ("Section", "MainClass", "Subclass", "MainGroup", "Subgroup")]
    return f"{parts[0]}{parts[1]}{parts[2]} {parts[3]}/{parts[4]}" if all(parts) else text(element, "Text")


def _parties(biblio: Element) -> Values:
    parties = found(biblio, "Parties")
    parties = biblio if parties is None else parties
    applicants = _originals(every(parties, "ApplicantDetails/Applicant"))
    holders = _originals(every(biblio, "AssigneeDetails/Assignee") or every(parties, "AssigneeDetails/Assignee"))
    inventors = _originals(every(parties, "InventorDetails/Inventor", "DesignerDetails/Designer"))
    agents = _originals(every(parties, "AgentDetails/Agent"))
    firm, code = agency(next(filter(None, (text(one, "Agency/AddressBook/OrganizationName") for one in agents)), None))
    codes = [text(one, "OrganizationCode", "AssigneeCode") or "" for one in holders or applicants]
    return {
        "applicants": distinct(map(_name, applicants)),
        "holders": distinct(map(_name, holders)),
        "holder_codes": codes if codes and all(map(_CREDIT_CODE, codes)) else None,
        "inventors": distinct(map(_name, inventors)),
        "agency": firm,
        "agents": distinct(map(_name, agents)),
        "address": next(filter(None, map(_address, [*applicants[:1], *holders[:1]])), None),
        "extra": {"agency_code": code},
    }


def _name(party: Element) -> str | None:
    book = found(party, "AddressBook")
    book = party if book is None else book
    return text(book, "Name", "OrganizationName") or person(text(book, "FirstName"), text(book, "LastName"))


def _address(party: Element) -> str | None:
    name = _name(party)
    if name is None or not is_organisation(name):
        return None
    address = found(party, "AddressBook/Address", "Address")
    return text(address, "Text") or joined(*(text(address, part) for part in ("Province", "City", "County", "Street")))


def _priority(biblio: Element) -> date | None:
    days = [day_at(one, "Date", "DocumentID/Date") for one in every(biblio, "PriorityDetails/Priority")]
    return min((one for one in days if one), default=None)


def _cited(biblio: Element) -> list[str]:
    bags = _originals(every(biblio, "ReferencesCited"))
    listed = [_document(one) for bag in bags for one in bag.iter("DocumentID")]
    return distinct(one.printed for one in listed if one and one.kind)


def _add_first_publication(values: Values, biblio: Element) -> None:
    """A granted document may name the application published before it."""
    if not values.get("grant_no"):
        return
    for related in biblio.iterfind("RelatedDocuments/RelatedPublication"):
        earlier = _document(related, "CN")
        if earlier and not earlier.is_grant:
            values |= {"pub_no": earlier.printed, "published_on": earlier.day}
            return
