"""The product's documentation pages, part by part, for search and for the site (使用说明)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words

_HAN = "\u3400-\u9fff"
_LISTED = re.compile(rf"^\| \[([\w-]+)\.md\]\(\1\.md\) \| .*?([{_HAN}][{_HAN} ]*)? \|$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_BOTH = (
    re.compile(rf"(?P<en>[^{_HAN}]+?)\s+(?P<zh>[{_HAN}].*)"),
    re.compile(rf"(?P<zh>[{_HAN}、，（）]+)\s+(?P<en>[^{_HAN}]+)"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: from a heading to the next (一节).

    Args:
        anchor: its place on the page; empty for what stands before the first heading below the title.
        label: its heading.
        text: its text, as Markdown.
    """

    anchor: str
    label: Words
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of the documentation (一篇说明).

    Args:
        name: name of its file without its ending.
        label: its title.
        text: the whole page, as Markdown.
        sections: its parts.
    """

    name: str
    label: Words
    text: str
    sections: tuple[Section, ...]


def guides() -> tuple[Guide, ...]:
    """The pages for readers, in the order of their list; none where the documentation was left out."""
    return _read(_folder())


def guide(name: str) -> Guide:
    """One page.

    Raises:
        NotFound: there is no such page.
    """
    found = next((one for one in guides() if one.name == name), None)
    if found is None:
        raise NotFound(Words("没有这篇说明", "there is no such page of documentation"), where={"page": name})
    return found


def digest() -> str:
    """A hash of all pages: equal while none of them differs."""
    told = "\n".join(f"{one.name}\n{one.label.zh}\n{one.text}" for one in guides())
    return hashlib.sha256(told.encode()).hexdigest()


def anchor_of(heading: str) -> str:
    """The place of a heading on its page: ``anchor_of("Writing a query 写法")`` is ``"writing-a-query-写法"``."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading.lower()).split())


def _folder() -> Path:
    """In an installed package beside its modules, in a checkout at its root."""
    packed = Path(__file__).parents[1] / "docs"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "docs"


@cache
def _read(folder: Path) -> tuple[Guide, ...]:
    listed = folder / "README.md"
    if not listed.is_file():
        return ()
    found = _LISTED.findall(listed.read_text("utf-8"))
    return tuple(_guide(folder / f"{name}.md", zh.strip()) for name, zh in found)


def _guide(file: Path, zh: str) -> Guide:
    text = file.read_text("utf-8")
    sections = tuple(_sections(text))
    title = sections[0].label
    return Guide(file.stem, Words(zh or title.zh, title.en), text, sections)


def _sections(text: str) -> Iterator[Section]:
    """The parts of a page; signs inside commands are no headings."""
    plain = _FENCE.sub(lambda found: found[0].replace("#", " "), text)
    heads = list(_HEADING.finditer(plain))
    ends = [one.start() for one in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        anchor = "" if head[1] == "#" else anchor_of(head[2])
        yield Section(anchor, _label(head[2]), text[head.end() : end].strip())


def _label(heading: str) -> Words:
    """A heading in both languages when it is written in both: ``Terms 期限`` is ``期限`` in Chinese."""
    plain = heading.replace("`", "")
    found = next((one for pattern in _BOTH if (one := pattern.fullmatch(plain))), None)
    return Words(found["zh"], found["en"]) if found else Words(plain, plain)
