"""Words by which inputs of an appraisal are told, as data: what may never be one, and kinds (考核填报用语)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.shapes import Shape
from zhiquan.knowledge.strict_yaml import read_yaml

FILE = SHIPPED / "appraisal_words.yaml"

_CLAUSES = re.compile(r"[，。；,;.\n]")
_DENIED = re.compile(r"不|禁止|严禁|无需|\bnot\b|\bno\b|\bnever\b")


class AppraisalWords(Shape):
    """The file of words (用语表).

    Attributes:
        never: counts that no score may read: clicks, logins, check-ins and the like.
        fine: papers whose name holds such a word, such as an attendance sheet.
        kinds: kind of input to words of an item that tell it.
    """

    never: tuple[str, ...] = Field(min_length=1)
    fine: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]]


@cache
def appraisal_words() -> AppraisalWords:
    """The words, read once."""
    return AppraisalWords.model_validate(read_yaml(FILE.read_text("utf-8"), file=FILE.name))


def barred_count(text: str) -> str | None:
    """The count named in a text that no score may read; None when there is none (不得计入的计数).

    A clause that says not to count something names nothing.

    Returns:
        ``barred_count("平台登录次数")`` is ``"登录次数"``; ``barred_count("不以点击量计分")`` is None.
    """
    plain = text
    for paper in appraisal_words().fine:
        plain = plain.replace(paper, "")
    for clause in _CLAUSES.split(plain):
        found = _barred().search(clause)
        if found and not _DENIED.search(clause, 0, found.start()):
            return found[0]
    return None


def kind_of_input(text: str) -> str:
    """Kind of input an item's words tell, ``"claim"`` when none does (填报种类).

    ``kind_of_input("工作亮点加分")`` is ``"bonus"``.
    """
    plain = text.casefold()
    kinds = appraisal_words().kinds
    return next((kind for kind, words in kinds.items() if any(word in plain for word in words)), "claim")


@cache
def _barred() -> re.Pattern[str]:
    words = sorted(appraisal_words().never, key=len, reverse=True)
    parts = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words]
    return re.compile("|".join(parts), re.IGNORECASE)
