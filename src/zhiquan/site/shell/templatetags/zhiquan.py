"""Tags and filters of our own, known to every template (模板标签)."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhiquan.basics.words import Words
from zhiquan.plan.judging import STATUSES
from zhiquan.site.drawing.icons import icon as draw_icon
from zhiquan.site.drawing.icons import logo as draw_logo
from zhiquan.site.gate.policy import ROLE_WORDS, Role
from zhiquan.site.shell.naming import ACTIONS, BREAKS, SOURCES, STAGES
from zhiquan.site.shell.speech import language_now
from zhiquan.site.shell.speech import say as speak

register = template.Library()
_HAN = re.compile(r"[\u3400-\u9fff]")
_STRETCH = re.compile(r"[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*")

STATUS_LOOKS: dict[str | None, tuple[str, str]] = {
    "met": ("is-met", "tick"),
    "expected": ("is-likely", "trend"),
    "borderline": ("is-edge", "warning"),
    "expected_miss": ("is-miss", "cross"),
    "missed": ("is-miss", "cross"),
    None: ("is-none", "minus"),
}
"""Class and icon of each status of a target."""


@register.filter
def say(text: Words | Mapping[str, Any] | str | None) -> str:
    """A text in the page's language."""
    return speak(text)


@register.filter
def named(text: Words | Mapping[str, Any] | str | None) -> SafeString | str:
    """A name in the page's language; on an English page one that has only its Chinese form is marked as quoted."""
    spoken = speak(text)
    return quoted(spoken) if _is_foreign(spoken) else spoken


@register.filter
def mixed(text: Words | Mapping[str, Any] | str | None) -> SafeString | str:
    """A text in the page's language; what is Chinese within an English one is marked as quoted."""
    spoken = speak(text)
    return chinese_marked(spoken) if language_now() == "en" else spoken


def chinese_marked(text: str) -> SafeString:
    """A text of another language as HTML, its stretches of Chinese marked as quoted."""
    shown = _STRETCH.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', conditional_escape(text))
    return SafeString(shown)


@register.simple_tag
def tongue(text: Words | Mapping[str, Any] | str | None) -> SafeString | str:
    """The ``lang`` attribute an element needs that holds such a name and may hold no other element."""
    return mark_safe(' lang="zh-Hans"') if _is_foreign(speak(text)) else ""


def _is_foreign(spoken: str) -> bool:
    return language_now() == "en" and _HAN.search(spoken) is not None


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon by name."""
    return mark_safe(draw_icon(name))  # noqa: S308 - drawn by us from fixed paths


@register.simple_tag
def logo() -> SafeString:
    """The mark."""
    return mark_safe(draw_logo())  # noqa: S308 - drawn by us


@register.simple_tag
def status(value: str | None) -> SafeString:
    """A target's status as icon and word."""
    look, sign = STATUS_LOOKS[value]
    words = STATUSES[value] if value else Words("暂不判定", "not judged")  # type: ignore[index] # statuses only
    return format_html('<span class="zq-status {}">{}{}</span>', look, mark_safe(draw_icon(sign)), speak(words))  # noqa: S308 - drawn by us


@register.filter
def number(value: object) -> str:
    """A number with thousands separated: ``1318`` is ``1,318``; texts of numbers too; nothing is an empty text."""
    if type(value) is int:
        return f"{value:,}"
    if value is None or value == "":
        return ""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return f"{found:,}"


@register.filter
def day(value: date | datetime | str | None) -> SafeString | str:
    """A day as a ``time`` element: 2025年9月30日 in Chinese, 30 September 2025 in English."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    found = timezone.localtime(value).date() if isinstance(value, datetime) else value
    if language_now() == "en":
        shown = f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
    else:
        shown = f"{found.year}年{found.month}月{found.day}日"
    return SafeString(f'<time datetime="{found.isoformat()}">{shown}</time>')


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A moment as a ``time`` element in the office's own time."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), local.strftime("%Y-%m-%d %H:%M")
    )


@register.filter
def quoted(text: object) -> SafeString | str:
    """Text in Chinese as loaded or quoted: plan, law, names, titles; marked so for readers and browsers."""
    if text is None or text == "":
        return ""
    return SafeString(f'<span lang="zh-Hans">{conditional_escape(text)}</span>')  # type: ignore[arg-type] # takes any value


@register.filter
def item(mapping: Mapping[Any, Any], key: object) -> Any:  # noqa: ANN401 - whatever the mapping holds
    """One value of a mapping; None when it has none."""
    return mapping.get(key) if mapping else None


@register.simple_tag(takes_context=True)
def address_with(context: Mapping[str, Any], **changes: object) -> str:
    """The present address with some parameters changed; an empty value takes a parameter away."""
    request: HttpRequest = context["request"]
    asked = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            asked.pop(name, None)
        else:
            asked[name] = str(value)
    text = urlencode([(name, one) for name, many in asked.lists() for one in many])
    return f"{request.path}?{text}" if text else request.path


@register.filter
def role_word(role: str) -> str:
    """The name of a role."""
    return speak(ROLE_WORDS[Role(role)])


@register.filter
def action_word(action: str) -> str:
    """What an audit line's action is called."""
    return speak(ACTIONS.get(action, Words(action, action)))


@register.filter
def source_word(source: str) -> str:
    """Where an audit line comes from."""
    return speak(SOURCES.get(source, Words(source, source)))


@register.filter
def break_word(kind: str) -> str:
    """What is wrong at a place of the audit chain."""
    return speak(BREAKS[kind])


@register.filter
def stage_word(stage: str) -> str:
    """What a job is doing."""
    return speak(STAGES.get(stage, Words(stage, stage)))


@register.filter
def kind_label(kind: Any) -> str:  # noqa: ANN401 - a kind of job
    """The name of a kind of job."""
    return speak(kind.label) if kind else ""


@register.filter
def said(told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an error in one language
    """The side of a two-language mapping that this page shows."""
    return told.get(language_now()) or told.get("zh")


_MONTHS = tuple(month_name[1:])
