"""Bring typed and pasted numbers to plain characters before reading them (号码清理)."""

from __future__ import annotations

import unicodedata

_INVISIBLE = (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)
_PLAIN = {
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys(map(ord, "。·•‧・∙⋅"), "."),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "‘’"), "'"),
    ord("×"): "X",
}


def tidy(value: str) -> str:
    """Plain upper-case characters without blanks (全角转半角、去空格).

    Full-width letters, digits and marks become ASCII; the dots used in Chinese text become ``.`` and
    every dash ``-``; invisible characters and the apostrophe a spreadsheet puts before text go away.

    Args:
        value: a number as typed or pasted.

    Returns:
        ``tidy("ｚｌ ２０２０ １ ０５６６０８８。９")`` is ``"ZL202010566088.9"``.
    """
    text = value if value.isascii() else unicodedata.normalize("NFKC", value).translate(_PLAIN)
    return "".join(text.split()).strip("'`").upper()


def without_float_zero(text: str) -> str:
    """A whole number without the ``.0`` a spreadsheet adds (去掉表格误加的 .0).

    Returns:
        ``without_float_zero("4409718.0")`` is ``"4409718"``; other texts come back unchanged.
    """
    head, dot, tail = text.partition(".")
    return head if dot and head.isdecimal() and tail in {"0", "00"} else text
