"""Public ids of rights and parties, from the numbers a source row carries (编号).

| kind | id |
| --- | --- |
| Chinese patent | ``patent:CN202010566088.9``; ``patent:CN105950882`` by publication |
| overseas patent | ``patent:US-16123456``; ``patent:US10123456`` by publication |
| trade mark | ``trademark:CN4409718/31``; ``trademark:CN4409718`` while no class is known; abroad
  ``trademark:US87310367/09`` by application |
| Madrid registration | ``madrid:1234567`` |
| geographical indication | ``gi:4409718`` (mark or AGI number), else ``gi:2011年第178号/融安金桔`` |
| user of the special mark | ``gi_user:<credit code or name>/<indication>`` |
| variety, layout, copyright, filing | ``variety:``, ``layout:``, ``software:``, ``work:``, ``secret:`` and number |
| row without a number | ``doc:<hash>`` |
| party | ``party:<credit code>``, else ``party:n-<hash of cleaned name and region>`` |
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from zhiquan.basics.numbers import normalise_application, publication_key
from zhiquan.register.matching.cleaning import clean_name

__all__ = ["clean_name", "document_id", "foreign_key", "party_id", "readings_of", "right_ids"]

Row = Mapping[str, Any]
Ids = tuple[list[str], list[str]]
"""Ids of the rights a row is about, and other ids it states for the same rights."""

_FOREIGN = re.compile(r"([A-Z]{2})[\s-]?([0-9A-Z/,.\s-]*?[0-9])\s?([A-Z][0-9]?)?$")


def right_ids(row: Row) -> Ids:
    """Ids of one row of facts about a right; ``row`` has the columns of ``observations_rights``
    and ``application``, the application number when it is a right one.

    A row with application number ``202010566088.9`` and publication ``CN111639036A`` gives
    ``(["patent:CN202010566088.9"], ["patent:CN111639036"])``.
    """
    ids, also = _RULES.get(row["kind"] or "", _no_ids)(row)
    return (ids, also) if ids else ([document_id(row)], [])


def document_id(row: Row) -> str:
    """The id of a row without any number: searchable, never counted."""
    parts = [row.get(name) for name in ("kind", "title", "applicants", "holders", "filed_on", "abstract")]
    text = "\x1f".join(str(part) for part in parts if part)
    return f"doc:{_hash(text, 24)}"


def party_id(cleaned: str, *, region: str, code: str | None) -> str:
    """The id of a party. ``party_id("某公司", region="500115", code=None)`` starts with ``party:n-``."""
    return f"party:{code}" if code else f"party:n-{_hash(cleaned + chr(31) + region, 16)}"


def readings_of(number: str) -> list[str]:
    """Ids a person may mean by a number in any spelling, most specific first."""
    text = unicodedata.normalize("NFKC", number).strip()
    found = [text] if ":" in text else []
    application = normalise_application(text)
    if application:
        found.append(f"patent:CN{application}")
    key = publication_key(text)
    if key:
        found.append(f"patent:{key}")
    foreign = foreign_key(text)
    if foreign and foreign not in found:
        found.append(foreign)
    compact = re.sub(r"\s+", "", text)
    found += [f"{kind}:{compact}" for kind in ("software", "work", "layout", "variety", "gi", "secret", "doc")]
    mark = re.fullmatch(r"(?:第)?(\d{1,9})(?:号)?(?:/(\d{1,2}))?", compact)
    if mark:
        number_only, nice = mark.groups()
        found.append(f"trademark:CN{number_only}/{int(nice):02d}" if nice else f"trademark:CN{number_only}")
    madrid = re.fullmatch(r"G?(\d{6,7}[A-Z]?)", compact.upper())
    if madrid:
        found.append(f"madrid:{madrid[1]}")
    return found


def foreign_key(text: str) -> str | None:
    """The id of an overseas publication without its kind code. ``US10123456B2`` gives ``patent:US10123456``."""
    match = _FOREIGN.fullmatch(text.strip().upper())
    if match is None or match[1] == "CN":
        return None
    return f"patent:{match[1]}{re.sub(r'[^0-9A-Z]', '', match[2])}"


def _patent(row: Row) -> Ids:
    also = [f"patent:{key}" for key in _publication_keys(row)]
    if row.get("application"):
        return [f"patent:CN{row['application']}"], also
    return also[:1], also[1:]


def _publication_keys(row: Row) -> list[str]:
    keys = [publication_key(row[name]) for name in ("pub_no", "grant_no") if row[name]]
    return list(dict.fromkeys(key for key in keys if key))


def _overseas(row: Row) -> Ids:
    keys = [foreign_key(row[name]) for name in ("grant_no", "pub_no") if row[name]]
    also = list(dict.fromkeys(key for key in keys if key))
    if row["app_no"] and row["country"]:
        plain = re.sub(r"[^0-9A-Z]", "", row["app_no"].upper().removeprefix(row["country"]))
        return [f"patent:{row['country']}-{plain}"], also
    return also[:1], also[1:]


def _trademark(row: Row) -> Ids:
    country = row["country"] or "CN"
    numbers = (row["reg_no"], row["app_no"]) if country == "CN" else (row["app_no"], row["reg_no"])
    number = numbers[0] or numbers[1]
    if not number:
        return [], []
    base = f"trademark:{country}{re.sub(r'[^0-9A-Z]', '', number.upper())}"
    classes: Sequence[str] = row["nice"] or []
    if not classes:
        return [base], []
    return list(dict.fromkeys(f"{base}/{nice}" for nice in classes)), [base]


def _indication(row: Row) -> Ids:
    number = _compact(row["reg_no"])
    if number:
        return [f"gi:{number}"], []
    if row["announcement"] and row["title"]:
        return [f"gi:{_compact(row['announcement'])}/{_compact(row['title'])}"], []
    return [], []


def _indication_user(row: Row) -> Ids:
    codes, names = row["holder_codes"] or [], row["holders"] or row["applicants"] or []
    who = codes[0] if codes else clean_name(names[0]) if names else None
    what = _compact(row["reg_no"]) or _compact(row["title"])
    return ([f"gi_user:{who}/{what}"], []) if who and what else ([], [])


def _numbered(prefix: str) -> Callable[[Row], Ids]:
    def ids(row: Row) -> Ids:
        number = _compact(row["reg_no"]) or _compact(row["app_no"])
        return ([f"{prefix}:{number}"], []) if number else ([], [])

    return ids


def _madrid(row: Row) -> Ids:
    number = _compact(row["reg_no"]) or _compact(row["app_no"])
    return ([f"madrid:{number.upper().removeprefix('G')}"], []) if number else ([], [])


def _no_ids(row: Row) -> Ids:
    del row
    return [], []


def _compact(text: str | None) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) if text else ""


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


_RULES: dict[str, Callable[[Row], Ids]] = {
    "invention_patent": _patent,
    "utility_model": _patent,
    "design_patent": _patent,
    "overseas_patent": _overseas,
    "trademark": _trademark,
    "madrid_registration": _madrid,
    "geographical_indication": _indication,
    "gi_mark_user": _indication_user,
    "plant_variety": _numbered("variety"),
    "ic_layout": _numbered("layout"),
    "software_copyright": _numbered("software"),
    "work_copyright": _numbered("work"),
    "trade_secret_filing": _numbered("secret"),
}
