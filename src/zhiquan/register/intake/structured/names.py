"""Names and addresses of parties (当事人名称、地址)."""

from __future__ import annotations

import re

_CARE_OF = re.compile(r"[\s,;]*\bc/o\b.*$", re.IGNORECASE | re.DOTALL).sub
_CODE = re.compile(r"^(.*\S)\s+([0-9]{5})$").fullmatch
_COUNTRY_MARK = re.compile(r"\s*\[[A-Z]{2}\]$").sub
_WORDS = re.compile(
    r"公司|厂|学院|学校|大学|研究|院$|所$|局$|中心|协会|学会|集团|合作社|银行|医院|委员会|基金会|事务所|部$|队$|站$|社$|"
    r"会社|会$|株式|法人|機構|組合|店$|馆$|场$|行$|"
    r"&|\bp\.\s?c\b|\b(?:inc|ltd|llc|llp|lp|l\.p|plc|co|corp|corporation|company|limited|incorporated|gmbh|ag|kg|kgaa|bv|b\.v|nv|n\.v|"
    r"sa|s\.a|sas|spa|s\.p\.a|srl|s\.r\.l|ab|oy|oyj|as|a/s|aps|kk|k\.k|pty|pte|se|university|universit\w+|institute?\w*|"
    r"college|laborator\w+|foundation|hospital|association|center|centre|agency|council|board|technolog\w+|group|holdings?|"
    r"industr\w+|associates|law|systems|international|enterprises?|partners\w*|society|trust|bank|works|publ)\b",
    re.IGNORECASE,
).search
_UNREADABLE = frozenset({"", "0", "NULL", "unknown", "omitted"})


def is_organisation(name: str) -> bool:
    """True when a name reads like that of an organisation (是否单位).

    Returns:
        True for ``北京某某医疗设备有限公司`` and ``NEC Corporation``; False for ``张三`` and ``Kaufmann, Heiner``.
    """
    return _WORDS(name) is not None


def agency(said: str | None) -> tuple[str | None, str | None]:
    """An agency's name and the office's code of it, when the code stands behind the name (代理机构).

    Returns:
        ``agency("某某代理有限公司 11243")`` is ``("某某代理有限公司", "11243")``.
    """
    if not said:
        return None, None
    match = _CODE(said)
    return (match[1], match[2]) if match else (said, None)


def without_country(name: str | None) -> str | None:
    """A name without the country mark of DOCDB (去国别标记). ``without_country("NETZSCH [DE]")`` is ``"NETZSCH"``."""
    return _COUNTRY_MARK("", name) if name else None


def without_care(name: str | None) -> str | None:
    """A person's name without the firm letters go to (去转交地址).

    ``without_care("Yoshida c/o Firm Ltd.")`` is ``"Yoshida"``.
    """
    return _CARE_OF("", name) or name if name else None


def joined(*parts: str | None) -> str | None:
    """Parts of an address or name joined by commas; fill-ins such as ``0`` and ``NULL`` left out (拼接地址)."""
    return ", ".join(part.strip(" ,") for part in parts if part and part.strip() not in _UNREADABLE) or None


def person(first: str | None, last: str | None, *more: str | None) -> str | None:
    """A person's name, given names first (人名). ``person("Wayne", "Lin")`` is ``"Wayne Lin"``."""
    return " ".join(part for part in (first, *more, last) if part and part not in _UNREADABLE) or None
