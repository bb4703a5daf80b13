"""What forecasts of one session are made of, loaded once and kept (预测材料)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from zhiquan.basics.errors import NotFound
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.knowledge.terms import Term
from zhiquan.measure.counting import counts_on
from zhiquan.measure.figures import Tally
from zhiquan.measure.forecast.days import NEVER, Days, number
from zhiquan.measure.forecast.grant_rates import GrantRates, grant_rates
from zhiquan.measure.forecast.lapse_rates import LapseRates, lapse_rates, renewal_share
from zhiquan.measure.forecast.lives import Lives, load_lives
from zhiquan.measure.forecast.members import Spans, load_spans, members, spans_sql
from zhiquan.measure.forecast.stocks import Stock
from zhiquan.measure.rates import percent, rounded
from zhiquan.register.reading.asof import sql_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zhiquan.measure.measuring import Measuring

Kept = TypeVar("Kept")
Rates = tuple[Lives, GrantRates, LapseRates, float | None]


class Materials:
    """Lives, rates and counted rights of one session of figures, by kind and day (预测材料)."""

    def __init__(self, measuring: Measuring) -> None:
        self.measuring = measuring
        self.knowledge = measuring.knowledge
        self._kept: dict[tuple[object, ...], object] = {}

    def once(self, key: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
        """What ``make`` gives, made the first time ``key`` is asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value] # the key names what was kept

    def version(self, indicator: str, day: date) -> IndicatorVersion:
        """The definition in force on a day; for days before there was one, the first."""
        return self.knowledge.get(Indicator, indicator).at(self._defined(indicator, day))

    def _defined(self, indicator: str, day: date) -> date:
        return max(day, self.knowledge.get(Indicator, indicator).versions[0].from_)

    def rows(self, indicator: str, day: date) -> ir.Table:
        """The interval rows of an indicator, by the definition :meth:`version` gives."""
        return self.measuring.rows(indicator, self._defined(indicator, day))

    def tallies(self, indicator: str, days: Sequence[date]) -> list[Tally]:
        """What counts on each of some days."""
        kept = self.once(("tallies", indicator, self.version(indicator, days[-1]).from_), dict[date, Tally])
        missing = [day for day in days if day not in kept]
        if missing:
            kept |= self._tallies(indicator, missing)
        return [kept[day] for day in days]

    def _tallies(self, indicator: str, days: list[date]) -> dict[date, Tally]:
        reader = self.measuring.reader
        asked = pa.table({"day": pa.array(sorted(set(days)), pa.date32())})
        reader.connection.register("forecast_days", asked)
        table = ibis.table(ibis.Schema.from_pyarrow(asked.schema), name="forecast_days")
        key = ("sql", indicator, self.version(indicator, max(days)).from_)
        sql = self.once(key, lambda: sql_of(counts_on(self.rows(indicator, max(days)), table)))
        found = {
            row["day"]: Tally(int(row["counted"]), int(row["considered"]), row["amount"] or Decimal(0), has_rows=True)
            for row in reader.records(sql)
        }
        return {day: found.get(day, Tally()) for day in days}

    def numerator(self, indicator: str, day: date) -> Decimal | None:
        """The numerator on a day: rights, registrations, yuan or points; None when there is nothing to count from."""
        if not self._has_rows(indicator, day):
            return None
        tally = self.tallies(indicator, (day,))[0]
        numerator = self.version(indicator, day).numerator
        if numerator.count == "published":
            return tally.amount if tally.counted else None
        return tally.amount if numerator.sums else Decimal(tally.counted)

    def _has_rows(self, indicator: str, day: date) -> bool:
        sql = sql_of(self.rows(indicator, day).select("id"))
        key = ("has_rows", indicator, self.version(indicator, day).from_)
        return self.once(key, lambda: bool(self.measuring.reader.records(f"SELECT 1 FROM ({sql}) LIMIT 1")))

    def values(self, indicator: str, days: Sequence[date]) -> list[Decimal | None]:
        """The value on each of some days, of a share, a score or a plain number."""
        definition = self.knowledge.get(Indicator, indicator)
        version = self.version(indicator, days[-1])
        if version.rate == "percent":
            return [
                percent(tally.counted, tally.considered, places=definition.places) if tally.considered else None
                for tally in self.tallies(indicator, days)
            ]
        if version.numerator.count == "published":
            tallies = self.tallies(indicator, days)
            return [rounded(tally.amount, definition.places) if tally.counted else None for tally in tallies]
        return [figure.value for figure in self.measuring.figures([indicator], days)]

    def whole(self, kind: str) -> Lives:
        """Lives of one kind as the register knows them, rights of unknown place too."""
        return self.once(("lives", kind), lambda: load_lives(self.measuring, kind))

    def home(self, kind: str) -> Lives:
        """Lives of one kind, rights of the district only."""

        def make() -> Lives:
            whole = self.whole(kind)
            return whole.where(whole.is_home)

        return self.once(("home", kind), make)

    def spans(self, indicator: str, day: date) -> Spans:
        """When rights are in the numerator, as far as could be foreseen on the day."""
        version = self.version(indicator, day).from_
        sql = self.once(("spans", indicator, version), lambda: spans_sql(self.rows(indicator, day)))
        key = ("spans", indicator, version, day)
        return self.once(key, lambda: load_spans(self.measuring.reader, sql, day))

    def rates(self, kind: str, day: date, seen: date | None) -> Rates:
        """Lives cut to what was known, with their chances."""

        def make() -> Rates:
            on = number(day)
            known = NEVER if seen is None else number(seen)
            cut = self.home(kind).cut(on, known)
            renewed = renewal_share(cut, on)[0] if self.is_renewed(kind) else None
            return cut, grant_rates(cut, on), lapse_rates(cut, on, known), renewed

        return self.once(("rates", kind, day, seen), make)

    def stock(self, indicator: str, kind: str, day: date, seen: date | None) -> Stock:
        """Everything about the rights of one kind that count."""

        def make() -> Stock:
            cut, grants, lapses, renewed = self.rates(kind, day, seen)
            counted = members(self.spans(indicator, day), self.home(kind), cut, number(day))
            return Stock(cut, counted, grants, lapses, renewed)

        return self.once(("stock", indicator, kind, day, seen), make)

    def is_renewed(self, kind: str) -> bool:
        """True for kinds whose term is renewed, as marks are."""
        try:
            term = self.knowledge.get(Term, kind)
        except NotFound:
            return False
        return any(version.renewal is not None for version in term.versions)

    def learned(self, kind: str, day: date) -> float:
        """Share of the rights in force on ``day``, as known now, that the register knew by then."""
        home = self.home(kind)
        stood: Days = home.first[home.in_force(number(day))]
        return float((stood <= number(day)).mean()) if len(stood) else 0.0


_SESSIONS: WeakKeyDictionary[Measuring, Materials] = WeakKeyDictionary()


def materials_of(measuring: Measuring) -> Materials:
    """The materials of a session; they live as long as it does."""
    if measuring not in _SESSIONS:
        _SESSIONS[measuring] = Materials(measuring)
    return _SESSIONS[measuring]
