"""What stands on a desk: items by urgency (待办事项)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zhiquan.basics.words import Words

GROUPS: tuple[tuple[str, Words], ...] = (
    ("late", Words("已逾期", "overdue")),
    ("today", Words("今天到期", "due today")),
    ("week", Words("七天内", "within seven days")),
    ("later", Words("以后", "later")),
    ("open", Words("没有期限", "without a deadline")),
)
"""Groups of the queue in order, with what they are called."""

KINDS: dict[str, Words] = {
    "question": Words("公众来件", "question from the public"),
    "duty": Words("规划任务", "duty of the plan"),
    "objection": Words("考核异议", "objection to a score"),
    "fee": Words("年费", "annual fee"),
    "job": Words("作业", "job"),
    "repair": Words("待修行", "rows to repair"),
    "review": Words("待复核", "to be reviewed"),
    "publication": Words("发布", "publication"),
    "check": Words("核验", "verification"),
    "account": Words("账号", "account"),
}
"""Kinds of items."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do (待办).

    Args:
        kind: one of ``KINDS``.
        due: last day; None without one.
        what: what it is about; Chinese as loaded when ``is_quoted``.
        do: what I must do.
        why: why, with the ground of the deadline.
        address: where it is done.
        note: a number or name beside it.
        mark: tells it from another thing with the same kind, address and note.
    """

    kind: str
    due: date | None
    what: Words
    do: Words
    why: Words
    address: str
    note: str = ""
    is_quoted: bool = False
    mark: str = ""

    @property
    def kind_words(self) -> Words:
        """What kind it is."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the days left; ``late`` is positive once it is overdue (队列行)."""

    item: Item
    left: int | None

    @property
    def late(self) -> int:
        """Days overdue; 0 in time."""
        return -self.left if self.left is not None and self.left < 0 else 0


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one urgency, the first so many shown (一组)."""

    name: str
    label: Words
    rows: tuple[Row, ...]
    rest: int


def group_of(due: date | None, today: date) -> str:
    """Which group a deadline belongs to. Due on 2026-11-29, seen on 2026-11-22: ``week``."""
    if due is None:
        return "open"
    if due < today:
        return "late"
    if due == today:
        return "today"
    return "week" if due <= today + timedelta(days=7) else "later"


def grouped(items: Iterable[Item], today: date, *, most: int) -> list[Group]:
    """The items by urgency, the earliest deadline first; groups without items are left out.

    Args:
        items: in any order.
        today: the day.
        most: at most so many of each group; ``rest`` says how many more there are.
    """
    every = sorted(items, key=lambda one: (one.due or date.max, one.kind, one.what.zh))
    found: dict[str, list[Row]] = {name: [] for name, _ in GROUPS}
    for one in every:
        left = (one.due - today).days if one.due else None
        found[group_of(one.due, today)].append(Row(one, left))
    return [
        Group(name, label, tuple(found[name][:most]), max(0, len(found[name]) - most))
        for name, label in GROUPS
        if found[name]
    ]


def due_counts(items: Iterable[Item]) -> Mapping[date, int]:
    """How many items fall due on each day."""
    found: dict[date, int] = {}
    for one in items:
        if one.due is not None:
            found[one.due] = found.get(one.due, 0) + 1
    return found
