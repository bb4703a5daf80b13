"""Publication and application numbers as offices print them (公布号、申请号)."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from zhiquan.basics.numbers import normalise_publication, right_kind_of_publication
from zhiquan.register.intake.structured.values import Values

_KIND = re.compile(r"[A-Z][0-9]?").fullmatch
_KIND_IN_WORDS = re.compile(r"[(（]([A-Z][0-9]?)[)）]").search
_DOCDB_US = re.compile(r"((?:19|20)[0-9]{2})([0-9]{6})").fullmatch
_COUNTRY = re.compile(r"[A-Z]{2}").fullmatch
_GRANTS = {"US": "ABCEHSI", "CN": "BCUYSD", "EP": "BC", "WO": ""}
_GRANT_LETTERS = "BCUYS"


class Document(NamedTuple):
    """One document number: country, number and kind code as stated, and its day (文献号)."""

    country: str
    number: str
    kind: str
    day: date | None = None

    @property
    def printed(self) -> str | None:
        """The number with country and kind. ``Document("US", "08930553", "B2").printed`` is ``"US8930553B2"``."""
        return publication(self.country, self.number, self.kind)

    @property
    def is_grant(self) -> bool:
        """True when the kind code tells of a granted right; ``A`` does in the US before 2001 only."""
        if not self.kind:
            return False
        if self.country == "US" and self.kind[0] in "AP":
            return self.kind in {"A", "P", "P2", "P3"} and not _DOCDB_US(_bare(self.number))
        if self.country == "US" and self.kind[0] == "E":
            return True
        return self.kind[0] in _GRANTS.get(self.country, _GRANT_LETTERS)


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def kind_code(said: str | None, fallback: str | None = None) -> str:
    """A kind code out of what an office prints. ``kind_code("公開特許公報(A)")`` is ``"A"``."""
    for one in (said, fallback):
        plain = (one or "").strip().upper()
        if _KIND(plain):
            return plain
        match = _KIND_IN_WORDS(plain)
        if match:
            return match[1]
    return ""


def publication(country: str, number: str, kind: str = "") -> str | None:
    """A publication number with country and kind, without fill-in zeros (公布号).

    US applications of DOCDB, which leave out the zero after the year, get it back, so that one document has one
    number whatever the office writes.

    Returns:
        ``publication("US", "2006142694", "A1")`` is ``"US20060142694A1"``; ``publication("EP", "1667425", "A1")`` is
        ``"EP1667425A1"``; None when country or number is missing.
    """
    place, bare = country.strip().upper(), _bare(number)
    bare = bare.removeprefix(place)
    if not _COUNTRY(place) or not bare:
        return None
    if place == "US":
        docdb = _DOCDB_US(bare)
        lead = bare.rstrip("0123456789")
        bare = f"{docdb[1]}0{docdb[2]}" if docdb else lead + (bare[len(lead) :].lstrip("0") or "0")
    made = f"{place}{bare}{kind}"
    return normalise_publication(made) or made if place == "CN" else made


def publication_values(document: Document) -> Values:
    """Columns of a published document: country, kind of right, number and day where they belong (公布项目).

    Returns:
        A granted document fills ``grant_no`` and ``granted_on``, another ``pub_no`` and ``published_on``.
    """
    printed = document.printed
    values: Values = {"country": document.country or None, "kind": right_kind(document.country, printed)}
    if document.is_grant:
        values |= {"grant_no": printed, "granted_on": document.day}
    else:
        values |= {"pub_no": printed, "published_on": document.day}
    return values


def right_kind(country: str, printed: str | None) -> str | None:
    """The kind of a patent right: by its number in China, else ``overseas_patent`` (权利种类)."""
    if country == "CN":
        return right_kind_of_publication(printed) if printed else None
    return "overseas_patent" if country else None
