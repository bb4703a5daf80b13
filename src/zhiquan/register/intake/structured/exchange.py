"""Exchange documents of the EPO: DOCDB files and the answers of OPS (EPO 交换格式)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.languages import by_language, chosen, titles
from zhiquan.register.intake.structured.names import without_country
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import day, day_at, distinct, every, found, plain, text
from zhiquan.register.intake.structured.st36 import cited, class_values, document_id, priority_day
from zhiquan.register.intake.structured.symbols import patent_classes
from zhiquan.register.intake.structured.values import Values, record

_FORMATS = ("docdb", "epodoc", "original", "")
_NAME_FORMATS = ("original", "docdba", "docdb", "epodoc")


def exchange_document(root: Element, line: int) -> Record:
    """The right of one ``exchange-document`` (交换文献著录项目).

    Args:
        root: the element; its own attributes state the number when the bibliography does not.
        line: number of the record in its file.
    """
    biblio = found(root, "bibliographic-data")
    biblio = root if biblio is None else biblio
    document = published(biblio) or _by_attributes(root)
    values = publication_values(document) if document else {}
    values |= application_values(biblio)
    values |= titles(by_language((title.get("lang"), plain(title)) for title in every(biblio, "invention-title")))
    abstracts = by_language((one.get("lang"), plain(one)) for one in every(root, "abstract"))
    values |= {"abstract": chosen(abstracts), **class_values(biblio)}
    values["cpc"] = values["cpc"] or _cpc(biblio)
    values |= {
        "applicants": _names(every(biblio, "parties/applicants/applicant"), "applicant-name"),
        "inventors": _names(every(biblio, "parties/inventors/inventor"), "inventor-name"),
        "priority_on": priority_day(biblio),
        "cites": cited(biblio),
        "family": distinct(member.printed for member in _members(root) if member != document),
        "designations": distinct(plain(one) for one in biblio.iterfind("designation-of-states//country")),
        "extra": {"docdb_family": root.get("family-id")},
    }
    return record(values, line)


def search_results(root: Element, line: int) -> Iterator[Record]:
    """One record per hit of a search: whole documents when the answer holds them, else numbers only (检索结果)."""
    whole = list(root.iter("exchange-document"))
    for number, one in enumerate(whole, start=line):
        yield exchange_document(one, number)
    if whole:
        return
    for number, one in enumerate(root.iter("publication-reference"), start=line):
        document = _best(one)
        values = publication_values(document) if document else {}
        yield record(values | {"extra": {"docdb_family": one.get("family-id")}}, number)


def fulltext_document(root: Element, line: int) -> Record | None:
    """Number and claims of one ``fulltext-document``; None when it holds a description only (权利要求全文)."""
    document = published(root) or published(found(root, "bibliographic-data"))
    values = publication_values(document) if document else {}
    sets = every(root, "claims")
    chosen_set = next(
        (one for one in sets if (one.get("lang") or "").lower() in {"zh", "en"}), sets[0] if sets else None
    )
    return record(values | claims_values(every(chosen_set, "claim")), line) if values and sets else None


def published(biblio: Element | None) -> Document | None:
    """The document a bibliography is of, by its DOCDB number when there is one (公布文献)."""
    for reference in every(biblio, "publication-reference"):
        document = _best(reference)
        if document:
            return document
    return None


def _best(reference: Element) -> Document | None:
    ids = {(one.get("document-id-type") or ""): one for one in reversed(every(reference, "document-id"))}
    chosen_id = next((ids[form] for form in _FORMATS if form in ids), None)
    document = document_id(chosen_id)
    if document and not document.country and document.number[:2].isalpha():
        return document._replace(country=document.number[:2].upper())
    return document


def _by_attributes(root: Element) -> Document | None:
    number = root.get("doc-number")
    if not number:
        return None
    return Document(root.get("country") or "", number, kind_code(root.get("kind")), day(root.get("date-publ")))


def application_values(biblio: Element) -> Values:
    """Application number as printed, else that of DOCDB, and the filing day (申请号、申请日)."""
    references = every(biblio, "application-reference")
    ids = {
        (one.get("document-id-type") or reference.get("data-format") or ""): one
        for reference in reversed(references)
        for one in every(reference, "document-id")
    }
    order = [ids[form] for form in ("original", "docdb", "", "epodoc") if form in ids]
    days = [day_at(one, "date") for one in ids.values()]
    return {
        "app_no": next(filter(None, (text(one, "doc-number") for one in order)), None),
        "filed_on": next(filter(None, days), None),
    }


def _cpc(biblio: Element) -> list[str]:
    symbols = []
    for one in biblio.iterfind("patent-classifications/patent-classification"):
        scheme = found(one, "classification-scheme")
        if scheme is not None and not (scheme.get("scheme") or "").upper().startswith("CPC"):
            continue
        parts = [text(one, name) or "" for name in ("section", "class", "subclass", "main-group", "subgroup")]
        symbol = f"{parts[0]}{parts[1]}{parts[2]} {parts[3]}/{parts[4]}"
        symbols.append(symbol if all(parts) else text(one, "classification-symbol"))
    return patent_classes(symbols)


def _names(parties: list[Element], within: str) -> list[str]:
    """Names in the fullest form the file has, without country marks."""
    for form in _NAME_FORMATS:
        named = [one for one in parties if (one.get("data-format") or "original") == form]
        if named:
            break
    else:
        named = parties
    names = [text(one, f"{within}/name", "addressbook/orgname", "addressbook/name") for one in named]
    tidy = ((without_country(name) or "").strip(" ,;") for name in names)
    return list({name.casefold(): name for name in reversed(list(tidy)) if name}.values())[::-1]


def _members(root: Element) -> list[Document]:
    references = root.iterfind("patent-family/family-member/publication-reference")
    return [document for document in map(_best, references) if document]
