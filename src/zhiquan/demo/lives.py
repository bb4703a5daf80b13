"""Lives of made-up patents: publication, grant, end and restoration, by chance (专利存续经过)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from zhiquan.demo.chances import after, anniversary, gazette_day, weighted

FIRST_NINE_DIGITS = date(2007, 9, 5)
"""Earlier publication numbers had seven digits, all of them taken; the demo's publications begin here."""

_NEW_DESIGN_TERM = date(2021, 6, 1)


@dataclass(frozen=True, slots=True)
class Life:
    """The days of one patent; a day not reached is None.

    Args:
        published: the application was published, for inventions.
        decided: it was granted, or refused or withdrawn before grant, by ``decision``.
        decision: ``granted``, ``refused``, ``withdrawn`` or ``deemed_withdrawn``.
        ended: first day without the right, back to the day the fee was due, by ``ending``.
        ending: ``lapsed_fee``, ``expired``, ``abandoned`` or ``invalidated``.
        announced: the gazette told of the end.
        restored: the right lived again, until ``expires``.
        expires: first day after the full term, for what was granted.
    """

    filed: date
    published: date | None
    decided: date
    decision: str
    ended: date | None = None
    ending: str = ""
    announced: date | None = None
    restored: date | None = None
    expires: date | None = None

    @property
    def granted(self) -> date | None:
        """Day of the grant announcement."""
        return self.decided if self.decision == "granted" else None

    def is_in_force(self, day: date) -> bool:
        """True when granted by ``day`` and not ended by then, counting what was announced later (有效)."""
        if self.granted is None or self.granted > day:
            return False
        if self.restored and self.expires:
            return day < self.expires
        return self.ended is None or self.ended > day

    def stage(self, day: date) -> str:
        """What a source knew on ``day``: unpublished, published, examined, granted, restored or an end.

        A lapse counts from its announcement: that is when a tool can show it. The end of a term needs none.
        """
        told = self.ended if self.ending == "expired" else self.announced
        if told and told <= day:
            if self.restored and self.restored <= day:
                return "expired" if self.expires and self.expires <= day else "restored"
            return self.ending
        if self.decided <= day:
            return self.decision
        if self.published is None or self.published > day:
            return "unpublished"
        return "published" if day < self.published + timedelta(days=75) else "examined"


def invention_life(chance: random.Random, filed: date) -> Life:
    """An invention's life: about six in ten are granted, fees stop being paid with age."""
    published = gazette_day(max(after(filed, chance, 90, 540), FIRST_NINE_DIGITS))
    months = chance.triangular(11, 40, 24) if filed.year < 2020 else chance.triangular(7, 32, 17)
    decided = gazette_day(max(published + timedelta(days=100), filed + timedelta(days=round(months * 30.4))))
    outcome = weighted(chance, {"granted": 60, "deemed_withdrawn": 20, "refused": 17, "withdrawn": 3})
    if outcome != "granted":
        return Life(filed, published, decided, outcome)
    return _kept(chance, Life(filed, published, decided, outcome), years=20, risk=0.03, growth=0.006)


def model_life(chance: random.Random, filed: date, *, is_design: bool) -> Life:
    """A utility model's or design's life: published with its grant, dropped sooner than an invention."""
    granted = gazette_day(max(after(filed, chance, 110, 330), FIRST_NINE_DIGITS))
    years = 15 if is_design and filed >= _NEW_DESIGN_TERM else 10
    return _kept(chance, Life(filed, None, granted, "granted"), years=years, risk=0.07, growth=0.015)


def lapsed(chance: random.Random, life: Life, year: int, *, years: int) -> Life:
    """The same life, ended because the fee of patent year ``year + 1`` of ``years`` was not paid (未缴年费终止)."""
    due, end = anniversary(life.filed, year), anniversary(life.filed, years)
    told = gazette_day(after(due, chance, 195, 265))
    again = gazette_day(after(told, chance, 50, 150))
    restored = again if chance.random() < 0.04 and again < end else None
    return Life(life.filed, life.published, life.decided, "granted", due, "lapsed_fee", told, restored, end)


def _kept(chance: random.Random, life: Life, *, years: int, risk: float, growth: float) -> Life:
    for year in range(1, years):
        if anniversary(life.filed, year) > life.decided and chance.random() < risk + growth * max(0, year - 4):
            return lapsed(chance, life, year, years=years)
    end = anniversary(life.filed, years)
    if chance.random() < 0.004:
        void = gazette_day(after(life.decided, chance, 200, 900))
        return Life(life.filed, life.published, life.decided, "granted", life.decided, "invalidated", void)
    told = gazette_day(after(end, chance, 20, 70))
    return Life(life.filed, life.published, life.decided, "granted", end, "expired", told)
