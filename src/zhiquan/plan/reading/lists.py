"""Numbers that a word processor draws before paragraphs and does not write into them (自动编号)."""

from __future__ import annotations

from collections import defaultdict

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_LETTERS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
)


class ListNumbers:
    """Counts the automatic numbers of one document (自动编号)."""

    def __init__(self, document: Document) -> None:
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.forms = _forms(document)

    def of(self, paragraph: Paragraph) -> str:
        """The number drawn before the next paragraph, such as ``（二）``; empty when it has none."""
        found = paragraph._p.find(f"./{qn('w:pPr')}/{qn('w:numPr')}")  # noqa: SLF001 - python-docx has no other door
        if found is None:
            return ""
        number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        if number is None:
            return ""
        name = number.get(qn("w:val")) or ""
        level = int(depth.get(qn("w:val")) or 0) if depth is not None else 0
        form = self.forms.get((name, level))
        if form is None or form[0] == "bullet":
            return ""
        counts = self.counts[name]
        counts[level] = counts.get(level, form[2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._drawn(name, level, form[1])

    def _drawn(self, name: str, level: int, text: str) -> str:
        for place in range(level + 1):
            form = self.forms.get((name, place))
            count = self.counts[name].get(place, 1)
            text = text.replace(f"%{place + 1}", chinese(count) if form and form[0] in _CHINESE else str(count))
        return text


def chinese(number: int) -> str:
    """A whole number below 100 in Chinese characters: ``chinese(12)`` is ``"十二"``."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _LETTERS[tens] + "十")
    return head + (_LETTERS[ones] if ones or not tens else "")


def _forms(document: Document) -> dict[tuple[str, int], tuple[str, str, int]]:
    """Form, text and first value of each level of each list of a document."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
    for kind in root.findall(qn("w:abstractNum")):
        levels: dict[int, tuple[str, str, int]] = {}
        for level in kind.findall(qn("w:lvl")):
            values = {name: level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")}
            form, text, start = (value.get(qn("w:val")) if value is not None else None for value in values.values())
            levels[int(level.get(qn("w:ilvl")) or 0)] = (form or "decimal", text or "", int(start or 1))
        kinds[kind.get(qn("w:abstractNumId")) or ""] = levels
    found: dict[tuple[str, int], tuple[str, str, int]] = {}
    for number in root.findall(qn("w:num")):
        kind_id = number.find(qn("w:abstractNumId"))
        name = number.get(qn("w:numId")) or ""
        for level, form in kinds.get(kind_id.get(qn("w:val")) if kind_id is not None else "", {}).items():
            found[name, level] = form
    return found
