"""Asking for figures: one session over one snapshot and one question (指标计算)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from zhiquan.basics.words import Words
from zhiquan.knowledge.breakdowns import HolderKinds, Industries
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion, Numerator
from zhiquan.measure.arithmetic import ARITHMETIC
from zhiquan.measure.choices import Choices
from zhiquan.measure.counting import counts_on, rows_on
from zhiquan.measure.denominators import Base, choose, series_rows
from zhiquan.measure.emerging import SCHEMA, emerging
from zhiquan.measure.figures import Figure, Tally, make_figure, margin_of
from zhiquan.measure.home import home_rights, home_spells
from zhiquan.measure.intervals import Groups
from zhiquan.measure.numbers import numbers_meant
from zhiquan.measure.question import Question
from zhiquan.measure.rights_counts import Count
from zhiquan.measure.sources import Sources, open_sources
from zhiquan.register.lake.reader import Reader, quote_text
from zhiquan.register.reading.asof import sql_of

GROUPS = ("town", "holder_kind", "industry")
"""What a figure can be broken down by."""

_YEARS = pa.table({"n": pa.array(range(1, 20), pa.int32())})


@dataclass(frozen=True, slots=True)
class Setting:
    """What figures are computed with: definitions, the office's own data folder, settings asked for instead."""

    knowledge: Knowledge
    overlay: Path | None = None
    overrides: Mapping[str, str] | None = None


