"""Rights out of US tagged text (美国标签文本的著录项目)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.names import is_organisation, joined
from zhiquan.register.intake.structured.numbers import Document, kind_code, publication_values
from zhiquan.register.intake.structured.plain import collapse, day, distinct, whole
from zhiquan.register.intake.structured.symbols import patent_classes
from zhiquan.register.intake.structured.tagged import Tags
from zhiquan.register.intake.structured.values import record

_CHECKED = re.compile(r"([A-Z]{0,2})0*([0-9]+?)([0-9])").fullmatch
_APS_KINDS = {"1": "A", "2": "E", "3": "I5", "4": "S", "5": "I4", "6": "P", "7": "H"}


def brs_document(tags: Tags, line: int) -> Record:
    """The right one document of the search system is about (检索系统文献).

    Args:
        tags: tags and texts of the document.
        line: number of the record in its file.

    Source:
        USPTO search fields: DID document, GISD issue day, APNR application number, AFD filing day, TTL title, ABPR
        abstract, CLPR claims, ASNM assignees, AANM applicants, INNM inventors, LRFM and LRFW representatives, PRAD
        priority day, URGP and FRGP citations, PPNR earlier publication, IPCP and CPOI, CPOA classes.
    """
    one = _first(tags)
    did = one.get("DID", "").split()
    number = did[1] if len(did) > 1 else one.get("DWKU") or one.get("WKU", "")
    kind = kind_code(did[2] if len(did) > 2 else one.get("APT"))
    values = publication_values(Document("US", number, kind, day(one.get("GISD") or one.get("PD"))))
    priorities = [day(said) for said in _every(tags, "PRAD")]
    claims = [collapse(said) for said in _every(tags, "CLPR")]
    title = collapse(one.get("TTL")) or None
    if one.get("PPNR") and values.get("grant_no"):
        earlier = Document("US", one["PPNR"], kind_code(one.get("PPKC")), day(one.get("PPPD")))
        values |= {"pub_no": earlier.printed, "published_on": earlier.day}
    assignees = distinct(map(_stated, _every(tags, "ASNM")))
    applicants = distinct(map(_stated, _every(tags, "AANM")))
    inventors = distinct(map(_person, _every(tags, "INNM")))
    values |= {
        "app_no": one.get("APNR") or one.get("APP"),
        "filed_on": day(one.get("AFD")),
        "priority_on": min((made for made in priorities if made), default=None),
        "title": title,
        "title_en": title,
        "abstract": " ".join(collapse(said) for said in _every(tags, "ABPR")),
        "claims": "\n".join(claims),
        "claims_count": whole(one.get("NCL")) or len(claims) or None,
        "applicants": applicants or inventors,
        "holders": assignees if values.get("grant_no") else None,
        "inventors": inventors,
        "agency": one.get("LRFM"),
        "agents": distinct(map(_person, _every(tags, "LRFW"))),
        "address": _brs_address(tags) if applicants and is_organisation(applicants[0]) else None,
        "ipc": patent_classes(_symbols(tags, "IPCP", "IPCS", "IPCG")),
        "cpc": patent_classes(said.split()[0] for said in _every(tags, "CPOI", "CPOA") if said.split()),
        "cites": distinct(map(_cited, _every(tags, "URGP", "FRGP"))),
    }
    return record(values, line)


def aps_document(tags: Tags, line: int) -> Record:
    """The right one patent of the full-text files of 1976-2001 is about (全文文件文献).

    Args:
        tags: tags and texts of the document; groups such as ``INVT`` and ``ASSG`` have no text.
        line: number of the record in its file.

    Source:
        USPTO APS: WKU number with a check digit, SRC and APN application, APT type, APD filing day, TTL, ISD issue
        day, NCL; groups INVT, ASSG, PRIR, CLAS (ICL), UREF, FREF, LREP (FRM, FR2, ATT), ABST, CLMS.
    """
    groups = list(_groups(tags))
    head = _first(groups[0][1]) if groups else {}
    kind = _APS_KINDS.get(head.get("APT", ""), "A")
    values = publication_values(Document("US", _without_check(head.get("WKU", "")), kind, day(head.get("ISD"))))
    values |= {"published_on": None, "pub_no": None, "grant_no": values.get("grant_no") or values.get("pub_no")}
    values["granted_on"] = day(head.get("ISD"))
    of = {name: [dict(_first(inner)) for key, inner in groups if key == name] for name, _ in groups}
    inventors = distinct(_person(one.get("NAM")) for one in of.get("INVT", []))
    assignees = distinct(collapse(one.get("NAM")) for one in of.get("ASSG", []))
    priorities = [day(one.get("APD")) for one in of.get("PRIR", [])]
    title = collapse(head.get("TTL")) or None
    agents = [said for key, inner in groups if key == "LREP" for said in _every(inner, "FR2", "ATT", "AAT")]
    values |= {
        "app_no": _application(head),
        "filed_on": day(head.get("APD")),
        "priority_on": min((made for made in priorities if made), default=None),
        "title": title,
        "title_en": title,
        "abstract": " ".join(said for key, inner in groups if key == "ABST" for _, said in inner if said),
        "claims_count": whole(head.get("NCL")),
        "claims": "\n".join(_aps_claims(groups)),
        "applicants": assignees or inventors,
        "holders": assignees,
        "inventors": inventors,
        "agency": next((one["FRM"] for one in of.get("LREP", []) if one.get("FRM")), None),
        "agents": distinct(map(_person, agents)),
        "ipc": patent_classes(said for key, inner in groups if key == "CLAS" for said in _every(inner, "ICL")),
        "cites": distinct(_aps_cited(key, dict(_first(inner))) for key, inner in groups if key in {"UREF", "FREF"}),
    }
    return record(values, line)


def _first(tags: Tags) -> dict[str, str]:
    return {tag: text.strip() for tag, text in reversed(tags)}


def _every(tags: Tags, *names: str) -> list[str]:
    return [text for tag, text in tags if tag in names and text.strip()]


def _groups(tags: Tags) -> Iterator[tuple[str, Tags]]:
    """Tags cut where a group begins."""
    name, inner = "PATN", Tags()
    for tag, text in tags:
        if not text and len(tag) == 4:
            if inner:
                yield name, inner
            name, inner = tag, Tags()
        else:
            inner.append((tag, text))
    if inner:
        yield name, inner


def _stated(said: str) -> str | None:
    """A name, None for the fill-in; a person is printed family name first."""
    plain = collapse(said)
    return None if plain in {"", "N/A"} else _person(plain)


def _person(said: str | None) -> str | None:
    """A name printed family name first. ``_person("Yu; Long-Kun")`` is ``"Long-Kun Yu"``."""
    last, _, first = collapse(said).partition(";")
    return f"{first.strip()} {last}".strip() or None


def _symbols(tags: Tags, *names: str) -> list[str]:
    """Symbols of the fields that have a slash, main field first."""
    listed = [said for name in names for said in _every(tags, name)]
    words = [next((word for word in said.split() if "/" in word), None) for said in listed]
    return [word for word in words if word]


def _cited(said: str) -> str | None:
    """``US 2003/0169838 A1 20030900 Greenstreet ...`` or ``JP 201045940 20100200 ...``."""
    words = said.split()
    if len(words) < 2:
        return None
    return Document(words[0], words[1], kind_code(words[2]) if len(words) > 2 else "").printed


def _brs_address(tags: Tags) -> str | None:
    one = {tag: _stated(text) for tag, text in reversed(tags)}
    return joined(one.get("AACI"), one.get("AAST"), one.get("AACO"))


def _without_check(printed: str) -> str:
    """A number without the check digit at its end. ``_without_check("039305848")`` is ``"3930584"``."""
    match = _CHECKED(printed.strip().upper())
    return f"{match[1]}{match[2]}" if match else printed


def _application(head: dict[str, str]) -> str | None:
    """Series and serial number; the serial has a check digit at its end in seven digits."""
    number, series = head.get("APN", ""), head.get("SRC", "")
    serial = number[:6] if len(number) >= 7 else number
    return f"{series.zfill(2)}{serial}" if series.isdecimal() and serial else serial or None


def _aps_claims(groups: list[tuple[str, Tags]]) -> list[str]:
    claims: list[str] = []
    for key, inner in groups:
        if key not in {"CLMS", "DCLM"}:
            continue
        for tag, said in inner:
            if tag == "NUM" or not claims:
                claims.append("")
            if tag not in {"NUM", "STM"}:
                claims[-1] = f"{claims[-1]} {collapse(said)}".strip()
    return [claim for claim in claims if claim]


def _aps_cited(key: str, one: dict[str, str]) -> str | None:
    if key == "UREF":
        return Document("US", one.get("PNO", ""), "").printed
    country = one.get("CNT", "").strip().upper()[:2]
    return Document(country, one.get("PNO", ""), "").printed
