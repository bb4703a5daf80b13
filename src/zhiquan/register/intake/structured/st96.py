"""Patent publications of ST.96, and the CPC master classification file built from its parts (ST.96 专利文献)."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.languages import by_language, chosen, titles
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import day_at, distinct, every, found, plain, text, whole
from zhiquan.register.intake.structured.st96_parties import names, organisation_address
from zhiquan.register.intake.structured.symbols import patent_classes
from zhiquan.register.intake.structured.values import Values, record

_NUMBER = ("PublicationNumber", "PatentNumber", "DocumentNumber")
_DAY = ("PublicationDate", "GrantDate", "PatentDocumentDate")


def patent_publication(root: Element, line: int) -> Record:
    """The right one ``PatentPublication`` or ``CPCMasterClassificationRecord`` is about (专利公布著录项目).

    Args:
        root: the element.
        line: number of the record in its file.
    """
    biblio = found(root, "BibliographicData")
    biblio = root if biblio is None else biblio
    own = root.get("languageCode")
    country = text(root, "IPOfficeCode") or ""
    document = document_of(
        found(biblio, "PatentPublicationIdentification", "PatentGrantIdentification"), country=country
    )
    values = publication_values(document) if document else {}
    applied = found(biblio, "ApplicationIdentification")
    values |= {"app_no": application_number(applied), "filed_on": day_at(applied, "FilingDate")}
    named = every(biblio, "InventionTitleBag/InventionTitle", "InventionTitle")
    values |= titles(by_language((one.get("languageCode"), plain(one)) for one in named), own)
    abstracts = by_language((one.get("languageCode"), plain(one)) for one in every(root, "Abstract"))
    values |= {"abstract": chosen(abstracts, own), "ipc": _ipc(biblio), "cpc": _cpc(biblio)}
    values |= claims_values(every(root, "Claims/Claim"), whole(text(biblio, "ClaimTotalQuantity")))
    values |= _parties(biblio, is_grant=document is not None and document.is_grant)
    values |= {"priority_on": _priority(biblio), "cites": _cited(biblio)}
    _add_first_publication(values, biblio, document)
    return record(values, line)


def document_of(element: Element | None, *, country: str = "") -> Document | None:
    """One identification of a publication as a document, None when it states no number (文献号)."""
    number = text(element, *_NUMBER)
    if element is None or not number:
        return None
    place = text(element, "IPOfficeCode") or country
    return Document(place, number, kind_code(text(element, "PatentDocumentKindCode")), day_at(element, *_DAY))


def application_number(element: Element | None) -> str | None:
    """The number within an identification of an application (申请号)."""
    return text(element, "ApplicationNumber/ApplicationNumberText", "ApplicationNumberText", "ApplicationNumber")


def _symbol(element: Element) -> str | None:
    names_of_parts = ("Class", "Subclass", "MainGroup", "Subgroup")
    parts = [text(element, "Section", "CPCSection") or "", *(text(element, one) or "" for one in names_of_parts)]
    if all(parts):
        return f"{parts[0]}{parts[1]}{parts[2]} {parts[3]}/{parts[4]}"
    return text(element, "PatentClassificationText", "CPCClassificationText") or "".join(parts) or None


def _ipc(biblio: Element) -> list[str]:
    bags = every(
        biblio, "PatentClassificationBag/IPCRClassificationBag", "PatentClassificationBag/IPCClassificationBag"
    )
    return patent_classes(_symbol(one) for bag in bags for one in bag)


def _cpc(biblio: Element) -> list[str]:
    """Symbols of a record; combination sets name them again and are left out."""
    bags = every(biblio, "PatentClassificationBag/CPCClassificationBag", "CPCClassificationBag")
    found_symbols = [
        one
        for bag in bags
        for path in ("MainCPC/CPCClassification", "FurtherCPC/CPCClassification", "CPCClassification")
        for one in bag.iterfind(path)
    ]
    return patent_classes(map(_symbol, found_symbols))


def _parties(biblio: Element, *, is_grant: bool) -> Values:
    party = found(biblio, "PartyBag")
    party = biblio if party is None else party
    applicants, owners = every(party, "ApplicantBag/Applicant"), every(party, "AssigneeBag/Assignee")
    assignees = names(owners)
    agents = names(every(party, "RegisteredPractitionerBag/RegisteredPractitioner", "AgentBag/Agent"))
    return {
        "applicants": names(applicants),
        "holders": assignees if is_grant else None,
        "inventors": names(every(party, "InventorBag/Inventor")),
        "agency": agents[0] if agents else None,
        "agents": agents[1:],
        "address": organisation_address(applicants) or organisation_address(owners),
        "extra": {} if is_grant else {"assignees": "; ".join(assignees)},
    }


def _priority(biblio: Element) -> date | None:
    claims = every(biblio, "PriorityClaimBag/PriorityClaim", "PriorityBag/Priority")
    days = [day_at(one, "FilingDate", "PriorityApplicationFilingDate") for one in claims]
    return min((one for one in days if one), default=None)


def _cited(biblio: Element) -> list[str]:
    bags = every(biblio, "ReferenceCitationBag")
    listed = [document_of(one) for bag in bags for one in bag.iter("CitedPatentDocumentIdentification")]
    return distinct(one.printed for one in listed if one)


def _add_first_publication(values: Values, biblio: Element, document: Document | None) -> None:
    """A granted document names the application published before it."""
    if document is None or not document.is_grant:
        return
    path = "RelatedDocumentBag/RelatedPublication/PatentDocumentIdentification/PatentPublicationIdentification"
    earlier = document_of(found(biblio, path), country=document.country)
    if earlier and earlier.country == document.country and not earlier.is_grant:
        values |= {"pub_no": earlier.printed, "published_on": earlier.day}
