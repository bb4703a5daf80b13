"""Papers of a US application file: claims and abstracts as filed, by application number (美国申请案卷文件)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.claims import claims_values
from zhiquan.register.intake.structured.plain import plain, text
from zhiquan.register.intake.structured.values import record

_NUMBER = (
    "DocumentHeaderDetails/ApplicationHeaderDetails/ApplicationNumber",
    ".//ApplicationHeaderDetails/ApplicationNumber",
    ".//ApplicationNumberText",
)


def claims_paper(root: Element, line: int) -> Record | None:
    """Claims of one ``ClaimsDocument``; None when it states no application number or no claim (权利要求文件).

    Papers hold page margins among the claims, and the words of an amendment as a claim without number; both are
    left out of the count.
    """
    number = text(root, *_NUMBER)
    _drop_margins(root)
    claims = [one for one in root.iter("Claim") if text(one, "ClaimNumber") and text(one, "ClaimText")]
    if not number or not claims:
        return None
    values = {"kind": "overseas_patent", "country": "US", "app_no": number, **claims_values(claims)}
    return record(values | {"extra": {"paper_on": text(root, "MailRoomDate")}}, line)


def specification_paper(root: Element, line: int) -> Record | None:
    """Abstract of one ``SpecificationDocument`` of code ABST; None for descriptions, which are not kept (摘要文件)."""
    number = text(root, *_NUMBER)
    if not number or text(root, "DocumentCode") != "ABST":
        return None
    _drop_margins(root)
    said = _abstract(root)
    if said is None:
        return None
    values = {"kind": "overseas_patent", "country": "US", "app_no": number, "abstract": said}
    return record(values | {"extra": {"paper_on": text(root, "MailRoomDate")}}, line)


def _abstract(root: Element) -> str | None:
    """The longest paragraph under a heading that says abstract; scans of other pages have none."""
    below = False
    paragraphs = []
    for one in root.iter():
        if one.tag == "Heading":
            below = "ABSTRACT" in plain(one).upper()
        elif one.tag == "P" and below:
            paragraphs.append(plain(one))
    return max(paragraphs, key=len, default="") or None


def _drop_margins(root: Element) -> None:
    """Take headers and line numbers of pages out; uncertain letters of the scan stay as text."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "BoundaryData":
                _remove(parent, child)


def _remove(parent: Element, child: Element) -> None:
    place = list(parent).index(child)
    tail = child.tail or ""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)
