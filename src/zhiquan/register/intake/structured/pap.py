"""US application publications of 2001-2004, ``patent-application-publication`` (美国专利申请公布 2001-2004)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.names import joined, person
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import day_at, distinct, every, found, plain, text
from zhiquan.register.intake.structured.symbols import patent_classes
from zhiquan.register.intake.structured.values import Values, record


def application_publication(root: Element, line: int) -> Record:
    """The right one application publication is about (申请公布著录项目).

    Args:
        root: the element ``patent-application-publication``.
        line: number of the record in its file.
    """
    biblio = found(root, "subdoc-bibliographic-information")
    biblio = root if biblio is None else biblio
    technical = found(biblio, "technical-information")
    number = text(biblio, "document-id/doc-number")
    kind = kind_code(text(biblio, "document-id/kind-code"), "A1")
    values: Values = {}
    if number:
        values |= publication_values(Document("US", number, kind, day_at(biblio, "document-id/document-date")))
    days = [day_at(one, "filing-date", ".//filing-date", ".//document-date") for one in _priorities(biblio)]
    title = text(technical, "title-of-invention")
    values |= {
        "app_no": text(biblio, "domestic-filing-data/application-number/doc-number"),
        "filed_on": day_at(biblio, "domestic-filing-data/filing-date"),
        "priority_on": min((one for one in days if one), default=None),
        "title": title,
        "title_en": title,
        "abstract": " ".join(plain(one) for one in every(root, "subdoc-abstract/paragraph")),
        "ipc": patent_classes(plain(one) for one in _ipc(technical)),
        **claims_values(every(root, "subdoc-claims/claim")),
        **_parties(biblio),
    }
    return record(values, line)


def _priorities(biblio: Element) -> list[Element]:
    return every(biblio, "foreign-priority-data")


def _ipc(technical: Element | None) -> list[Element]:
    if technical is None:
        return []
    return [one for bag in technical.iterfind("classification-ipc") for one in bag.iter("ipc")]


def _parties(biblio: Element) -> Values:
    first = every(biblio, "inventors/first-named-inventor")
    people = [_name(one) for one in [*first, *every(biblio, "inventors/inventor")]]
    assignees = every(biblio, "assignee")
    owners = distinct(text(one, "organization-name") or _name(one) for one in assignees)
    address = found(assignees[0], "address") if assignees and text(assignees[0], "organization-name") else None
    parts = ("address-1", "address-2", "city", "state", "country/country-code")
    return {
        "applicants": owners or distinct(people),
        "inventors": distinct(people),
        "address": joined(*(text(address, part) for part in parts)),
    }


def _name(party: Element) -> str | None:
    name = found(party, "name")
    return person(text(name, "given-name"), text(name, "family-name"), text(name, "middle-name"))
