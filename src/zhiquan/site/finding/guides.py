"""A page of the documentation as HTML (使用说明页)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from zhiquan.knowledge.guides import Guide, anchor_of, guides
from zhiquan.knowledge.guides import guide as guide_named
from zhiquan.site.shell.speech import language_now
from zhiquan.site.shell.templatetags.zhiquan import chinese_marked

_PAGE = re.compile(r"(?:\./)?([\w-]+)\.md(#.*)?")


@require_http_methods(["GET"])
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """One page, with the list of all."""
    found = guide_named(name)
    shown = {"guide": found, "body": _body(found, language_now()), "guides": guides()}
    return render(request, "finding/guide.html", shown)


@lru_cache(maxsize=128)
def _body(page: Guide, language: str) -> SafeString:
    """The page without its title; its links lead to other pages, those to files of the source do not."""
    del language  # part of the key: addresses are in the page's language
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Pages).enable("table")
    tokens = reader.parse(page.text)
    made: str = reader.renderer.render(tokens[3:], reader.options, {})
    return mark_safe(made)  # noqa: S308 - without HTML of the page


class _Pages(RendererHTML):
    """Headings with anchors one level down, tables that scroll, Chinese marked, links to pages only."""

    def text(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Text, with what is Chinese marked so."""
        return chinese_marked(tokens[idx].content)

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Code within a line."""
        return f"<code>{chinese_marked(tokens[idx].content)}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Lines of code."""
        return f'<pre class="zq-command" tabindex="0"><code>{chinese_marked(tokens[idx].content)}</code></pre>\n'

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """A heading that links can lead to."""
        return f'<{tokens[idx].tag} id="{anchor_of(tokens[idx + 1].content)}">'

    def table_open(self, *_: object) -> str:
        """A table that scrolls by itself."""
        return '<div class="zq-table-scroll" tabindex="0"><table class="zq-table">'

    def table_close(self, *_: object) -> str:
        """The end of a table."""
        return "</table></div>"

    def link_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """A link to another page; the text alone of any other."""
        found = _PAGE.fullmatch(str(tokens[idx].attrGet("href") or ""))
        if found and any(one.name == found[1] for one in guides()):
            return f'<a href="{reverse("guide", args=[found[1]])}{found[2] or ""}">'
        return "<a>"
