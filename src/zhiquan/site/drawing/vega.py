"""Vega-Lite to the markup of the site: marks and texts keep their place, the stylesheet gives the look (图形渲染).

The converter writes colours, fonts and roles into every mark. All of that goes: a mark becomes a plain element
with the class of its layer, so that dark theme, print and a change of tokens need no second drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from zhiquan.site.drawing.markup import tenths, text

CLASSES = {
    "axis": "axis",
    "fan": "fan",
    "mid": "mid",
    "aim": "aim",
    "line": "line",
    "dots": "dot",
    "now": "dot",
    "years": "t-mid",
    "values": "t-end",
    "newest": "t-brand t-mid",
    "target": "t-aim",
    "range": "",
}
"""The stylesheet's class for each named layer."""

_RADII = {"dots": "2.5", "now": "4.5"}
_MOVED = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_LAYER = re.compile(r"\b([a-z]+)_marks\b")
_SVG = "{http://www.w3.org/2000/svg}"


def render(specification: dict[str, Any], words: Sequence[str]) -> str:
    """The marks of a specification as SVG elements of ``zq-chart`` (渲染).

    Args:
        specification: a Vega-Lite specification whose layers bear the names of ``CLASSES``; each text in it is the
            number of a text in ``words``. Words themselves stay out: one control character makes the converter
            end the whole process.
        words: the texts.

    Returns:
        Elements such as ``<circle class="dot" r="4.5" cx="635.1" cy="67.8"/>``, without the ``svg`` around them.
    """
    import vl_convert  # noqa: PLC0415 - 45 MB of machine code, needed on the first wide chart only

    root = fromstring(vl_convert.vegalite_to_svg(specification))
    return "".join(_plain(mark, words) for mark in _marks(root, 0.0, 0.0, ""))


@dataclass(frozen=True, slots=True)
class _Mark:
    """An element of the converter with its layer and the place of its own origin in pixels."""

    node: Element
    left: float
    top: float
    layer: str


def _marks(node: Element, left: float, top: float, layer: str) -> Iterator[_Mark]:
    """The marks of named layers under a node that stands ``left`` and ``top`` pixels from the corner."""
    moved = _MOVED.search(node.get("transform", ""))
    if moved:
        left, top = left + float(moved[1]), top + float(moved[2])
    named = _LAYER.search(node.get("class", ""))
    layer = named[1] if named else layer
    if layer in CLASSES and len(node) == 0:
        yield _Mark(node, left, top, layer)
    for child in node:
        yield from _marks(child, left, top, layer)


def _plain(mark: _Mark, words: Sequence[str]) -> str:
    node, layer = mark.node, mark.layer
    tag = node.tag.removeprefix(_SVG)
    name = f' class="{CLASSES[layer]}"' if CLASSES[layer] else ""
    x, y = tenths(mark.left), tenths(mark.top)
    if tag == "text":
        return f'<text{name} x="{x}" y="{y}">{text(words[int(node.text or 0)])}</text>'
    if tag == "line":
        x2, y2 = (tenths(start + float(node.get(end, "0"))) for start, end in ((mark.left, "x2"), (mark.top, "y2")))
        return f'<line{name} x1="{x}" x2="{x2}" y1="{y}" y2="{y2}"/>'
    if tag == "path" and layer in _RADII:
        return f'<circle{name} r="{_RADII[layer]}" cx="{x}" cy="{y}"/>'
    if tag == "path" and node.get("d"):
        return _outline(node.get("d", ""), mark.left, mark.top, name)
    return ""


def _outline(drawn: str, left: float, top: float, name: str) -> str:
    """A path of straight lines as a polyline, or as a polygon where it closes."""
    numbers = [float(found) for found in _NUMBER.findall(drawn)]
    places = list(zip(numbers[::2], numbers[1::2], strict=True))
    is_closed = drawn.upper().endswith("Z")
    if is_closed and places[0] == places[-1]:
        places.pop()
    if len(places) < 2:
        return ""
    points = " ".join(f"{tenths(left + x)},{tenths(top + y)}" for x, y in places)
    tag = "polygon" if is_closed else "polyline"
    return f'<{tag}{name} points="{points}"/>'
