"""Names and addresses of ST.96 parties (ST.96 当事人)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from zhiquan.register.intake.structured.names import is_organisation, joined, person
from zhiquan.register.intake.structured.plain import distinct, found, text

_NAMES = (
    "OrganizationName/OrganizationStandardName",
    "EntityName",
    "PersonName/PersonFullName",
)
_ADDRESS = "PostalAddressBag/PostalAddress/PostalStructuredAddress"
_ADDRESS_PARTS = ("AddressLineText", "CityName", "GeographicRegionName", "CountryCode")


def names(parties: Sequence[Element]) -> list[str]:
    """Names of parties in order, each once (名称)."""
    return distinct(map(name, parties))


def name(party: Element) -> str | None:
    """Name of an organisation, else of a person, given names first (名称)."""
    contact = found(party, "PublicationContact", "Contact")
    named = found(contact, "Name") if contact is not None else found(party, "Name")
    whole = text(named, *_NAMES)
    if whole:
        return whole
    structured = found(named, "PersonName/PersonStructuredName", "PersonName")
    middle = text(structured, "MiddleName")
    return person(text(structured, "FirstName"), text(structured, "LastName"), middle)


def organisation_address(parties: Sequence[Element]) -> str | None:
    """Address of the first party when it is an organisation; persons' addresses are not kept (单位地址)."""
    if not parties:
        return None
    first = parties[0]
    called = name(first)
    contact = found(first, "PublicationContact", "Contact")
    if called is None or contact is None or not is_organisation(called):
        return None
    structured = found(contact, _ADDRESS)
    unstructured = text(contact, "PostalAddressBag/PostalAddress/PostalAddressText")
    return unstructured or joined(*(text(structured, part) for part in _ADDRESS_PARTS))
