"""Several groups of a figure opened at once, each with its own rows (同时展开的下钻)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from zhiquan.site.plans.figure_showing import RowView

MOST_OPEN = 6
"""Groups that are open at once; of more the last ones opened stay."""

ROWS_SHOWN = 10
"""Rows of each while several are open; a group opened alone has pages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One of several groups open at once (一个展开的分组).

    Args:
        group: as an address names it: ``town:500115001``.
        label: its name.
        rows: its first rows.
        total: how many rows are listed in all.
        alone: address with this group alone.
        without: address with the others alone.
    """

    group: str
    label: str
    rows: list[RowView]
    total: int
    alone: str
    without: str

    @property
    def more(self) -> int:
        """Rows that are not shown."""
        return self.total - len(self.rows)


def open_groups(asked: Sequence[str]) -> list[str]:
    """The groups an address opens, each once, in the order they were opened."""
    return list(dict.fromkeys(one for one in asked if one))[-MOST_OPEN:]


def address_of(base: str, drill: str, groups: Sequence[str]) -> str:
    """Address of the page with some groups open: ``...&drill=town&group=town%3A1&group=town%3A2#rows``."""
    more = urlencode([("drill", drill), *(("group", one) for one in groups)])
    return f"{base}&{more}#rows"


def open_more(base: str, drill: str, groups: Sequence[str]) -> str:
    """Address to which the name of one more group is added in the end: the groups open now stay."""
    kept = urlencode([("drill", drill), *(("group", one) for one in groups)])
    return f"{base}&{kept}&group="
