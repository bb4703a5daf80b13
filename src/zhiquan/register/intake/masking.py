"""Personal numbers are masked before they are stored: identity numbers, telephones (个人信息遮盖)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhiquan.basics.numbers import mask_identity, mask_phone

_SUSPECT = re.compile(r"\d[\d -]{9}")
"""What a text must hold before a personal number can stand in it."""

_IDENTITY = re.compile(
    r"(?<![0-9０-９A-Za-z])[1-9１-９]\d{5}(?:[1１][9９]|[2２][0０])\d{2}[01０１]\d[0-3０-３]\d{4}[\dXxＸｘ](?![0-9０-９A-Za-z])"
)
_PHONE = re.compile(r"(?<![0-9０-９A-Za-z])(?:[+＋]86[ -]?)?[1１][3-9３-９]\d[ -]?\d{4}[ -]?\d{4}(?![0-9０-９A-Za-z])")
_CALLED = re.compile(r"身份证|证件号|手机|电话|联系方式|phone|mobile|identity|id card|\btel", re.IGNORECASE)
_MONEY = re.compile(r"额|产值|收入|投入|利润|资产|资本|营收|税|费|价|[（(](?:千|万|百万|亿)?元")
_ACCOUNT = re.compile(r"账号|帐号|账户|银行卡|卡号|护照|开户|account no|passport|bank card", re.IGNORECASE)
_DIGITS = re.compile(r"[A-Za-z]?\d[\d -]{5,}\d")
_SPACED = re.compile(r"(?<!\d)([1-9]\d{5})[ -]((?:19|20)\d{6})[ -](\d{3}[\dXx])(?!\d)")
_AREA = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_LANDLINE = re.compile(r"(?:86[ -]?)?1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|(?<!\d)[2-9]\d{6,7}(?!\d)")


def masked_cells(heading: str, texts: Sequence[str | None]) -> list[str | None]:
    """Texts of one column with personal numbers masked (遮盖).

    Identity numbers are masked wherever they stand; mobile numbers and telephones with an area code, too; bank
    accounts, passports, other telephones and mail addresses under a heading that announces them.

    Returns:
        ``masked_cells("联系电话", ["13800138000"])`` is ``["138****8000"]``.
    """
    if _MONEY.search(heading):
        return list(texts)
    if _ACCOUNT.search(heading):
        return [_DIGITS.sub(lambda found: "*" * 6 + found[0][-4:], text) if text else text for text in texts]
    if _CALLED.search(heading):
        return [_MAIL.sub("***", _LANDLINE.sub(_phone, _masked(text))) if text else text for text in texts]
    return [_masked(text) if text and _SUSPECT.search(text) else text for text in texts]


def _masked(text: str) -> str:
    plain = _SPACED.sub(lambda found: mask_identity("".join(found.groups())), text)
    plain = _IDENTITY.sub(lambda found: mask_identity(found[0]), plain)
    return _AREA.sub(_phone, _PHONE.sub(_phone, plain))


def _phone(found: re.Match[str]) -> str:
    return mask_phone(found[0])
