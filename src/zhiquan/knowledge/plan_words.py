"""Words by which plans state targets, years and duties, as data; no indicator and no place among them (规划用语)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.shapes import Shape
from zhiquan.knowledge.strict_yaml import read_yaml

FILE = SHIPPED / "plan_words.yaml"


class UnitWords(Shape):
    """Units by the way they are used (单位).

    Attributes:
        count: things counted one by one.
        measure: sizes and amounts.
        share: shares and changes of shares.
        time: spans of time.
        scales: multipliers such as 万, kept as part of a printed unit.
    """

    count: tuple[str, ...]
    measure: tuple[str, ...]
    share: tuple[str, ...]
    time: tuple[str, ...]
    scales: tuple[str, ...]


class PlanWords(Shape):
    """The file of words (规划用语表); its comments say what each list is."""

    units: UnitWords
    ge_before: tuple[str, ...]
    le_before: tuple[str, ...]
    eq_before: tuple[str, ...]
    rise: tuple[str, ...]
    fall: tuple[str, ...]
    rise_nouns: tuple[str, ...]
    fall_nouns: tuple[str, ...]
    cumulative: tuple[str, ...]
    fillers: tuple[str, ...]
    approx_before: tuple[str, ...]
    approx_after: tuple[str, ...]
    ge_after: tuple[str, ...]
    le_after: tuple[str, ...]
    deliver: tuple[str, ...]
    weak: tuple[str, ...]
    strength: tuple[str, ...]
    past: tuple[str, ...]
    past_mild: tuple[str, ...]
    future: tuple[str, ...]
    goal_heads: tuple[str, ...]
    past_heads: tuple[str, ...]
    not_past_heads: tuple[str, ...]
    plain_heads: tuple[str, ...]
    title_ends: tuple[str, ...]
    inner_ends: tuple[str, ...]
    body_ends: tuple[str, ...]
    lead_labels: tuple[str, ...]
    help_labels: tuple[str, ...]
    other_labels: tuple[str, ...]
    money_rules: tuple[str, ...]
    norms: tuple[str, ...]


@cache
def plan_words() -> PlanWords:
    """The words, read once."""
    return PlanWords.model_validate(read_yaml(FILE.read_text("utf-8"), file=FILE.name))


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first: ``one_of(["达", "达到"])`` is ``"(?:达到|达)"``."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))})"
