"""Reference lists in GB/T 7714 form, as CNKI exports patents (参考文献格式的专利清单)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zhiquan.register.intake.parts import Grid, Line

HEADINGS = ("发明人", "专利名称", "申请人国省", "公开号", "公开日")
"""Headings of the grid the references are read into; the place is the applicant's province or country."""

_REFERENCE = re.compile(
    r"^\s*\[\d+\]\s*(?P<inventors>.*?)[.．]\s*(?P<title>.+?)\[P\](?:[.．:：]\s*(?P<place>[^:：]*?)\s*[:：])?\s*"
    r"(?P<number>[A-Z]{2}[0-9A-Z/.]+)\s*[,，]\s*(?P<day>\d{4}-\d{1,2}-\d{1,2})[.．]?\s*$"
)
_START = re.compile(r"^\s*\[\d+\]")
_NAMES = re.compile(r"[,，]")


def is_reference_list(head: str) -> bool:
    """True when most numbered lines of the beginning are patents in this form."""
    numbered = [line for line in head.splitlines()[:-1] or head.splitlines() if _START.match(line)]
    return bool(numbered) and sum("[P]" in line for line in numbered) * 2 > len(numbered)


def references(file: Path, *, encoding: str, name: str) -> list[Grid]:
    """A grid of one line per reference; a reference broken over lines counts from its first."""
    del name
    return [Grid("", _lines(file, encoding))]


def _lines(file: Path, encoding: str) -> Iterator[Line]:
    yield 0, list(HEADINGS)
    for number, text in _joined(file, encoding):
        found = _REFERENCE.match(text)
        if found is None:
            yield number, ["", text.strip(), "", "", ""]
            continue
        inventors = "; ".join(name.strip() for name in _NAMES.split(found["inventors"]) if name.strip())
        yield number, [inventors, found["title"].strip(), found["place"] or "", found["number"], found["day"]]


def _joined(file: Path, encoding: str) -> Iterator[tuple[int, str]]:
    """References with the number of their first line."""
    first, text = 0, ""
    with file.open(encoding=encoding) as handle:
        for number, line in enumerate(handle, 1):
            if _START.match(line):
                if text:
                    yield first, text
                first, text = number, line.strip()
            elif line.strip():
                first, text = first or number, f"{text} {line.strip()}".strip()
    if text:
        yield first, text
