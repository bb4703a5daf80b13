"""A ranked list with bars, the remainder last (排行条)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.drawing.markup import Drawing, finite, local, number, share, text

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the list (一行).

    Args:
        label: what is counted, in the language of the page.
        value: how many; a value under nought has no bar, its number stays.
        href: address of the rows behind it, on this site.
        tag: short mark beside the label, such as 本区.
        is_here: draw it in bronze, as ours among others.
    """

    label: str
    value: Decimal | int
    href: str = ""
    tag: str = ""
    is_here: bool = False


def bars(rows: Sequence[Bar], *, rest: Bar | None = None) -> Drawing:
    """The list ``zq-bars``: label, bar, number; the longest bar fills the line (排行条).

    Args:
        rows: the rows in the order to be shown.
        rest: the remainder, shown last and grey; it counts when the longest is sought.

    Returns:
        Markup; beside 486 a row of 231 has a bar of ``47.5%``.
    """
    everything = [*rows, *([rest] if rest else [])]
    for row in everything:
        finite(value=Decimal(row.value))
    most = max((Decimal(row.value) for row in everything), default=Decimal(0))
    drawn = [_row(row, most) for row in rows]
    if rest:
        drawn.append(_row(rest, most, is_rest=True))
    return Drawing(f'<ul class="zq-bars">{"".join(drawn)}</ul>')


def fold(rows: Sequence[Bar], *, keep: int, rest_label: str) -> tuple[tuple[Bar, ...], Bar | None]:
    """The largest rows, and all others as one remainder (合并其余).

    Args:
        rows: rows in any order; equal ones keep theirs.
        keep: how many to show, >= 1; a remainder of one row is shown as itself.
        rest_label: its label with ``{count}`` for the number of rows folded, such as ``其余 {count} 镇``.

    Returns:
        Of 5, 3, 2 and 1 with ``keep=2``: rows 5 and 3, remainder 3.

    Raises:
        BadInput: ``keep`` is below 1.
    """
    if keep < 1:
        raise BadInput(Words("至少保留一行", "keep at least one row"), where={"keep": keep})
    ranked = sorted(rows, key=lambda row: -Decimal(row.value))
    if len(ranked) <= keep + 1:
        return tuple(ranked), None
    others = ranked[keep:]
    total = sum((Decimal(row.value) for row in others), Decimal(0))
    return tuple(ranked[:keep]), Bar(rest_label.replace("{count}", number(len(others))), total)


def _row(row: Bar, most: Decimal, *, is_rest: bool = False) -> str:
    width = share(Decimal(row.value) * _HUNDRED / most) if most > 0 else "0%"
    label = f'<a href="{local(row.href)}">{text(row.label)}</a>' if row.href else text(row.label)
    tag = f' <span class="zq-tag is-brand">{text(row.tag)}</span>' if row.tag else ""
    return (
        f"<li{_named('is-rest', is_rest)}><span>{label}{tag}</span>"
        '<svg height="13" aria-hidden="true"><rect class="bg" width="100%" height="100%" rx="2"/>'
        f'<rect{_named("here", row.is_here)} width="{width}" height="100%" rx="2"/></svg>'
        f"<b>{number(row.value)}</b></li>"
    )


def _named(name: str, holds: object) -> str:
    return f' class="{name}"' if holds else ""
