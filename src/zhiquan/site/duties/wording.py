"""Texts of answers as a page shows them: one language, Chinese names within English marked as Chinese (答案用语)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from zhiquan.basics.words import Words
from zhiquan.plan.duties import STATES, State
from zhiquan.site.shell.speech import language_now, say

UNIT_KINDS: dict[str, Words] = {
    "department": Words("部门", "department"),
    "town": Words("镇街", "town"),
    "park": Words("园区", "park"),
    "association": Words("协会", "association"),
    "leading_group": Words("领导小组", "leading group"),
    "other": Words("其他", "other"),
}
"""What each kind of unit is called."""

STATE_LOOKS: dict[State, tuple[str, str]] = {
    "proved": ("is-met", "tick"),
    "claimed": ("is-edge", "flag"),
    "open": ("is-none", "clock"),
    "overdue": ("is-late", "warning"),
}
"""Class and icon of each state of a duty."""

_CHINESE = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+)")


def mixed(text: str) -> SafeString:
    """A text in the page's language; on an English page names in Chinese are marked as Chinese."""
    if language_now() == "zh" or not _CHINESE.search(text):
        return conditional_escape(text)
    parts = _CHINESE.split(text)
    pairs = [
        (format_html('<span lang="zh-Hans">{}</span>', part) if place % 2 else part,)
        for place, part in enumerate(parts)
    ]
    return format_html_join("", "{}", pairs)


def told(value: Any, line: Callable[[Mapping[str, Any]], str | None] | None = None) -> Any:  # noqa: ANN401 - JSON
    """An answer with every ``{zh, en}`` in it replaced by the page's text, every origin by what a reader may see.

    Args:
        value: the answer; it is not changed.
        line: gives the address of an origin's line; None for readers who may not see origins, which are left out.
    """
    if isinstance(value, Mapping):
        if value.keys() == {"zh", "en"}:
            return mixed(say(value))
        if "sha256" in value and "line" in value:
            return {**value, "address": line(value)} if line else None
        if "decided_on" in value:  # something filled in: its numbers come with the zeros of the table
            value = {**value, "value": bare(value["value"]), "full": bare(value["full"])}
        return {key: told(one, line) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [told(one, line) for one in value]
    return value


def bare(number: str | None) -> str | None:
    """A number without needless zeros: ``bare("35.800000")`` is ``35.8``."""
    return f"{Decimal(number).normalize():f}" if number else number


def state_mark(state: State) -> dict[str, str]:
    """Class, icon and word of a duty's state."""
    look, icon = STATE_LOOKS[state]
    return {"state": state, "look": look, "icon": icon, "word": say(STATES[state])}
