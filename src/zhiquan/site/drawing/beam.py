"""The steelyard beam: value, target and forecast of one indicator on one line (秤杆图)."""

from __future__ import annotations

from decimal import Decimal

from zhiquan.basics.words import Language
from zhiquan.site.drawing.beam_scale import BeamFigures, Scale, Side, beam_scale, beyond
from zhiquan.site.drawing.beam_words import beam_sentence, beyond_words
from zhiquan.site.drawing.markup import Drawing, heard, share, text

_ZERO = Decimal(0)

_STARS = (
    '<g stroke="var(--zq-line-2)" stroke-linecap="round">'
    '<line class="star" x1="0" x2="100%" y1="5" y2="5" pathLength="100" stroke-width="2" stroke-dasharray="0 3.8"/>'
    '<line class="star" x1="0" x2="100%" y1="4.5" y2="4.5" pathLength="100" stroke-width="3.4"'
    ' stroke-dasharray="0 19"/></g>'
)
"""The graduations: a dot each 3.8 %, a larger one each fifth; dashes of no length with round ends, not 27 circles."""
_TRACK = '<line class="track" x1="0" x2="100%" y1="11" y2="11"/>'
_HEAD = "M-4.5-2h9L0 4z"
_HEAD_AT_MOST = "M0-3.5v9L-6 1z"
_WEIGHT = (
    '<path class="string" d="M0 11v6"/>'
    '<path class="weight" d="M-3.2 18a3.2 3.2 0 0 1 6.4 0l2.3 10.5a2 2 0 0 1-2 2.5h-7a2 2 0 0 1-2-2.5z"/>'
)
_BEYOND: dict[Side, str] = {
    "right": '<svg x="100%" overflow="visible"><path class="string" fill="none" d="M4 7l4 4-4 4M8 7l4 4-4 4"/></svg>',
    "left": '<svg x="0" overflow="visible"><path class="string" fill="none" d="M-4 7l-4 4 4 4M-8 7l-4 4 4 4"/></svg>',
}


def beam(figures: BeamFigures, *, language: Language, sentence: str = "") -> Drawing:
    """The beam of one indicator, of class ``zq-beam`` (秤杆图).

    A value beyond the line is drawn at its end with two chevrons, and label and title say so.

    Args:
        figures: what it shows.
        language: ``"zh"`` or ``"en"``.
        sentence: what screen readers say in place of ``beam_sentence``.

    Returns:
        Markup; of value 19.02, target 20: the weight hangs at ``72.3%``, the target stands at ``76%``.
    """
    scale, sides = beam_scale(figures), beyond(figures)
    note = beyond_words(sides, language) if sides else ""
    label = f"{sentence} {note}".rstrip() if sentence else beam_sentence(figures, language=language)
    title = f"<title>{text(note)}</title>" if sides else ""
    parts = (
        f'<svg class="zq-beam" height="34" {heard(label, language)}>{title}{_STARS}{_TRACK}',
        _span(figures, scale),
        _fill(figures, scale),
        _aim(figures, scale),
        _weight(figures, scale),
        *(_BEYOND[side] for side in sides),
        "</svg>",
    )
    return Drawing("".join(parts))


def _span(figures: BeamFigures, scale: Scale) -> str:
    ends = figures.ends()
    if ends is None:
        return ""
    low, high = (share(scale.at(end)) for end in ends)
    return f'<line class="span" x1="{low}" x2="{high}" y1="11" y2="11"/>'


def _fill(figures: BeamFigures, scale: Scale) -> str:
    if figures.value is None:
        return ""
    ends = sorted((scale.at(_ZERO), scale.at(figures.value)))
    first, last = (share(end) for end in ends)
    return f'<line class="fill" x1="{first}" x2="{last}" y1="11" y2="11"/>'


def _aim(figures: BeamFigures, scale: Scale) -> str:
    if figures.target is None:
        return ""
    place = share(scale.at(figures.target))
    name, head = "aim is-moving" if figures.is_moving else "aim", _HEAD_AT_MOST if figures.is_at_most else _HEAD
    return (
        f'<line class="{name}" x1="{place}" x2="{place}" y1="0" y2="32"/>'
        f'<svg class="aim-head" x="{place}" overflow="visible"><path d="{head}"/></svg>'
    )


def _weight(figures: BeamFigures, scale: Scale) -> str:
    if figures.value is None:
        return ""
    return f'<svg x="{share(scale.at(figures.value))}" overflow="visible">{_WEIGHT}</svg>'
