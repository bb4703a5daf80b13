"""Statements of an SQL file of any size, read through a window (SQL 流式读取)."""

from __future__ import annotations

import re
from pathlib import Path

CHUNK = 1 << 20
_BETWEEN = re.compile(r"(?:[\s;]+|--[^\n]*(?:\n|\Z)|#[^\n]*(?:\n|\Z)|/\*.*?\*/|GO\b)*", re.DOTALL)
_TOKEN = re.compile(
    r"""[^;'"`#/\n-]+ | '[^'\\]*(?:(?:\\.|'')[^'\\]*)*' | "[^"\\]*(?:(?:\\.|"")[^"\\]*)*" | `[^`]*`
    | --[^\n]*\n | \#[^\n]*\n | /\*.*?\*/ | \n(?=\s*INSERT\s) | .""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_HEAD = 65_536
_WIDEST = 1 << 24


class SqlText:
    """A window over the file that moves forward only; texts and comments never end a statement.

    Args:
        file: the file.
        encoding: its encoding.
    """

    def __init__(self, file: Path, encoding: str) -> None:
        self._handle = file.open(encoding=encoding)
        self._held = ""
        self._place = 0
        self._counted = 0
        self._line = 1
        self._is_whole = False

    def __enter__(self) -> SqlText:
        return self

    def __exit__(self, *left: object) -> None:
        self._handle.close()

    @property
    def line(self) -> int:
        """Line of the file the window stands at, from 1."""
        self._line += self._held.count("\n", self._counted, self._place)
        self._counted = self._place
        return self._line

    def next_statement(self) -> bool:
        """Go to the next statement, over blanks and comments; False at the end of the file."""
        while True:
            self.need(_HEAD)
            found = _BETWEEN.match(self._held, self._place)
            assert found is not None
            self._place = found.end()
            if self._held.startswith("/*", self._place) and len(self._held) - self._place < _WIDEST and self._more():
                continue  # a comment longer than the window
            if self._place < len(self._held):
                self.need(_HEAD)
                return True
            if not self._more():
                return False

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern where the window stands."""
        return pattern.match(self._held, self._place)

    def match_more(self, pattern: re.Pattern[str], *, limit: int) -> re.Match[str] | None:
        """The pattern where the window stands, reading on until it matches or ``limit`` characters are held."""
        while (found := pattern.match(self._held, self._place)) is None:
            if self.holds(limit) or not self._more():
                return None
        return found

    def advance(self, place: int) -> None:
        """Move the window to a place of the last match."""
        self._place = place

    def holds(self, count: int) -> bool:
        """True when at least ``count`` characters are held."""
        return len(self._held) - self._place >= count

    def need(self, count: int) -> None:
        """Hold at least ``count`` characters, fewer only at the end of the file."""
        while not self.holds(count) and self._more():
            pass

    def peek(self, count: int) -> str:
        """The next characters."""
        return self._held[self._place : self._place + count].strip()

    def skip_statement(self) -> bool:
        """Go behind the end of the statement; False when the file ended first."""
        while piece := self._token():
            if piece == ";" or (piece == "\n" and _starts_insert(self._held, self._place)):
                return True
        return False

    def rest_of_statement(self) -> str | None:
        """The statement as text, None when the file ends within it; for short ones such as ``CREATE TABLE``."""
        kept: list[str] = []
        while piece := self._token():
            kept.append(piece)
            if piece == ";":
                return "".join(kept)
        return None

    def _token(self) -> str:
        """A text, a comment, or a stretch between them; empty at the end of the file."""
        while True:
            found = _TOKEN.match(self._held, self._place)
            is_cut = found is None or found.end() == len(self._held) or _is_beginning(found[0])
            if is_cut and not self.holds(_WIDEST) and self._more():
                continue
            self._place = found.end() if found else self._place
            return found[0] if found else ""

    def _more(self) -> bool:
        """Read one piece on, forgetting what lies behind the window; False at the end of the file."""
        piece = "" if self._is_whole else self._handle.read(CHUNK)
        if not piece:
            self._is_whole = True
            return False
        self._line, self._counted = self.line, 0
        self._held = self._held[self._place :] + piece
        self._place = 0
        return True


def _is_beginning(token: str) -> bool:
    """True for a mark that opens a text or comment whose end is not held."""
    return token in {"'", '"', "`", "#"}


def _starts_insert(text: str, place: int) -> bool:
    return text[place : place + 200].lstrip()[:7].upper().strip() == "INSERT"
