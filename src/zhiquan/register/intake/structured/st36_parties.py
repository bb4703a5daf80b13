"""Applicants, holders, inventors and agents of ST.36 documents (当事人)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from zhiquan.register.intake.structured.names import agency, is_organisation, joined, person
from zhiquan.register.intake.structured.plain import distinct, every, found, text
from zhiquan.register.intake.structured.values import Values

_PARTIES = ("cn-parties", "us-parties", "parties")
_ADDRESS_PARTS = ("address-1", "address-2", "street", "city", "state", "country")


def party_values(biblio: Element) -> Values:
    """Columns of parties, from ``applicants`` to ``address``, and the agency's code in ``extra`` (当事人)."""
    parties = found(biblio, *_PARTIES)
    applicants = _applicants(parties)
    inventors = every(
        parties, "cn-inventors/cn-inventor", "inventors/inventor", "cn-designers/cn-designer", "designers/designer"
    )
    inventors = inventors or [one for one in applicants if (one.get("app-type") or "") == "applicant-inventor"]
    assignees = every(biblio, "assignees/assignee", "cn-assignees/cn-assignee", "cn-parties/cn-assignees/cn-assignee")
    assignees = assignees or every(parties, "assignees/assignee", "cn-grantees/cn-grantee")
    office, agents, code = _representatives(parties)
    return {
        "applicants": distinct(map(party_name, applicants)),
        "holders": distinct(map(party_name, assignees)),
        "inventors": distinct(map(party_name, inventors)),
        "agency": office,
        "agents": agents,
        "address": next(filter(None, map(organisation_address, [*applicants[:1], *assignees[:1]])), None),
        "extra": {"agency_code": code},
    }


def _applicants(parties: Element | None) -> list[Element]:
    named = every(
        parties,
        "cn-applicants/cn-applicant",
        "us-applicants/us-applicant",
        "applicants/applicant",
        "applicants-agents-article/applicants-agents/applicant",
    )
    return [one for one in named if (one.get("app-type") or "") != "inventor"]


def _book(party: Element) -> Element:
    book = found(party, "addressbook")
    return party if book is None else book


def party_name(party: Element) -> str | None:
    """Name of an organisation or person, as printed; given names come first for persons named in parts (当事人名称)."""
    book = _book(party)
    whole = text(book, "orgname", "name")
    if whole:
        return whole
    return person(text(book, "first-name"), text(book, "last-name"), text(book, "middle-name"))


def organisation_address(party: Element) -> str | None:
    """Address of an organisation; None for a person, whose address is not kept (单位地址)."""
    book = _book(party)
    name = party_name(party)
    if name is None or not (text(book, "orgname") or is_organisation(name)):
        return None
    address = found(book, "address")
    return text(address, "text") or joined(*(text(address, part) for part in _ADDRESS_PARTS))


def _representatives(parties: Element | None) -> tuple[str | None, list[str], str | None]:
    """Agency, agents and the office's code of the agency."""
    listed = every(parties, "cn-agents/cn-agent", "agents/agent", "applicants-agents-article/applicants-agents/agent")
    office, code, people = None, None, []
    for one in listed:
        firm = text(one, "cn-agency/name", "cn-agency/addressbook/name", "addressbook/orgname", "orgname")
        named = text(one, "name", "addressbook/name") or party_name(one)
        if firm and office is None:
            office, code = agency(firm)
        if named and named != firm:
            people.append(named)
    return office, distinct(people), code
