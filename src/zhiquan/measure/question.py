"""What is asked: of which place, since when, as known when (问题)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NEVER = date(1900, 1, 1)
"""First day of a row that has none."""

FOREVER = date(9999, 12, 31)
"""First day after a row that lasts."""


@dataclass(frozen=True, slots=True)
class Question:
    """Of what the figures are asked (提问).

    Args:
        place: GB/T 2260 code of the home district, city or province.
        since: first day of the period that cumulative figures add up from.
        known: what the register knew on this day; None for all it knows in the snapshot asked.
    """

    place: str
    since: date
    known: date | None = None

    @property
    def prefix(self) -> str:
        """First digits of every code inside the place. ``500115`` for a district, ``50`` for 500000."""
        code = self.place
        while code.endswith("00"):
            code = code[:-2]
        return code

    @property
    def above(self) -> tuple[str, ...]:
        """Codes of the places above: a right known only to lie in one of them may lie here."""
        own = self.place
        above = (own[:2] + "0000", own[:4] + "00", own[:2] + "0100")
        return tuple(dict.fromkeys(code for code in above if code != own and not code.startswith(self.prefix)))
