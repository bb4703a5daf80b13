"""The patents of the demo district: who filed what, when, and what became of it (演示专利)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from zhiquan.basics.numbers import application_check_digit
from zhiquan.demo.agencies import AGENCIES, AGENTS, UNLICENSED_PLACE
from zhiquan.demo.chances import day_in, stream
from zhiquan.demo.enterprises import Enterprise, natural_person
from zhiquan.demo.grammar import Text, design_text, industry, invention_text
from zhiquan.demo.lives import Life, invention_life, model_life

IN_FORCE = 1_384
"""Inventions in force on ``COUNT_DAY``; some forty more seem so, for their lapse is announced later (追溯终止)."""

COUNT_DAY = date(2025, 12, 31)
LAST_FILING = date(2026, 10, 31)
FIRST_SERIAL = 9_900_000
UTILITY_MODELS = 3_900
DESIGNS = 850

KIND_NAMES = {"1": "发明专利", "8": "发明专利", "2": "实用新型", "3": "外观设计"}
"""The office's word for each kind digit of an application number."""

_YEARS = {2005: 10, 2006: 12, 2007: 14, 2008: 18, 2009: 24, 2010: 34, 2011: 48, 2012: 62, 2013: 80, 2014: 100,
          2015: 130, 2016: 160, 2017: 190, 2018: 220, 2019: 250, 2020: 280, 2021: 320, 2022: 340, 2023: 350,
          2024: 330, 2025: 300, 2026: 180}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Patent:
    """One made-up patent or application; numbers are given by ``numbered``.

    Args:
        kind: kind digit of the application number: 1, 2, 3, or 8 for an invention from the PCT.
        text: title, abstract and symbols.
        holders: applicants, first the one whose address counts.
        agency: place in the list of agencies, -1 for none; ``agent`` its agent.
        case: planted case it belongs to, empty for none.
    """

    kind: str
    text: Text
    life: Life
    holders: tuple[Enterprise, ...]
    inventors: tuple[str, ...]
    agency: int
    agent: str
    claims: int
    cited_by: int
    case: str = ""
    app_no: str = ""
    digits: str = ""
    family: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def is_invention(self) -> bool:
        """True for inventions, those from the PCT too."""
        return self.kind in "18"

    @property
    def application_publication(self) -> str:
        """Number of the published application: ``CN199000001A``."""
        return f"{self.digits}A" if self.life.published else ""

    @property
    def grant_publication(self) -> str:
        """Number of the granted publication; the letter follows the kind and the day (C, Y, D before 2010-04-07)."""
        if self.life.granted is None:
            return ""
        letters = "CYD" if self.life.granted < date(2010, 4, 7) else "BUS"
        return self.digits + letters[{"1": 0, "8": 0, "2": 1, "3": 2}[self.kind]]


def ordinary_patents(seed: int, firms: Sequence[Enterprise], planted: Sequence[Patent]) -> list[Patent]:
    """Patents without a plan behind them, so many that ``IN_FORCE`` inventions are in force, planted ones included."""
    maker = _Maker(stream(seed, "patents"), firms, {patent.text.abstract for patent in planted})
    found: list[Patent] = []
    missing = IN_FORCE - sum(patent.is_invention and patent.life.is_in_force(COUNT_DAY) for patent in planted)
    while missing:
        found.append(maker.invention())
        missing -= found[-1].life.is_in_force(COUNT_DAY)
    found += [maker.model() for _ in range(UTILITY_MODELS)]
    return found + [maker.design() for _ in range(DESIGNS)]


def numbered(patents: Sequence[Patent], seed: int) -> list[Patent]:
    """The patents by filing day, with application and publication numbers no real one has, and links between them."""
    chance = stream(seed, "numbers")
    serials: Counter[str] = Counter()
    found: list[Patent] = []
    ordered = sorted(patents, key=lambda patent: (patent.life.filed, patent.kind, patent.text.title))
    for place, patent in enumerate(ordered, start=1):
        group = f"{patent.life.filed.year}{patent.kind}"
        serials[group] += 1
        body = f"{group}{FIRST_SERIAL + serials[group] * 3 + chance.randrange(3)}"
        found.append(
            replace(
                patent,
                app_no=f"{body}.{application_check_digit(body)}",
                digits=f"CN{patent.kind.replace('8', '1')}99{place * 7 + chance.randrange(7):06d}",
            )
        )
    return [_linked(chance, patent, found[max(0, place - 900) : place]) for place, patent in enumerate(found)]


