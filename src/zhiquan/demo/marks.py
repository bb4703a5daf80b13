"""The trade marks of the demo district, with hoarded and squatted ones among them (演示商标)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhiquan.demo.agencies import MARK_AGENCIES
from zhiquan.demo.chances import after, anniversary, day_in, stream, weighted
from zhiquan.demo.enterprises import Enterprise, credit_code, natural_person, towns
from zhiquan.demo.grammar import shipped
from zhiquan.demo.patents import COUNT_DAY

IN_FORCE = 9_000
"""Marks in force on the count day, one for each class of a registration (类别件)."""

FIRST_NUMBER = 99_000_000
_LAST_FILING = date(2026, 9, 30)


@dataclass(frozen=True, slots=True)
class Mark:
    """One made-up trade mark.

    Args:
        classes: Nice classes, two digits each.
        registered: None while pending or when refused.
        expires: last day of protection, the renewal counted when ``is_renewed``.
        ended: day it was struck off, and ``ending`` in the list's word.
        case: planted case it belongs to, empty for none.
    """

    name: str
    classes: tuple[str, ...]
    holder: Enterprise
    filed: date
    registered: date | None
    expires: date | None
    is_renewed: bool = False
    ended: date | None = None
    ending: str = ""
    agency: str = ""
    case: str = ""
    number: str = ""

    def is_in_force(self, day: date) -> bool:
        """True when registered by ``day`` and neither expired nor struck off (有效注册商标)."""
        if self.registered is None or self.registered > day or (self.ended and self.ended <= day):
            return False
        return self.expires is None or self.expires >= day

    def status(self, day: date) -> str:
        """The word of a mark list on ``day``; empty before filing."""
        if self.filed > day:
            return ""
        if self.ended and self.ended <= day:
            return self.ending
        if self.registered is None or self.registered > day:
            return "初审公告" if self.registered and self.registered - timedelta(days=95) <= day else "等待实质审查"
        if self.expires and self.expires < day:
            return "宽展期" if (day - self.expires).days < 183 else "期满未续展注销"
        return "商标续展完成" if self.is_renewed else "已注册"


def mark_parties(seed: int) -> dict[str, Enterprise]:
    """Made-up parties of the planted cases: two who hoard, one who squats."""
    chance = stream(seed, "mark parties")
    town = towns()[0]
    address = f"重庆市长寿区{town.name}演示巷5号"
    firm = Enterprise("演示速注商贸有限公司", credit_code(950), town.code, town.name, address, "home", "F5199", "企业",
                      date(2022, 3, 1), 1, 0, 0, ())  # fmt: skip
    return {"hoard_person": natural_person(chance, 3), "hoard_firm": firm, "squatter": natural_person(chance, 8)}


def district_marks(
    seed: int, firms: Sequence[Enterprise], small: Sequence[Enterprise], parties: dict[str, Enterprise]
) -> list[Mark]:
    """All marks by filing day with numbers no real one has; ``IN_FORCE`` classes are in force on the count day."""
    chance = stream(seed, "marks")
    found = _planted(chance, firms, parties)
    used = {mark.name for mark in found} | {like for one in shipped("marks")["known"] for like in one["like"]}
    missing = IN_FORCE - sum(len(mark.classes) for mark in found if mark.is_in_force(COUNT_DAY))
    while missing > 0:
        mark = _ordinary(chance, firms, small, used)
        if mark.is_in_force(COUNT_DAY):
            mark = replace(mark, classes=mark.classes[:missing])
            missing -= len(mark.classes)
        found.append(mark)
    found.sort(key=lambda mark: (mark.filed, mark.name))
    return [
        replace(mark, number=str(FIRST_NUMBER + 7 * place + chance.randrange(7))) for place, mark in enumerate(found)
    ]


def _ordinary(chance: random.Random, firms: Sequence[Enterprise], small: Sequence[Enterprise], used: set[str]) -> Mark:
    holder = chance.choice(firms) if chance.random() < 0.28 else chance.choice(small)
    first = max(holder.founded, date(2006, 1, 9))
    filed = _LAST_FILING - timedelta(days=round((_LAST_FILING - first).days * chance.random() ** 1.12))
    count = 1 if chance.random() < 0.8 else chance.randint(2, 4)
    held = shipped("marks")["classes"]
    shares = {number: given["share"] for number, given in held.items()}
    classes = tuple(sorted({weighted(chance, shares) for _ in range(count)}))
    agency = chance.choice(MARK_AGENCIES).name if chance.random() < 0.8 else ""
    mark = Mark(_new_name(chance, used), classes, holder, filed, None, None, agency=agency)
    return _decided(chance, mark)


def _decided(chance: random.Random, mark: Mark) -> Mark:
    done = after(mark.filed, chance, 230, 420)
    if chance.random() < 0.17:
        return replace(mark, ended=done - timedelta(days=60), ending="驳回")
    expires = anniversary(done, 10) - timedelta(days=1)
    is_renewed = False
    while expires < date(2026, 6, 1) and chance.random() < 0.72:
        expires, is_renewed = anniversary(expires, 10), True
    mark = replace(mark, registered=done, expires=expires, is_renewed=is_renewed)
    if chance.random() < 0.03:
        struck = after(done, chance, 1_150, 2_400)
        return replace(mark, ended=struck, ending=chance.choice(["撤销", "全部无效", "已注销"]))
    return mark


def _new_name(chance: random.Random, used: set[str]) -> str:
    held = shipped("marks")
    while True:
        parts = [
            chance.choice(held["heads"]),
            chance.choice(held["middles"] + held["heads"]),
            chance.choice(held["tails"]),
        ]
        if chance.random() < 0.25:
            parts.insert(1, chance.choice(held["heads"]))
        name = "".join(parts)
        if name not in used:
            used.add(name)
            return name


def _planted(chance: random.Random, firms: Sequence[Enterprise], parties: dict[str, Enterprise]) -> list[Mark]:
    held = shipped("marks")
    owners = sorted(firms, key=lambda firm: -firm.employees)
    found = []
    for place, known in enumerate(held["known"]):
        filed = date(2013, 4, 1) + timedelta(days=90 * place)
        found.append(_registered(known["name"], (known["nice"],), owners[place], filed, "known"))
        for number, like in enumerate(known["like"]):
            day = date(2023, 8, 2) + timedelta(days=30 * place + number)
            found.append(_registered(like, (known["nice"],), parties["squatter"], day, "squatted"))
    numbers = sorted(held["classes"])
    for case, count, start in (("hoard_person", 130, date(2022, 9, 5)), ("hoard_firm", 90, date(2023, 2, 6))):
        for place in range(count):
            word = held["hoard_words"][place % 20] + ("" if place < 20 else "甲乙丙丁戊己庚"[place // 20 - 1])
            day = start + timedelta(days=place // 3)
            name = word if case == "hoard_person" else f"{word}优"
            found.append(_registered(name, (numbers[place % len(numbers)],), parties[case], day, case))
    for place, number in enumerate(numbers * 2):
        name = "长化新材" if place < len(numbers) else "长化新材图"
        found.append(_registered(name, (number,), firms[0], date(2019, 3, 4), "honest_defence"))
    for place in range(8):
        filed = anniversary(day_in(chance, date(2026, 12, 1), date(2027, 3, 1)), -11)
        mark = _registered(f"临期{'甲乙丙丁戊己庚辛'[place]}号", ("31",), owners[10 + place], filed, "near_expiry")
        found.append(mark)
    return found


def _registered(name: str, classes: tuple[str, ...], holder: Enterprise, filed: date, case: str) -> Mark:
    done = filed + timedelta(days=365 if case == "near_expiry" else 300)
    expires = anniversary(done, 10) - timedelta(days=1)
    is_old = expires < date(2026, 1, 1)
    if is_old:
        expires = anniversary(expires, 10)
    return Mark(name, classes, holder, filed, done, expires, is_renewed=is_old,
                agency=MARK_AGENCIES[3].name if "hoard" in case
                else MARK_AGENCIES[0].name, case=case)  # fmt: skip
