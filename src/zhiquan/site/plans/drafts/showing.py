"""A draft's items as its page shows them (草稿的呈现)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.site.plans.drafts.editing import shown

COMPARISONS: tuple[tuple[str, Words], ...] = (
    ("ge", Words("不低于", "at least")),
    ("le", Words("不高于", "at most")),
    ("eq", Words("达到", "as stated")),
    ("cumulative", Words("累计", "cumulative")),
    ("increase", Words("增加", "rise by")),
    ("decrease", Words("减少", "fall by")),
    ("rank", Words("名次", "rank")),
)
"""How a value binds, for the choice on the page."""

VERSUS: tuple[tuple[str, Words], ...] = (
    ("", Words("只有文字", "words only")),
    ("city_average", Words("全市平均", "city average")),
    ("national_average", Words("全国平均", "national average")),
    ("full_coverage", Words("全覆盖", "full coverage")),
    ("none_left", Words("清零", "none left")),
)
"""What a goal without a number compares with."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with the names its fields have in the form (草稿条目)."""

    prefix: str
    item: Mapping[str, Any]

    @property
    def lead(self) -> str:
        """Bodies that lead, as typed."""
        return shown(self.item.get("lead"))

    @property
    def help(self) -> str:
        """Bodies that help, as typed."""
        return shown(self.item.get("help"))


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals of a draft: with a number, without one, and left in doubt."""

    targets: list[ItemView]
    relative: list[ItemView]
    unsure: list[ItemView]


def goals(content: Mapping[str, Any]) -> Goals:
    """The goals of a draft."""
    views = _views(content, "targets")
    return Goals(
        targets=[view for view in views if "why" not in view.item],
        relative=_views(content, "relative"),
        unsure=[view for view in views if "why" in view.item],
    )


def owed(content: Mapping[str, Any]) -> list[ItemView]:
    """The duties of a draft."""
    return _views(content, "duties")


def _views(content: Mapping[str, Any], kind: str) -> list[ItemView]:
    return [ItemView(f"{kind}-{number}-", item) for number, item in enumerate(content.get(kind, []))]
