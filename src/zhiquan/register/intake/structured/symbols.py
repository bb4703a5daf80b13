"""Classification symbols as the register writes them (分类号)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhiquan.basics.numbers.class_symbols import check_ipc, check_locarno
from zhiquan.register.intake.structured.plain import collapse, distinct

_SYMBOL = re.compile(r"([A-HY][0-9]{2}[A-Z])\s*([0-9]{1,4})\s*/\s*([0-9]{2,6})").search
_COLUMNS = re.compile(r"([A-H][0-9]{2}[A-Z])([0-9 ]{2}[0-9])([0-9]{2,4})").fullmatch
_SUBCLASS = re.compile(r"\s*([A-HY][0-9]{2}[A-Z])\s*").fullmatch


def patent_class(said: str | None) -> str | None:
    """An IPC or CPC symbol in the register's form, editions and flags dropped (国际专利分类、联合专利分类).

    Args:
        said: as printed: ``A24B   15/18    (2006.01)``, ``H04N   1/40        20060101AFI``, ``A61B005/00`` or, in
            fixed columns of older US files, ``G06F 1516``.

    Returns:
        ``"A24B 15/18"``, ``"H04N 1/40"``, ``"A61B 5/00"``, ``"G06F 15/16"``; an unknown form as printed.
    """
    text = (said or "").strip("\r\n")
    match = _SYMBOL(text.upper()) or _COLUMNS(text.strip().upper())
    if match:
        section, main, group = match[1], match[2].strip().lstrip("0") or "0", match[3]
        if section[0] == "Y":
            return f"{section} {main}/{group}"
        return check_ipc(f"{section}{main}/{group}").normalised or f"{section} {main}/{group}"
    bare = _SUBCLASS(text.upper())
    return bare[1] if bare else collapse(text) or None


def patent_classes(said: Iterable[str | None]) -> list[str]:
    """Symbols in order, each once (专利分类号)."""
    return distinct(map(patent_class, said))


def locarno_classes(said: Iterable[str | None]) -> list[str]:
    """Locarno classes, each once (洛迦诺分类). ``locarno_classes(["LOC (9) Cl. 6-1"])`` is ``["06-01"]``."""
    texts = [collapse(one) for one in said]
    return distinct(check_locarno(one).normalised or one for one in texts if one)


def nice_classes(said: Iterable[str | None]) -> list[str]:
    """Nice classes with two digits, each once; ``nice_classes(["009", "35"])`` is ``["09", "35"]`` (尼斯类别)."""
    numbers = [collapse(one) for one in said]
    return distinct(f"{int(one):02d}" if one.isdecimal() and 0 < int(one) <= 45 else None for one in numbers)
