"""The icons of the site and its mark, by name (图标)."""

from __future__ import annotations

from types import MappingProxyType

from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words
from zhiquan.site.drawing.markup import Drawing

ICONS = MappingProxyType(
    {
        "account": '<circle cx="12" cy="12" r="8.5"/><path d="m8.5 8 3.5 4 3.5-4M12 12v5M9 13h6M9 15.5h6"/>',
        "appeal": '<path d="M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6"/>',
        "board": '<path d="M4 20V10M10 20V4M16 20v-7M21 20H3"/>',
        "clause": '<path d="M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7"/>',
        "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3 2"/>',
        "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
        "database": '<ellipse cx="12" cy="6" rx="7" ry="3"/>'
        '<path d="M5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3"/>',
        "download": '<path d="M12 4v12M7 11.5 12 16.5l5-5M5 20h14"/>',
        "draw": '<path d="M3 7h4l10 10h4M3 17h4l3-3M14 10l3-3h4M18.5 4.5 21 7l-2.5 2.5M18.5 14.5 21 17l-2.5 2.5"/>',
        "enterprise": '<path d="M4 21V7l8-4 8 4v14M9 21v-5h6v5'
        'M8.5 9h.01M12 9h.01M15.5 9h.01M8.5 12.5h.01M12 12.5h.01M15.5 12.5h.01"/>',
        "filter": '<path d="M4 5h16l-6 8v6l-4-2v-4z"/>',
        "flag": '<path d="M6 21V4h11l-2 4 2 4H6"/>',
        "folder": '<path d="M4 7h6l2 2h8v11H4zM4 7V5h6l2 2"/>',
        "import": '<path d="M12 3v11M7.5 9.5 12 14l4.5-4.5M4 15v5h16v-5"/>',
        "inbox": '<path d="M3 13h5l1.5 3h5L16 13h5M5 5h14l2 8v6H3v-6z"/>',
        "link": '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7'
        'l1-1"/>',
        "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
        "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
        "minus": '<path d="M6 12h12"/>',
        "moon": '<path d="M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z"/>',
        "paper": '<path d="M6 3h9l4 4v14H6zM14 3v5h5"/>',
        "print": '<path d="M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
        "report": '<path d="M5 3h14v18H5zM9 16v-3M12 16V9M15 16v-5"/>',
        "rights": '<circle cx="12" cy="9" r="5.5"/><path d="m8.5 13.5-1.5 7 5-2.5 5 2.5-1.5-7"/>',
        "scales": '<path d="M12 4v16M5 20h14M4 9h16M6 9l-2.5 6h5zM18 9l-2.5 6h5z"/>',
        "search": '<circle cx="11" cy="11" r="6.5"/><path d="m20 20-4.2-4.2"/>',
        "shield": '<path d="M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6zM8.5 12l2.5 2.5 4.5-5"/>',
        "tasks": '<path d="M9 6h11M9 12h11M9 18h11M4 6l1 1 1.5-2M4 12l1 1 1.5-2M4 18l1 1 1.5-2"/>',
        "tick": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
        "trend": '<path d="M5 17 11 11l3 3 5-7M15 7h4v4"/>',
        "warning": '<path d="M12 4 2.8 20h18.4zM12 10v5M12 17.5v.01"/>',
    }
)
"""What each icon draws, in a square of 24."""

_LOGO = (
    '<svg viewBox="0 0 40 40" aria-hidden="true">'
    '<path d="M3 9h34" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/>'
    '<g fill="currentColor"><circle cx="7" cy="4" r="1.3"/><circle cx="13" cy="4" r="1.3"/>'
    '<circle cx="19" cy="4" r="1.3"/><circle cx="31" cy="4" r="1.3"/></g>'
    '<circle class="aim" cx="25" cy="4" r="2"/><path d="M25 9v6" stroke="currentColor" stroke-width="2"/>'
    '<path d="M20.5 18.2a4.5 4.5 0 0 1 9 0l3.3 14.3a3.5 3.5 0 0 1-3.4 4.3h-8.8a3.5 3.5 0 0 1-3.4-4.3z"'
    ' fill="currentColor"/><circle class="hole" cx="25" cy="18" r="1.7"/></svg>'
)
_EMPTY = (
    '<svg class="zq-empty__art" viewBox="0 0 80 80" fill="none" stroke="currentColor" stroke-width="2.5"'
    ' aria-hidden="true"><path d="M8 22h64M58 22v12"/>'
    '<path d="M50 40a8 8 0 0 1 16 0l4 24a4 4 0 0 1-4 5H50a4 4 0 0 1-4-5z" stroke-dasharray="4 4"/></svg>'
)


def icon(name: str) -> Drawing:
    """One icon, hidden from screen readers: its word stands beside it (图标).

    Returns:
        ``icon("minus")`` is an ``svg`` of class ``zq-icon`` that draws ``M6 12h12``.

    Raises:
        BadDefinition: there is no icon of that name.
    """
    if name not in ICONS:
        raise BadDefinition(
            Words("没有这个图标", "no such icon"),
            where={"icon": name},
            remedy=Words(f"可用：{'、'.join(ICONS)}。", f"Known: {', '.join(ICONS)}."),
        )
    return Drawing(f'<svg class="zq-icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')


def logo() -> Drawing:
    """The mark, a steelyard with its weight, for inside a ``zq-logo`` (标志)."""
    return Drawing(_LOGO)


def empty_art() -> Drawing:
    """The beam without its weight, shown where nothing is yet, inside a ``zq-empty`` (空状态图)."""
    return Drawing(_EMPTY)
