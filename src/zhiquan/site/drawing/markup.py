"""Text and numbers on their way into a drawing: escaped, finite, local (图形的文本)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from html import escape

from zhiquan.basics.errors import BadDefinition, BadInput
from zhiquan.basics.words import Language, Words

_HAN = re.compile("[\u3400-\u9fff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCAL = re.compile(r"(?:/(?![/\\])|[?#])[^\\\x00-\x20]*\Z")
_TENTH = Decimal("0.1")
_MOST = Decimal(10) ** 15


class Drawing(str):
    """Markup in which every text is escaped already (图形标记).

    A template that escapes by itself takes it as it is; joined to another text it is a plain text again.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """The markup itself, which says to templates that it is safe."""
        return str(self)


def text(value: object) -> str:
    """A text for content or attribute: ``<`` becomes ``&lt;``; characters XML forbids are left out (转义)."""
    return escape(_NOT_XML.sub("", str(value)), quote=True)


def heard(sentence: str, language: Language) -> str:
    """The attributes that name a drawing for those who hear it; Chinese on an English page is marked (读屏文字)."""
    tongue = ' lang="zh-Hans"' if language == "en" and _HAN.search(sentence) else ""
    return f'role="img" aria-label="{text(sentence)}"{tongue}'


def local(address: str) -> str:
    """An address of this site, escaped for an attribute (站内地址).

    Raises:
        BadDefinition: it does not begin with one ``/``, ``?`` or ``#``, or holds blanks or backslashes.
    """
    if not _LOCAL.match(address):
        raise BadDefinition(
            Words("图形里的链接只能指向本站", "a link in a drawing must stay on this site"),
            where={"address": address},
            remedy=Words("以 /、? 或 # 开头。", "Begin it with /, ? or #."),
        )
    return text(address)


def number(value: Decimal | int) -> str:
    """A number as printed: ``1318`` is ``1,318``; decimals are kept as given (数字)."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def tenths(value: Decimal | float) -> str:
    """A length or share with one decimal, none where it is whole: ``72.276`` is ``72.3`` and ``19.0`` is ``19``."""
    rounded = Decimal(value).quantize(_TENTH, ROUND_HALF_UP)
    return f"{rounded or Decimal(0):f}".removesuffix(".0")


def share(value: Decimal) -> str:
    """A share of the line held within 0 and 100, as ``72.3%`` (百分比位置)."""
    return f"{tenths(min(max(value, Decimal(0)), Decimal(100)))}%"


def finite(**values: Decimal | None) -> None:
    """Refuse what cannot be drawn (核对数值).

    Raises:
        BadInput: a value is not a number, has no end or more than 15 digits before the point.
    """
    for name, value in values.items():
        if value is not None and not (value.is_finite() and abs(value) < _MOST):
            raise BadInput(
                Words("图形里的数值不是有限数，或者过大", "a value of a drawing is not finite or too large"),
                where={name: value},
            )