class _Maker:
    def __init__(self, chance: random.Random, firms: Sequence[Enterprise], used: set[str]) -> None:
        self._chance, self._firms, self._used = chance, firms, used
        self._weights = _accumulated(firm.weight for firm in firms)
        self._years = _accumulated(_YEARS.values())
        self._people = [natural_person(chance, number) for number in range(70)]

    def invention(self) -> Patent:
        kind = "8" if self._chance.random() < 0.004 else "1"
        return self._filed(kind, lambda filed: invention_life(self._chance, filed))

    def model(self) -> Patent:
        return self._filed("2", lambda filed: model_life(self._chance, filed, is_design=False))

    def design(self) -> Patent:
        return self._filed("3", lambda filed: model_life(self._chance, filed, is_design=True))

    def _filed(self, kind: str, life_of: Callable[[date], Life]) -> Patent:
        chance = self._chance
        year = chance.choices(list(_YEARS), cum_weights=self._years)[0]
        filed = _working_day(day_in(chance, date(year, 1, 4), min(date(year, 12, 29), LAST_FILING)))
        holder = self._holder(filed, kind)
        others = self._firms[chance.randrange(len(self._firms))]
        holders = (holder, others) if chance.random() < 0.05 and others is not holder else (holder,)
        inventors = tuple(chance.sample(holder.staff, k=min(len(holder.staff), chance.randint(1, 5))))
        draw = chance.random()
        agency = chance.randrange(len(AGENCIES)) if draw < 0.92 else UNLICENSED_PLACE if draw < 0.923 else -1
        agent = f"演示代理师{chance.choice(AGENTS)}{agency + 1}" if agency >= 0 else ""
        claims = 1 if kind == "3" else chance.randint(4, 12) if chance.random() < 0.9 else chance.randint(13, 28)
        age = max(0, 2025 - filed.year)
        return Patent(kind, self._text(kind, holder), life_of(filed), holders, inventors, agency, agent, claims,
                      chance.randint(0, 1 + age * 2) if kind != "3" else 0)  # fmt: skip

    def _holder(self, filed: date, kind: str) -> Enterprise:
        if self._chance.random() < (0.02 if kind == "1" else 0.06):
            return self._chance.choice(self._people)
        while True:
            firm = self._chance.choices(self._firms, cum_weights=self._weights)[0]
            if firm.founded + timedelta(days=120) < filed:
                return firm

    def _text(self, kind: str, holder: Enterprise) -> Text:
        if kind == "3":
            return design_text(self._chance)
        field = industry(holder.industry)
        while True:
            subject = self._chance.choice(field.devices if kind == "2" else field.subjects)
            text = invention_text(self._chance, field, subject, is_model=kind == "2")
            if text.abstract not in self._used:
                self._used.add(text.abstract)
                return text


def _linked(chance: random.Random, patent: Patent, earlier: Sequence[Patent]) -> Patent:
    same = [other for other in earlier[-300:] if other.text.subject == patent.text.subject and other.grant_publication]
    cites = tuple(other.grant_publication for other in chance.sample(same, k=min(len(same), chance.randint(0, 3))))
    is_wide = patent.is_invention and patent.holders[0].employees > 300 and not patent.case
    family: tuple[str, ...] = ()
    if is_wide and date(2015, 1, 1) < patent.life.filed < date(2024, 1, 1) and chance.random() < 0.05:
        serial = int(patent.digits[-6:])
        family = (f"WO{patent.life.filed.year + 1}/99{serial % 10_000:04d}A1",)
        if chance.random() < 0.35:
            number, letter = (f"99{serial:06d}", "B2") if chance.random() < 0.6 else (f"99{serial % 100_000:05d}", "B1")
            family += (f"{'US' if letter == 'B2' else 'EP'}{number}{letter}",)
    return replace(patent, cites=cites if patent.is_invention else (), family=family)


def _working_day(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _accumulated(weights: Iterable[float]) -> list[float]:
    return list(accumulate(weights))
