"""What own lists are called (清单名称)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import count

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.collecting.models import NAME
from zhiquan.site.finding.asked import printable
from zhiquan.site.shell.speech import language_now

_GIVEN = Words("清单", "List")


def name_of(text: str) -> str:
    """The name as it is kept: without signs that control, single spaces between words.

    Raises:
        BadInput: it is empty or too long.
    """
    found = " ".join(printable(text).split())
    if not 1 <= len(found) <= NAME:
        raise BadInput(
            Words(f"清单名称要有 1 至 {NAME} 个字", f"the name of a list has 1 to {NAME} characters"),
            where={"name": found[:NAME]},
            remedy=Words("改短一些。", "Make it shorter."),
        )
    return found


def free_name(held: Collection[str]) -> str:
    """清单 and the first number that no list has: ``free_name({"清单 1"})`` is ``清单 2``; List on an English page."""
    word = _GIVEN.to(language_now())
    return next(name for n in count(1) if (name := f"{word} {n}") not in held)


def require_free(name: str, held: Iterable[str]) -> None:
    """Refuse a name that another list of the account has.

    Raises:
        NotAllowed: it is taken.
    """
    if name in set(held):
        raise NotAllowed(
            Words("已有同名的清单", "there is a list of this name already"),
            where={"name": name},
            remedy=Words("换一个名称。", "Choose another name."),
        )
