"""Patent documents with the small-letter names of ST.36: CNIPA until 2020, JPO, USPTO from 2004 (ST.36 专利文献)."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.languages import by_language, chosen, titles
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import day_at, distinct, every, found, plain, text, whole
from zhiquan.register.intake.structured.st36_parties import party_values
from zhiquan.register.intake.structured.symbols import locarno_classes, patent_classes
from zhiquan.register.intake.structured.values import Values, record

_BIBLIOGRAPHY = (
    "cn-bibliographic-data",
    "us-bibliographic-data-grant",
    "us-bibliographic-data-application",
    "wo-bibliographic-data",
    "bibliographic-data",
)
_PUBLISHED = ("publication-reference/document-id", "cn-publication-reference/document-id")
_APPLIED = ("application-reference/document-id",)
_OFFICES = {"cn": "CN", "jp": "JP", "us": "US", "ep": "EP", "wo": "WO"}
_CHINESE_KINDS = {
    "发明专利": "invention_patent",
    "发明": "invention_patent",
    "实用新型": "utility_model",
    "外观设计": "design_patent",
}


def patent_document(root: Element, line: int) -> Record:
    """The right one document is about (专利文献著录项目).

    Args:
        root: a document element: ``cn-patent-document``, ``jp-official-gazette``, ``us-patent-grant`` ...
        line: number of the record in its file.
    """
    own = root.get("lang")
    biblio = found(root, *_BIBLIOGRAPHY)
    biblio = root if biblio is None else biblio
    country = root.get("country") or _OFFICES.get(root.tag[:2], "")
    document = document_id(found(biblio, *_PUBLISHED), country=country, kind=root.get("kind-of-st16"))
    values: Values = publication_values(document) if document else {"country": country or None}
    values |= application_values(biblio)
    values |= titles(by_language((title.get("lang"), plain(title)) for title in every(biblio, "invention-title")), own)
    values |= {"abstract": _abstract(root, biblio, own), **class_values(biblio), **party_values(biblio)}
    values |= claims_values(
        every(root, "claims/claim", "application-body/claims/claim", "us-claims/claim", "cn-claims/claim"),
        whole(text(biblio, "number-of-claims")),
    )
    values |= {"cites": cited(biblio), "priority_on": priority_day(biblio)}
    _add_first_publication(values, biblio, document)
    if document and not document.is_grant and values.get("holders"):
        values["extra"] = values["extra"] | {"assignees": "; ".join(values.pop("holders"))}
    return record(values, line)


def document_id(element: Element | None, *, country: str = "", kind: str | None = None) -> Document | None:
    """One ``document-id`` as a document, None when it states no number (文献号)."""
    number = text(element, "doc-number")
    if element is None or not number:
        return None
    place = (text(element, "country") or country or "").upper()
    code = kind_code(text(element, "kind"), kind)
    return Document(place, number, code, day_at(element, "date"))


def application_values(biblio: Element) -> Values:
    """Application number and day; for China the kind of right the document states (申请号、申请日)."""
    applied = found(biblio, *_APPLIED)
    reference = found(biblio, "application-reference")
    stated = _CHINESE_KINDS.get((reference.get("appl-type") or "").strip()) if reference is not None else None
    values: Values = {"app_no": text(applied, "doc-number"), "filed_on": day_at(applied, "date")}
    return values | ({"kind": stated} if stated else {})


def class_values(biblio: Element) -> Values:
    """Columns ``ipc``, ``cpc`` and ``locarno``, whichever form the office gives the symbols in (分类号)."""
    ipc = [
        *(_symbol(one) for one in every(biblio, "classifications-ipcr/classification-ipcr")),
        *(
            plain(one)
            for one in biblio.iterfind("classification-ipc/*")
            if one.tag.endswith(("-clsf", "-classification"))
        ),
        *(plain(one) for one in biblio.iterfind("classification-ipc/text")),
    ]
    cpc = [_symbol(one) for bag in every(biblio, "classifications-cpc") for one in bag.iter("classification-cpc")]
    locarno = [
        plain(one)
        for bag in biblio.iter("classification-locarno")
        for one in bag
        if one.tag != "edition" and plain(one)
    ]
    return {"ipc": patent_classes(ipc), "cpc": patent_classes(cpc), "locarno": locarno_classes(locarno)}


def _symbol(element: Element) -> str | None:
    """A symbol given in parts or as text."""
    parts = [text(element, name) or "" for name in ("section", "class", "subclass", "main-group", "subgroup")]
    if all(parts):
        return f"{parts[0]}{parts[1]}{parts[2]} {parts[3]}/{parts[4]}"
    whole_text = found(element, "text")
    return "".join(parts) or (whole_text.text if whole_text is not None else plain(element))


def cited(biblio: Element) -> list[str]:
    """Numbers of the patent documents cited, with country and kind (引证文献)."""
    listed = [
        document_id(one)
        for bag in every(biblio, "us-references-cited", "references-cited", "cn-references-cited")
        for patent in bag.iter("patcit")
        for one in [_best(patent.findall("document-id"))]
    ]
    return distinct(one.printed for one in listed if one)


def _best(ids: list[Element]) -> Element | None:
    """Of several ways to write one number the one with its kind code."""
    return next((one for one in ids if text(one, "kind")), ids[0] if ids else None)


def priority_day(biblio: Element) -> date | None:
    """The earliest priority day claimed (最早优先权日)."""
    claims = every(biblio, "priority-claims/priority-claim", "priority-claim")
    days = [day_at(claim, "date", "document-id/date") for claim in claims]
    return min((one for one in days if one), default=None)


def _abstract(root: Element, biblio: Element, own: str | None) -> str | None:
    bodies = every(root, "abstract") or every(biblio, "abstract")
    texts = by_language((body.get("lang"), _abstract_text(body)) for body in bodies)
    return texts.get("") or chosen(texts, own)


def _abstract_text(body: Element) -> str:
    """Paragraphs of an abstract; deposits of organisms and pictures are no part of it."""
    paragraphs = [one for one in body if one.tag in {"p", "abst-problem", "abst-solution"} and one.get("num") != "bio"]
    return " ".join(plain(one) for one in paragraphs) if paragraphs else plain(body)


def _add_first_publication(values: Values, biblio: Element, document: Document | None) -> None:
    """A granted document names the application published before it."""
    if document is None or not document.is_grant:
        return
    earlier = document_id(
        found(biblio, "us-related-documents/related-publication/document-id", "cn-related-publication/document-id"),
        country=document.country,
    )
    if earlier and earlier.country == document.country and not earlier.is_grant:
        values |= {"pub_no": earlier.printed, "published_on": earlier.day}
