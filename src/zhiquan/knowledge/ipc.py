"""International Patent Classification: symbols, their places above, ranges, titles (国际专利分类)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.tables_open import open_table

_SYMBOL = re.compile(
    r"([A-H])(?:(\d{2})(?:([A-Z])(?:[\s-]*(\d{1,4})\s*/\s*(\d{2,6}))?)?)?"
    r"\s*(?:[(\[]\s*\d{4}\.\d{2}\s*[)\]]|[(\[]\s*\d{1,2}\s*[)\]])?\s*[AILNCF]{0,4}"
)
_FIXED_LENGTH = re.compile(r"([A-H])(\d{2})([A-Z])(\d{4})(\d{6})")
_FULL_WIDTH = str.maketrans("（）［］／＊　", "()[]/* ")


@lru_cache(maxsize=200_000)
def normalise(written: str) -> str:
    """One IPC symbol in its compact form (分类号规范化).

    Args:
        written: a symbol as registers print it: padded with blanks or zeros, hyphenated, in the fixed
            14-character form, with or without an edition and letters such as ``(2006.01)I``.

    Returns:
        The compact form. ``normalise("C21D   9/00 (2006.01)I")``, ``normalise("C21D0009/00")`` and
        ``normalise("C21D0009000000")`` are all ``"C21D9/00"``; ``normalise("h04")`` is ``"H04"``.

    Raises:
        BadInput: the text is not one IPC symbol.

    Source:
        WIPO Guide to the IPC, paragraphs on the presentation of symbols; WIPO ST.8 for the fixed form.
    """
    text = written.translate(_FULL_WIDTH).strip().upper()
    fixed = _FIXED_LENGTH.fullmatch(text)
    if fixed:
        section, class_, letter, group, subgroup = fixed.groups()
        return _joined(section + class_ + letter, group, subgroup[:2] + subgroup[2:].rstrip("0"))
    found = _SYMBOL.fullmatch(text)
    if not found:
        raise BadInput(
            Words("不是国际专利分类号", "not an IPC symbol"),
            where={"value": written},
            remedy=Words("写作 C21D9/00、C21D 9/00、C21D 或 C21。", "Write C21D9/00, C21D 9/00, C21D or C21."),
        )
    section, class_, letter, group, subgroup = (part or "" for part in found.groups())
    return _joined(section + class_ + letter, group, subgroup)


def spaced(symbol: str) -> str:
    """The symbol as printed, with a blank after the subclass: ``spaced("C21D9/00")`` is ``"C21D 9/00"``."""
    compact = normalise(symbol)
    return f"{compact[:4]} {compact[4:]}" if len(compact) > 4 else compact


def pattern_root(pattern: str) -> tuple[str, bool]:
    """The symbol a range starts from, and whether everything under it belongs (分类范围).

    Returns:
        ``pattern_root("G06F11*")`` is ``("G06F11/00", True)``, of ``"E21B43/16*"`` it is
        ``("E21B43/16", True)``, of ``"C21D9/00"`` it is ``("C21D9/00", False)``: no star, one symbol.

    Raises:
        BadInput: the text is neither a symbol nor a symbol with ``*``.
    """
    text = pattern.strip()
    if not text.endswith("*"):
        return normalise(text), False
    root = text[:-1].strip()
    if len(root) > 4 and "/" not in root:
        root += "/00"
    return normalise(root), True


@dataclass(frozen=True, slots=True)
class IpcScheme:
    """The classification as far as the tables hold it (分类体系): titles and dot parents.

    Attributes:
        titles: symbol of a section, class, subclass or main group to its title; English may be ``""``.
        dots: subgroup to the place it is printed under by dots; only groups that some range needs.
    """

    titles: Mapping[str, Words]
    dots: Mapping[str, str]

    def ancestors(self, symbol: str) -> tuple[str, ...]:
        """The places above a symbol, nearest first.

        ``ancestors("E21B43/20")`` is ``("E21B43/16", "E21B43/00", "E21B", "E21", "E")``. A subgroup
        whose dots are not held stands directly under its main group.
        """
        return self.lineage(normalise(symbol))[1:]

    def lineage(self, compact: str) -> tuple[str, ...]:
        """A symbol already in compact form, and the places above it, nearest first."""
        found = [compact]
        while (above := self._parent(found[-1])) is not None:
            found.append(above)
        return tuple(found)

    def is_under(self, symbol: str, pattern: str) -> bool:
        """True when the symbol is in the range (分类号属于该范围).

        Args:
            symbol: one symbol in any printed form.
            pattern: ``G06F11*`` a main group and all its subgroups, ``G06F*`` a subclass, ``C08*`` a class,
                ``E21B43/16*`` a subgroup and those under it by dots, no star: exactly that symbol.

        Returns:
            ``is_under("G06F11/36", "G06F11*")`` is True; ``is_under("G06F11/36", "G06F11/00")`` is False.
        """
        root, whole = pattern_root(pattern)
        compact = normalise(symbol)
        return root in self.lineage(compact) if whole else root == compact

    def title(self, symbol: str) -> tuple[str, Words] | None:
        """The nearest place with a title, the symbol itself first, and that title; None when there is none.

        ``title("G06F11/36")[0]`` is ``"G06F11/00"``: subgroup titles are not held.
        """
        places = self.lineage(normalise(symbol))
        return next(((place, self.titles[place]) for place in places if place in self.titles), None)

    def _parent(self, compact: str) -> str | None:
        if compact in self.dots:
            return self.dots[compact]
        head, slash, tail = compact.partition("/")
        if slash:
            return head[:4] if tail == "00" else f"{head}/00"
        return {4: compact[:3], 3: compact[:1]}.get(len(compact))


@cache
def ipc_scheme(overlay: Path | None = None) -> IpcScheme:
    """The shipped classification, or the office's own where its overlay holds one."""
    titles = {row["symbol"]: Words(row["title_zh"], row["title_en"]) for row in open_table("ipc", overlay).rows}
    dots = {row["symbol"]: row["parent"] for row in open_table("ipc_dots", overlay).rows if row["parent"]}
    return IpcScheme(titles, dots)


def is_under(symbol: str, pattern: str) -> bool:
    """True when the symbol is in the range by the shipped classification; see ``IpcScheme.is_under``."""
    return ipc_scheme().is_under(symbol, pattern)


def _joined(subclass: str, group: str, subgroup: str) -> str:
    if not group:
        return subclass
    return f"{subclass}{int(group)}/{subgroup}"
