"""Texts shown to people, in Chinese and English (双语文本)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the product; Chinese comes first.

    ``Words("未缴年费", "annual fee unpaid").to("en")`` is ``"annual fee unpaid"``.
    """

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """The text in one language: ``"zh"`` or ``"en"``."""
        return self.en if language == "en" else self.zh

    def __str__(self) -> str:
        return self.zh
