"""Made-up people: inventors, agents, applicants, all called 演示 (演示人名)."""

from __future__ import annotations

import random

_FAMILY = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹"
_GIVEN = "甲乙丙丁戊己庚辛壬癸"
_SECOND = "子丑寅卯辰巳午未申酉戌亥"


def person(chance: random.Random) -> str:
    """A made-up person, such as 演示赵甲 or 演示赵甲子."""
    second = chance.choice(_SECOND) if chance.random() < 0.7 else ""
    return f"演示{chance.choice(_FAMILY)}{chance.choice(_GIVEN)}{second}"


def people(chance: random.Random, count: int) -> tuple[str, ...]:
    """``count`` different people."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[person(chance)] = None
    return tuple(found)
