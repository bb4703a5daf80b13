"""Trade marks, designs and geographical indications of ST.96 (ST.96 商标、外观设计、地理标志)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.languages import by_language, chosen, titles
from zhiquan.register.intake.structured.numbers import publication, right_kind
from zhiquan.register.intake.structured.plain import day_at, distinct, every, found, plain, text
from zhiquan.register.intake.structured.st96 import application_number, document_of
from zhiquan.register.intake.structured.st96_parties import name, names, organisation_address
from zhiquan.register.intake.structured.symbols import locarno_classes, nice_classes
from zhiquan.register.intake.structured.values import Values, record


def trademark(root: Element, line: int) -> Record:
    """The right one ``Trademark`` is about; the last owner listed is the present holder (商标)."""
    applicants = every(root, "ApplicantBag/Applicant")
    holders = every(root, "HolderBag/Holder")
    registered = text(root, "RegistrationNumber/RegistrationNumberText", "RegistrationNumber")
    owners = names(holders or (applicants[-1:] if registered else []))
    descriptions = [plain(one) for one in root.iter("GoodsServicesDescriptionText")]
    values: Values = {
        "kind": "trademark",
        "country": text(root, "RegistrationOfficeCode", "ApplicationNumber/IPOfficeCode", "IPOfficeCode"),
        "app_no": application_number(root),
        "reg_no": registered,
        "title": _verbal(root),
        "goods": "\n".join(distinct(descriptions)),
        "form": text(root, "MarkCategory"),
        "filed_on": day_at(root, "ApplicationDate"),
        "priority_on": min(filter(None, map(_priority_day, every(root, "PriorityBag/Priority"))), default=None),
        "published_on": day_at(root, "PublicationBag/Publication/PublicationDate"),
        "granted_on": day_at(root, "RegistrationDate"),
        "expires_on": day_at(root, "ExpiryDate"),
        "applicants": names(applicants[:1]) if registered else names(applicants),
        "holders": owners,
        "address": organisation_address(holders or applicants[-1:]),
        "nice": nice_classes(_nice(root)),
        "status_word": text(root, "MarkCurrentStatusCode", "MarkCurrentStatusCategory"),
        "extra": {
            "representative": text(found(root, "NationalCorrespondent/Contact/Name"), "PersonName/PersonFullName")
        },
    }
    return record(values, line)


def _verbal(root: Element) -> str | None:
    mark = found(root, "MarkRepresentation/MarkReproduction")
    return text(
        mark, "WordMarkSpecification/MarkVerbalElementText", "WordMarkSpecification/MarkSignificantVerbalElementText"
    )


def _priority_day(one: Element) -> date | None:
    return day_at(one, "PriorityApplicationFilingDate", "FilingDate")


def _nice(root: Element) -> list[str | None]:
    """Numbers of the Nice classes; national and US classes stand beside them and do not count."""
    listed = [
        text(one, "ClassNumber")
        for one in root.iter("GoodsServicesClassification")
        if (text(one, "ClassificationKindCode") or "Nice") in {"Nice", "Primary"}
    ]
    return listed or [text(one, "ClassNumber") for one in root.iter("ClassDescription")]


def design_application(root: Element, line: int) -> Iterator[Record]:
    """One record per ``Design`` of an application; an application without any gives one (外观设计)."""
    for number, design in enumerate(every(root, "DesignBag/Design") or [root], start=line):
        yield record(_design(root, design), number)


def _design(root: Element, design: Element) -> Values:
    country = (
        text(root, "RegistrationOfficeCode", "ApplicationNumber/IPOfficeCode", "ReceivingOfficeCode", "IPOfficeCode")
        or text(design, "RegistrationOfficeCode")
        or ""
    )
    applicants = every(design, "ApplicantBag/Applicant") or every(root, "ApplicantBag/Applicant")
    published = found(design, "PublicationBag/Publication")
    claims = [plain(one) for one in design.iterfind("DesignClaim//DesignClaimText")]
    named = by_language((one.get("languageCode"), plain(one)) for one in every(design, "DesignTitleText"))
    kind = "design_patent" if country == "CN" else right_kind(country, None)
    cited = [document_of(one) for one in design.iter("CitedPatentDocumentIdentification")]
    return {
        "kind": kind,
        "country": country,
        "app_no": application_number(root) or application_number(design),
        "reg_no": text(design, "RegistrationNumber"),
        "pub_no": publication(country, text(published, "PublicationIdentifier") or ""),
        "published_on": day_at(published, "PublicationDate"),
        "filed_on": day_at(root, "ApplicationDate") or day_at(design, "ApplicationDate"),
        "granted_on": day_at(design, "RegistrationDate"),
        "expires_on": day_at(design, "ExpiryDate"),
        "priority_on": min(filter(None, map(_priority_day, every(design, "PriorityBag/Priority"))), default=None),
        **titles(named),
        "abstract": " ".join(plain(one) for one in every(design, "DesignDescriptionText")),
        "claims": "\n".join(claims),
        "claims_count": len(claims) or None,
        "applicants": names(applicants),
        "inventors": names(every(design, "DesignerBag/Designer")),
        "agency": next(iter(names(every(design, "RepresentativeBag/Representative"))), None),
        "address": organisation_address(applicants),
        "locarno": locarno_classes(plain(one) for one in design.iter("LocarnoClassificationText")),
        "cites": distinct(one.printed for one in cited if one),
        "status_word": text(design, "DesignCurrentStatusCategory", "DesignCurrentStatusCode"),
    }


def indication(root: Element, line: int) -> Record:
    """The right one ``GIApplication`` is about; its users are listed in ``extra`` (地理标志)."""
    data = found(root, "GIData")
    data = root if data is None else data
    own = data.get("languageCode")
    bag = found(data, "GINameBag")
    named = [*every(bag, "GINameText"), *every(bag, "GINameTranslationText")]
    applicants = every(root, "ApplicantBag/Applicant")
    published = found(data, "GIPublicationBag/GIPublication")
    features = by_language((one.get("languageCode"), plain(one)) for one in data.iter("FeatureDescriptionText"))
    classes = [text(one, "ClassNumber") for one in data.iter("GoodsServicesClassification")]
    users = [name(one) for one in every(root, "AuthorizedUser", "AuthorizedUserBag/AuthorizedUser")]
    values: Values = {
        "kind": "geographical_indication",
        "country": data.get("officeCode") or text(data, "ApplicationNumber/IPOfficeCode"),
        "app_no": application_number(data),
        "reg_no": text(data, "RegistrationNumber"),
        "announcement": text(published, "PublicationIdentifier"),
        "filed_on": day_at(data, "ApplicationDate"),
        "published_on": day_at(published, "PublicationDate"),
        "granted_on": day_at(data, "RegistrationDate"),
        **titles(by_language((one.get("languageCode"), plain(one)) for one in named), own),
        "abstract": chosen(features, own),
        "goods": text(data, "ProductIndicationBag/GoodsServices//GoodsServicesDescriptionText"),
        "applicants": names(applicants),
        "address": organisation_address(applicants),
        "nice": nice_classes(classes),
        "form": text(data, "GICategory"),
        "extra": {
            "region": "; ".join(distinct(plain(one) for one in data.iter("GeographicRegionDescriptionText"))),
            "authorized_users": "; ".join(distinct(users)),
        },
    }
    return record(values, line)
