"""Taking who asked out of what is made public (匿名处理)."""

from __future__ import annotations

import re

from zhiquan.register.intake.masking import masked_cells

HIDDEN = "***"
"""Stands where a name or contact stood."""

_CONTACT = "联系方式"
_TITLE = "(?:先生|女士|同志|小姐|老师|经理|主任|律师)"
_SURNAMED = re.compile(r"[\u4e00-\u9fff]{2,4}")
_REACHED_BY = re.compile(r"[A-Za-z0-9._%+@-]{5,}")
_NUMBER = re.compile(r"\+?\d(?:[ -]?\d){6,}")
_SHORTEST = 2


def shielded(text: str, *, name: str, contact: str) -> str:
    """A text without the name and contact of who asked, and with every identity number and telephone masked.

    Spaces within a name or number and the case of letters do not matter; the surname before a form of address goes
    too. A name of a single letter is taken out only before a form of address, because it stands in other words.

    Args:
        text: the text to be made public.
        name: name given by who asked; may be empty.
        contact: contact given; may be empty.

    Returns:
        ``shielded("王小明，请看 138-0013-8000", name="王小明", contact="13800138000")`` is ``"***，请看 ***"``.
    """
    for pattern in (*_contact_patterns(contact), *_name_patterns(name)):
        text = re.sub(pattern, HIDDEN, text, flags=re.IGNORECASE)
    return unnamed(text)


def unnamed(text: str) -> str:
    """A text with identity numbers and telephones masked."""
    return masked_cells("", [text])[0] or ""


def masked_contact(text: str) -> str:
    """Where somebody can be reached, masked: ``13800138000`` is ``138****8000``."""
    return masked_cells(_CONTACT, [text])[0] or ""


def _contact_patterns(contact: str) -> list[str]:
    """The contact as a whole, each address or account name and each number in it."""
    found = [contact, *_REACHED_BY.findall(contact)]
    found += [re.sub(r"[ +-]", "", one) for one in _NUMBER.findall(contact)]
    return _patterns(found, between=r"[\s-]*")


def _name_patterns(name: str) -> list[str]:
    """The name, its parts where letters write it, and the surname before a form of address."""
    plain = "".join(name.split())
    found = [name, *(part for part in name.split() if part.isascii())]
    patterns = _patterns(found, between=r"\s*")
    surname = plain[:1] if len(plain) == 1 or _SURNAMED.fullmatch(plain) else ""
    return [*patterns, rf"{re.escape(surname)}\s*{_TITLE}"] if surname else patterns


def _patterns(texts: list[str], *, between: str) -> list[str]:
    """Patterns of texts, the longest first; letters and figures beside a text make it another word."""
    plain = {"".join(text.split()) for text in texts}
    made = []
    for text in sorted((one for one in plain if len(one) >= _SHORTEST), key=len, reverse=True):
        before = r"(?<![A-Za-z0-9])" if text[0].isascii() and text[0].isalnum() else ""
        after = r"(?![A-Za-z0-9])" if text[-1].isascii() and text[-1].isalnum() else ""
        made.append(before + between.join(re.escape(sign) for sign in text) + after)
    return made
