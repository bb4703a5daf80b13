"""Reading a tool's status words in the one model (法律状态用语的识读)."""

from __future__ import annotations

from functools import cached_property

from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.status_words import GENERAL, Reading, StatusWords, ways_to_read

Found = dict[str, Reading | None]


class Vocabulary:
    """The status words of every tool, each falling back to the general ones (用语表).

    The same word may mean different things in two tools: ``无效`` is any ended right in Patentics
    and a declaration of invalidity in the office's own list.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._tools: dict[str, Found] = {}

    @cached_property
    def tools(self) -> tuple[str, ...]:
        """Ids of the vocabularies, sorted."""
        return self._knowledge.ids("status_words")

    def read(self, tool: str, word: str) -> Reading | None:
        """What one word says.

        Args:
            tool: id of a vocabulary, such as ``"incopat"``; without one the general words are used.
            word: the word as the tool writes it.

        Returns:
            Its meaning, or ``None`` when the word is unknown or tells nothing:
            ``read("incopat", "未缴年费").status`` is ``"lapsed_fee"``.
        """
        return self._look_up(tool, word)[1]

    def is_listed(self, tool: str, word: str) -> bool:
        """True when the word is mapped, or left unmapped on purpose with a reason."""
        return self._look_up(tool, word)[0]

    def _look_up(self, tool: str, word: str) -> tuple[bool, Reading | None]:
        forms = ways_to_read(word)
        for words in (self._words(tool), self._words(GENERAL)):
            for form in forms:
                if form in words:
                    return True, words[form]
        return False, None

    def _words(self, tool: str) -> Found:
        if tool not in self._tools:
            listed = tool in self.tools
            self._tools[tool] = self._knowledge.get(StatusWords, tool).by_cleaned_word() if listed else {}
        return self._tools[tool]


def read_word(knowledge: Knowledge, *, tool: str, word: str) -> Reading | None:
    """What one word of one tool says; for many words make one ``Vocabulary`` and ask it."""
    return Vocabulary(knowledge).read(tool, word)
