"""Keyword conditions of a rule (关键词条件): ``a | b`` any of, `` & `` also, ``!x`` must not occur."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keywords:
    """What a text must and must not say (关键词条件).

    Attributes:
        groups: of each group at least one word must occur.
        without: none of these may occur.
        spelling: the words as the table writes them, by their folded form.
    """

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    spelling: dict[str, str]

    def met_in(self, folded: str) -> tuple[str, ...] | None:
        """The words found in a folded text, as the table writes them; None when the text does not meet.

        A condition that only excludes is met with ``()``.
        """
        if any(word in folded for word in self.without):
            return None
        found: list[str] = []
        for group in self.groups:
            here = [self.spelling[word] for word in group if word in folded]
            if not here:
                return None
            found += here
        return tuple(found)

    def is_met_in(self, folded: str) -> bool:
        """Whether a folded text meets the condition, without telling by which words."""
        if any(word in folded for word in self.without):
            return False
        return all(any(word in folded for word in group) for group in self.groups)


def parse_keywords(written: str) -> Keywords:
    """The condition a table writes in one cell.

    Returns:
        ``parse_keywords("电动汽车 | 机动车 & !燃料汽车")`` has one group of two words and one absent word:
        ``&`` binds last, so the first two words stand together. ``""`` gives a condition every text meets.
    """
    spelling: dict[str, str] = {}
    groups: list[tuple[str, ...]] = []
    without: list[str] = []
    for part in written.split(" & ") if written else []:
        words = [word.strip() for word in part.split(" | ")]
        without += [fold(word[1:]) for word in words if word.startswith("!")]
        wanted = [word for word in words if not word.startswith("!")]
        spelling.update({fold(word): word for word in wanted})
        if wanted:
            groups.append(tuple(fold(word) for word in wanted))
    return Keywords(tuple(groups), tuple(without), spelling)


def fold(text: str) -> str:
    """The form texts and words are compared in: letter case does not count."""
    return text.casefold()
