"""Tags for collecting beside hits (收进清单标签)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from zhiquan.site.collecting.marks import Collecting, Mark, collecting_of
from zhiquan.site.finding.hits import HitShown
from zhiquan.site.gate.policy import May

register = template.Library()


@register.simple_tag(takes_context=True)
def collecting_of_hits(context: Mapping[str, Any], hits: Iterable[HitShown]) -> Collecting | None:
    """What a page of hits needs for collecting; None where nobody may collect, as among what is published."""
    visitor = context["visitor"]
    if not context.get("is_on_desk") or not visitor.may(May.WATCH):
        return None
    return collecting_of(visitor, [line.hit.id for line in hits])


@register.simple_tag
def mark_of(collecting: Collecting, line: HitShown) -> Mark:
    """What stands beside one hit."""
    return collecting.mark(line.hit.id, line.hit.title.text)
