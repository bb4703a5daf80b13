"""Finding one example of every page a reader can reach by links, and the texts of a page by language."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

HAN = re.compile(r"[\u3400-\u9fff]+")
_LINK = re.compile(r'href="(/[^"#]*)')
_SHOWN = ("aria-label", "title", "placeholder", "alt", "data-label")
_EMPTY = {"meta", "link", "input", "br", "hr", "img", "col", "wbr", "source", "path", "circle", "line", "use"}
_LEFT = ("/static/", "/sign-out/")


def examples(ask: APIRequestContext, starts: list[str], *, files: set[str], most: int = 2) -> dict[str, str]:
    """Name of each page to the first address found for it, following links; at most ``most`` of a name are opened.

    Names of addresses that gave a file instead of a page are added to ``files``.
    """
    found: dict[str, str] = {}
    opened: dict[str, int] = {}
    waiting, seen = deque(starts), set(starts)
    while waiting:
        address = waiting.popleft()
        try:
            name = resolve(address.partition("?")[0]).url_name or ""
        except Resolver404:
            continue
        if opened.get(name, 0) >= most:
            continue
        opened[name] = opened.get(name, 0) + 1
        answer = ask.get(address)
        assert answer.status in {200, 403}, f"{address} answered {answer.status}"
        if answer.status != 200:
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            files.add(name)
            continue
        found.setdefault(name, address)
        for link in _LINK.findall(answer.text()):
            target = link.replace("&amp;", "&")
            if target not in seen and not target.startswith(("/en/", *_LEFT)):
                seen.add(target)
                waiting.append(target)
    return found


class _Texts(HTMLParser):
    """Gathers what a page shows outside elements marked as Chinese."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    @property
    def is_quoted(self) -> bool:
        return bool(self.stack) and self.stack[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        language = told.get("lang")
        quoted = language.startswith("zh") if language else self.is_quoted
        if not quoted:
            self.texts += [told[name] or "" for name in _SHOWN if told.get(name)]
        if tag not in _EMPTY:
            self.stack.append((tag, quoted))

    def handle_endtag(self, tag: str) -> None:
        while self.stack:
            name, _ = self.stack.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.is_quoted and self.stack and self.stack[-1][0] not in {"script", "style"}:
            self.texts.append(data)


def unquoted_chinese(page: str) -> list[str]:
    """Texts with Chinese characters that are not marked as quoted."""
    reader = _Texts()
    reader.feed(page)
    return [text.strip() for text in reader.texts if HAN.search(text)]
