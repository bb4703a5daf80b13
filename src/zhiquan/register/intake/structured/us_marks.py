"""US trade marks: the daily applications file and the status answers of TSDR (美国商标)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.json_stream import day_in, inner, items, said
from zhiquan.register.intake.structured.names import is_organisation, joined
from zhiquan.register.intake.structured.plain import day, day_at, distinct, every, found, plain, text, whole
from zhiquan.register.intake.structured.symbols import nice_classes
from zhiquan.register.intake.structured.values import Values, record

_ORIGINAL = range(10, 20)
_REGISTERED = 30
_FORMS = {
    "trademark-in": "trademark",
    "service-mark-in": "service mark",
    "collective-trademark-in": "collective trademark",
    "collective-service-mark-in": "collective service mark",
    "collective-membership-mark-in": "collective membership mark",
    "certification-mark-in": "certification mark",
}
_FORM_FLAGS = {
    "trademark": "trademark",
    "serviceMark": "service mark",
    "collectiveTradeMark": "collective trademark",
    "collectiveServiceMark": "collective service mark",
    "collectiveMembershipMark": "collective membership mark",
    "certificationMark": "certification mark",
}
Owner = tuple[int, str, str | None]
"""Type of party, name, address."""


def case_file(root: Element, line: int) -> Record:
    """The right one ``case-file`` is about (商标申请案卷).

    Args:
        root: the element.
        line: number of the record in its file.

    Source:
        USPTO trademark daily files: party types 10-19 before publication, 20-29 after, 30 and up after
        registration; statements whose type begins with GS are goods and services.
    """
    head = found(root, "case-file-header")
    owners = [_owner(one) for one in every(root, "case-file-owners/case-file-owner")]
    goods = [
        text(one, "text")
        for one in every(root, "case-file-statements/case-file-statement")
        if (text(one, "type-code") or "").startswith("GS")
    ]
    foreign = every(root, "foreign-applications/foreign-application")
    days = [day_at(one, "filing-date") for one in foreign if text(one, "foreign-priority-claim-in") == "T"]
    values: Values = {
        "kind": "trademark",
        "country": "US",
        "app_no": text(root, "serial-number"),
        "reg_no": _number(text(root, "registration-number")),
        "title": text(head, "mark-identification"),
        "goods": "\n".join(one for one in goods if one),
        "form": "; ".join(form for flag, form in _FORMS.items() if text(head, flag) == "T"),
        "filed_on": day_at(head, "filing-date"),
        "priority_on": min((one for one in days if one), default=None),
        "published_on": day_at(head, "published-for-opposition-date"),
        "granted_on": day_at(head, "registration-date"),
        "status_word": text(head, "status-code"),
        "nice": nice_classes(
            plain(code)
            for one in every(root, "classifications/classification")
            for code in every(one, "international-code")
        ),
        "agents": distinct([text(head, "attorney-name")]),
        **owner_values(owners),
        "extra": {
            "history": "; ".join(map(_event, every(root, "case-file-event-statements/case-file-event-statement")))
        },
    }
    return record(values, line)


def _event(one: Element) -> str:
    """Day, code and words of one entry, as in the status answers."""
    when = str(day_at(one, "date") or "")
    return " ".join(part for part in (when, text(one, "code"), text(one, "description-text")) if part)


def owner_values(owners: Sequence[Owner]) -> Values:
    """Columns ``applicants``, ``holders`` and ``address`` from owners of every stage of a mark (商标权利人).

    Returns:
        Applicants are the original ones, else those of the earliest stage; holders those of the latest stage once it
        comes after registration; the address is that of the latest owner when it is an organisation.
    """
    if not owners:
        return {}
    stages = sorted({stage for stage, _, _ in owners})
    first = next((stage for stage in stages if stage in _ORIGINAL), stages[0])
    latest = [(name, address) for stage, name, address in owners if stage == stages[-1]]
    name, address = latest[0]
    return {
        "applicants": distinct(name for stage, name, _ in owners if stage == first),
        "holders": distinct(name for name, _ in latest) if stages[-1] >= _REGISTERED else None,
        "address": address if is_organisation(name) else None,
    }


def _owner(element: Element) -> Owner:
    parts = ("address-1", "address-2", "city", "state", "country", "postcode")
    stage = whole(text(element, "party-type")) or 0
    return stage, text(element, "party-name") or "", joined(*(text(element, part) for part in parts))


def _number(printed: str | None) -> str | None:
    """A registration number, None for the zeros that stand for none. ``_number("0124134")`` is ``"124134"``."""
    return (printed or "").strip().lstrip("0") or None


def tsdr_trademark(given: Mapping[str, Any], line: int) -> Record:
    """The right one entry of ``trademarks`` is about (商标状态).

    Args:
        given: one object of the answer.
        line: number of the record in its file.
    """
    status = inner(given, "status")
    groups = items(given, "gsList")
    classes = [code for one in groups for code in items(one, "internationalClasses")]
    gazettes = items(inner(given, "publication"), "officialGazettes")
    listed = inner(inner(given, "parties"), "ownerGroups")
    owners = [_tsdr_owner(one) for stage in listed for one in items(listed, stage)]
    correspondence = inner(status, "correspondence")
    values: Values = {
        "kind": "trademark",
        "country": "US",
        "app_no": said(status, "serialNumber"),
        "reg_no": _number(said(status, "usRegistrationNumber")),
        "title": said(status, "markElement"),
        "goods": "\n".join(one for one in (said(group, "description") for group in groups) if one),
        "form": "; ".join(form for flag, form in _FORM_FLAGS.items() if status.get(flag) is True),
        "filed_on": day_in(status, "filingDate"),
        "published_on": next(
            filter(None, (day_in(one, "date") or day_in(one, "gazetteDate") for one in gazettes)), None
        ),
        "granted_on": day_in(status, "usRegistrationDate"),
        "status_word": said(status, "status"),
        "nice": nice_classes(said(one, "code") for one in classes),
        "agency": said(correspondence, "firmName"),
        "agents": distinct([said(correspondence, "attorneyName")]),
        **owner_values(owners),
        "extra": {"history": _history(given)},
    }
    return record(values, line)


def _tsdr_owner(given: Mapping[str, Any]) -> Owner:
    place = inner(given, "addressStateCountry")
    region, country = said(inner(place, "isoRegion"), "code"), said(inner(place, "iso"), "code")
    address = joined(
        said(given, "address1"), said(given, "address2"), said(given, "city"), region, said(given, "zip"), country
    )
    return whole(said(given, "partyType")) or 0, said(given, "name") or "", address


def _history(given: Mapping[str, Any]) -> str:
    entries = items(given, "prosecutionHistory")
    lines = (
        " ".join(
            part
            for part in (str(day(said(one, "entryDate")) or ""), said(one, "entryCode"), said(one, "entryDesc"))
            if part
        )
        for one in entries
    )
    return "; ".join(lines)
