"""Answers of the USPTO Open Data Portal, ``patentFileWrapperDataBag`` (美国专利局开放数据)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.json_stream import day_in, inner, items, said
from zhiquan.register.intake.structured.names import is_organisation, joined, person
from zhiquan.register.intake.structured.plain import collapse, distinct
from zhiquan.register.intake.structured.symbols import patent_classes
from zhiquan.register.intake.structured.values import Values, record


def file_wrapper(given: Mapping[str, Any], line: int) -> Record:
    """The right one file wrapper is about (申请案卷).

    Args:
        given: one object of the answer.
        line: number of the record in its file.

    Returns:
        The record; events and assignments, whose codes the model does not know, stand in ``extra``.
    """
    meta = inner(given, "applicationMetaData")
    applicants = items(meta, "applicantBag")
    days = [day_in(one, "filingDate") for one in items(given, "foreignPriorityBag")]
    granted = said(meta, "patentNumber")
    title = said(meta, "inventionTitle")
    symbols = meta.get("cpcClassificationBag")
    values: Values = {
        "kind": "overseas_patent",
        "country": "US",
        "app_no": said(given, "applicationNumberText"),
        "pub_no": said(meta, "earliestPublicationNumber"),
        "grant_no": f"US{granted.removeprefix('US').lstrip('0')}" if granted else None,
        "title": title,
        "title_en": title,
        "filed_on": day_in(meta, "filingDate") or day_in(meta, "effectiveFilingDate"),
        "priority_on": min((one for one in days if one), default=None),
        "published_on": day_in(meta, "earliestPublicationDate"),
        "granted_on": day_in(meta, "grantDate"),
        "applicants": distinct(said(one, "applicantNameText") for one in applicants)
        or distinct([said(meta, "firstApplicantName")]),
        "inventors": distinct(said(one, "inventorNameText") for one in items(meta, "inventorBag")),
        "agents": distinct(_agents(given)),
        "address": _address(applicants),
        "cpc": patent_classes(one for one in symbols if isinstance(one, str)) if isinstance(symbols, list) else None,
        "status_word": said(meta, "applicationStatusDescriptionText"),
        "extra": {"events": _events(given), "assignments": _assignments(given)},
    }
    return record(values, line)


def _agents(given: Mapping[str, Any]) -> list[str | None]:
    attorneys = items(inner(given, "recordAttorney"), "attorneyBag")
    return [person(said(one, "firstName"), said(one, "lastName"), said(one, "middleName")) for one in attorneys]


def _address(applicants: list[dict[str, Any]]) -> str | None:
    if not applicants or not is_organisation(said(applicants[0], "applicantNameText") or ""):
        return None
    listed = items(applicants[0], "correspondenceAddressBag")
    if not listed:
        return None
    parts = (
        "addressLineOneText",
        "addressLineTwoText",
        "cityName",
        "geographicRegionCode",
        "postalCode",
        "countryCode",
    )
    return joined(*(said(listed[0], part) for part in parts))


def _events(given: Mapping[str, Any]) -> str:
    parts = ("eventDate", "eventCode", "eventDescriptionText")
    listed = (" ".join(filter(None, (said(one, part) for part in parts))) for one in items(given, "eventDataBag"))
    return "; ".join(listed)


def _assignments(given: Mapping[str, Any]) -> str:
    """Reel and frame, day, words and assignees of each assignment on record."""
    lines = []
    for one in items(given, "assignmentBag"):
        owners = ", ".join(filter(None, (said(owner, "assigneeNameText") for owner in items(one, "assigneeBag"))))
        parts = (
            said(one, "reelAndFrameNumber"),
            said(one, "assignmentRecordedDate"),
            said(one, "conveyanceText"),
            owners,
        )
        lines.append(collapse(" ".join(filter(None, parts))))
    return "; ".join(lines)
