"""What the status words of each tool mean in the one model (法律状态用语)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Definition, RightKind, Shape

GENERAL = "general"
"""The vocabulary every tool falls back to."""


class Reading(Shape):
    """What one word says (释义).

    Attributes:
        status: status in the model, if the word tells one.
        event: event in the model, if the word tells one.
        kind: the one kind of right the word belongs to, if it tells.
        certain: false when the tool uses one word for several things.
    """

    status: str | None = None
    event: str | None = None
    kind: RightKind | None = None
    certain: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.status is None and self.event is None:
            raise ValueError(
                "须写 status 或 event；无意义的词放入 unmapped_on_purpose / "
                "status or event is needed; list meaningless words under unmapped_on_purpose"
            )
        return self


class StatusWords(Definition):
    """The status words of one export tool or office (一种工具的状态用语).

    Attributes:
        words: word as the tool writes it to its meaning.
        unmapped_on_purpose: words seen in real files that tell no status and no event, each with the reason.
        seen: true when the words were met in real files of the tool.
        source_note: where the words come from.
    """

    words: Mapping[str, Reading]
    unmapped_on_purpose: Mapping[str, str] = Field(default_factory=dict)
    seen: bool = False
    source_note: str = Field(min_length=1)

    @property
    def is_verified(self) -> bool:
        """True when the words were met in real files of the tool."""
        return self.seen

    @model_validator(mode="after")
    def _words_are_unlike(self) -> Self:
        written = [*self.words, *self.unmapped_on_purpose]
        cleaned = [clean_word(word) for word in written]
        twice = sorted({word for word, key in zip(written, cleaned, strict=True) if cleaned.count(key) > 1})
        if twice:
            raise ValueError(f"规范后相同的词 / the same once cleaned: {', '.join(twice)}")
        return self

    def by_cleaned_word(self) -> dict[str, Reading | None]:
        """Cleaned word to its meaning; ``None`` for words left unmapped on purpose."""
        readings: dict[str, Reading | None] = {clean_word(word): None for word in self.unmapped_on_purpose}
        return readings | {clean_word(word): reading for word, reading in self.words.items()}


def clean_word(word: str) -> str:
    """A status word without what varies: width, case, blanks, stops at its end.

    ``clean_word(" 有效 。")`` is ``"有效"``; ``clean_word("Ｄｅａｄ")`` is ``"dead"``.
    """
    plain = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[\s\u200b\ufeff]+", "", plain).strip(",;.。、")


def ways_to_read(word: str) -> list[str]:
    """The cleaned forms to look a word up by, the fullest first.

    The word itself; without a note in brackets at its end; the detail and then the heading when a tool
    writes both with a blank between. ``ways_to_read("公开 公开")`` is ``["公开公开", "公开"]``.
    """
    plain = unicodedata.normalize("NFKC", word)
    without_note = re.sub(r"\s*(\([^()]*\)|\[[^\[\]]*\])+\s*$", "", plain)
    parts = plain.split()
    forms = [plain, without_note, *([parts[-1], parts[0]] if len(parts) > 1 else [])]
    return [form for form in dict.fromkeys(clean_word(form) for form in forms) if form]
