"""Choosing among texts of several languages (多语种文本)."""

from __future__ import annotations

from collections.abc import Iterable

from zhiquan.register.intake.structured.plain import collapse


def by_language(texts: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """First text of each language, by two small letters; no language counts as ``""`` (按语种).

    ``by_language([("EN", "a"), ("de", "b"), ("en", "c")])`` is ``{"en": "a", "de": "b"}``.
    """
    first: dict[str, str] = {}
    for language, said in texts:
        text = collapse(said)
        if text:
            first.setdefault((language or "").strip().lower()[:2], text)
    return first


def chosen(texts: dict[str, str], own: str | None = None) -> str | None:
    """The text in Chinese, else in the document's own language, else in English, else the first one (选取语种)."""
    for language in ("zh", "cn", (own or "").lower()[:2], "en"):
        if language and language in texts:
            return texts[language]
    return next(iter(texts.values()), None)


def titles(texts: dict[str, str], own: str | None = None) -> dict[str, str | None]:
    """Columns ``title`` and ``title_en``; a text of no stated language is in the document's own (名称).

    Returns:
        For ``{"fr": "Tapisserie", "en": "Tapestry"}`` of a French document: title Tapisserie, English title Tapestry.
    """
    english = texts.get("en") or (texts.get("") if (own or "").lower().startswith("en") else None)
    return {"title": texts.get("") if own and "" in texts else chosen(texts, own), "title_en": english}
