"""Claims as text, and their number (权利要求)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from zhiquan.register.intake.structured.plain import plain
from zhiquan.register.intake.structured.values import Values

_NUMBERED = re.compile(r"(?:\[?\(?[0-9]{1,4}\]?\)?\s*[.、．:：)]|【請求項|[0-9]{1,4}\s*[一-鿿])").match

_TEXTS = frozenset({"claim-text", "ClaimText"})
_CANCELLED = re.compile(r"[^a-z]{0,20}\(cancell?ed\)\.?", re.IGNORECASE).fullmatch


def claims_values(claims: Sequence[Element], stated: int | None = None) -> Values:
    """Columns ``claims`` and ``claims_count`` from the claim elements of one language (权利要求).

    Args:
        claims: elements of one claim each; offices that put all claims into one element number their texts.
        stated: number of claims the office states; it counts when given.

    Returns:
        Texts joined by line breaks, one claim a line; the number stated, else counted without cancelled ones.
    """
    if len(claims) == 1:
        texts = [plain(part) for part in claims[0] if part.tag in _TEXTS]
        if len(texts) > 1 and sum(_NUMBERED(text) is not None for text in texts) > 1:
            return _made(_merged(texts), stated)
    return _made([_text(claim) for claim in claims], stated)


def _text(claim: Element) -> str:
    """Text of one claim, without the number, category and status some offices set beside it."""
    texts = [plain(part) for part in claim if part.tag in _TEXTS]
    return " ".join(text for text in texts if text) if texts else plain(claim)


def _merged(texts: list[str]) -> list[str]:
    """Numbered texts begin a claim, others go on with it."""
    merged: list[str] = []
    for text in texts:
        if merged and not _NUMBERED(text):
            merged[-1] = f"{merged[-1]} {text}"
        else:
            merged.append(text)
    return merged


def _made(texts: list[str], stated: int | None) -> Values:
    kept = [text for text in texts if text]
    counted = sum(_CANCELLED(text) is None for text in kept)
    return {"claims": "\n".join(kept) or None, "claims_count": stated or counted or None}
