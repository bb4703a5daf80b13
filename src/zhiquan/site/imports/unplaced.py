"""Telling a reader which typed values found no row (没用上的值)."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from zhiquan.site.imports.typed import Unplaced

_ONE = '<br><span lang="zh-Hans">{}</span> → <span lang="zh-Hans">{}</span>'


def tell_unplaced(request: HttpRequest, unplaced: Sequence[Unplaced]) -> None:
    """Say on the next page which values were not used, with the row and the value, so that nothing typed is lost."""
    if not unplaced:
        return
    lead = _("下面的值没有用上：所在的行已改好或有了变化。请核对后重新填写（行 → 填的值）：")
    told = format_html_join("", _ONE, ((one.key or "—", one.value) for one in unplaced))
    messages.error(request, format_html("{}{}", lead, told))