class Measuring:
    """Figures of one snapshot for one question; interval rows are worked out once per indicator and kept.

    Args:
        reader: the snapshot.
        setting: definitions and settings.
        asked: place, start of the period, day of knowledge.
    """

    def __init__(self, reader: Reader, setting: Setting, asked: Question) -> None:
        self.reader = reader.beside()  # working tables of its own, whoever else asks
        self.asked = asked
        self.knowledge = setting.knowledge
        self.choices = Choices(setting.knowledge, setting.overrides or {})
        self._overlay = setting.overlay
        self._tables: Sources | None = None
        self._held: dict[str, bool] = {}
        self._names: dict[tuple[Any, ...], str] = {}
        self._series: dict[str, list[dict[str, Any]]] = {}
        self._has_emerging = False

    def figure(self, indicator: str, day: date) -> Figure:
        """One indicator on one day."""
        return self.figures([indicator], [day])[0]

    def figures(self, indicators: Sequence[str], days: Sequence[date]) -> list[Figure]:
        """Several indicators on several days, in that order: all days of the first indicator, then the next.

        Raises:
            NotFound: an indicator is not known, or had no definition on one of the days.
        """
        wanted = [(self.knowledge.get(Indicator, name), day) for name in indicators for day in days]
        if not wanted:
            return []
        names = {self._make_rows(definition, day) for definition, day in wanted}
        tallies = self._tallies(names, days)
        return [self._figure(definition, day, tallies) for definition, day in wanted]

    def breakdown(self, indicator: str, day: date, by: str) -> list[dict[str, Any]]:
        """What one figure consists of: ``{group, counted, considered, amount}``, the largest group first.

        Args:
            indicator: id of the indicator.
            day: the day asked.
            by: one of ``GROUPS``; rows without the group have None.
        """
        name = self._make_rows(self.knowledge.get(Indicator, indicator), day)
        self._ask([name], [day])
        found = self.reader.records(_counts_sql(("count", by)))
        kept = [
            {
                "group": row[by],
                "counted": int(row["counted"]),
                "considered": int(row["considered"]),
                "amount": row["amount"],
            }
            for row in found
        ]
        return sorted(kept, key=lambda row: (-row["counted"], row["group"] or "~"))

    def records(self, indicator: str, day: date) -> list[dict[str, Any]]:
        """Every record considered on one day, whether it counts and why; see :func:`counting.rows_on`."""
        name = self._make_rows(self.knowledge.get(Indicator, indicator), day)
        self._ask([name], [day])
        return self.reader.records(_records_sql())

    def sql_of(self, expression: ir.Table) -> str:
        """An expression over these tables in the SQL of their engine."""
        return sql_of(expression)

    def base(self, version: IndicatorVersion, day: date) -> Base | None:
        """The published denominator on one day; None when the definition has none or none is loaded."""
        wanted = version.denominator
        if wanted is None or not wanted.series:
            return None
        return choose(self.series(wanted.series), wanted, day, self.asked.known)

    def series(self, name: str, place: str | None = None) -> list[dict[str, Any]]:
        """Published values of one series for the home district, or another place."""
        key = f"{name}@{place or self.asked.place}"
        if key not in self._series:
            self._series[key] = series_rows(self.reader, name, place or self.asked.place)
        return self._series[key]

    def rows(self, indicator: str, day: date) -> ir.Table:
        """The interval rows of an indicator, held in a working table of the engine."""
        definition = self.knowledge.get(Indicator, indicator)
        name = self._make_rows(definition, day)
        rows = ibis.table(ROWS_SCHEMA, name="measure_rows")
        return rows.filter(rows["count"] == name)

    def _make_rows(self, definition: Indicator, day: date) -> str:
        """Work out the rows of the definition in force on a day; the name they are held under.

        Indicators that count the same share their rows.
        """
        wanted = definition.at(day).numerator
        name = self._names.setdefault((wanted, self.choices.key(day)), f"count {len(self._names)}")
        if name not in self._held:
            if not self._held:
                self.reader.run(_EMPTY_ROWS)
            sql = self._sql_of_rows(definition, day)
            self.reader.run(f"INSERT INTO measure_rows BY NAME SELECT {quote_text(name)} AS count, * FROM ({sql})")
            told = f"count = {quote_text(name)} AND reason NOT IN ('no_status', 'place_unknown')"
            self._held[name] = bool(self.reader.records(f"SELECT 1 FROM measure_rows WHERE {told} LIMIT 1"))
        return name

    def _sql_of_rows(self, definition: Indicator, day: date) -> str:
        """The SQL of an indicator's interval rows; writing it takes longer than running it, so it is kept."""
        version = definition.at(day)
        wanted = version.numerator
        self._prepare(wanted)
        asked = self.asked if wanted.count == "published" else replace(self.asked, known=None)
        key = (wanted.model_copy(update={"kinds": ()}), asked, self.choices.key(day))
        if key not in _SQL:
            _SQL[key] = sql_of(self.expression(definition.id, day))
        return _SQL[key]

    def _prepare(self, wanted: Numerator) -> None:
        """Have the working tables an indicator reads; ``measure_mine`` are the home rights of its kinds."""
        _ = self.tables
        mine = f"SELECT * FROM measure_home WHERE kind IN ({_listed(wanted.kinds)})"
        self.reader.run(f"CREATE OR REPLACE TEMP VIEW measure_mine AS {mine}")
        if wanted.count == "high_value":
            self._make_emerging()

    def expression(self, indicator: str, day: date) -> ir.Table:
        """The interval rows of an indicator as an expression over the register's tables and side tables."""
        version = self.knowledge.get(Indicator, indicator).at(day)
        wanted = version.numerator
        self._prepare(wanted)
        count = Count(self.tables, self.asked, wanted, self.choices, day)
        return ARITHMETIC[wanted.count](count)

    @property
    def tables(self) -> Sources:
        """The tables of the snapshot and the home district's rights with their status, worked out once."""
        if self._tables is None:
            sides = {"measure_years": _YEARS, "measure_emerging": SCHEMA.empty_table()}
            found = open_sources(self.reader, sides)
            numbers = numbers_meant(self.reader)
            self.reader.connection.register("measure_numbers", numbers)
            found.add("measure_numbers", ibis.Schema.from_pyarrow(numbers.schema))
            self._keep(found, "measure_home", lambda: self._groups().of(home_rights(found, self.asked)))
            self._keep(found, "measure_spells", lambda: home_spells(found, self.asked))
            found.add("measure_mine", found["measure_home"].schema())
            self._tables = found
        return self._tables

    def _keep(self, found: Sources, name: str, expression: Callable[[], ir.Table]) -> None:
        """Have a working table of that name; its SQL is kept with its schema, as that of interval rows is."""
        key = (name, self.asked, *self._group_definitions())
        if key not in _KEPT:
            made = expression()
            _KEPT[key] = (sql_of(made), made.schema())
        sql, schema = _KEPT[key]
        self.reader.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")
        found.add(name, schema)

    def _groups(self) -> Groups:
        kinds, industries = self._group_definitions()
        return Groups(kinds, industries)

    def _group_definitions(self) -> tuple[HolderKinds, Industries | None]:
        has_industries = self.asked.place in self.knowledge.ids("industries")
        industries = self.knowledge.get(Industries, self.asked.place) if has_industries else None
        return self.knowledge.get(HolderKinds, "holders"), industries

    def _make_emerging(self) -> None:
        if not self._has_emerging:
            found = emerging(self.reader, '(SELECT "right" FROM measure_mine)', self._overlay)
            self.reader.connection.register("measure_emerging", found)
            self._has_emerging = True

    def _ask(self, names: Iterable[str], days: Sequence[date]) -> None:
        """Have the rows of these names and these days ready for the queries that count.

        ``measure_near`` leaves out rows that reach none of the days.
        """
        self.reader.connection.register("measure_days", pa.table({"day": pa.array(sorted(set(days)), pa.date32())}))
        rows = f"SELECT * FROM measure_rows WHERE count IN ({_listed(sorted(names))})"
        self.reader.run(f"CREATE OR REPLACE TEMP VIEW measure_asked AS {rows}")
        near = f"""SELECT * FROM measure_asked WHERE "from" <= DATE '{max(days)}' AND "to" > DATE '{min(days)}'"""
        self.reader.run(f"CREATE OR REPLACE TEMP VIEW measure_near AS {near}")

    def _tallies(self, names: Iterable[str], days: Sequence[date]) -> dict[tuple[str, date], Tally]:
        """What counts on each day, by the name rows are held under."""
        self._ask(names, days)
        found = self.reader.records(_counts_sql(("count",)))
        return {
            (row["count"], row["day"]): Tally(
                int(row["counted"]), int(row["considered"]), row["amount"] or Decimal(0), has_rows=True
            )
            for row in found
        }

    def _figure(self, definition: Indicator, day: date, tallies: Mapping[tuple[str, date], Tally]) -> Figure:
        version = definition.at(day)
        name = self._make_rows(definition, day)
        tally = tallies.get((name, day)) if self._held[name] else Tally()
        tally = tally or Tally(has_rows=True)
        if version.numerator.count == "published":
            return self._published(definition, version, day)
        made = make_figure(definition, version, day, tally, self.base(version, day))
        if self.asked.known is not None and version.numerator.count in {"dated", "pledges", "titles"}:
            return replace(made, notes=(*made.notes, _KNOWN_OF_STATUS))
        return made

    def _published(self, definition: Indicator, version: IndicatorVersion, day: date) -> Figure:
        """A published value with its sample and margin of error."""
        known = self.asked.known
        fit = [
            row
            for row in self.series(version.numerator.series)
            if row["as_of"] <= day and (known is None or row["published"] is None or row["published"] <= known)
        ]
        tally = Tally(len(fit), len(fit), fit[-1]["value"], has_rows=True) if fit else Tally()
        made = make_figure(definition, version, day, tally, None)
        return _with_sample(made, fit[-1]) if fit else made


