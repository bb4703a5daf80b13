"""How the names of one column stand to those of another in the same rows (同表名称列的关系)."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from zhiquan.register.intake.understanding.profiles import Profile
from zhiquan.register.intake.values.texts import half_width, text_of

ALIKE = 70
"""Likeness, 0 to 100, of a name and its cleaned form; the shorter is compared with the best part of the longer."""

_PARTS = re.compile(r"[|;；\n]")
_LOOSE = re.compile(r"[\W_]+")


def is_first_of(profile: Profile, lists: Profile) -> bool:
    """True when a column holds, in nearly all rows, the first name of the list beside it."""
    pairs = [(one, _bare(_PARTS.split(two)[0])) for one, two in _pairs(profile, lists)]
    return bool(pairs) and sum(first.startswith(_bare(one)) for one, first in pairs) >= 0.9 * len(pairs)


def is_cleaned(names: Profile, other: Profile) -> bool:
    """True when a column holds cleaned forms of the names beside it.

    Each name has one form; the forms are no more than the names; some are printed differently from the name, and half
    of these are like it. Holders after a transfer are unlike; the first of several names is printed as it is.
    """
    pairs = _pairs(names, other)
    forms: dict[str, set[str]] = {}
    for name, form in pairs:
        forms.setdefault(name, set()).add(form)
    firm = sum(len(found) == 1 for found in forms.values())
    if len(pairs) < 10 or firm < 0.95 * len(forms) or len(set(other.texts)) > len(set(names.texts)):
        return False
    changed = {(name, form) for name, form in pairs if form not in _printed(name)}
    if len(changed) < max(1, 0.02 * len(forms)):
        return False
    return sum(_is_like(name, form) for name, form in changed) >= 0.5 * len(changed)


def _printed(name: str) -> set[str]:
    """The name, and each of several, as printed."""
    return {name, *(part.strip() for part in _PARTS.split(name))}


def _is_like(name: str, form: str) -> bool:
    one, two = _bare(name), _bare(form)
    return min(len(one), len(two)) >= 3 and fuzz.partial_ratio(one, two) >= ALIKE


def _pairs(one: Profile, other: Profile) -> list[tuple[str, str]]:
    return [
        (half_width(first).strip(), half_width(second).strip())
        for a, b in zip(one.cells, other.cells, strict=True)
        if (first := text_of(a)) and (second := text_of(b))
    ]


def _bare(text: str) -> str:
    return _LOOSE.sub("", text).casefold()
