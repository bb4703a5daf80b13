"""How many rights stand behind the published targets (登记册概况): word for word from the frozen board."""

from __future__ import annotations

from dataclasses import dataclass

from zhiquan.basics.words import Words
from zhiquan.site.portal.boards import Board, figure_address

SHOWN: dict[str, Words] = {
    "invention_patents_per_10k": Words("有效发明专利", "Invention patents in force"),
    "trademarks_per_10k_entities": Words("有效注册商标", "Registered marks in force"),
    "high_value_patents_per_10k": Words("高价值发明专利", "High-value inventions"),
    "geographical_indications": Words("地理标志", "Geographical indications"),
}
"""Published indicators whose counted rights are shown, in order, with the short names they have there."""

_PIECE = Words("件", "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of the register (登记册数字)."""

    label: Words
    value: str
    unit: Words
    address: str


def facts_of(board: Board) -> list[Fact]:
    """The rights counted by published targets; those without a number are left out."""
    counted = {one["indicator"]: one["numerator"] for one in board.targets if one["numerator"] is not None}
    return [
        Fact(label, str(counted[name]), _PIECE, figure_address(board, name))
        for name, label in SHOWN.items()
        if name in counted
    ]