ROWS_SCHEMA = ibis.schema(
    {
        "count": "string",
        **dict.fromkeys(("id", "unit", "title"), "string"),
        **dict.fromkeys(("from", "to"), "date"),
        **dict.fromkeys(("counts", "base"), "boolean"),
        "reason": "string",
        "amount": "decimal(28, 6)",
        **dict.fromkeys(GROUPS, "string"),
    }
)
"""Columns of the interval rows, as ``intervals`` explains them; ``count`` tells apart what is counted."""

_KNOWN_OF_STATUS = Words(
    "知悉日只作用于法律状态和公布数；本项按快照中的全部记录计",
    "the day of knowledge bears on legal status and published values; this counts all records of the snapshot",
)

_DAYS_SCHEMA = ibis.schema({"day": "date"})

_SQL: dict[tuple[Any, ...], str] = {}
"""SQL of interval rows by what is counted, the question and the settings in force."""

_KEPT: dict[tuple[Any, ...], tuple[str, ibis.Schema]] = {}
"""SQL and schema of working tables by name, question and groups."""

_EMPTY_ROWS = """
    CREATE OR REPLACE TEMP TABLE measure_rows (
        count VARCHAR, id VARCHAR, unit VARCHAR, title VARCHAR, "from" DATE, "to" DATE, counts BOOLEAN, base BOOLEAN,
        reason VARCHAR, amount DECIMAL(28, 6), town VARCHAR, holder_kind VARCHAR, industry VARCHAR
    )
"""


def _listed(texts: Iterable[str]) -> str:
    """Texts as the inside of an ``IN`` list; one that nothing equals when there are none."""
    return ", ".join(quote_text(text) for text in texts) or "NULL"


@cache
def _counts_sql(by: tuple[str, ...]) -> str:
    """Counts of the indicators asked, on the days asked."""
    rows = ibis.table(ROWS_SCHEMA, name="measure_near")
    return sql_of(counts_on(rows, ibis.table(_DAYS_SCHEMA, name="measure_days"), by=by))


@cache
def _records_sql() -> str:
    """Records of the indicator asked, on the one day asked."""
    rows = ibis.table(ROWS_SCHEMA, name="measure_asked")
    crossed = rows.cross_join(ibis.table(_DAYS_SCHEMA, name="measure_days"))
    return sql_of(rows_on(crossed, crossed["day"]).order_by("id"))


def _with_sample(made: Figure, row: Mapping[str, Any]) -> Figure:

    asof = Words(f"数据日期 {row['as_of']}", f"value of {row['as_of']}")
    sample = row.get("sample")
    if not sample:
        note = Words("没有有效样本量，不能与其他得分比较", "the number of answers is not stated: not comparable")
        return replace(made, notes=(*made.notes, asof, note))
    margin = row.get("margin") or margin_of(row["value"], int(sample))
    return replace(made, notes=(*made.notes, asof), sample=int(sample), margin=margin)
