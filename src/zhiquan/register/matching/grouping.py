"""Corporate groups a name tells by itself: branches, and one distinctive core (企业集团归组)."""

from __future__ import annotations

from zhiquan.knowledge.party_names import PartyWords
from zhiquan.register.matching.keys import is_latin, is_person, match_key
from zhiquan.register.matching.parts import main_enterprise, name_parts

_GROUP = "集团"


def groups_told(cleaned: str, words: PartyWords) -> list[tuple[str, str]]:
    """Label and reason of each group a cleaned name tells of.

    Returns:
        ``branch`` with the main enterprise or institution as label; ``core`` with the group's name up to 集团, or
        the distinctive core of a company when it has three characters or more. 某某高新集团有限公司 and its
        某某高新集团重庆有限公司 both have the label 某某高新集团. Persons have none.
    """
    found: list[tuple[str, str]] = []
    main = main_enterprise(cleaned, words)
    if main:
        found.append((main, "branch"))
    core = _core_label(main or cleaned, words)
    if core and core != main:
        found.append((core, "core"))
    return found


def _core_label(cleaned: str, words: PartyWords) -> str:
    if is_person(cleaned, words):
        return ""
    text = match_key(cleaned, words)
    if not is_latin(text) and text.find(_GROUP) >= 2:
        return text[: text.find(_GROUP) + len(_GROUP)]
    parts = name_parts(cleaned, words)
    return parts.core if parts.form and len(parts.core) >= (4 if is_latin(text) else 3) else ""
