"""The fixed form of the wide chart as a Vega-Lite specification (走势大图的图式)."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

Rows = list[dict[str, Any]]
"""Rows of one data set of a specification."""

TEXTS: dict[str, Literal["left", "center", "right"]] = {
    "years": "center",
    "values": "right",
    "newest": "center",
    "target": "left",
    "range": "left",
}
"""The layers of text and which side of each stands at its place."""


@cache
def wide_form() -> dict[str, Any]:
    """Layers, marks and scales without data, made once: Altair takes a second to import and 50 ms to check it.

    Returns:
        A specification whose layers name data sets ``axis fan aim line dots now`` and those of ``TEXTS``, with
        ``x`` a day as ordinal, ``y`` a value; its scales end at the parameters ``first last least most``.
    """
    import altair as alt  # noqa: PLC0415 - a second to import, needed on the first wide chart only

    def edges(low: str, high: str) -> alt.Scale:
        return alt.Scale(domainMin=alt.ExprRef(low), domainMax=alt.ExprRef(high), nice=False, zero=False)

    x = alt.X("x:Q", axis=None, scale=edges("first", "last"))
    y = alt.Y("y:Q", axis=None, scale=edges("least", "most"))
    to, low, high = alt.X2("to:Q"), alt.Y("low:Q", axis=None, scale=edges("least", "most")), alt.Y2("high:Q")

    def on(data: str, name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(data), name=name)

    layers = [
        on("axis", "axis").mark_rule().encode(x, y, to),
        on("fan", "fan").mark_area().encode(x, low, high),
        on("fan", "mid").mark_line().encode(x, y),
        on("aim", "aim").mark_rule().encode(x, y, to),
        on("line", "line").mark_line().encode(x, y),
        *(
            on(name, name).mark_text(align=side, baseline="alphabetic").encode(x, y, alt.Text("text:N"))
            for name, side in TEXTS.items()
        ),
        on("dots", "dots").mark_circle(size=25).encode(x, y),
        on("now", "now").mark_circle(size=81).encode(x, y),
    ]
    chart = alt.layer(*layers).properties(autosize="none").configure_view(stroke=None)
    form: dict[str, Any] = chart.to_dict()
    return form
