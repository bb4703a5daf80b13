"""How a number binds: at least, at most, a sum, a rise or fall (目标方向)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.quantities import Quantity
from zhiquan.plan.reading.shapes import Comparison

_WORDS = plan_words()
_FILL = rf"(?:{one_of(_WORDS.fillers)}|[（(][^（）()]*[）)])*\s*$"
_GOVERNS = {
    "ge": re.compile(
        rf"(?:{one_of(_WORDS.ge_before)})(?:了)?{_FILL}"
        rf"|(?:至少|最少|不少于|不低于)(?:要|应|需)?(?:{one_of(_WORDS.deliver)}){{1,2}}(?:有|了)?\s*$"
    ),
    "le": re.compile(rf"(?:{one_of(_WORDS.le_before)}){_FILL}"),
    "rise": re.compile(rf"(?<![新净])(?:{one_of(_WORDS.rise)})(?:了)?{_FILL}"),
    "fall": re.compile(rf"(?:{one_of(_WORDS.fall)})(?:了)?{_FILL}"),
    "eq": re.compile(rf"(?:{one_of(_WORDS.eq_before)}){_FILL}"),
}
_NOUNS = {
    "rise": re.compile(rf"{one_of(_WORDS.rise_nouns)}[^，；、]{{0,14}}$"),
    "fall": re.compile(rf"{one_of(_WORDS.fall_nouns)}[^，；、]{{0,14}}$"),
}
_BOUNDED_CHANGES = {
    kind: re.compile(rf"{one_of(words)}(?:幅度)?(?:{one_of((*_WORDS.ge_before, *_WORDS.le_before))}){_FILL}")
    for kind, words in (("rise", _WORDS.rise), ("fall", _WORDS.fall))
}
_SUMS = re.compile(rf"{one_of(_WORDS.cumulative)}")
_IN_YEARS = re.compile(rf"[一二两三四五六]年(?:时间)?(?:共|内)?{one_of(_WORDS.deliver)}")
_ABOUT = re.compile(rf"{one_of(_WORDS.approx_before)}\s*$")
_LESS = re.compile(rf"(?:{one_of(_WORDS.le_before)}).{{0,6}}$")


@dataclass(frozen=True, slots=True)
class Binding:
    """How a number binds (约束方式).

    Attributes:
        cmp, bound, approx: as in ``Target``.
        verb: the word of comparison right before the number, empty when there is none.
        kind: ``ge``, ``le``, ``rise``, ``fall``, ``eq`` by that word, or empty.
        starts: where that word begins in the text before the number.
    """

    cmp: Comparison
    bound: str
    approx: bool
    verb: str
    kind: str
    starts: int


def binding(before: str, number: Quantity) -> Binding:
    """How a number binds.

    Args:
        before: the piece of the sentence before the number.
        number: the number, with its 以上 or 左右.

    Returns:
        ``binding("机械化率达到", …)`` is ``ge``; with 左右 behind the number ``eq``, approximate.
    """
    kind, starts = _governing(before)
    verb = before[starts:].strip() if kind else ""
    above = any(word in number.after for word in _WORDS.ge_after)
    below = any(word in number.after for word in _WORDS.le_after) or number.after.endswith("内")
    approx = any(word in number.after for word in _WORDS.approx_after) or bool(_ABOUT.search(before))
    side = "ge" if above or (kind == "ge" and not below) else "le" if below or kind == "le" else ""
    changed = _changed(before, number, kind)
    if number.kind == "rank":
        return Binding("rank", "", approx, verb, kind, starts)
    if changed:
        return Binding(changed, "" if approx and not above else side, approx, verb, kind, starts)
    if number.kind not in ("share", "ratio") and _is_sum(before, number):
        return Binding("cumulative", "" if approx and not above else side, approx, verb, kind, starts)
    return Binding(_plain(side, kind, number, approx=approx), "", approx, verb, kind, starts)


def _plain(side: str, kind: str, number: Quantity, *, approx: bool) -> Comparison:
    if side == "le" or (kind == "le" and approx):
        return "le"
    if approx and any(word in number.after for word in _WORDS.approx_after):
        return "eq"
    return "ge" if side == "ge" else "eq"


def _governing(before: str) -> tuple[str, int]:
    """The kind of the word of comparison that ends the text, and where it begins; the longest word wins."""
    found = [(match.start(), kind) for kind, pattern in _GOVERNS.items() if (match := pattern.search(before))]
    if not found:
        return "", len(before)
    found = [one for one in found if one[1] != "eq"] or found
    start, kind = min(found, key=lambda one: one[0])
    same = [other for place, other in found if place == start]
    return (next(name for name in ("le", "ge", "fall", "rise", "eq") if name in same) if len(same) > 1 else kind), start


def _changed(before: str, number: Quantity, kind: str) -> Comparison | None:
    """A rise or fall by an amount, whether by its verb or by its noun."""
    if number.unit == "番":
        return "increase"
    if kind == "rise":
        return "increase"
    if kind == "fall":
        return "decrease"
    if number.kind == "share":
        for noun, changed in (("fall", "decrease"), ("rise", "increase")):
            if (_NOUNS[noun].search(before) or _BOUNDED_CHANGES[noun].search(before)) and not re.search(
                r"(?:到|至|为)\s*$", before
            ):
                return "decrease" if changed == "decrease" else "increase"
        if number.unit.endswith("百分点"):
            return "decrease" if re.search(one_of(_WORDS.fall), before) else "increase"
    return None


def named_change(name: str) -> Comparison | None:
    """The change that the name of a row announces: ``decrease`` for ``单位能耗降低率``, None for ``森林覆盖率``."""
    plain = re.sub(r"[（(][^（）()]*[）)]\s*$", "", name.strip())
    for changed, words in (
        ("decrease", (*_WORDS.fall, *_WORDS.fall_nouns)),
        ("increase", (*_WORDS.rise, *_WORDS.rise_nouns)),
    ):
        if re.search(rf"{one_of([word for word in words if len(word) > 1])}(?:率|幅度|比例|值|量)?$", plain):
            return "decrease" if changed == "decrease" else "increase"
    return None


def _is_sum(before: str, number: Quantity) -> bool:
    """新增, 累计 and the like govern the number, not a noun inside its name."""
    if _IN_YEARS.match(before.strip()):
        return number.kind in ("count", "measure", "")
    found = None
    for match in _SUMS.finditer(before):
        found = match
    if found is None:
        return False
    return number.kind in ("count", "measure", "") and not re.match(r".{0,12}的", before[found.end() :])
